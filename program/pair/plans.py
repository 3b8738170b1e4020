"""A pair's plan: up to three outcomes with dates, on a pinned card that is kept up to date."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import zip_longest
from typing import Literal

from sqlmodel import Session

from program.base.audit import note
from program.base.calendar import Local
from program.base.notices import CHANNEL, Notice, redraw, redraw_home, tell
from program.base.refusals import No, Refusal
from program.pair import pairs
from program.pair.mentorship import Pin, pin
from storage.models import Letter, Mentorship, Outcome
from storage.queries import mentorships, outcomes

Mark = Literal["done", "open", "later"]
MOST = 3
TEXT_LIMIT = 200
LATER = timedelta(days=7)


@dataclass(frozen=True)
class Aim:
    """An outcome as somebody writes it."""

    text: str
    due_on: date | None


@dataclass(frozen=True)
class Goal:
    """An outcome of the plan."""

    id: int
    text: str
    due_on: date
    done: bool


@dataclass(frozen=True)
class PlanDraft:
    """The plan, to be written or changed. `version` tells whether somebody else was quicker.

    Then `aims` is what this person wrote, and `meanwhile` the plan as it stands.
    """

    mentorship_id: int
    aims: tuple[Aim, ...]
    version: str
    last: date
    meanwhile: tuple[Aim, ...] = ()


@dataclass(frozen=True)
class PlanCard:
    """The plan in the pair's channel, or to one of them where there is no channel."""

    to: str
    mentorship_id: int
    goals: tuple[Goal, ...]
    ends_on: date
    live: bool


def draft(session: Session, *, workspace_id: str, mentorship_id: int | None) -> PlanDraft:
    """The plan as it is, for the form. Raises Refusal after the end."""
    mentorship = pairs.living(session, workspace_id=workspace_id, mentorship_id=mentorship_id)
    assert mentorship.id is not None
    written = outcomes.of_mentorship(session, mentorship_id=mentorship.id)
    return PlanDraft(mentorship.id, _aims(written), _version(written), mentorship.ends_on)


def save(
    session: Session,
    *,
    workspace_id: str,
    mentorship_id: int | None,
    person_id: str,
    aims: Sequence[Aim],
    version: str,
    now: datetime,
) -> PlanDraft | None:
    """Write the plan down, or change it. Raises Refusal at the field.

    When somebody else was quicker nothing is written: both plans come back, to choose from.
    """
    mentorship = pairs.living(session, workspace_id=workspace_id, mentorship_id=mentorship_id)
    written = outcomes.of_mentorship(session, mentorship_id=mentorship.id)
    if _version(written) != version:
        mine, theirs = tuple(aim for aim in aims if aim.text or aim.due_on), _aims(written)
        assert mentorship.id is not None
        if mine == theirs:
            return None
        return PlanDraft(mentorship.id, tuple(aims), _version(written), mentorship.ends_on, theirs)
    kept = _checked(session, mentorship, aims, written, now)
    for old, aim in zip_longest(written, kept):
        if aim is None:
            session.delete(old)
        else:
            _put(session, mentorship, old, aim)
    session.flush()
    for place, one in enumerate(outcomes.of_mentorship(session, mentorship_id=mentorship.id)):
        one.position = place
    note(session, mentorship, who=person_id, what="plan_changed" if written else "plan_made", now=now)
    _show(session, mentorship, now)
    if not written:
        redraw(session, Notice.AGENDA, mentorship, now=now)
    return None


def mark(
    session: Session, *, workspace_id: str, outcome_id: int | None, what: str, person_id: str, now: datetime
) -> int:
    """Tick an outcome ("done"), take the tick back ("open") or move it a week ("later"). Returns whose plan it is."""
    outcome = session.get(Outcome, outcome_id) if outcome_id is not None else None
    if outcome is None:
        raise Refusal(No.GONE)
    mentorship = pairs.living(session, workspace_id=workspace_id, mentorship_id=outcome.mentorship_id)
    match what:
        case "done":
            outcome.done_at = outcome.done_at or now
        case "open":
            outcome.done_at = None
        case "later":
            last = mentorship.ends_on
            if outcome.due_on >= last:
                raise Refusal(No.PLAN_LATE, last=last)
            outcome.due_on = min(outcome.due_on + LATER, last)
        case _:
            raise Refusal(No.GONE)
    session.add(outcome)
    session.flush()
    note(session, mentorship, who=person_id, what=f"outcome_{what}", now=now)
    _show(session, mentorship, now)
    return outcome.mentorship_id


