"""The people of a round, frozen: what the arithmetic sees of them, and nothing that could change under it."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from sqlmodel import Session

import matching
from program.calendar import DAY_ENDS, DAY_STARTS, Local, at
from program.pairing import Pool
from storage.models import Program, Round
from storage.queries import rounds

PAIR_MINUTES = 30
"""Minutes a month that a mentorship takes of a mentor."""
Avoided = Mapping[str, set[str]]
FACTS = tuple(field.name for field in fields(matching.Person))


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """Everything that a round depends on, and a fingerprint of it."""

    round_id: int
    mentees: tuple[matching.Person, ...]
    mentors: tuple[matching.Person, ...]
    rules: matching.Rules
    closed: frozenset[matching.Pair]
    vetoed: frozenset[matching.Pair]
    managers: tuple[tuple[str, str], ...]
    version: str


def freeze(session: Session, found: Round, *, now: datetime) -> Snapshot:
    """The people of a round as they are now."""
    program = session.get(Program, found.program_id)
    assert program is not None
    assert found.id is not None
    pool = Pool.read(session, program, replacing=found.for_person_id)
    seekers = pool.mentees() if program.state == "open" else []
    if found.for_person_id is not None:
        seekers = [person_id for person_id in seekers if person_id == found.for_person_id]
    avoided = _by_person(pool)
    mentees = tuple(_mentee(pool, avoided, person_id, now.date()) for person_id in sorted(seekers))
    mentors = tuple(_mentor(pool, avoided, person_id, now.date()) for person_id in sorted(pool.mentors()))
    rules = matching.Rules(
        min_overlap=program.min_overlap_minutes, pair_minutes=PAIR_MINUTES, seed=found.id + found.seed
    )
    managers = tuple(sorted(pool.managers.items()))
    vetoed = frozenset(rounds.vetoed(session, program_id=program.id))
    return Snapshot(
        round_id=found.id,
        mentees=mentees,
        mentors=mentors,
        rules=rules,
        closed=pool.closed,
        vetoed=vetoed,
        managers=managers,
        version=_fingerprint(
            [_sorted(person) for person in (*mentees, *mentors)],
            sorted(pool.closed),
            sorted(vetoed),
            managers,
            rules.min_overlap,
        ),
    )


def _by_person(pool: Pool) -> Avoided:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for who, whom in pool.avoided:
        found[who].add(whom)
    return found


def _fingerprint(*seen: object) -> str:
    return hashlib.blake2b(repr(seen).encode(), digest_size=16).hexdigest()


def _sorted(person: matching.Person) -> list[object]:
    facts = (getattr(person, name) for name in FACTS)
    return [sorted(fact) if isinstance(fact, frozenset) else fact for fact in facts]


def _mentee(pool: Pool, avoided: Avoided, person_id: str, day: date) -> matching.Person:
    enrollment = pool.enrollments[person_id]
    return matching.Person(
        id=person_id,
        goals=_items(enrollment.goals),
        skills=tuple(enrollment.skills_wanted),
        style=tuple(enrollment.learns_by),
        minutes=enrollment.minutes,
        waited=enrollment.waited,
        **_common(pool, avoided, person_id, day),
    )


def _mentor(pool: Pool, avoided: Avoided, person_id: str, day: date) -> matching.Person:
    enrollment = pool.enrollments[person_id]
    given = enrollment.mentor_minutes or enrollment.capacity * PAIR_MINUTES
    return matching.Person(
        id=person_id,
        goals=_items(enrollment.teaches),
        skills=tuple(enrollment.skills_offered),
        style=tuple(enrollment.guides_by),
        minutes=max(0, given - pool.taken.get(person_id, 0) * PAIR_MINUTES),
        capacity=pool.free(person_id),
        **_common(pool, avoided, person_id, day),
    )


def _common(pool: Pool, avoided: Avoided, person_id: str, day: date) -> dict[str, Any]:
    enrollment, person = pool.enrollments[person_id], pool.people[person_id]
    return {
        "drivers": tuple(enrollment.drivers),
        "languages": tuple(enrollment.languages),
        "work": _work(person.time_zone, day),
        "level": person.level,
        "department": person.department,
        "location": person.location,
        "manager": person.manager_id,
        "avoid": frozenset(avoided.get(person_id, ())),
    }


def _items(text: str) -> tuple[str, ...]:
    """One item a line, as people write lists."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


@lru_cache(maxsize=1000)
def _work(time_zone: str, day: date) -> tuple[tuple[int, int], ...]:
    """Their working hours on that day, in minutes of the UTC day."""
    zone = Local(time_zone).zone
    start, end = (at(day, hour, zone).astimezone(UTC) for hour in (DAY_STARTS, DAY_ENDS))
    first = start.hour * 60 + start.minute
    return ((first, first + int((end - start).total_seconds()) // 60),)
