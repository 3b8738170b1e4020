"""How a mentorship ends. Any stage may end one; whatever the reason, the pair reads the same words.

`Mentorship.ended_why` is for the program's own arithmetic. It is never shown to anybody, nor written to the audit.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session

from program.base.audit import ALONGSIDE, note
from program.base.notices import CHANNEL, Notice, redraw, redraw_home, tell
from program.base.people import is_named
from program.base.touchpoints import Moment, drop_planned, occasion_of, plan
from program.pair import pairs, places
from program.pair.mentorship import MAY_DECLINE
from storage.models import Letter, Mentorship, Program, Touchpoint
from storage.queries import mentorships, replies, touchpoints

ARCHIVED_AFTER = timedelta(days=7)
WITH_BUTTONS = (
    *(Notice.MATCHED, Notice.CHARTER, Notice.AGENDA, Notice.PLAN, Notice.CHANNEL_LOST, Notice.CHANNEL_LEFT),
    *(Notice.CHECK_IN, Notice.STAY, Notice.SURVEY, Notice.CALIBRATION, Notice.RHYTHM),
)
"""Cards of a pair that can be pressed: when it ends they are drawn without what is no longer to be done."""


class Ending(StrEnum):
    """Why a mentorship ended."""

    COMPLETED = "completed"
    CALIBRATION = "calibration"
    SILENCE = "silence"
    DECLINED = "declined"
    OWNER = "owner"
    DEPARTED = "departed"
    LEFT = "left"


@dataclass(frozen=True)
class Ended:
    """To one of the pair: it has ended. `over`: so has the program. `early`: while either could still decline.
    `again`: it goes on since.

    `partners` is empty where one of them was forgotten since: then their channel tells which mentorship it was.
    """

    to: str
    partners: tuple[str, ...]
    program: str
    departed: bool
    archived_on: datetime | None
    over: bool = False
    early: bool = False
    channel_id: str | None = None
    again: bool = False


@dataclass(frozen=True)
class Thanks:
    """To the pair: thank you, and what becomes of the channel."""

    archive_id: int
    to: str
    ids: tuple[str, ...]
    names: tuple[str, ...]
    here: bool
    program: str
    archived_on: datetime | None
    wished: int
    kept: bool


def end(session: Session, *, mentorship: Mentorship, why: Ending, now: datetime) -> None:
    """End a mentorship: nothing more is asked, everybody hears it, the channel is archived a week later.

    Ending one that has ended already changes nothing.
    """
    session.refresh(mentorship, with_for_update=True)
    if mentorship.state not in mentorships.LIVE:
        return
    program = pairs.program_of(session, mentorship)
    mentorship.state = "ended"
    mentorship.ended_at = now
    mentorship.ended_why = why.value
    session.add(mentorship)
    drop_planned(session, mentorship_id=mentorship.id)
    archive = plan(
        session,
        Moment.ARCHIVE,
        program=program,
        mentorship_id=mentorship.id,
        occasion=f"{now:%Y%m%dT%H%M%S}",
        due=now + ARCHIVED_AFTER,
    )
    _tell_everybody(session, mentorship, why, archive, now)
    places.changed(session, program=program, now=now)
    note(session, mentorship, who=ALONGSIDE, what="mentorship_ended", now=now)


def archive_when_due(session: Session, touchpoint: Touchpoint, now: datetime) -> None:
    """The week is over: the channel is archived, if there is one."""
    touchpoint.state = "answered"
    mentorship = session.get(Mentorship, touchpoint.mentorship_id)
    assert mentorship is not None
    if mentorship.state != "ended":
        return
    if mentorship.channel_id is None:
        mentorship.state = "archived"
        return
    about = occasion_of(touchpoint)
    tell(session, Notice.ARCHIVE_CHANNEL, mentorship, to=CHANNEL, about=about, now=now)


def channel_to_archive(session: Session, letter: Letter) -> str | None:
    """The id of the channel that a letter wants archived."""
    mentorship = session.get(Mentorship, letter.mentorship_id)
    return mentorship.channel_id if mentorship is not None and mentorship.state == "ended" else None


def archived(session: Session, letter: Letter, _reply: object, _now: datetime) -> None:
    """The channel is archived."""
    _mark_archived(session, letter)


def archiving_refused(session: Session, letter: Letter, error: str, _now: datetime) -> bool:
    """Somebody was quicker: the channel is archived or gone, or the bot was taken out of it."""
    if error not in ("is_archived", "channel_not_found", "not_in_channel"):
        return False
    _mark_archived(session, letter)
    return True


def ended(session: Session, letter: Letter) -> Ended | None:
    """What one of the pair is told. Nothing, where it goes on by then."""
    mentorship = session.get(Mentorship, letter.mentorship_id)
    program = session.get(Program, letter.program_id)
    if mentorship is None or program is None:
        return None
    again = mentorship.state in mentorships.LIVE
    if again and letter.edits is None:
        return None
    names = pairs.names(session, mentorship)
    return Ended(
        to=letter.recipient,
        partners=tuple(name for person_id, name in names.items() if person_id != letter.recipient)
        if all(map(is_named, names))
        else (),
        program=program.name,
        channel_id=mentorship.channel_id,
        departed=mentorship.ended_why == Ending.DEPARTED,
        archived_on=_archived_on(session, mentorship),
        over=program.state != "open",
        again=again,
        early=(mentorship.ended_at or letter.due_at) <= mentorship.matched_at + MAY_DECLINE,
    )


def thanks(session: Session, letter: Letter) -> Thanks | None:
    """The last words in the pair's channel, or to each where there is no channel."""
    mentorship = session.get(Mentorship, letter.mentorship_id)
    archive = archive_of(session, mentorship) if mentorship else None
    if mentorship is None or archive is None or archive.id is None:
        return None
    names = pairs.names(session, mentorship)
    here = letter.recipient == CHANNEL
    return Thanks(
        archive_id=archive.id,
        to=(mentorship.channel_id or "") if here else letter.recipient,
        ids=tuple(names),
        names=tuple(names.values()),
        here=here,
        program=pairs.program_of(session, mentorship).name,
        archived_on=_archived_on(session, mentorship),
        wished=len(replies.to_touchpoint(session, touchpoint_id=archive.id)),
        kept=archive.answer == "keep",
    )


