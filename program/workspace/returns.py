"""Somebody is back after their part has ended, because their account was off: owners can bring their pairs back.

What stands in the way of that is what stands in the way of a new pair.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session

from program.base.audit import note
from program.base.notices import Notice, redraw, tell
from program.base.people import is_named
from program.base.refusals import No, Refusal
from program.base.touchpoints import Moment, held
from program.joining.pool import Pool
from program.pair import pairs
from program.pair.revival import revive
from program.workspace.accounts import UNDONE_WITHIN
from storage.models import Enrollment, Letter, Member, Mentorship, Program, Touchpoint
from storage.queries import mentorships, programs, touchpoints
from storage.queries.programs import Enrolled
from storage.reading import remembered

BARS = {
    No.PAIR_UNKNOWN: No.GONE,
    No.PAIR_LEFT: No.BACK_LEFT,
    No.PAIR_DEACTIVATED: No.BACK_OFF,
    No.PAIR_FULL: No.BACK_FULL,
    No.PAIR_NEVER: No.BACK_APART,
    No.PAIR_LINE: No.BACK_APART,
}
"""What is said in other words here, where nobody else can be chosen."""


@dataclass(frozen=True)
class Former:
    """A pair that can be brought back, until then."""

    touchpoint_id: int
    names: tuple[str, ...]
    until: datetime


@dataclass(frozen=True)
class Returned:
    """To an owner, or an admin where nobody else runs it: pairs that can be brought back, and pairs that were.

    `under_way`: how many of them are being brought back at the moment.
    """

    to: str
    program: str
    pairs: tuple[Former, ...]
    under_way: int
    brought: tuple[tuple[str, ...], ...]
    may_decide: bool


@dataclass(frozen=True)
class Revived:
    """To one of a pair: it goes on. Without a `channel_id` their channel is on its way."""

    to: str
    partners: tuple[str, ...]
    program: str
    channel_id: str | None
    ends_on: date


def bring_back(
    session: Session, *, workspace_id: str, touchpoint_id: int, person_id: str, now: datetime
) -> None:
    """An owner brings a pair back. A second press changes nothing."""
    moment = _held(session, workspace_id, touchpoint_id)
    if moment.state == "answered":
        return
    program = session.get_one(Program, moment.program_id)
    if moment.state != "planned" or moment.due_at <= now:
        raise Refusal(No.BACK_LATE, days=UNDONE_WITHIN.days)
    if bar := _bar(session, moment, Pool.read(session, program)):
        raise bar
    _bring_back(session, moment, who=person_id, now=now)


def bring_all_back(
    session: Session, *, workspace_id: str, touchpoint_id: int, person_id: str, now: datetime
) -> None:
    """An owner brings all back that can be, of those that were told together: one after the other, at once."""
    moment = _held(session, workspace_id, touchpoint_id)
    pool = Pool.read(session, session.get_one(Program, moment.program_id))
    for one in _of_batch(session, moment.program_id, moment.answer):
        if one.state == "planned" and one.asked_at is None and not _bar(session, one, pool):
            one.asked_at, one.answered_by, one.due_at = now, person_id, now
            session.add(one)
    _redraw(session, moment, now)


def come_due(session: Session, touchpoint: Touchpoint, now: datetime) -> None:
    """It is the turn of this one of many; or the time in which an owner could bring it back is over."""
    program = session.get_one(Program, touchpoint.program_id)
    asked = touchpoint.asked_at is not None and touchpoint.answered_by is not None
    if asked and not _bar(session, touchpoint, Pool.read(session, program)):
        _bring_back(session, touchpoint, who=touchpoint.answered_by or "", now=now)
    else:
        touchpoint.state = "lapsed"
        _redraw(session, touchpoint, now)


def returned(session: Session, letter: Letter) -> Returned | None:
    """The pairs of whoever came back at about that time, as it stands with them now."""
    program = session.get_one(Program, letter.program_id)
    moments = _of_batch(session, program.id, letter.params["batch"])
    waiting = [one for one in moments if one.state == "planned" and one.asked_at is None]
    pool = Pool.read(session, program)
    there = tuple(
        Former(one.id or 0, _names(session, one), one.due_at)
        for one in waiting
        if not _bar(session, one, pool)
    )
    if letter.edits is None and not there:
        return None
    brought = [_names(session, one) for one in moments if one.state == "answered"]
    return Returned(
        letter.recipient,
        program.name,
        there,
        sum(one.state == "planned" for one in moments) - len(waiting),
        tuple(names for names in brought if len(names) > 1),
        programs.is_owner(session, program_id=program.id, person_id=letter.recipient),
    )


def revived(session: Session, letter: Letter) -> Revived | None:
    """What one of the pair hears."""
    mentorship = session.get_one(Mentorship, letter.mentorship_id)
    if mentorship.state not in mentorships.LIVE:
        return None
    return Revived(
        letter.recipient,
        pairs.partners(session, mentorship, letter.recipient),
        pairs.program_of(session, mentorship).name,
        mentorship.channel_id,
        mentorship.ends_on,
    )


def _bring_back(session: Session, moment: Touchpoint, *, who: str, now: datetime) -> None:
    mentorship = session.get_one(
        Mentorship, moment.mentorship_id, with_for_update=True, populate_existing=True
    )
    moment.state, moment.answered_by, moment.answered_at = "answered", who, now
    session.add(moment)
    for enrollment in _departed(session, mentorship):
        enrollment.state, enrollment.left_at = "active", None
        session.add(enrollment)
        note(session, enrollment, who=who, what="brought_back", now=now)
    session.flush()
    revive(session, mentorship, now)
    note(session, mentorship, who=who, what="mentorship_brought_back", now=now)
    for one in pairs.ids(session, mentorship):
        tell(session, Notice.REVIVED, mentorship, to=one, about=moment.key, now=now)
    _redraw(session, moment, now)


def _bar(session: Session, moment: Touchpoint, pool: Pool) -> Refusal | None:
    """What stands in the way, if anything does. Of what only the two may know, it says nothing."""
    mentorship = session.get_one(Mentorship, moment.mentorship_id)
    there = mentorships.members(session, mentorship_id=mentorship.id)
    if pool.program.state != "open":
        return Refusal(No.PROGRAM_ENDED, program=pool.program.name)
    if not all(is_named(one.person_id) for one in there):
        return Refusal(No.GONE)
    back = {one.person_id: _enrolled(one) for one in _departed(session, mentorship)}
    pool = replace(pool, enrollments={**pool.enrollments, **back}, closed=frozenset())
    for who, why in _bars(pool, there):
        return Refusal(BARS.get(why, why), who=pool.name(who))
    wishes = touchpoints.of_mentorship(session, mentorship_id=mentorship.id, kind=Moment.PARTING.value)
    return Refusal(No.BACK_APART) if any(wish.asked_at is not None for wish in wishes) else None


def _bars(pool: Pool, there: Sequence[Member]) -> Iterator[tuple[str, No]]:
    """Who of them can't be paired as they were, and why not."""
    mentees = [one.person_id for one in there if one.role == "mentee"]
    for mentor in (one.person_id for one in there if one.role == "mentor"):
        for place, mentee in enumerate(mentees):
            if bar := pool.bar(mentor, mentee, {mentor: place}):
                yield mentor if bar.side == "mentor" else mentee, bar.why


