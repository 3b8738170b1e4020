"""Every night: who is here, who belongs where, and what waits for too long."""

from datetime import datetime, timedelta

from sqlmodel import Session

from program.base import people
from program.base.calendar import Local, next_night
from program.joining import audiences
from program.pair import corrections, waiting
from program.rounds import reminders
from program.running import weekly
from storage.models import Installation, Program, Touchpoint

NIGHTLY = timedelta(days=1)


def night(session: Session, touchpoint: Touchpoint, now: datetime) -> None:
    """Read anew who is in the workspace and the program's audience; where the app was removed, nothing.

    A program that is over has its nights too: people of its mentorships may leave the company.
    """
    program = session.get(Program, touchpoint.program_id)
    assert program is not None
    last = touchpoint.due_at - NIGHTLY
    touchpoint.due_at = next_night(Local(program.time_zone), now)
    app = session.get(Installation, program.workspace_id)
    if app is not None and app.removed_at is not None:
        return
    people.walk(session, workspace_id=program.workspace_id, now=now)
    audiences.read_usergroups(session, workspace_id=program.workspace_id, now=now)
    if program.state == "open":
        audiences.read_place(session, program=program, now=now)
    weekly.keep_planned(session, program=program, now=now)
    waiting.try_each_night(session, program=program, now=now)
    reminders.remind(session, program=program, now=now)
    corrections.close(session, program=program, since=last, now=now)
