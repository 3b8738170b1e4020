"""The digest, for an owner first; posted into a channel as numbers."""

from dataclasses import replace

from handlers.counter import Answer, Open, PostHere, Request, Route, Say
from handlers.views import digest as views
from program.base import access
from program.base.desk import Desk
from program.running import digest


async def show_preview(request: Request, desk: Desk) -> Answer:
    """What would be posted, with names and reasons for the owner alone."""
    shown = await desk.read(
        digest.preview, workspace_id=request.workspace_id, program_id=request.subject, now=desk.now()
    )
    if request.kind == "command":
        return Say(views.preview(shown, here=True))
    return Open(views.preview_view(shown))


async def post(request: Request, desk: Desk) -> Answer:
    """Put the numbers into the channel where the preview is."""
    shown = await desk.transact(
        digest.post,
        **request.by,
        program_id=request.subject,
        channel_id=request.channel_id,
        stamp=request.choice,
        now=desk.now(),
    )
    return PostHere(views.message(shown), instead=views.message(replace(shown, chart=False)))


ROUTES = (Route("action", views.POST, access.owner, post),)
