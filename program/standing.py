"""Where one person stands in one program: what Home and `/mentor status` say about it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session

from program import pairs
from program.figures import why_waiting
from program.touchpoints import Moment
from storage.models import Enrollment, Mentorship, Program, Touchpoint
from storage.queries import figures as ask
from storage.queries import mentorships, programs, replies, touchpoints

SHOWN = frozenset({Moment.CHECK_IN, Moment.STAY, Moment.SURVEY, Moment.CALIBRATION, Moment.CLOSING})
"""The kinds of planned moments that a person is told of; the others are the program's own business."""


@dataclass(frozen=True)
class Step:
    """Something that comes, or that waits for an answer."""

    kind: str
    at: datetime


@dataclass(frozen=True)
class Goal:
    """One outcome of a plan."""

    text: str
    due_on: date
    done: bool


@dataclass(frozen=True)
class Pair:
    """One mentorship of this person's."""

    mentorship_id: int
    partners: tuple[str, ...]
    mentor: bool
    opening: bool
    channel_id: str | None
    agreed: bool
    days: int
    ends_on: date
    waiting: tuple[Step, ...]
    next: Step | None
    goals: tuple[Goal, ...]


@dataclass(frozen=True)
class Standing:
    """Somebody in a program. `enrollment_id` is None for whoever has not joined it.

    `reason` says why somebody waits for a mentor: a code, "" while no round has looked at them.
    """

    program_id: int
    program: str
    purpose: str
    starts_on: date
    started: bool
    owner: str
    enrollment_id: int | None = None
    mentee: bool = False
    mentor: bool = False
    goals: str = ""
    teaches: str = ""
    places: int = 0
    taken: int = 0
    paused_until: datetime | None = None
    pairs: tuple[Pair, ...] = ()
    seeks: bool = False
    reason: str = ""


def standing(session: Session, *, program: Program, person_id: str, now: datetime) -> Standing:
    """Where this person stands."""
    assert program.id is not None
    owners = programs.owners(session, program_id=program.id)
    found = Standing(
        program_id=program.id,
        program=program.name,
        purpose=program.purpose,
        starts_on=program.starts_on,
        started=program.starts_on <= now.date(),
        owner=pairs.name_of(session, workspace_id=program.workspace_id, person_id=next(iter(owners), None)),
    )
    enrollment = programs.enrollment(session, program_id=program.id, person_id=person_id)
    if enrollment is None or enrollment.state == "left":
        return found
    return _taking_part(session, found, program, enrollment)


def _taking_part(session: Session, found: Standing, program: Program, enrollment: Enrollment) -> Standing:
    live = mentorships.live_of(
        session,
        workspace_id=program.workspace_id,
        person_id=enrollment.person_id,
        program_id=program.id,
    )
    own = tuple(_pair(session, program, mentorship, enrollment.person_id) for mentorship in live)
    taught = [pair for pair in own if pair.mentor]
    seeks = enrollment.mentee and enrollment.state == "active" and len(taught) == len(own)
    return replace(
        found,
        enrollment_id=enrollment.id,
        mentee=enrollment.mentee,
        mentor=enrollment.mentor,
        goals=enrollment.goals,
        teaches=enrollment.teaches,
        places=enrollment.capacity,
        taken=sum(len(pair.partners) for pair in taught),
        paused_until=enrollment.paused_until if enrollment.state == "paused" else None,
        pairs=own,
        seeks=seeks,
        reason=why_waiting(session, program=program).get(enrollment.person_id, "") if seeks else "",
    )


def _pair(session: Session, program: Program, mentorship: Mentorship, person_id: str) -> Pair:
    assert mentorship.id is not None
    there = mentorships.members(session, mentorship_id=mentorship.id)
    me = next(member for member in there if member.person_id == person_id)
    asked = ask.asked_of(session, mentorship_ids=[mentorship.id])
    planned = touchpoints.planned_of(session, mentorship_id=mentorship.id)
    return Pair(
        mentorship_id=mentorship.id,
        partners=pairs.partners(session, mentorship, person_id),
        mentor=me.role == "mentor",
        opening=mentorship.state == "opening",
        channel_id=mentorship.channel_id,
        agreed=me.agreed_at is not None,
        days=program.length_days,
        ends_on=mentorship.ends_on,
        waiting=tuple(_step(moment) for moment in asked if _is_mine(session, moment, person_id)),
        next=_next(planned, person_id),
        goals=tuple(
            Goal(outcome.text, outcome.due_on, outcome.done_at is not None)
            for outcome in ask.outcomes(session, mentorship_id=mentorship.id)
        ),
    )


def _is_mine(session: Session, moment: Touchpoint, person_id: str) -> bool:
    """Whether this person can still answer it."""
    if moment.kind not in SHOWN or moment.person_id not in (None, person_id):
        return False
    return replies.of(session, touchpoint_id=moment.id, person_id=person_id) is None


def _next(planned: Sequence[Touchpoint], person_id: str) -> Step | None:
    coming = (m for m in planned if m.kind in SHOWN and m.person_id in (None, person_id))
    return next((_step(moment) for moment in coming), None)


def _step(moment: Touchpoint) -> Step:
    return Step(moment.kind, moment.due_at)
