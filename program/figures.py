"""A program in numbers, as of a moment. Every number comes with what it is of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from program.endings import Ending
from program.pulse import Pulse, pulse
from storage.models import Enrollment, Person, Program
from storage.queries import figures as ask
from storage.queries import programs

MET = "met"
MET_WITHIN = timedelta(days=30)
JOINED_SINCE = "joined_since"
NO_ROUND_YET = "no_round_yet"
NOBODY_FITS = "nobody_fits"
PRIVATE_REASONS = frozenset({"avoid", "closed", "vetoed", "reporting_line", "nothing_in_common"})
"""Why these wait is between two people: everybody else reads that nobody fits yet."""


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    number: int
    of: int


@dataclass(frozen=True)
class Reason:
    """Why some people have no mentor yet. The names are for owners."""

    code: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Figures:
    """A program as of a moment.

    joined    everybody who takes part, paused people too
    ready     neither paused nor gone, of those who joined
    matched   have a partner, of those who joined
    met       pairs that met within 30 days of their start, of all pairs that started
    in_time   pairs that have not met yet and still have time
    """

    at: datetime
    program_id: int
    program: str
    joined: int
    mentees: int
    mentors: int
    ready: Share
    matched: Share
    met: Share
    in_time: int
    pulse: Pulse
    waiting: tuple[Reason, ...]


def figures(session: Session, *, program: Program, now: datetime) -> Figures:
    """The numbers of a program."""
    assert program.id is not None
    joined = programs.enrollments(session, program_id=program.id)
    people = programs.people(
        session, workspace_id=program.workspace_id, ids=[enrollment.person_id for enrollment in joined]
    )
    here = [row for row in joined if row.person_id in people and not people[row.person_id].deactivated]
    members = ask.members(session, program_id=program.id)
    partnered = {member.person_id for member in members}
    taught = {member.person_id for member in members if member.role == "mentee"}
    unmatched = [row for row in here if row.mentee and row.state == "active" and row.person_id not in taught]
    met, in_time = _met(session, program, now)
    return Figures(
        at=now,
        program_id=program.id,
        program=program.name,
        joined=len(joined),
        mentees=sum(row.mentee for row in joined),
        mentors=sum(row.mentor for row in joined),
        ready=Share(sum(row.state == "active" for row in here), len(joined)),
        matched=Share(sum(row.person_id in partnered for row in joined), len(joined)),
        met=met,
        in_time=in_time,
        pulse=pulse(session, program_id=program.id),
        waiting=_waiting(session, program, unmatched, people),
    )


def why_waiting(session: Session, *, program: Program) -> dict[str, str]:
    """Why people wait, by person: what the newest round that looked at them said of them."""
    return {
        person_id: NOBODY_FITS if row.reason in PRIVATE_REASONS else row.reason
        for person_id, row in ask.last_waiting(session, program_id=program.id).items()
    }


def _met(session: Session, program: Program, now: datetime) -> tuple[Share, int]:
    """Pairs that met within 30 days of their start; a pair that was declined at once never started."""
    started = ask.started(session, program_id=program.id, but={Ending.DECLINED.value})
    first = ask.first_answers(session, program_id=program.id, answer=MET)
    met = in_time = 0
    for pair in started:
        assert pair.id is not None
        assert pair.opened_at is not None
        until = pair.opened_at + MET_WITHIN
        if pair.id in first and first[pair.id] <= until:
            met += 1
        elif pair.id not in first and now < until and pair.ended_at is None:
            in_time += 1
    return Share(met, len(started)), in_time


def _waiting(
    session: Session, program: Program, unmatched: Sequence[Enrollment], people: dict[str, Person]
) -> tuple[Reason, ...]:
    known = why_waiting(session, program=program)
    later = ask.last_published(session, program_id=program.id) is not None
    groups: dict[str, list[str]] = {}
    for enrollment in unmatched:
        code = known.get(enrollment.person_id, JOINED_SINCE if later else NO_ROUND_YET)
        groups.setdefault(code, []).append(people[enrollment.person_id].name)
    largest_first = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return tuple(Reason(code, tuple(sorted(names))) for code, names in largest_first)
