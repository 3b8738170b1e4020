"""A month in: keep going, change something, try someone else? Asked of each alone; neither hears the other."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Literal, get_args

from sqlmodel import Session

from program.base.notices import Notice, put, redraw, redraw_home
from program.base.refusals import No, Refusal
from program.base.replies import answer_of, keep
from program.base.touchpoints import Moment, held, plan
from program.pair import pairs, partings
from storage.models import Letter, Mentorship, Program, Touchpoint
from storage.queries import mentorships, replies

AFTER = timedelta(days=30)
BEFORE_END = timedelta(days=14)
STALE = timedelta(days=10)
Choice = Literal["keep", "adjust", "someone_else"]
KEEP, ADJUST, SOMEONE_ELSE = get_args(Choice)
PROPOSED_WITHIN = timedelta(days=3)
Rhythm = Literal["less", "more", "shorter", "hour"]
RHYTHMS: tuple[Rhythm, ...] = get_args(Rhythm)
"""Changes that are proposed to both; "owner" is between this person and the owner."""
Change = Literal[Rhythm, "owner"]


@dataclass(frozen=True)
class CalibrationCard:
    """The question, to one of the pair, with what this person alone has answered.

    `over`: the program has ended, so that there would be nobody else.
    """

    touchpoint_id: int
    to: str
    partners: tuple[str, ...]
    answer: str
    ended: bool
    over: bool


@dataclass(frozen=True)
class Changes:
    """What somebody may wish to change."""

    touchpoint_id: int
    mentorship_id: int
    partners: tuple[str, ...]
    cadence_days: int
    options: tuple[str, ...]


def plan_first(session: Session, mentorship: Mentorship, program: Program, now: datetime) -> None:
    """A mentorship has opened: write down its calibration, where it is long enough for one."""
    day = (now + AFTER).date()
    if day > mentorship.ends_on - BEFORE_END:
        return
    hour = pairs.good_hour_on(session, mentorship, program, day=day, now=now)
    plan(
        session,
        Moment.CALIBRATION,
        program=program,
        mentorship_id=mentorship.id,
        occasion="month",
        due=hour.at,
    )


def ask(session: Session, touchpoint: Touchpoint, now: datetime) -> None:
    """Ask each of them alone, unless they have gone quiet."""
    mentorship = session.get(Mentorship, touchpoint.mentorship_id)
    touchpoint.state = "lapsed"
    if mentorship is None or mentorship.state != "open" or pairs.is_quiet(mentorship):
        return
    if now - touchpoint.due_at > STALE:
        return
    touchpoint.state = "asked"
    touchpoint.asked_at = now
    for person_id in pairs.ids(session, mentorship):
        put(session, Notice.CALIBRATION, touchpoint, to=person_id, now=now)


def card(session: Session, letter: Letter) -> CalibrationCard | None:
    """The question as it stands for its recipient."""
    touchpoint = session.get(Touchpoint, letter.params["touchpoint"])
    mentorship = session.get(Mentorship, letter.mentorship_id)
    if touchpoint is None or touchpoint.id is None or mentorship is None:
        return None
    said = replies.of(session, touchpoint_id=touchpoint.id, person_id=letter.recipient)
    ended = mentorship.state not in mentorships.LIVE
    if ended and letter.edits is None:
        return None
    return CalibrationCard(
        touchpoint_id=touchpoint.id,
        to=letter.recipient,
        partners=pairs.partners(session, mentorship, letter.recipient),
        answer=answer_of(said) if said else "",
        ended=ended,
        over=pairs.program_of(session, mentorship).state != "open",
    )


def answer(
    session: Session, *, workspace_id: str, touchpoint_id: int, person_id: str, choice: str, now: datetime
) -> None:
    """Somebody would keep going, or try someone else. They may change their mind while the pair lives."""
    touchpoint, mentorship = _open(session, workspace_id, held(session, touchpoint_id, Moment.CALIBRATION))
    if choice not in (KEEP, SOMEONE_ELSE):
        raise Refusal(No.GONE)
    _keep(session, touchpoint, mentorship, person_id, now, choice=choice)


def changes(session: Session, *, workspace_id: str, touchpoint_id: int, person_id: str) -> Changes:
    """What this person may wish to change. Raises Refusal after the end."""
    touchpoint, mentorship = _open(session, workspace_id, session.get(Touchpoint, touchpoint_id))
    days = pairs.cadence(mentorship, pairs.program_of(session, mentorship)).days
    rare, often = days > pairs.RAREST.days // 2, days < pairs.OFTENEST.days * 2
    options = ["" if rare else "less", "" if often else "more", "shorter", "hour", "owner"]
    assert touchpoint.id is not None
    assert mentorship.id is not None
    return Changes(
        touchpoint_id=touchpoint.id,
        mentorship_id=mentorship.id,
        partners=pairs.partners(session, mentorship, person_id),
        cadence_days=days,
        options=tuple(filter(None, options)),
    )


def adjust(
    session: Session, *, workspace_id: str, touchpoint_id: int, person_id: str, what: str, now: datetime
) -> Changes:
    """Somebody would change something. Some days later it is proposed to both, without saying who."""
    touchpoint, mentorship = _open(session, workspace_id, held(session, touchpoint_id, Moment.CALIBRATION))
    offered = changes(session, workspace_id=workspace_id, touchpoint_id=touchpoint_id, person_id=person_id)
    if what not in offered.options:
        raise Refusal(No.GONE)
    _keep(session, touchpoint, mentorship, person_id, now, choice=ADJUST, what=what)
    if what in RHYTHMS:
        program = pairs.program_of(session, mentorship)
        wait = PROPOSED_WITHIN * Random(f"{mentorship.channel_name}:{what}").uniform(0.2, 1)
        due = pairs.good_hour(session, mentorship, program, after=now + wait).at
        plan(session, Moment.RHYTHM, program=program, mentorship_id=mentorship.id, occasion=what, due=due)
    return offered


def _open(
    session: Session, workspace_id: str, touchpoint: Touchpoint | None
) -> tuple[Touchpoint, Mentorship]:
    if touchpoint is None or touchpoint.kind != Moment.CALIBRATION:
        raise Refusal(No.GONE)
    mentorship = pairs.living(session, workspace_id=workspace_id, mentorship_id=touchpoint.mentorship_id)
    return touchpoint, mentorship


def _keep(
    session: Session,
    touchpoint: Touchpoint,
    mentorship: Mentorship,
    person_id: str,
    now: datetime,
    **said: str,
) -> None:
    """Keep an answer, and begin or call off what follows from everybody's."""
    keep(session, touchpoint=touchpoint, person_id=person_id, now=now, **said)
    everybody = replies.to_touchpoint(session, touchpoint_id=touchpoint.id)
    if any(answer_of(reply) == SOMEONE_ELSE for reply in everybody):
        partings.replace_soon(session, mentorship, now=now)
    else:
        partings.call_off(session, mentorship, now=now)
    redraw_home(session, person_id, workspace_id=mentorship.workspace_id, now=now)
    redraw(session, Notice.CALIBRATION, mentorship, to=person_id, now=now, touchpoint=touchpoint.id)
