"""Pausing, coming back, looking for another mentor, leaving: by /mentor or Home's buttons."""

from handlers.counter import Answer, Open, Request, Route, Say
from handlers.views import absence as views
from program.base import access
from program.base.desk import Desk
from program.joining import absence


async def pause(request: Request, desk: Desk) -> Answer:
    """Pause for as long as was said; a small form asks, if nothing was."""
    said = request.after_the_word
    return await _pause(request, desk, said) if said else Open(views.pause_form(request.subject))


async def send_pause(request: Request, desk: Desk) -> Answer:
    """The small form was sent."""
    return await _pause(request, desk, views.read_pause(request.state))


async def resume(request: Request, desk: Desk) -> Answer:
    """Somebody is back."""
    resumed = await desk.transact(absence.resume, **request.by, program_id=request.subject, now=desk.now())
    return Say(views.resumed(resumed))


async def look_again(request: Request, desk: Desk) -> Answer:
    """Somebody who has finished would like another mentor."""
    program = await desk.transact(
        absence.look_again, **request.by, program_id=request.subject, now=desk.now()
    )
    return Say(views.looks_again(program))


async def leave(request: Request, desk: Desk) -> Answer:
    """Ask whether they mean it, and say what it would mean."""
    stakes = await desk.read(absence.stakes, **request.by, program_id=request.subject)
    return Open(views.leave_form(stakes))


async def send_leave(request: Request, desk: Desk) -> Answer:
    """They mean it."""
    left = await desk.transact(absence.leave, **request.by, program_id=request.subject, now=desk.now())
    return Say(views.left(left))


async def _pause(request: Request, desk: Desk, said: str) -> Answer:
    paused = await desk.transact(
        absence.pause_for, **request.by, program_id=request.subject, said=said, now=desk.now()
    )
    return Say(views.paused(paused))


ROUTES = (
    Route("action", views.PAUSE, access.enrolled, pause),
    Route("submission", views.PAUSE_FORM, access.enrolled, send_pause),
    Route("action", views.RESUME, access.enrolled, resume),
    Route("action", views.LOOK_AGAIN, access.enrolled, look_again),
    Route("action", views.LEAVE, access.enrolled, leave),
    Route("submission", views.LEAVE_FORM, access.enrolled, send_leave),
)
