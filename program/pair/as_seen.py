"""All that an owner is shown of a pair, whichever way they come to see it. docs/trust.md says the same.

Whether they met in time, and how many outcomes are done: not which answer said so, and of a plan no words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlmodel import Session

from program.base.namesakes import all_called
from program.pair.endings import Ending
from storage.models import Program
from storage.queries import figures, mentorships, programs
from storage.queries.figures import PairRow

MET = "met"
MET_WITHIN = timedelta(days=30)


@dataclass(frozen=True)
class PairAsSeen:
    """One pair, as its program's owners see it.

    names       mentors first; of a pair that is over, "" where somebody's account is gone
    away        of one that goes on, those whose account is switched off: it rests
    until       when it was over; None while it goes on
    met         they said at a check-in that they had met, within MET_WITHIN of their start
    unanswered  so many check-ins in a row; `heard`: when they last answered one, else their start
    """

    mentorship_id: int
    names: tuple[str, ...]
    since: datetime
    until: datetime | None = None
    opening: bool = False
    met: bool = False
    outcomes: int = 0
    outcomes_done: int = 0
    unanswered: int = 0
    heard: datetime | None = None
    away: tuple[str, ...] = ()


def names_here(session: Session, *, program_id: int | None) -> dict[str, str]:
    """How all are called, by id, who are or were in the program and still work here."""
    names = figures.names_here(session, program_id=program_id)
    program = session.get(Program, program_id)
    return all_called(session, program=program, names=names) if program is not None else names


def living(session: Session, *, program_id: int | None) -> tuple[PairAsSeen, ...]:
    """The pairs that go on, the oldest first."""
    rows = [row for row in figures.pairs(session, program_id=program_id) if row.state in mentorships.LIVE]
    inside: dict[int, list[str]] = {row.id: [] for row in rows}
    for mentorship_id, _, person_id in figures.members(session, program_id=program_id):
        inside[mentorship_id].append(person_id)
    program = session.get(Program, program_id)
    if program is None:
        return ()
    everybody = programs.known(session, workspace_id=program.workspace_id, program_id=program_id)
    known = all_called(session, program=program, names={one: everybody[one].name for one in everybody})
    named = {pair: tuple(known[one] for one in people if one in known) for pair, people in inside.items()}
    off = {one for one in known if everybody[one].deactivated}
    return tuple(
        replace(pair, away=tuple(known[one] for one in inside[pair.mentorship_id] if one in off))
        for pair in _seen(session, program_id, rows, named)
    )


def over(session: Session, *, program_id: int | None) -> tuple[PairAsSeen, ...]:
    """The pairs that a program has had, however they ended, the last to end first."""
    return _over(session, program_id, _ended(session, program_id))


def count_over(session: Session, *, program_id: int | None) -> int:
    """How many these are."""
    return len(_ended(session, program_id))


def finished(session: Session, *, program_id: int | None, day: date) -> tuple[PairAsSeen, ...]:
    """The pairs whose time was complete on that UTC day."""
    rows = [row for row in _ended(session, program_id) if row.why == Ending.COMPLETED]
    return _over(session, program_id, [row for row in rows if row.ended_at and row.ended_at.date() == day])


def met_in_time(opened_at: datetime | None, first: datetime | None) -> bool:
    """Whether they met within MET_WITHIN of their start, by when they first said so."""
    return opened_at is not None and first is not None and first <= opened_at + MET_WITHIN


def _ended(session: Session, program_id: int | None) -> list[PairRow]:
    rows = [row for row in figures.pairs(session, program_id=program_id) if row.ended_at is not None]
    return sorted(rows, key=lambda row: (row.ended_at, row.id), reverse=True)


def _over(session: Session, program_id: int | None, rows: Sequence[PairRow]) -> tuple[PairAsSeen, ...]:
    known = names_here(session, program_id=program_id)
    inside = mentorships.people_of(session, ids=[row.id for row in rows], ever=True)
    named = {pair: tuple(known.get(one, "") for one in people) for pair, people in inside.items()}
    return _seen(session, program_id, rows, named)


def _seen(
    session: Session, program_id: int | None, rows: Sequence[PairRow], named: Mapping[int, tuple[str, ...]]
) -> tuple[PairAsSeen, ...]:
    first = figures.first_answers(session, program_id=program_id, answer=MET)
    plans = figures.plans(session, program_id=program_id)
    heard = figures.last_check_ins(session, program_id=program_id)
    return tuple(
        PairAsSeen(
            mentorship_id=row.id,
            names=named[row.id],
            since=row.opened_at or row.matched_at,
            until=row.ended_at,
            opening=row.state == "opening",
            met=met_in_time(row.opened_at, first.get(row.id)),
            outcomes=plans.get(row.id, (0, 0))[0],
            outcomes_done=plans.get(row.id, (0, 0))[1],
            unanswered=row.silent,
            heard=heard.get(row.id) or row.opened_at or row.matched_at,
        )
        for row in rows
    )
