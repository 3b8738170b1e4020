"""The last check before a letter goes: is it still true, still wanted, and is this a good moment?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from program.base.calendar import Local, is_good_hour, own_morning, shared_hour
from program.base.notices import CHANNEL, Notice, Policy
from program.base.unsent import Unsent
from program.workspace import accounts, installation
from storage.models import Letter, Mentorship
from storage.queries import letters, mentorships, programs

WEEK = timedelta(days=7)
UNTIL_BACK = timedelta(days=1)
"""How long letters are held before the next look where the app was removed, or an account is switched off."""
PROMPTS_A_WEEK = 2
LOOK_AGAIN = timedelta(hours=1)
"""By then it is known what has become of the prompts that are just going."""


@dataclass(frozen=True)
class Go:
    """Send it now."""


@dataclass(frozen=True)
class Later:
    """Hold it until then."""

    until: datetime
    why: Unsent


@dataclass(frozen=True)
class Never:
    """Drop it."""

    why: Unsent


@dataclass(frozen=True)
class Apart:
    """The pair has no channel now: each of them gets it alone."""


def check(session: Session, *, letter: Letter, now: datetime) -> Go | Later | Never | Apart:
    """Whether `letter` may go at `now`."""
    policy = Notice(letter.kind).policy
    if installation.is_removed(session, workspace_id=letter.workspace_id):
        return Later(now + UNTIL_BACK, Unsent.REMOVED)
    if letter.edits is not None:
        return Go()
    late = policy.lapses is not None and now - letter.planned_at > policy.lapses
    if late and letter.last_error != Unsent.FULL:
        return Never(Unsent.STALE)
    if policy.always:
        return _until_back(session, letter, now)
    if letter.recipient == CHANNEL and _without_channel(session, letter):
        return Apart()
    recipients = _recipients(session, letter)
    gone = _gone(session, letter, recipients, policy, now)
    if gone is not None:
        return gone
    if policy.prompt:
        room = _room(session, letter, recipients, now)
        if room is not None:
            hour = _good_hour(session, letter, recipients, room)
            return Later(hour.until if isinstance(hour, Later) else room, Unsent.FULL)
    if policy.hours == "good":
        return _good_hour(session, letter, recipients, now)
    return Go()


def _until_back(session: Session, letter: Letter, now: datetime) -> Go | Later:
    """Nobody can be invited while their account is off, nor is that anybody's to mend: it waits for them."""
    invited = letter.params.get("person", "")
    person = programs.person(session, workspace_id=letter.workspace_id, person_id=invited)
    if person is None or not person.deactivated or not accounts.waits(session, person, now):
        return Go()
    return Later(now + UNTIL_BACK, Unsent.ACCOUNT_OFF)


def _without_channel(session: Session, letter: Letter) -> bool:
    mentorship = session.get(Mentorship, letter.mentorship_id) if letter.mentorship_id is not None else None
    return mentorship is not None and mentorship.channel_id is None and mentorship.state in mentorships.LIVE


def _recipients(session: Session, letter: Letter) -> list[str]:
    if letter.recipient != CHANNEL or letter.mentorship_id is None:
        return [letter.recipient]
    return [member.person_id for member in mentorships.members(session, mentorship_id=letter.mentorship_id)]


def _gone(
    session: Session, letter: Letter, recipients: list[str], policy: Policy, now: datetime
) -> Later | Never | None:
    people = programs.people(session, workspace_id=letter.workspace_id, ids=recipients)
    addressee = people.get(letter.recipient)
    if addressee is not None and addressee.deactivated:
        waits = accounts.waits(session, addressee, now)
        return Later(now + UNTIL_BACK, Unsent.ACCOUNT_OFF) if waits else Never(Unsent.DEACTIVATED)
    if letter.mentorship_id is not None and policy.prompt and not policy.afterward:
        mentorship = session.get(Mentorship, letter.mentorship_id)
        if mentorship is None or mentorship.state not in ("opening", "open"):
            return Never(Unsent.ENDED)
        there = [member.person_id for member in mentorships.members(session, mentorship_id=mentorship.id)]
        known = programs.people(session, workspace_id=letter.workspace_id, ids=there)
        if any(one.deactivated and accounts.waits(session, one, now) for one in known.values()):
            return Later(now + UNTIL_BACK, Unsent.ACCOUNT_OFF)
    if not policy.prompt:
        return None
    pauses = []
    for person_id in recipients:
        enrollment = programs.enrollment(session, program_id=letter.program_id, person_id=person_id)
        if enrollment is None:
            continue
        if enrollment.state == "left" and letter.recipient != CHANNEL:
            return Never(Unsent.LEFT)
        if enrollment.state == "paused" and enrollment.paused_until is not None:
            pauses.append(enrollment.paused_until)
    ends = max(pauses, default=now)
    return Later(ends, Unsent.PAUSED) if ends > now else None


def _room(session: Session, letter: Letter, people: list[str], now: datetime) -> datetime | None:
    """When there is room for it, if not now: two prompts a person and week, over all their pairs and programs.

    One to a pair's channel is one for each of them.
    """
    kinds = [notice.value for notice in Notice if notice.policy.prompt]
    sent = letters.prompts_before(
        session, letter=letter, people=people, channel=CHANNEL, kinds=kinds, since=now - WEEK
    )
    pairs = sorted({one.mentorship_id for one in sent if one.recipient == CHANNEL and one.mentorship_id})
    inside = mentorships.people_of(session, ids=pairs)
    waits = []
    for person_id in people:
        theirs = [
            one
            for one in sent
            if one.recipient == person_id
            or (one.recipient == CHANNEL and person_id in inside[one.mentorship_id or 0])
        ]
        gone = sorted(one.done_at for one in theirs if one.state == "done" and one.done_at is not None)
        if len(gone) >= PROMPTS_A_WEEK:
            waits.append(gone[-PROMPTS_A_WEEK] + WEEK)
        elif len(theirs) >= PROMPTS_A_WEEK:
            waits.append(now + LOOK_AGAIN)
    return max(waits, default=None)


def _good_hour(session: Session, letter: Letter, recipients: list[str], now: datetime) -> Go | Later:
    """In everybody's working hours; where those never meet, in somebody's."""
    people = programs.people(session, workspace_id=letter.workspace_id, ids=recipients)
    days = programs.working_days(session, program_id=letter.program_id)
    calendars = [Local(person.time_zone, days) for person in people.values()]
    if not calendars or all(is_good_hour(calendar, now) for calendar in calendars):
        return Go()
    moment = shared_hour(calendars, now) or min(own_morning(calendar, now) for calendar in calendars)
    return Later(moment, Unsent.OUTSIDE_HOURS) if moment > now else Go()
