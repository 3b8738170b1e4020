"""Ending a program, and opening it again."""

from handlers.counter import Answer, Request, Route, Say
from handlers.views import ended_programs as views
from program.base import access
from program.base.desk import Desk
from program.running import ended_programs


async def end(request: Request, desk: Desk) -> Answer:
    """An owner ends it, and means it: Slack has asked."""
    ended = await desk.transact(ended_programs.end, **request.by, program_id=request.subject, now=desk.now())
    return Say(views.ended(ended))


async def open_again(request: Request, desk: Desk) -> Answer:
    """An owner has thought better of it."""
    opened = await desk.transact(
        ended_programs.open_again, **request.by, program_id=request.subject, now=desk.now()
    )
    return Say(views.opened(opened))


ROUTES = (
    Route("action", views.END, access.owner, end),
    Route("action", views.OPEN_AGAIN, access.owner, open_again),
)
