"""Three check-ins without an answer: stay, pause or stop? Asked once, of each alone; then quiet."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args

from sqlmodel import Session

from program.base.notices import Notice, put, redraw, redraw_home, tell
from program.base.refusals import No, Refusal
from program.base.replies import answer_of, keep
from program.base.touchpoints import Moment, held, occasion_of, plan
from program.pair import pairs, partings
from storage.models import Letter, Mentorship, Touchpoint
from storage.queries import mentorships, replies, touchpoints

Choice = Literal["stay", "pause", "stop"]
CHOICES: tuple[Choice, ...] = get_args(Choice)
PAUSE = timedelta(weeks=4)
OWNER_HEARS_AFTER = timedelta(days=7)


@dataclass(frozen=True)
class StayCard:
    """The question, to one of the pair, with what this person alone has answered.

    `owned`: there is an owner to hear of their silence.
    """

    touchpoint_id: int
    to: str
    partners: tuple[str, ...]
    answer: str
    ended: bool
    owned: bool


@dataclass(frozen=True)
class Quiet:
    """To an owner: this pair has gone quiet."""

    to: str
    people: tuple[str, ...]
    program: str
    mentorship_id: int


def ask(session: Session, touchpoint: Touchpoint, now: datetime) -> None:
    """Ask each of them alone, and look a week later whether anybody has answered."""
    mentorship = session.get(Mentorship, touchpoint.mentorship_id)
    if mentorship is None or mentorship.state != "open" or not pairs.is_quiet(mentorship):
        touchpoint.state = "lapsed"
        return
    touchpoint.state = "asked"
    touchpoint.asked_at = now
    for person_id in pairs.ids(session, mentorship):
        put(session, Notice.STAY, touchpoint, to=person_id, now=now)
    plan(
        session,
        Moment.QUIET,
        program=pairs.program_of(session, mentorship),
        mentorship_id=mentorship.id,
        occasion=occasion_of(touchpoint),
        due=now + 2 * OWNER_HEARS_AFTER,
    )


def asked(session: Session, letter: Letter, _reply: object, now: datetime) -> None:
    """The question has reached one of them: from now on they have a week."""
    touchpoint = session.get(Touchpoint, letter.params["touchpoint"])
    for moment in touchpoints.planned_of(session, mentorship_id=letter.mentorship_id):
        if moment.kind == Moment.QUIET and touchpoint and occasion_of(moment) == occasion_of(touchpoint):
            moment.due_at = now + OWNER_HEARS_AFTER
            session.add(moment)


def tell_owners(session: Session, touchpoint: Touchpoint, now: datetime) -> None:
    """Nobody has answered that either: the owners hear one line, once."""
    touchpoint.state = "answered"
    mentorship = session.get(Mentorship, touchpoint.mentorship_id)
    if mentorship is None or mentorship.state != "open" or not pairs.is_quiet(mentorship):
        return
    for owner in pairs.owners_to_tell(session, mentorship):
        tell(session, Notice.QUIET, mentorship, to=owner, about=touchpoint.key, now=now)


def answer(
    session: Session, *, workspace_id: str, touchpoint_id: int, person_id: str, choice: str, now: datetime
) -> None:
    """One of them has said what they would like. Their partner is not told who said what."""
    touchpoint = held(session, touchpoint_id, Moment.STAY)
    if touchpoint is None or choice not in CHOICES:
        raise Refusal(No.GONE)
    mentorship = pairs.living(session, workspace_id=workspace_id, mentorship_id=touchpoint.mentorship_id)
    said = replies.of(session, touchpoint_id=touchpoint.id, person_id=person_id)
    if said is not None and answer_of(said) in (choice, "stop"):
        return
    keep(session, touchpoint=touchpoint, person_id=person_id, now=now, choice=choice)
    touchpoint.state = "answered"
    match choice:
        case "stop":
            partings.part_soon(session, mentorship, now=now)
        case "pause":
            mentorship.silent = 0
            following = pairs.next_check_in(session, mentorship)
            if following is not None:
                following.state = "lapsed"
            last = (now + PAUSE).date() - pairs.cadence(mentorship, pairs.program_of(session, mentorship))
            pairs.plan_check_in(session, mentorship, last=last, now=now)
        case _:
            pairs.heard_from(session, mentorship, now)
    redraw_home(session, person_id, workspace_id=workspace_id, now=now)
    redraw(session, Notice.STAY, mentorship, to=person_id, now=now, touchpoint=touchpoint.id)


def card(session: Session, letter: Letter) -> StayCard | None:
    """The question as it stands for its recipient."""
    touchpoint = session.get(Touchpoint, letter.params["touchpoint"])
    mentorship = session.get(Mentorship, letter.mentorship_id)
    if touchpoint is None or touchpoint.id is None or mentorship is None:
        return None
    said = replies.of(session, touchpoint_id=touchpoint.id, person_id=letter.recipient)
    return StayCard(
        touchpoint_id=touchpoint.id,
        to=letter.recipient,
        partners=pairs.partners(session, mentorship, letter.recipient),
        answer=answer_of(said) if said else "",
        ended=mentorship.state not in mentorships.LIVE,
        owned=bool(pairs.owners_to_tell(session, mentorship)),
    )


def quiet(session: Session, letter: Letter) -> Quiet | None:
    """What an owner hears, unless the pair has spoken or ended meanwhile."""
    mentorship = session.get(Mentorship, letter.mentorship_id)
    if mentorship is None or mentorship.id is None:
        return None
    if mentorship.state != "open" or not pairs.is_quiet(mentorship):
        return None
    return Quiet(
        to=letter.recipient,
        people=tuple(pairs.names(session, mentorship).values()),
        program=pairs.program_of(session, mentorship).name,
        mentorship_id=mentorship.id,
    )