def card(session: Session, letter: Letter) -> PlanCard | None:
    """The plan as it stands."""
    mentorship = session.get(Mentorship, letter.mentorship_id)
    written = outcomes.of_mentorship(session, mentorship_id=letter.mentorship_id)
    if mentorship is None or mentorship.id is None or not written:
        return None
    return PlanCard(
        (mentorship.channel_id or "") if letter.recipient == CHANNEL else letter.recipient,
        mentorship.id,
        tuple(Goal(one.id or 0, one.text, one.due_on, one.done_at is not None) for one in written),
        mentorship.ends_on,
        mentorship.state in mentorships.LIVE,
    )


def posted(session: Session, letter: Letter, _reply: object, now: datetime) -> None:
    """The card is in the channel: pin it there."""
    if letter.recipient == CHANNEL:
        tell(session, Notice.PLAN_PIN, letter, to=CHANNEL, about=str(letter.id), now=now)


def to_pin(session: Session, letter: Letter) -> Pin | None:
    """Where the plan's card is in the channel."""
    return pin(session, letter, Notice.PLAN)


def show_in_new_channel(session: Session, letter: Letter, now: datetime) -> None:
    """Another channel has been opened: the plan, if there is one, is posted there too."""
    mentorship = session.get(Mentorship, letter.mentorship_id)
    if mentorship is not None and outcomes.of_mentorship(session, mentorship_id=mentorship.id):
        _show(session, mentorship, now)


def _checked(
    session: Session,
    mentorship: Mentorship,
    aims: Sequence[Aim],
    written: Sequence[Outcome],
    now: datetime,
) -> list[tuple[str, date]]:
    """The outcomes that were filled in. A day that was in the plan before may have passed."""
    today = now.astimezone(Local(pairs.program_of(session, mentorship).time_zone).zone).date()
    before = {one.due_on for one in written}
    kept = []
    for number, aim in enumerate(aims[:MOST], 1):
        if aim.text and aim.due_on is None:
            raise Refusal(No.PLAN_DATE, field=f"plan_date_{number}")
        if number == 1 and not aim.text:
            raise Refusal(No.PLAN_EMPTY, field="plan_text_1")
        if aim.due_on is not None and not aim.text:
            raise Refusal(No.PLAN_TEXT, field=f"plan_text_{number}")
        if aim.due_on is None:
            continue
        if len(aim.text) > TEXT_LIMIT:
            raise Refusal(No.TOO_LONG, field=f"plan_text_{number}", limit=TEXT_LIMIT, length=len(aim.text))
        if aim.due_on < today and aim.due_on not in before:
            raise Refusal(No.PLAN_PAST, field=f"plan_date_{number}", today=today)
        if aim.due_on > mentorship.ends_on and aim.due_on not in before:
            raise Refusal(No.PLAN_LATE, field=f"plan_date_{number}", last=mentorship.ends_on)
        kept.append((aim.text, aim.due_on))
    if not kept:
        raise Refusal(No.PLAN_EMPTY, field="plan_text_1")
    return kept


def _put(session: Session, mentorship: Mentorship, old: Outcome | None, aim: tuple[str, date]) -> None:
    """A place of the plan gets this outcome; another text there is another outcome, and not done yet."""
    assert mentorship.id is not None
    text, due_on = aim
    if old is None:
        last = outcomes.of_mentorship(session, mentorship_id=mentorship.id)
        old = Outcome(
            workspace_id=mentorship.workspace_id,
            program_id=mentorship.program_id,
            mentorship_id=mentorship.id,
            position=last[-1].position + 1 if last else 0,
            text=text,
            due_on=due_on,
        )
    elif old.text != text:
        old.text, old.done_at = text, None
    old.due_on = due_on
    session.add(old)
    session.flush()


def _show(session: Session, mentorship: Mentorship, now: datetime) -> None:
    """Post the card where it is not yet, draw it again where it is."""
    new = tell(session, Notice.PLAN, mentorship, to=CHANNEL, about=mentorship.channel_id or "none", now=now)
    if not new:
        redraw(session, Notice.PLAN, mentorship, now=now)
    redraw_home(session, *pairs.ids(session, mentorship), workspace_id=mentorship.workspace_id, now=now)


def _aims(written: Sequence[Outcome]) -> tuple[Aim, ...]:
    return tuple(Aim(one.text, one.due_on) for one in written)


def _version(written: Sequence[Outcome]) -> str:
    seen = repr([(one.text, one.due_on) for one in written])
    return hashlib.blake2b(seen.encode(), digest_size=8).hexdigest()
