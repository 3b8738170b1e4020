"""A program in numbers, as of a moment. Every number comes with what it is of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from program.pair.as_seen import MET, MET_WITHIN, met_in_time, names_here
from program.pair.endings import Ending
from program.pair.survey_results import SurveyResults, survey_results
from program.running.waits import waits
from storage.models import Program
from storage.queries import figures as figure_queries
from storage.queries import programs


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
    ready     neither paused nor gone nor finished, of those who joined
    finished  whose time as a mentee is complete, who are in no pair and mentor nobody
    matched   have a partner, of those who joined
    met       pairs that met within 30 days of their start, of all pairs that started
    in_time   pairs that have not met yet and still have time
    free      mentors with a place that somebody who waits could have: `could` of those
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
    pulse: SurveyResults
    waiting: tuple[Reason, ...]
    finished: int = 0
    free: tuple[str, ...] = ()
    could: int = 0


def figures(session: Session, *, program: Program, now: datetime) -> Figures:
    """The numbers of a program."""
    assert program.id is not None
    joined = programs.enrolled(session, program_id=program.id)
    names = names_here(session, program_id=program.id)
    members = figure_queries.members(session, program_id=program.id)
    partnered = {person_id for _, _, person_id in members}
    taught = {person_id for _, role, person_id in members if role == "mentee"}
    here = [one for one in joined.values() if one.state == "active" and one.person_id in names]
    done = {one.person_id for one in here if one.finished_at and not one.mentor} - partnered
    ready = [one for one in here if one.person_id not in done]
    met, in_time = _met(session, program, now)
    unmatched = [
        one.person_id
        for one in ready
        if one.mentee and one.finished_at is None and one.person_id not in taught
    ]
    today = waits(session, program=program, people=unmatched, now=now)
    return Figures(
        at=now,
        program_id=program.id,
        program=program.name,
        joined=len(joined),
        mentees=sum(one.mentee for one in joined.values()),
        mentors=sum(one.mentor for one in joined.values()),
        ready=Share(len(ready), len(joined)),
        matched=Share(len(partnered & joined.keys()), len(joined)),
        met=met,
        in_time=in_time,
        pulse=survey_results(session, program_id=program.id),
        waiting=_by_reason(today.reasons, names),
        finished=len(done),
        free=today.free,
        could=today.could,
    )


def _met(session: Session, program: Program, now: datetime) -> tuple[Share, int]:
    """Pairs that met in time; a pair that was declined at once never started."""
    started = [
        row
        for row in figure_queries.pairs(session, program_id=program.id)
        if row.opened_at is not None and row.why != Ending.DECLINED
    ]
    first = figure_queries.first_answers(session, program_id=program.id, answer=MET)
    met = sum(met_in_time(row.opened_at, first.get(row.id)) for row in started)
    in_time = sum(
        row.id not in first and row.ended_at is None and now < (row.opened_at or now) + MET_WITHIN
        for row in started
    )
    return Share(met, len(started)), in_time


def _by_reason(reasons: Mapping[str, str], names: Mapping[str, str]) -> tuple[Reason, ...]:
    """Why these people (id to name) wait, the commonest reason first."""
    groups: dict[str, list[str]] = {}
    for person_id, code in reasons.items():
        groups.setdefault(code, []).append(names[person_id])
    largest_first = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return tuple(Reason(code, tuple(sorted(found))) for code, found in largest_first)
