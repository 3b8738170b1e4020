"""A workspace's rows, written at once: people, a running program with its mentorships, planned moments and letters."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, SQLModel

from matching import Person as Matched
from storage.models import Enrollment, Letter, Member, Mentorship, Owner, Person, Program, Touchpoint
from storage.unit import Store

WORKSPACE, OWNER = "T1", "UOWNER"
RUNNING, MATCHING = 1, 2
"""The program whose mentorships live, and the one that is matched."""
LENGTH, CADENCE, HOURS = 90, 14, 8
"""Days of a mentorship, days between its check-ins, and the hours of a day that they are spread over."""
AT_ONCE = 5_000
Row = dict[str, Any]


def mentee(number: int) -> str:
    return f"UE{number:06}"


def mentor(number: int) -> str:
    return f"UR{number:06}"


def write(store: Store, table: type[SQLModel], rows: Iterator[Row]) -> None:
    """Insert rows by the thousand."""

    def some(session: Session, part: Sequence[Row]) -> None:
        session.execute(insert(table), [{**_defaults(table), **row} for row in part])

    while part := list(islice(rows, AT_ONCE)):
        store.transact(some, part)


def _defaults(table: type[SQLModel]) -> Row:
    """What a Core insert would leave out."""
    return {
        name: field.get_default(call_default_factory=True)
        for name, field in table.model_fields.items()
        if name != "id" and not field.is_required()
    }


def settle(store: Store, *, pairs: int, now: datetime) -> None:
    """A program with so many mentorships; one part of them begins on each day of the cadence.

    Each has a mentor of its own: nobody is asked more than two things a week, and letters beyond that would wait.
    """
    names = [mentee(n) for n in range(pairs)] + [mentor(n) for n in range(pairs)]
    write(store, Person, (_person(name, now) for name in (OWNER, *names)))
    write(store, Program, (_program(number, now) for number in (RUNNING, MATCHING)))
    write(store, Owner, (_owner(number, now) for number in (RUNNING, MATCHING)))
    write(store, Enrollment, (_enrollment(name, now) for name in names))
    write(store, Mentorship, (_mentorship(n, now) for n in range(pairs)))
    write(store, Member, (row for n in range(pairs) for row in _members(n)))


def plan(store: Store, *, pairs: int, now: datetime) -> None:
    """What was asked of each pair and what is planned for it, and the letters that have brought the former."""
    write(store, Touchpoint, (row for n in range(pairs) for row in _moments(n, now)))
    write(store, Letter, (row for n in range(pairs) for row in _delivered(n, now)))


def enroll(store: Store, mentees: Sequence[Matched], mentors: Sequence[Matched], now: datetime) -> None:
    """Who waits to be matched in the other program: as many of the same people."""
    ids = {one.id: mentee(n) for n, one in enumerate(mentees)} | {
        one.id: mentor(n) for n, one in enumerate(mentors)
    }
    write(store, Enrollment, (_seeker(ids, one, now, mentor=False) for one in mentees))
    write(store, Enrollment, (_seeker(ids, one, now, mentor=True) for one in mentors))


def asked(number: int, day: int, now: datetime) -> Row:
    """A check-in that was asked of a pair and waits for its answer."""
    at = now - timedelta(days=1)
    return _moment(number, "check_in", f"asked-{day:04}", at) | {"state": "asked", "asked_at": at}


def letter(number: int, touchpoint: int, now: datetime, **more: Any) -> Row:
    """The card of that check-in, in the pair's channel."""
    return {
        "workspace_id": WORKSPACE,
        "program_id": RUNNING,
        "mentorship_id": number + 1,
        "kind": "check_in",
        "recipient": "channel",
        "params": {"touchpoint": touchpoint},
        "dedupe_key": f"check_in:{WORKSPACE}:{number + 1}:channel:{touchpoint}",
        "lane": f"{WORKSPACE}:{number + 1}",
        "created_at": now,
        "planned_at": now,
        "due_at": now,
        **more,
    }


def arrived(number: int, at: datetime) -> Row:
    """What is known of a letter that was delivered."""
    return {
        "state": "done",
        "done_at": at,
        "attempts": 1,
        "channel": channel(number),
        "ts": f"{at.timestamp():.6f}",
    }


def channel(number: int) -> str:
    return f"C{number:08}"


