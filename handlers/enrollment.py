"""Joining, and changing one's answers."""

from dataclasses import replace

from handlers.counter import Answer, Open, Replace, Request, Route, Say
from handlers.views import enrollment as views
from program.base import access
from program.base.desk import Desk
from program.joining import enrollment
from program.joining.answers import Role
from program.joining.enrollment import Joined, Outside


async def join(request: Request, desk: Desk) -> Answer:
    """The form, by /mentor join or a button."""
    return await open_form(request, desk, role=None)


async def open_form(request: Request, desk: Desk, *, role: Role | None) -> Answer:
    """The form, with the role that was asked for on the way."""
    shown = await desk.transact(
        enrollment.form, **request.by, program_id=request.subject, role=role, now=desk.now()
    )
    if isinstance(shown, Outside):
        return Say(views.outside(shown))
    return Open(views.form(shown))


async def mentor_next(request: Request, desk: Desk) -> Answer:
    """The form as a mentor's: the button that somebody gets who has finished as a mentee."""
    return await open_form(request, desk, role="mentor")


async def change_role(request: Request, desk: Desk) -> Answer:
    """Another role was chosen: the form shows its fields, with all that was typed."""
    said = views.read(request.state)
    shown = await desk.transact(
        enrollment.form, **request.by, program_id=request.subject, role=None, now=desk.now()
    )
    if isinstance(shown, Outside):
        return Say(views.outside(shown))
    before = shown.answers
    return Replace(
        views.form(
            replace(
                shown,
                answers=replace(
                    said,
                    learning=said.learning if views.GOALS in request.state else before.learning,
                    teaching=said.teaching if views.TEACHES in request.state else before.teaching,
                ),
            )
        )
    )


async def send(request: Request, desk: Desk) -> Answer:
    """The form was sent."""
    said = views.read(request.state)
    joined = await desk.transact(
        enrollment.join,
        **request.by,
        program_id=request.subject,
        role=said.role,
        learning=said.learning,
        teaching=said.teaching,
        common=said.common,
        now=desk.now(),
    )
    return _next(joined)


async def send_second(request: Request, desk: Desk) -> Answer:
    """The mentor's side of somebody who is both was sent."""
    joined = await desk.transact(
        enrollment.teach,
        **request.by,
        program_id=request.subject,
        teaching=views.read_teaching(request.state),
        now=desk.now(),
    )
    return _next(joined)


def _next(joined: Joined) -> Answer:
    return Replace(views.second(joined)) if joined.one_more else Say(views.joined_note(joined))


ROUTES = (
    Route("action", views.JOIN, access.colleague, join),
    Route("action", views.MENTOR_NEXT, access.enrolled, mentor_next),
    Route("action", views.ROLE, access.anybody, change_role),
    Route("submission", views.FORM, access.colleague, send),
    Route("submission", views.SECOND, access.enrolled, send_second),
)