def _departed(session: Session, mentorship: Mentorship) -> list[Enrollment]:
    """The parts of those of them who are out of the program because their account was off, and for no other reason."""
    gone = _gone(session, program_id=mentorship.program_id)
    there = [
        programs.enrollment(session, program_id=mentorship.program_id, person_id=person_id)
        for person_id in pairs.ids(session, mentorship)
    ]
    return [one for one in there if one is not None and (one.person_id, one.left_at) in gone]


@remembered
def _gone(session: Session, *, program_id: int | None) -> set[tuple[str | None, datetime | None]]:
    """Everybody whose part in the program has ended because their account was off, and when."""
    moments = touchpoints.of_program(session, program_id=program_id, kind=Moment.DEPARTURE.value)
    return {(one.person_id, one.answered_at) for one in moments if one.state == "answered"}


def _enrolled(enrollment: Enrollment) -> Enrolled:
    return Enrolled(*(getattr(enrollment, name) for name in Enrolled._fields))


def _held(session: Session, workspace_id: str, touchpoint_id: int) -> Touchpoint:
    """The moment, held until the transaction ends: of two owners at once, one is the first."""
    moment = held(session, touchpoint_id, Moment.RETURN)
    if moment is None or moment.workspace_id != workspace_id:
        raise Refusal(No.GONE)
    return moment


def _of_batch(session: Session, program_id: int | None, batch: str | None) -> list[Touchpoint]:
    moments = touchpoints.of_program(session, program_id=program_id, kind=Moment.RETURN.value)
    return [one for one in moments if one.answer == batch]


def _names(session: Session, moment: Touchpoint) -> tuple[str, ...]:
    return tuple(pairs.names(session, session.get_one(Mentorship, moment.mentorship_id)).values())


def _redraw(session: Session, moment: Touchpoint, now: datetime) -> None:
    session.flush()
    redraw(
        session,
        Notice.RETURNED,
        moment.workspace_id,
        now=now,
        program=moment.program_id,
        batch=moment.answer,
    )
