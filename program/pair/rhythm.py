"""A change of rhythm, proposed to both without saying who wished for it. It takes everybody's yes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, get_args

from sqlmodel import Session

from program.base.audit import ALONGSIDE, note
from program.base.notices import CHANNEL, Notice, redraw, redraw_home, tell
from program.base.refusals import No, Refusal
from program.base.replies import answer_of, keep
from program.base.touchpoints import Moment, held, occasion_of
from program.pair import pairs
from storage.models import Letter, Mentorship, Touchpoint
from storage.queries import mentorships, replies

Outcome = Literal["yes", "no"]
YES, NO = get_args(Outcome)
STALE = timedelta(days=10)


@dataclass(frozen=True)
class RhythmCard:
    """The proposal: to the pair in their channel (`here`), or to each alone."""

    touchpoint_id: int
    to: str
    here: bool
    ids: tuple[str, ...]
    partners: tuple[str, ...]
    what: str
    days: int
    proposed_days: int
    agreed: int
    answer: str
    ended: bool


def ask(session: Session, touchpoint: Touchpoint, now: datetime) -> None:
    """Propose it."""
    mentorship = session.get(Mentorship, touchpoint.mentorship_id)
    touchpoint.state = "lapsed"
    if mentorship is None or mentorship.state != "open" or now - touchpoint.due_at > STALE:
        return
    touchpoint.state = "asked"
    touchpoint.asked_at = now
    program = pairs.program_of(session, mentorship)
    together = pairs.good_hour(session, mentorship, program, after=now).together
    for to in [CHANNEL] if together else pairs.ids(session, mentorship):
        tell(
            session,
            Notice.RHYTHM,
            mentorship,
            to=to,
            about=touchpoint.key,
            now=now,
            touchpoint=touchpoint.id,
            days=pairs.cadence(mentorship, program).days,
        )


def answer(
    session: Session, *, workspace_id: str, touchpoint_id: int, person_id: str, choice: str, now: datetime
) -> None:
    """One of them says yes, or would rather keep things as they are."""
    touchpoint = held(session, touchpoint_id, Moment.RHYTHM)
    if touchpoint is None or choice not in (YES, NO):
        raise Refusal(No.GONE)
    mentorship = pairs.living(session, workspace_id=workspace_id, mentorship_id=touchpoint.mentorship_id)
    if touchpoint.answer is not None:
        return
    keep(session, touchpoint=touchpoint, person_id=person_id, now=now, choice=choice)
    everybody = set(pairs.ids(session, mentorship))
    said = replies.to_touchpoint(session, touchpoint_id=touchpoint.id)
    agreed = {reply.person_id for reply in said if answer_of(reply) == YES}
    if choice == NO:
        _close(session, touchpoint, NO, now)
    elif everybody <= agreed:
        _close(session, touchpoint, YES, now)
        _apply(session, mentorship, occasion_of(touchpoint), now)
    redraw(session, Notice.RHYTHM, mentorship, now=now, touchpoint=touchpoint.id)


def card(session: Session, letter: Letter) -> RhythmCard | None:
    """The proposal as it stands."""
    touchpoint = session.get(Touchpoint, letter.params["touchpoint"])
    mentorship = session.get(Mentorship, letter.mentorship_id)
    if touchpoint is None or touchpoint.id is None or mentorship is None:
        return None
    here = letter.recipient == CHANNEL
    what = occasion_of(touchpoint)
    said = replies.to_touchpoint(session, touchpoint_id=touchpoint.id)
    return RhythmCard(
        touchpoint_id=touchpoint.id,
        to=(mentorship.channel_id or "") if here else letter.recipient,
        here=here,
        ids=tuple(pairs.ids(session, mentorship)),
        partners=pairs.partners(session, mentorship, letter.recipient),
        what=what,
        days=letter.params["days"],
        proposed_days=_proposed(what, letter.params["days"]),
        agreed=sum(answer_of(reply) == YES for reply in said),
        answer=touchpoint.answer or "",
        ended=mentorship.state not in mentorships.LIVE,
    )


def _proposed(what: str, days: int) -> int:
    if what == "less":
        return min(days * 2, pairs.RAREST.days)
    return max(days // 2, pairs.OFTENEST.days) if what == "more" else days


def _close(session: Session, touchpoint: Touchpoint, answer: str, now: datetime) -> None:
    touchpoint.state = "answered"
    touchpoint.answer = answer
    touchpoint.answered_at = now
    session.add(touchpoint)


def _apply(session: Session, mentorship: Mentorship, what: str, now: datetime) -> None:
    """They agreed: the next check-in follows the new rhythm."""
    days = pairs.cadence(mentorship, pairs.program_of(session, mentorship)).days
    mentorship.cadence_days = _proposed(what, days)
    session.add(mentorship)
    following = pairs.next_check_in(session, mentorship)
    if following is not None and mentorship.cadence_days != days:
        last = date.fromisoformat(occasion_of(following)) - timedelta(days=days)
        following.state = "lapsed"
        pairs.plan_check_in(session, mentorship, last=last, now=now)
    redraw_home(session, *pairs.ids(session, mentorship), workspace_id=mentorship.workspace_id, now=now)
    note(session, mentorship, who=ALONGSIDE, what="rhythm_changed", now=now, why="agreed by both")
