"""Inviting the program's audience, and the answers to an invitation."""

from handlers import enrollment
from handlers.counter import Answer, Open, Request, Route, Say
from handlers.views import invitations as views
from program.base import access
from program.base.desk import Desk
from program.joining import invitations


async def preview(request: Request, desk: Desk) -> Answer:
    """Whom an invitation would reach. Nothing is sent yet."""
    shown = await desk.transact(
        invitations.preview, workspace_id=request.workspace_id, program_id=request.subject, now=desk.now()
    )
    return Open(views.preview(shown))


async def send(request: Request, desk: Desk) -> Answer:
    """The owner means it."""
    sent = await desk.transact(invitations.invite, **request.by, program_id=request.subject, now=desk.now())
    return Say(views.sent(sent))


async def as_mentee(request: Request, desk: Desk) -> Answer:
    return await enrollment.open_form(request, desk, role="mentee")


async def as_mentor(request: Request, desk: Desk) -> Answer:
    return await enrollment.open_form(request, desk, role="mentor")


async def not_now(request: Request, desk: Desk) -> Answer:
    await desk.transact(
        invitations.answer, **request.by, program_id=request.subject, said="not_now", now=desk.now()
    )
    return None


async def never(request: Request, desk: Desk) -> Answer:
    await desk.transact(
        invitations.answer, **request.by, program_id=request.subject, said="never", now=desk.now()
    )
    return None


ROUTES = (
    Route("submission", views.FORM, access.owner, send),
    Route("action", views.MENTEE, access.anybody, as_mentee),
    Route("action", views.MENTOR, access.anybody, as_mentor),
    Route("action", views.NOT_NOW, access.anybody, not_now),
    Route("action", views.NEVER, access.anybody, never),
)
