"""Why somebody waits for a mentor, from what is so today: one answer for them, their owner's lists and their Home.

What a round found is of its day: whoever declines, leaves, pauses or comes makes it false. So a round's own words stay
in its preview, and everywhere else the tables are asked anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from matching.text.names import normal
from program.base.receipts import NOBODY_FITS
from program.joining.pool import PAIR_MINUTES, Pool
from storage.models import Program
from storage.queries import figures, rounds

NO_ROUND_YET = "no_round_yet"
SOUGHT = "sought"
PLACE_FREE = "place_free"
NO_MENTORS = "no_mentors"
CAPACITY = "capacity"
LANGUAGE = "language"
AUDIENCE = "audience"
REASONS = (NO_ROUND_YET, SOUGHT, PLACE_FREE, NO_MENTORS, CAPACITY, LANGUAGE, AUDIENCE, NOBODY_FITS)


@dataclass(frozen=True)
class Waits:
    """Why each of these people waits, and the free places that some of them could have (`could`: how many)."""

    reasons: Mapping[str, str]
    free: tuple[str, ...] = ()
    could: int = 0


@dataclass(frozen=True)
class _Today:
    pool: Pool
    vetoed: frozenset[tuple[str, str]]
    mentors: tuple[str, ...]
    free: tuple[str, ...]
    day: date


def waits(session: Session, *, program: Program, people: Sequence[str], now: datetime) -> Waits:
    """Why these people wait, who have no mentor and want one."""
    if not people:
        return Waits({})
    under_way = rounds.all_under_way(session, program_id=program.id)
    sought = {one.for_person_id for one in under_way}
    if figures.last_published(session, program_id=program.id) is None:
        return Waits({one: SOUGHT if one in sought else NO_ROUND_YET for one in people})
    today = _read(session, program, now)
    fits = {one: list(_could_have(today, one)) for one in people if one not in sought}
    reasons = {one: _why(today, one, bool(fits[one])) if one in fits else SOUGHT for one in people}
    if None in sought:  # everybody's round is on its way: it sees to these places
        return Waits(reasons)
    places = {mentor for found in fits.values() for mentor in found}
    free = tuple(today.pool.name(one) for one in today.free if one in places)
    return Waits(reasons, free, sum(bool(found) for found in fits.values()))


def _read(session: Session, program: Program, now: datetime) -> _Today:
    pool = Pool.read(session, program)
    mentors = tuple(one for one, said in pool.enrollments.items() if said.mentor and pool.absent(one) is None)
    return _Today(
        pool,
        frozenset(rounds.vetoed(session, program_id=program.id)),
        mentors,
        tuple(one for one in mentors if pool.free(one) and pool.minutes(one) >= PAIR_MINUTES),
        now.date(),
    )


def _could_have(today: _Today, mentee_id: str) -> Iterator[str]:
    """The mentors with a free place whom no rule keeps from this mentee."""
    if today.pool.absent(mentee_id) is None and today.pool.enrollments[mentee_id].minutes >= PAIR_MINUTES:
        yield from (one for one in today.free if not _apart(today, one, mentee_id))


def _why(today: _Today, mentee_id: str, fits: bool) -> str:
    if fits:
        return PLACE_FREE
    if today.pool.absent(mentee_id) is not None:
        return AUDIENCE
    if not [one for one in today.free if one != mentee_id]:
        return NO_MENTORS
    apart = {_apart(today, one, mentee_id) for one in today.mentors if one != mentee_id}
    if "" in apart:
        return CAPACITY
    return apart.pop() if len(apart) == 1 else NOBODY_FITS


def _apart(today: _Today, mentor_id: str, mentee_id: str) -> str:
    """The rule that keeps these two apart whether or not there is a place; "" if none does."""
    pool = today.pool
    mine, theirs = ({*map(normal, pool.enrollments[one].languages)} for one in (mentee_id, mentor_id))
    if pool.forbids(mentor_id, mentee_id) or not today.vetoed.isdisjoint(
        ((mentor_id, mentee_id), (mentee_id, mentor_id))
    ):
        return NOBODY_FITS
    if mine and theirs and mine.isdisjoint(theirs):
        return LANGUAGE
    least = pool.program.min_overlap_minutes
    return NOBODY_FITS if least and pool.overlap(mentor_id, mentee_id, today.day) < least else ""
