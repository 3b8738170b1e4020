"""Looking for somebody new: a round of matching for one person, which an owner approves."""

from datetime import datetime

from sqlmodel import Session

from program.base.audit import ALONGSIDE, note
from program.base.notices import Notice, redraw, redraw_home
from storage.models import Program, Round
from storage.queries import programs, rounds


def is_wanted(session: Session, *, program: Program, person_id: str) -> bool:
    """Whether somebody new is looked for if this person loses their mentor: not for who left, pauses, or asks for none.

    And not when the program is over.
    """
    enrollment = programs.enrollment(session, program_id=program.id, person_id=person_id)
    there = enrollment is not None and enrollment.state == "active" and enrollment.mentee
    return program.state == "open" and there


def look_for(session: Session, *, program: Program, person_id: str, now: datetime) -> None:
    """Ask for a new mentor for this mentee, if one is wanted. Asking twice is asking once."""
    if not is_wanted(session, program=program, person_id=person_id):
        return
    if rounds.under_way(session, program_id=program.id, for_person_id=person_id) is not None:
        return
    assert program.id is not None
    wanted = Round(
        workspace_id=program.workspace_id,
        program_id=program.id,
        for_person_id=person_id,
        asked_by=ALONGSIDE,
        asked_at=now,
    )
    session.add(wanted)
    session.flush()
    note(session, wanted, who=ALONGSIDE, what="replacement_sought", now=now)


def call_off(session: Session, *, program: Program, person_id: str, now: datetime) -> None:
    """Nobody new is needed after all, as long as nothing was published."""
    wanted = rounds.under_way(session, program_id=program.id, for_person_id=person_id)
    if wanted is None:
        return
    wanted.state = "discarded"
    session.add(wanted)
    redraw(session, Notice.REPLACEMENT, program.workspace_id, now=now, round=wanted.id)
    redraw_home(
        session,
        *programs.owners(session, program_id=program.id),
        workspace_id=program.workspace_id,
        now=now,
    )
    note(session, wanted, who=ALONGSIDE, what="replacement_called_off", now=now)
