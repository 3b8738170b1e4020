"""Asking the owners for help, or telling them something."""

from handlers.counter import Answer, Open, Request, Route, Say
from handlers.views import concerns as views
from program.base import access
from program.base.desk import Desk
from program.pair import concerns


async def open_form(request: Request, desk: Desk) -> Answer:
    """The form, with the names of those who will read it."""
    audience = await desk.read(
        concerns.audience, workspace_id=request.workspace_id, mentorship_id=request.object_id
    )
    return Open(views.form(audience, request.choice or "help"))


async def send(request: Request, desk: Desk) -> Answer:
    audience = await desk.transact(
        concerns.raise_concern,
        **request.by,
        mentorship_id=request.object_id,
        kind=str(request.metadata.get("kind", "")),
        text=views.read_form(request.state),
        now=desk.now(),
    )
    return Say(views.sent(audience))


ROUTES = (
    Route("action", views.HELP, access.member, open_form),
    Route("action", views.AGAIN, access.member, open_form),
    Route("submission", views.FORM, access.member, send),
)
