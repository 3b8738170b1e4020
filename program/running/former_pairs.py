"""The pairs that a program has had: who and from when to when. Why a pair ended is shown to nobody."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from storage.models import Program
from storage.queries import figures, mentorships


@dataclass(frozen=True)
class PastPair:
    """A pair that is over, however that came. A name is "" where somebody's account is gone."""

    names: tuple[str, ...]
    since: datetime
    until: datetime


def past(session: Session, *, program: Program) -> tuple[PastPair, ...]:
    """All of them, the last to end first."""
    known = figures.names_here(session, program_id=program.id)
    over = figures.ended(session, program_id=program.id)
    inside = mentorships.people_of(session, ids=[pair for pair, _, _ in over], ever=True)
    return tuple(
        PastPair(tuple(known.get(one, "") for one in inside[pair]), since, until)
        for pair, since, until in over
    )