def archive_of(session: Session, mentorship: Mentorship) -> Touchpoint | None:
    """The planned archiving of a mentorship's channel."""
    found = touchpoints.of_mentorship(session, mentorship_id=mentorship.id, kind=Moment.ARCHIVE.value)
    return found[-1] if found else None


def _tell_everybody(
    session: Session, mentorship: Mentorship, why: Ending, archive: Touchpoint, now: datetime
) -> None:
    people = pairs.ids(session, mentorship)
    notice = Notice.THANKS if why is Ending.COMPLETED else Notice.ENDED
    together = why is Ending.COMPLETED and mentorship.channel_id is not None
    about = occasion_of(archive)
    for to in [CHANNEL] if together else people:
        tell(session, notice, mentorship, to=to, about=about, now=now, touchpoint=archive.id)
    for card in WITH_BUTTONS:
        redraw(session, card, mentorship, priority=1, now=now)
    redraw_home(session, *people, workspace_id=mentorship.workspace_id, now=now)


def _archived_on(session: Session, mentorship: Mentorship) -> datetime | None:
    archive = archive_of(session, mentorship)
    if archive is None or archive.state == "lapsed" or mentorship.channel_id is None:
        return None
    return archive.due_at


def _mark_archived(session: Session, letter: Letter) -> None:
    mentorship = session.get(Mentorship, letter.mentorship_id)
    if mentorship is not None and mentorship.state == "ended":
        mentorship.state = "archived"
        session.add(mentorship)
