"""The people of a round, frozen: what the arithmetic sees of them, and nothing that could change under it."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from sqlmodel import Session

import matching
from program.base.calendar import DAY_ENDS, DAY_STARTS, Local, at
from program.joining.pool import PAIR_MINUTES, Pool
from program.rounds.round_inputs import Inputs
from storage.models import Enrollment, Person, Program, Round
from storage.queries import programs, rounds

FACTS = tuple(field.name for field in fields(matching.Person))


@dataclass(frozen=True)
class Crowd:
    """Who may be matched, whom they would rather not meet, and all that they have said of themselves."""

    pool: Pool
    avoided: Mapping[str, set[str]]
    enrollments: Mapping[str, Enrollment]
    people: Mapping[str, Person]
    day: date

    def there(self, ids: Iterable[str]) -> list[str]:
        """These in order, without whoever has left since the pool was read."""
        return sorted((self.enrollments.keys() & self.people.keys()).intersection(ids))


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """Everything that a round depends on, and a fingerprint of it."""

    round_id: int
    inputs: Inputs
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
    crowd = _crowd(session, pool, now.date())
    mentees = tuple(_mentee(crowd, person_id) for person_id in crowd.there(seekers))
    mentors = tuple(_mentor(crowd, person_id) for person_id in crowd.there(pool.mentors()))
    inputs = Inputs(
        mentees=mentees,
        mentors=mentors,
        rules=rules(program.min_overlap_minutes, seed=found.id + found.seed),
        closed=pool.closed,
        vetoed=frozenset(rounds.vetoed(session, program_id=program.id)),
        managers=pool.managers,
    )
    return Snapshot(round_id=found.id, inputs=inputs, version=_fingerprint(inputs))


def rules(min_overlap: int, *, seed: int) -> matching.Rules:
    """What a round in Slack goes by: the engine's own rules and weights, without a list of competencies."""
    return matching.Rules(min_overlap=min_overlap, pair_minutes=PAIR_MINUTES, seed=seed)


def _crowd(session: Session, pool: Pool, day: date) -> Crowd:
    avoided: defaultdict[str, set[str]] = defaultdict(set)
    for who, whom in pool.avoided:
        avoided[who].add(whom)
    joined = programs.enrollments(session, program_id=pool.program.id)
    return Crowd(
        pool=pool,
        avoided=avoided,
        enrollments={one.person_id: one for one in joined},
        people=programs.people(
            session, workspace_id=pool.program.workspace_id, ids=[one.person_id for one in joined]
        ),
        day=day,
    )


def _fingerprint(inputs: Inputs) -> str:
    seen = (
        [_sorted(person) for person in (*inputs.mentees, *inputs.mentors)],
        sorted(inputs.closed),
        sorted(inputs.vetoed),
        sorted(inputs.managers.items()),
        inputs.rules.min_overlap,
    )
    return hashlib.blake2b(repr(seen).encode(), digest_size=16).hexdigest()


def _sorted(person: matching.Person) -> list[object]:
    facts = (getattr(person, name) for name in FACTS)
    return [sorted(fact) if isinstance(fact, frozenset) else fact for fact in facts]


def _mentee(crowd: Crowd, person_id: str) -> matching.Person:
    enrollment = crowd.enrollments[person_id]
    return matching.Person(
        id=person_id,
        goals=_items(enrollment.goals),
        skills=tuple(enrollment.skills_wanted),
        style=tuple(enrollment.learns_by),
        minutes=enrollment.minutes,
        waited=enrollment.waited,
        **_common(crowd, person_id),
    )


def _mentor(crowd: Crowd, person_id: str) -> matching.Person:
    enrollment = crowd.enrollments[person_id]
    return matching.Person(
        id=person_id,
        goals=_items(enrollment.teaches),
        skills=tuple(enrollment.skills_offered),
        style=tuple(enrollment.guides_by),
        minutes=crowd.pool.minutes(person_id),
        capacity=crowd.pool.free(person_id),
        **_common(crowd, person_id),
    )


def _common(crowd: Crowd, person_id: str) -> dict[str, Any]:
    enrollment, person = crowd.enrollments[person_id], crowd.people[person_id]
    return {
        "drivers": tuple(enrollment.drivers),
        "languages": tuple(enrollment.languages),
        "work": _work(person.time_zone, crowd.day),
        "level": person.level,
        "department": person.department,
        "location": person.location,
        "manager": person.manager_id,
        "avoid": frozenset(crowd.avoided.get(person_id, ())),
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