def _person(name: str, now: datetime) -> Row:
    row = {"workspace_id": WORKSPACE, "id": name, "name": f"Person {name[1:]}", "seen_at": now}
    return (
        row
        | {"time_zone": "Europe/London", "admin": name == OWNER}
        | {"current_program_id": MATCHING if name == OWNER else RUNNING}
    )


def _program(number: int, now: datetime) -> Row:
    return {
        "workspace_id": WORKSPACE,
        "name": f"Program {number}",
        "starts_on": now.date() - timedelta(days=30),
        "length_days": LENGTH,
        "cadence_days": CADENCE,
        "created_by": OWNER,
        "created_at": now,
    }


def _owner(number: int, now: datetime) -> Row:
    return {"workspace_id": WORKSPACE, "program_id": number, "person_id": OWNER, "since": now}


def _enrollment(name: str, now: datetime) -> Row:
    return {
        "workspace_id": WORKSPACE,
        "program_id": RUNNING,
        "person_id": name,
        "mentee": name.startswith("UE"),
        "mentor": name.startswith("UR"),
        "capacity": 2 * name.startswith("UR"),
        "joined_at": now,
    }


def _seeker(ids: Mapping[str, str], one: Matched, now: datetime, *, mentor: bool) -> Row:
    goals, skills, style = "\n".join(one.goals), list(one.skills), list(one.style)
    row: Row = {
        "workspace_id": WORKSPACE,
        "program_id": MATCHING,
        "person_id": ids[one.id],
        "mentee": not mentor,
        "mentor": mentor,
        "drivers": list(one.drivers),
        "languages": list(one.languages),
        "joined_at": now,
    }
    if mentor:
        more = {"teaches": goals, "skills_offered": skills, "guides_by": style, "capacity": one.capacity}
        return row | more | {"mentor_minutes": one.capacity * 60}
    return row | {"goals": goals, "skills_wanted": skills, "learns_by": style, "minutes": one.minutes}


def _mentorship(number: int, now: datetime) -> Row:
    begun = now - timedelta(days=number % CADENCE + 2 * CADENCE)
    return {
        "workspace_id": WORKSPACE,
        "program_id": RUNNING,
        "state": "open",
        "channel_name": f"mentor-{number}",
        "channel_id": channel(number),
        "matched_at": begun,
        "opened_at": begun,
        "ends_on": begun.date() + timedelta(days=LENGTH),
    }


def _members(number: int) -> Iterator[Row]:
    for name, role in ((mentor(number), "mentor"), (mentee(number), "mentee")):
        yield {
            "workspace_id": WORKSPACE,
            "program_id": RUNNING,
            "mentorship_id": number + 1,
            "person_id": name,
            "role": role,
        }


def _moment(number: int, kind: str, occasion: str, due: datetime) -> Row:
    return {
        "workspace_id": WORKSPACE,
        "program_id": RUNNING,
        "mentorship_id": number + 1,
        "kind": kind,
        "key": f"{kind}:{number + 1}::{occasion}",
        "due_at": due,
    }


def _moments(number: int, now: datetime) -> Iterator[Row]:
    """Two check-ins of the past, and the next one, the survey, the calibration and the end."""
    begun = now - timedelta(days=number % CADENCE + 2 * CADENCE)
    for step in (1, 2):
        due = begun + timedelta(days=CADENCE * step)
        yield _moment(number, "check_in", due.date().isoformat(), due) | {
            "state": "answered",
            "asked_at": due,
            "answer": "met",
            "answered_by": mentee(number),
            "answered_at": due,
        }
    for kind, days, occasion in (
        ("check_in", 3 * CADENCE, ""),
        ("survey", 45, "half"),
        ("closing", LENGTH, "end"),
    ):
        due = begun + timedelta(days=days, hours=number // CADENCE % HOURS)
        yield _moment(number, kind, occasion or due.date().isoformat(), due)
    yield _moment(number, "calibration", "month", begun + timedelta(days=60))


def _delivered(number: int, now: datetime) -> Iterator[Row]:
    begun = now - timedelta(days=number % CADENCE + 2 * CADENCE)
    for step in (1, 2):
        at = begun + timedelta(days=CADENCE * step)
        yield letter(number, number * 6 + step, at, **arrived(number, at))
