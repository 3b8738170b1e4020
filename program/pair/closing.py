"""The end of a mentorship, as planned: thanks, the last survey, a summary to the owner. Or by an owner's hand."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlmodel import Session

from program.base.audit import note
from program.base.notices import Notice, redraw, tell
from program.base.refusals import No, Refusal
from program.base.replies import keep
from program.base.touchpoints import Moment, held, plan
from program.pair import pairs
from program.pair.as_seen import PairAsSeen, finished
from program.pair.endings import Ending, archive_of, end
from program.pair.partings import part_soon
from storage.models import Letter, Mentorship, Program, Touchpoint
from storage.queries import mentorships, programs, replies

LAST_SURVEY = "last"
OFFER_AFTER = timedelta(days=2)
KEEP = "keep"


@dataclass(frozen=True)
class Summary:
    """To an owner: who has finished."""

    to: str
    program: str
    program_id: int
    pairs: tuple[PairAsSeen, ...]


@dataclass(frozen=True)
class Offer:
    """To a mentee who has finished: would they mentor somebody?"""

    to: str
    program: str
    program_id: int


@dataclass(frozen=True)
class Parted:
    """To whoever ends a pair: whom else it ends for, and whether they have a channel, which is archived."""

    names: tuple[str, ...]
    channel: bool


def plan_first(session: Session, mentorship: Mentorship, program: Program, now: datetime) -> None:
    """A mentorship has opened: write down its end."""
    due = pairs.good_hour_on(session, mentorship, program, day=mentorship.ends_on, now=now).at
    plan(session, Moment.CLOSING, program=program, mentorship_id=mentorship.id, occasion="end", due=due)


def close_when_due(session: Session, touchpoint: Touchpoint, now: datetime) -> None:
    """The last day has come."""
    mentorship = session.get(Mentorship, touchpoint.mentorship_id)
    touchpoint.state = "answered"
    if mentorship is None or mentorship.state not in mentorships.LIVE:
        return
    program = pairs.program_of(session, mentorship)
    if mentorship.ends_on > now.date():
        touchpoint.state = "planned"
        touchpoint.due_at = pairs.good_hour_on(
            session, mentorship, program, day=mentorship.ends_on, now=now
        ).at
        return
    _let_mentees_rest(session, mentorship, now)
    end(session, mentorship=mentorship, why=Ending.COMPLETED, now=now)
    plan(session, Moment.SURVEY, program=program, mentorship_id=mentorship.id, occasion=LAST_SURVEY, due=now)
    plan(
        session,
        Moment.MENTOR_NEXT,
        program=program,
        mentorship_id=mentorship.id,
        occasion="end",
        due=now + OFFER_AFTER,
    )
    # All pairs that end on a day share one summary, so it waits for the next.
    for owner in programs.owners(session, program_id=program.id):
        tell(
            session,
            Notice.SUMMARY,
            program,
            to=owner,
            about=f"ended:{now.date()}",
            now=now,
            due=datetime.combine(now.date() + timedelta(1), time(), UTC),
            day=now.date().isoformat(),
        )


def _let_mentees_rest(session: Session, mentorship: Mentorship, now: datetime) -> None:
    """Whoever has finished waits for nobody, until they say that they would like another mentor."""
    for member in mentorships.members(session, mentorship_id=mentorship.id):
        enrollment = programs.enrollment(
            session, program_id=mentorship.program_id, person_id=member.person_id
        )
        if member.role == "mentee" and enrollment is not None:
            enrollment.finished_at = now
            session.add(enrollment)


def offer(session: Session, touchpoint: Touchpoint, now: datetime) -> None:
    """Two days later: ask the mentees whether they would mentor somebody."""
    touchpoint.state = "answered"
    mentorship = session.get(Mentorship, touchpoint.mentorship_id)
    assert mentorship is not None
    for member in mentorships.members(session, mentorship_id=mentorship.id):
        if member.role == "mentee":
            tell(session, Notice.MENTOR_NEXT, mentorship, to=member.person_id, about="end", now=now)


def offered(session: Session, letter: Letter) -> Offer | None:
    """The offer, unless the program has ended, they have left, or they mentor already."""
    program = session.get(Program, letter.program_id)
    enrollment = programs.enrollment(session, program_id=letter.program_id, person_id=letter.recipient)
    if program is None or program.id is None or program.state != "open":
        return None
    if enrollment is None or enrollment.state == "left" or enrollment.mentor:
        return None
    return Offer(letter.recipient, program.name, program.id)


def summary(session: Session, letter: Letter) -> Summary | None:
    """The pairs that finished on that day."""
    program = session.get(Program, letter.program_id)
    if program is None or program.id is None:
        return None
    day = date.fromisoformat(letter.params["day"])
    done = finished(session, program_id=program.id, day=day)
    return Summary(letter.recipient, program.name, program.id, done) if done else None


def owner_end(
    session: Session, *, workspace_id: str, mentorship_id: int, person_id: str, now: datetime
) -> Parted:
    """An owner ends a pair, with the same words as ever. Returns the names of the pair."""
    session.get(
        Mentorship, mentorship_id, with_for_update=True, populate_existing=True
    )  # of two owners at once, one ends it
    mentorship = pairs.living(session, workspace_id=workspace_id, mentorship_id=mentorship_id)
    end(session, mentorship=mentorship, why=Ending.OWNER, now=now)
    note(session, mentorship, who=person_id, what="mentorship_ended_by_owner", now=now)
    return Parted(tuple(pairs.names(session, mentorship).values()), mentorship.channel_id is not None)


def wish_to_end(
    session: Session, *, workspace_id: str, mentorship_id: int, person_id: str, now: datetime
) -> Parted:
    """One of the pair would end it. A second wish changes nothing. Returns the names of the partners."""
    mentorship = pairs.living(session, workspace_id=workspace_id, mentorship_id=mentorship_id)
    part_soon(session, mentorship, now=now)
    return Parted(pairs.partners(session, mentorship, person_id), mentorship.channel_id is not None)


def keep_channel(
    session: Session, *, workspace_id: str, touchpoint_id: int, person_id: str, now: datetime
) -> None:
    """Somebody would keep the channel. When all of them would, it is not archived."""
    touchpoint = held(session, touchpoint_id, Moment.ARCHIVE)
    if touchpoint is None:
        raise Refusal(No.GONE)
    mentorship = pairs.pair_of(session, workspace_id=workspace_id, mentorship_id=touchpoint.mentorship_id)
    archive = archive_of(session, mentorship)
    if archive is None or mentorship.state == "archived" or archive.state not in ("planned", "lapsed"):
        raise Refusal(No.TOO_LATE)
    keep(session, touchpoint=archive, person_id=person_id, now=now, choice=KEEP)
    wished = {reply.person_id for reply in replies.to_touchpoint(session, touchpoint_id=archive.id)}
    if set(pairs.ids(session, mentorship)) <= wished:
        archive.state = "lapsed"
        archive.answer = KEEP
        session.add(archive)
    redraw(session, Notice.THANKS, mentorship, now=now)
