"""The last check before a letter goes: is it still true, still wanted, and is this a good moment?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from program.calendar import Local, is_good_hour, own_morning, shared_hour
from program.notices import CHANNEL, POLICIES, Notice, Policy
from storage.models import Letter, Mentorship
from storage.queries import letters, mentorships
from storage.queries import programs as ask

WEEK = timedelta(days=7)
PROMPTS_A_WEEK = 2


@dataclass(frozen=True)
class Go:
    """Send it now."""


@dataclass(frozen=True)
class Later:
    """Hold it until then."""

    until: datetime
    why: str


@dataclass(frozen=True)
class Never:
    """Drop it."""

    why: str


def check(session: Session, *, letter: Letter, now: datetime) -> Go | Later | Never:
    """Whether `letter` may go at `now`."""
    policy = POLICIES[Notice(letter.kind)]
    if letter.edits is not None or policy.always:
        return Go()
    if policy.lapses is not None and now - letter.planned_at > policy.lapses:
        return Never("stale")
    recipients = _recipients(session, letter)
    gone = _gone(session, letter, recipients, policy)
    if gone is not None:
        return gone
    if policy.prompt and letter.mentorship_id is not None:
        held = _over_budget(session, letter.mentorship_id, now)
        if held is not None:
            return held
    if policy.hours == "good":
        return _good_hour(session, letter, recipients, now)
    return Go()


def _recipients(session: Session, letter: Letter) -> list[str]:
    if letter.recipient != CHANNEL or letter.mentorship_id is None:
        return [letter.recipient]
    return [member.person_id for member in mentorships.members(session, mentorship_id=letter.mentorship_id)]


def _gone(session: Session, letter: Letter, recipients: list[str], policy: Policy) -> Later | Never | None:
    people = ask.people(session, workspace_id=letter.workspace_id, ids=recipients)
    if letter.recipient != CHANNEL and letter.recipient in people and people[letter.recipient].deactivated:
        return Never("deactivated")
    if letter.mentorship_id is not None and policy.prompt:
        mentorship = session.get(Mentorship, letter.mentorship_id)
        if mentorship is None or mentorship.state not in ("opening", "open"):
            return Never("ended")
    if not policy.prompt:
        return None
    pauses = []
    for person_id in recipients:
        enrollment = ask.enrollment(session, program_id=letter.program_id, person_id=person_id)
        if enrollment is None:
            continue
        if enrollment.state == "left" and letter.recipient != CHANNEL:
            return Never("left")
        if enrollment.state == "paused":
            pauses.append(enrollment.paused_until)
    if any(pauses):
        return Later(max(until for until in pauses if until is not None), "paused")
    return None


def _over_budget(session: Session, mentorship_id: int, now: datetime) -> Later | None:
    kinds = [notice.value for notice, policy in POLICIES.items() if policy.prompt]
    sent = letters.prompts_sent(session, mentorship_id=mentorship_id, kinds=kinds, since=now - WEEK)
    if len(sent) < PROMPTS_A_WEEK:
        return None
    return Later(sent[-PROMPTS_A_WEEK] + WEEK, "two prompts this week already")


def _good_hour(session: Session, letter: Letter, recipients: list[str], now: datetime) -> Go | Later:
    people = ask.people(session, workspace_id=letter.workspace_id, ids=recipients)
    days = ask.working_days(session, program_id=letter.program_id)
    locals_ = [Local(person.time_zone, days) for person in people.values()]
    if all(is_good_hour(local, now) for local in locals_):
        return Go()
    moment = shared_hour(locals_, now) if len(locals_) > 1 else None
    return Later(moment or own_morning(locals_[0], now), "outside their hours") if locals_ else Go()
