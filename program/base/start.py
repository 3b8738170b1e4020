"""When a program begins to make pairs: people are told the day, so nobody is matched before it."""

from datetime import datetime

from sqlmodel import Session

from program.base.calendar import Local
from storage.models import Program
from storage.queries import figures


def has_started(session: Session, program: Program, now: datetime) -> bool:
    """Whether pairs are made by now: its day has come where the program is, or a round was published before."""
    assert program.id is not None
    today = now.astimezone(Local(program.time_zone).zone).date()
    return program.starts_on <= today or figures.last_published(session, program_id=program.id) is not None
