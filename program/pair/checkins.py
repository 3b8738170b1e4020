"""Check-ins: have they met? One tap from either is enough."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal, get_args

from sqlmodel import Session

from program.base.notices import CHANNEL, Notice, put, redraw, redraw_home
from program.base.refusals import No, Refusal
from program.base.touchpoints import Moment, held, occasion_of, plan
from program.pair import corrections, pairs
from storage.models import Letter, Mentorship, Program, Touchpoint
from storage.queries import letters, mentorships, touchpoints

Answer = Literal["met", "planned", "not_yet"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)
STALE = timedelta(days=3)


@dataclass(frozen=True)
class CheckIn:
    """The card: to the pair in their channel (`here`), or to each alone. `stands`: the answer can't be changed now.

    `superseded`: nobody answered, and the next has been asked.
    """

    touchpoint_id: int
    mentorship_id: int
    to: str
    here: bool
    ids: tuple[str, ...]
    partners: tuple[str, ...]
    since: datetime
    answer: str
    by: str
    next_at: datetime | None
    owners: tuple[str, ...]
    ended: bool
    stands: bool
    superseded: bool = False


@dataclass(frozen=True)
class Stands:
    """What the card says now, and whether this tap said it."""

    touchpoint_id: int
    answer: str
    by: str
    mine: bool


def plan_first(session: Session, mentorship: Mentorship, _program: Program, now: datetime) -> None:
    """A mentorship has opened: write down its first check-in."""
    pairs.plan_check_in(session, mentorship, last=now.date(), now=now)


def ask(session: Session, touchpoint: Touchpoint, now: datetime) -> None:
    """Ask the pair, and write down the next check-in. After three that nobody answered, ask something else."""
    mentorship = session.get(Mentorship, touchpoint.mentorship_id)
    touchpoint.state = "lapsed"
    if mentorship is None or mentorship.state != "open":
        return
    mentorship.silent += _previous_was_ignored(session, mentorship, touchpoint)
    session.add(mentorship)
    program = pairs.program_of(session, mentorship)
    if pairs.is_quiet(mentorship):
        occasion = occasion_of(touchpoint)
        plan(session, Moment.STAY, program=program, mentorship_id=mentorship.id, occasion=occasion, due=now)
        return
    day = date.fromisoformat(occasion_of(touchpoint))
    pairs.plan_check_in(session, mentorship, last=day, now=now)
    if now - touchpoint.due_at > STALE or _is_on_its_way(session, mentorship):
        return
    touchpoint.state = "asked"
    _supersede(session, mentorship, touchpoint, now)
    together = pairs.good_hour(session, mentorship, program, after=now).together
    for to in [CHANNEL] if together else pairs.ids(session, mentorship):
        put(session, Notice.CHECK_IN, touchpoint, to=to, now=now)


def asked(session: Session, letter: Letter, _reply: object, now: datetime) -> None:
    """The card has reached them: from now on, silence counts."""
    touchpoint = session.get(Touchpoint, letter.params["touchpoint"])
    if touchpoint is not None and touchpoint.asked_at is None:
        touchpoint.asked_at = now
        session.add(touchpoint)


def card(session: Session, letter: Letter) -> CheckIn | None:
    """The card as it stands now."""
    touchpoint = session.get(Touchpoint, letter.params["touchpoint"])
    mentorship = session.get(Mentorship, letter.mentorship_id)
    if touchpoint is None or mentorship is None or touchpoint.id is None or mentorship.id is None:
        return None
    if letter.edits is None and _is_overtaken(session, mentorship, touchpoint):
        return None
    here = letter.recipient == CHANNEL
    names = pairs.names(session, mentorship)
    following = pairs.next_check_in(session, mentorship)
    next_at = following.due_at if following else None
    if next_at is not None and not here:
        next_at = pairs.own_hour(session, mentorship, letter.recipient, next_at)
    return CheckIn(
        touchpoint_id=touchpoint.id,
        mentorship_id=mentorship.id,
        to=(mentorship.channel_id or "") if here else letter.recipient,
        here=here,
        ids=tuple(names),
        partners=pairs.partners(session, mentorship, letter.recipient),
        since=_since(session, mentorship, touchpoint),
        answer=touchpoint.answer or "",
        by=names.get(touchpoint.answered_by or "", ""),
        next_at=next_at,
        owners=pairs.owner_names(session, mentorship),
        ended=mentorship.state not in mentorships.LIVE,
        stands=not corrections.is_open(touchpoint.answered_at, letter.due_at),
        superseded=touchpoint.state == "lapsed",
    )


def record(
    session: Session, *, workspace_id: str, touchpoint_id: int, person_id: str, answer: str, now: datetime
) -> Stands:
    """One of the pair has tapped. The first answer stands; the same again changes nothing."""
    touchpoint, mentorship = _open(
        session, workspace_id, held(session, touchpoint_id, Moment.CHECK_IN), answer
    )
    if touchpoint.answer is not None:
        return _stands(session, touchpoint, mine=touchpoint.answer == answer)
    if touchpoint.state == "lapsed":
        raise Refusal(No.ASKED_ANEW)
    touchpoint.state = "answered"
    touchpoint.answer = answer
    touchpoint.answered_by = person_id
    touchpoint.answered_at = now
    pairs.heard_from(session, mentorship, now)
    _redraw(session, mentorship, touchpoint, now)
    return _stands(session, touchpoint, mine=True)


def correctable(session: Session, *, workspace_id: str, touchpoint_id: int, now: datetime) -> Stands:
    """What stands, if it may still be corrected. Raises Refusal."""
    touchpoint, _ = _open(session, workspace_id, session.get(Touchpoint, touchpoint_id), ANSWERS[0])
    if not corrections.is_open(touchpoint.answered_at, now):
        raise Refusal(No.TOO_LATE)
    return _stands(session, touchpoint, mine=True)


def correct(
    session: Session, *, workspace_id: str, touchpoint_id: int, person_id: str, answer: str, now: datetime
) -> Stands:
    """Either of the pair puts the answer right, within a week of the first one."""
    touchpoint, mentorship = _open(
        session, workspace_id, held(session, touchpoint_id, Moment.CHECK_IN), answer
    )
    before = correctable(session, workspace_id=workspace_id, touchpoint_id=touchpoint_id, now=now)
    if before.answer != answer:
        touchpoint.answer = answer
        touchpoint.answered_by = person_id
        _redraw(session, mentorship, touchpoint, now)
    return _stands(session, touchpoint, mine=True)


def _open(
    session: Session, workspace_id: str, touchpoint: Touchpoint | None, answer: str
) -> tuple[Touchpoint, Mentorship]:
    if touchpoint is None or touchpoint.kind != Moment.CHECK_IN or answer not in ANSWERS:
        raise Refusal(No.GONE)
    session.add(touchpoint)
    return touchpoint, pairs.living(
        session, workspace_id=workspace_id, mentorship_id=touchpoint.mentorship_id
    )


def _stands(session: Session, touchpoint: Touchpoint, *, mine: bool) -> Stands:
    by = pairs.name_of(
        session,
        workspace_id=touchpoint.workspace_id,
        person_id=touchpoint.answered_by,
        program_id=touchpoint.program_id,
    )
    assert touchpoint.id is not None
    return Stands(touchpoint.id, touchpoint.answer or "", by, mine)


def _redraw(session: Session, mentorship: Mentorship, touchpoint: Touchpoint, now: datetime) -> None:
    redraw(session, Notice.CHECK_IN, mentorship, now=now, touchpoint=touchpoint.id)
    redraw_home(session, *pairs.ids(session, mentorship), workspace_id=mentorship.workspace_id, now=now)


def _supersede(session: Session, mentorship: Mentorship, touchpoint: Touchpoint, now: datetime) -> None:
    """What nobody answered before this one asks no more."""
    for earlier in _earlier(session, mentorship, touchpoint):
        if earlier.state == "asked":
            earlier.state = "lapsed"
            session.add(earlier)
            redraw(session, Notice.CHECK_IN, mentorship, now=now, touchpoint=earlier.id)


def _earlier(session: Session, mentorship: Mentorship, touchpoint: Touchpoint) -> list[Touchpoint]:
    moments = touchpoints.of_mentorship(session, mentorship_id=mentorship.id, kind=Moment.CHECK_IN.value)
    return [moment for moment in moments if occasion_of(moment) < occasion_of(touchpoint)]


def _previous_was_ignored(session: Session, mentorship: Mentorship, touchpoint: Touchpoint) -> int:
    """The last that reached them, unless it was counted at one that came to nothing."""
    earlier = _earlier(session, mentorship, touchpoint)
    came_to_nothing = datetime.min.replace(tzinfo=UTC)
    while earlier and earlier[-1].state == "lapsed":
        came_to_nothing = max(came_to_nothing, earlier.pop().due_at)
    last = earlier[-1] if earlier else None
    return int(
        last is not None
        and last.state == "asked"
        and last.asked_at is not None
        and last.asked_at > came_to_nothing
    )


def _is_on_its_way(session: Session, mentorship: Mentorship) -> bool:
    """Their last question waits for a better moment, and has reached neither: one at a time is enough."""
    return any(
        (session.get_one(Touchpoint, letter.params["touchpoint"])).asked_at is None
        for letter in letters.on_their_way(session, kind=Notice.CHECK_IN.value, mentorship_id=mentorship.id)
    )


def _is_overtaken(session: Session, mentorship: Mentorship, touchpoint: Touchpoint) -> bool:
    """A later one has been asked: this one isn't worth asking any more."""
    moments = touchpoints.of_mentorship(session, mentorship_id=mentorship.id, kind=Moment.CHECK_IN.value)
    return any(
        occasion_of(moment) > occasion_of(touchpoint) and moment.state in ("asked", "answered")
        for moment in moments
    )


def _since(session: Session, mentorship: Mentorship, touchpoint: Touchpoint) -> datetime:
    asked_at = [moment.asked_at for moment in _earlier(session, mentorship, touchpoint) if moment.asked_at]
    return asked_at[-1] if asked_at else mentorship.opened_at or mentorship.matched_at
