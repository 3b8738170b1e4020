"""What a pair finds in its channel: why you two, the charter, and a first agenda."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from matching.text.names import normal
from program.base.audit import note
from program.base.calendar import Local, overlap_minutes, shared_hour, shared_hours
from program.base.notices import Notice, redraw, redraw_home
from program.pair import pairs
from program.pair.mentorship import Pin, Someone, as_called, pin
from program.pair.why import Why, why
from storage.models import Letter, Member, Mentorship
from storage.queries import mentorships, outcomes, programs

DAY = timedelta(days=1)
SOONEST = timedelta(hours=20)
"""Nobody has read everything, and found an hour, within the same day."""
CHARTER_VERSION = 1
"""Of the charter's text in handlers/views/wording/, kept with each yes to it. A newer one is asked of new pairs alone:
nobody is written to again, and a card that is drawn anew offers it."""


@dataclass(frozen=True)
class Apart:
    """Where two people are from, as the people file says: what they don't share on purpose."""

    department: tuple[str, str] | None
    location: tuple[str, str] | None


@dataclass(frozen=True, kw_only=True)
class Intro:
    """To the pair: who is who, and why you two."""

    channel_id: str
    program: str
    mentors: tuple[Someone, ...]
    mentees: tuple[Someone, ...]
    goals: str
    teaches: str
    why: Why
    overlap: int
    shared: tuple[tuple[datetime, datetime], ...]
    apart: Apart


@dataclass(frozen=True)
class Charter:
    """To the pair: what both agree to, and who has."""

    channel_id: str
    mentorship_id: int
    version: int
    owners: tuple[str, ...]
    people: tuple[Someone, ...]
    agreed: tuple[Someone, ...]
    live: bool


@dataclass(frozen=True)
class Agenda:
    """To the pair: what to talk about first."""

    channel_id: str
    mentorship_id: int
    days: int
    meet: datetime | None
    planned: bool
    live: bool


def intro(session: Session, letter: Letter) -> Intro | None:
    """Why these two, in their own words."""
    mentorship = session.get(Mentorship, letter.mentorship_id)
    if mentorship is None or mentorship.channel_id is None:
        return None
    there = as_called(session, mentorship)
    zones = [Local(one.time_zone) for one in there]
    mentors = tuple(one for one in there if one.role == "mentor")
    mentees = tuple(one for one in there if one.role == "mentee")
    day = (shared_hour(zones, letter.created_at) or letter.created_at).date()
    return Intro(
        channel_id=mentorship.channel_id,
        program=pairs.program_of(session, mentorship).name,
        mentors=mentors,
        mentees=mentees,
        goals=_said(session, mentorship, mentees, "goals"),
        teaches=_said(session, mentorship, mentors, "teaches"),
        why=why(session, mentorship=mentorship, there=there),
        overlap=overlap_minutes(zones, day),
        shared=_one_day(shared_hours(zones, day)),
        apart=_apart(session, mentorship, mentors, mentees),
    )


def charter(session: Session, letter: Letter) -> Charter | None:
    """The charter as it stands."""
    mentorship = session.get(Mentorship, letter.mentorship_id)
    if (
        mentorship is None
        or mentorship.id is None
        or (mentorship.channel_id is None and letter.edits is None)
    ):
        return None
    there = as_called(session, mentorship)
    agreed = {
        member.person_id
        for member in mentorships.members(session, mentorship_id=mentorship.id)
        if member.agreed_version == CHARTER_VERSION
    }
    return Charter(
        mentorship.channel_id or "",
        mentorship.id,
        CHARTER_VERSION,
        pairs.owner_names(session, mentorship),
        there,
        tuple(one for one in there if one.id in agreed),
        mentorship.state in mentorships.LIVE,
    )


def agree(
    session: Session, *, workspace_id: str, mentorship_id: int | None, person_id: str, now: datetime
) -> None:
    """Somebody agrees to the charter. Agreeing twice is agreeing once."""
    mentorship = pairs.living(session, workspace_id=workspace_id, mentorship_id=mentorship_id)
    member = session.get_one(Member, (mentorship.id, person_id))
    if member.agreed_version == CHARTER_VERSION:
        return
    member.agreed_at = now
    member.agreed_version = CHARTER_VERSION
    session.add(member)
    note(session, mentorship, who=person_id, what="charter_agreed", now=now, why=f"version:{CHARTER_VERSION}")
    redraw(session, Notice.CHARTER, mentorship, now=now)
    redraw_home(session, person_id, workspace_id=workspace_id, now=now)


def agenda(session: Session, letter: Letter) -> Agenda | None:
    """What to talk about first."""
    mentorship = session.get(Mentorship, letter.mentorship_id)
    if (
        mentorship is None
        or mentorship.id is None
        or (mentorship.channel_id is None and letter.edits is None)
    ):
        return None
    program = pairs.program_of(session, mentorship)
    zones = pairs.calendars(session, mentorship, program)
    return Agenda(
        mentorship.channel_id or "",
        mentorship.id,
        program.length_days,
        shared_hour(zones, letter.created_at + SOONEST),
        bool(outcomes.of_mentorship(session, mentorship_id=mentorship.id)),
        mentorship.state in mentorships.LIVE,
    )


def charter_to_pin(session: Session, letter: Letter) -> Pin | None:
    return pin(session, letter, Notice.CHARTER)


def _said(session: Session, mentorship: Mentorship, people: tuple[Someone, ...], field: str) -> str:
    """What the first of these people wrote on joining."""
    for one in people:
        enrollment = programs.enrollment(session, program_id=mentorship.program_id, person_id=one.id)
        if enrollment is not None:
            return str(getattr(enrollment, field))
    return ""


def _apart(
    session: Session, mentorship: Mentorship, mentors: tuple[Someone, ...], mentees: tuple[Someone, ...]
) -> Apart:
    ids = [one.id for one in (*mentors[:1], *mentees[:1])]
    people = programs.people(session, workspace_id=mentorship.workspace_id, ids=ids)
    found = [people[one] for one in ids if one in people]
    return Apart(
        _differing([person.department for person in found]), _differing([person.location for person in found])
    )


def _one_day(spans: Sequence[tuple[datetime, datetime]]) -> tuple[tuple[datetime, datetime], ...]:
    """Those that begin within one turn of the earth."""
    return tuple(span for span in spans if span[0] < spans[0][0] + DAY)


def _differing(values: list[str | None]) -> tuple[str, str] | None:
    known = [value for value in values if value]
    return (known[0], known[1]) if len({*map(normal, known)}) == 2 else None
