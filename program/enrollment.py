"""Joining a program, pausing, coming back, leaving."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from program.notices import redraw_home
from program.refusals import No, Refusal
from program.touchpoints import Moment, plan
from storage.models import Audit, Enrollment, Program, Touchpoint
from storage.queries import programs as ask


@dataclass(frozen=True)
class Paused:
    """Somebody is paused, until a moment."""

    program: str
    until: datetime


@dataclass(frozen=True)
class Resumed:
    program: str


def pause(
    session: Session, *, workspace_id: str, program_id: int, person_id: str, until: datetime, now: datetime
) -> Paused:
    """Ask nothing of somebody, and match them with nobody, until then."""
    program, enrollment = _taking_part(session, workspace_id, program_id, person_id)
    enrollment.state = "paused"
    enrollment.paused_until = until
    plan(session, Moment.RESUME, program=program, occasion=until.isoformat(), due=until, person_id=person_id)
    _log(session, enrollment, what="paused", now=now)
    redraw_home(session, workspace_id=workspace_id, person_id=person_id, now=now)
    return Paused(program.name, until)


def resume(session: Session, *, workspace_id: str, program_id: int, person_id: str, now: datetime) -> Resumed:
    """Somebody is back."""
    program, enrollment = _taking_part(session, workspace_id, program_id, person_id)
    enrollment.state = "active"
    enrollment.paused_until = None
    _log(session, enrollment, what="resumed", now=now)
    redraw_home(session, workspace_id=workspace_id, person_id=person_id, now=now)
    return Resumed(program.name)


def resume_when_due(session: Session, touchpoint: Touchpoint, now: datetime) -> None:
    """A pause is over, unless it was moved or ended by hand."""
    touchpoint.state = "answered"
    assert touchpoint.person_id is not None
    enrollment = ask.enrollment(session, program_id=touchpoint.program_id, person_id=touchpoint.person_id)
    if (
        enrollment is not None
        and enrollment.state == "paused"
        and enrollment.paused_until == touchpoint.due_at
    ):
        resume(
            session,
            workspace_id=touchpoint.workspace_id,
            program_id=touchpoint.program_id,
            person_id=touchpoint.person_id,
            now=now,
        )


def _taking_part(
    session: Session, workspace_id: str, program_id: int, person_id: str
) -> tuple[Program, Enrollment]:
    program = session.get(Program, program_id)
    enrollment = ask.enrollment(session, program_id=program_id, person_id=person_id)
    if program is None or program.workspace_id != workspace_id:
        raise Refusal(No.GONE)
    if enrollment is None or enrollment.state == "left":
        raise Refusal(No.NOT_ENROLLED)
    return program, enrollment


def _log(session: Session, enrollment: Enrollment, *, what: str, now: datetime) -> None:
    session.add(
        Audit(
            workspace_id=enrollment.workspace_id,
            program_id=enrollment.program_id,
            at=now,
            who=enrollment.person_id,
            what=what,
            subject=f"enrollment:{enrollment.id}",
        )
    )
