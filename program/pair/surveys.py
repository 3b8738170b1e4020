"""The survey: two scales and a note, half way and at the end. The owner reads it in whole batches, never who."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from program.base.notices import Notice, put, redraw, redraw_home
from program.base.refusals import No, Refusal
from program.base.replies import keep
from program.base.touchpoints import Moment, held, occasion_of, plan
from program.pair import pairs
from storage.models import Letter, Mentorship, Program, Touchpoint
from storage.queries import mentorships, replies

HALF_WAY, LAST = "half_way", "last"
AFTER = timedelta(days=45)
BEFORE_END = timedelta(days=10)
STALE = timedelta(days=10)
LONGEST_NOTE = 1000


@dataclass(frozen=True)
class SurveyCard:
    """The survey, to one person."""

    touchpoint_id: int
    to: str
    partners: tuple[str, ...]
    program: str
    last: bool
    answered: bool
    closed: bool


def plan_first(session: Session, mentorship: Mentorship, program: Program, now: datetime) -> None:
    """A mentorship has opened: write down its survey half way, where it is long enough for one."""
    day = (now + AFTER).date()
    if day > mentorship.ends_on - BEFORE_END:
        return
    hour = pairs.good_hour_on(session, mentorship, program, day=day, now=now)
    plan(session, Moment.SURVEY, program=program, mentorship_id=mentorship.id, occasion=HALF_WAY, due=hour.at)


def ask(session: Session, touchpoint: Touchpoint, now: datetime) -> None:
    """Ask each of them alone. Half way, not those who have gone quiet; at the end, everybody."""
    mentorship = session.get(Mentorship, touchpoint.mentorship_id)
    last = occasion_of(touchpoint) == LAST
    touchpoint.state = "lapsed"
    if mentorship is None or now - touchpoint.due_at > STALE:
        return
    if not last and (mentorship.state != "open" or pairs.is_quiet(mentorship)):
        return
    touchpoint.state = "asked"
    touchpoint.asked_at = now
    for person_id in pairs.ids(session, mentorship):
        put(
            session,
            Notice.LAST_SURVEY if last else Notice.SURVEY,
            touchpoint,
            to=person_id,
            now=now,
        )
        if last:
            redraw_home(session, person_id, workspace_id=mentorship.workspace_id, now=now)


def card(session: Session, letter: Letter) -> SurveyCard | None:
    """The survey as it stands for its recipient."""
    touchpoint = session.get(Touchpoint, letter.params["touchpoint"])
    mentorship = session.get(Mentorship, letter.mentorship_id)
    if touchpoint is None or touchpoint.id is None or mentorship is None:
        return None
    said = replies.of(session, touchpoint_id=touchpoint.id, person_id=letter.recipient)
    return SurveyCard(
        touchpoint_id=touchpoint.id,
        to=letter.recipient,
        partners=pairs.partners(session, mentorship, letter.recipient),
        program=pairs.program_of(session, mentorship).name,
        last=occasion_of(touchpoint) == LAST,
        answered=said is not None,
        closed=occasion_of(touchpoint) == HALF_WAY and mentorship.state not in mentorships.LIVE,
    )


def open_form(
    session: Session, *, workspace_id: str, touchpoint_id: int, person_id: str, now: datetime
) -> SurveyCard:
    """Whether this person may answer now. Raises Refusal: after the end, or a second time."""
    touchpoint, mentorship = _open(session, workspace_id, touchpoint_id, now)
    if replies.of(session, touchpoint_id=touchpoint.id, person_id=person_id) is not None:
        raise Refusal(No.ANSWERED)
    return SurveyCard(
        touchpoint_id=touchpoint_id,
        to=person_id,
        partners=pairs.partners(session, mentorship, person_id),
        program=pairs.program_of(session, mentorship).name,
        last=occasion_of(touchpoint) == LAST,
        answered=False,
        closed=False,
    )


def answer(
    session: Session,
    *,
    workspace_id: str,
    touchpoint_id: int,
    person_id: str,
    useful: int,
    ease: int,
    note: str,
    now: datetime,
) -> None:
    """Somebody's answer. It is given once: a score that could be changed could be found out."""
    held(session, touchpoint_id, Moment.SURVEY)
    found = open_form(
        session, workspace_id=workspace_id, touchpoint_id=touchpoint_id, person_id=person_id, now=now
    )
    for field, score in (("useful", useful), ("ease", ease)):
        if not 1 <= score <= 5:
            raise Refusal(No.EMPTY, field=field)
    if len(note) > LONGEST_NOTE:
        raise Refusal(No.TOO_LONG, field="note", limit=LONGEST_NOTE, length=len(note))
    touchpoint, mentorship = _open(session, workspace_id, touchpoint_id, now)
    keep(session, touchpoint=touchpoint, person_id=person_id, now=now, note=note, useful=useful, ease=ease)
    redraw_home(session, person_id, workspace_id=workspace_id, now=now)
    redraw(
        session,
        Notice.LAST_SURVEY if found.last else Notice.SURVEY,
        mentorship,
        to=person_id,
        now=now,
        touchpoint=touchpoint.id,
    )


def _open(
    session: Session, workspace_id: str, touchpoint_id: int, now: datetime
) -> tuple[Touchpoint, Mentorship]:
    touchpoint = session.get(Touchpoint, touchpoint_id)
    if touchpoint is None or touchpoint.kind != Moment.SURVEY:
        raise Refusal(No.GONE)
    mentorship = pairs.pair_of(session, workspace_id=workspace_id, mentorship_id=touchpoint.mentorship_id)
    if occasion_of(touchpoint) == HALF_WAY:
        mentorship = pairs.living(session, workspace_id=workspace_id, mentorship_id=mentorship.id)
    elif mentorship.ended_at is not None and now - mentorship.ended_at > pairs.OPEN_AFTER_END:
        raise Refusal(No.ENDED)
    return touchpoint, mentorship
