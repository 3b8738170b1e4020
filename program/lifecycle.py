"""Time acts here: what falls due at `now`, and what follows when Slack has answered a letter.

This is the one module that knows all stages. People act through handlers; nothing else calls a stage.
"""

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from program.base.audit import ALONGSIDE, note
from program.base.notices import CHANNEL, Notice
from program.base.touchpoints import Moment
from program.joining import absence, audiences, invitations
from program.pair import (
    calibration,
    channels,
    checkins,
    closing,
    concerns,
    endings,
    opening,
    partings,
    plans,
    rhythm,
    silence,
    surveys,
    welcome,
)
from program.rounds import announcements
from program.running import digest, ended_programs, home, owners
from program.workspace import departures, grace, nights, returns
from storage import outbox
from storage.models import Letter, Mentorship, Program, Touchpoint
from storage.queries import touchpoints

RETRY_AFTER = timedelta(minutes=5)
ONCE_A_DAY = timedelta(days=1)

Stage = Callable[[Session, Touchpoint, datetime], None]
"""What happens at a moment. It leaves the touchpoint in another state than "planned", or plans it later."""

Arrived = Callable[[Session, Letter, Any, datetime], None]
"""What follows when Slack has done what a letter asked for: (session, letter, what was read from the reply, now)."""

Refused = Callable[[Session, Letter, str, datetime], bool]
"""What follows when Slack has refused for good: (session, letter, error, now). True if that settles it."""

Facts = Callable[[Session, Letter], Any]
"""What a letter shows, from what is true now; None when there is nothing to say any more."""


@dataclass(frozen=True)
class Kind:
    """What a letter shows, and what follows from it; `stuck` when Slack has done it but what follows broke."""

    facts: Facts
    _: KW_ONLY
    arrived: Arrived | None = None
    refused: Refused | None = None
    stuck: Refused | None = None


Planner = Callable[[Session, Mentorship, Program, datetime], None]
"""What a stage writes down for later when a mentorship has opened."""

PLANNERS: tuple[Planner, ...] = (
    checkins.plan_first,
    calibration.plan_first,
    surveys.plan_first,
    closing.plan_first,
)

STAGES: dict[Moment, Stage] = {
    Moment.RESUME: absence.resume_when_due,
    Moment.NIGHT: nights.night,
    Moment.INVITE: invitations.invite_when_due,
    Moment.ANNOUNCE: announcements.announce,
    Moment.ARCHIVE: endings.archive_when_due,
    Moment.CHECK_IN: checkins.ask,
    Moment.STAY: silence.ask,
    Moment.QUIET: silence.tell_owners,
    Moment.STILL_OPEN: concerns.remind,
    Moment.SURVEY: surveys.ask,
    Moment.CALIBRATION: calibration.ask,
    Moment.RHYTHM: rhythm.ask,
    Moment.PARTING: partings.part_when_due,
    Moment.CLOSING: closing.close_when_due,
    Moment.MENTOR_NEXT: closing.offer,
    Moment.DIGEST: digest.post_when_due,
    Moment.DEPARTURE: grace.depart_when_due,
    Moment.RETURN: returns.come_due,
    Moment.OVER: ended_programs.tell_when_due,
}


def _agenda_posted(session: Session, letter: Letter, _reply: object, now: datetime) -> None:
    """The last step of opening a channel. A first channel opens the mentorship; another one takes the plan in."""
    mentorship = opening.finish(session, letter, now)
    if mentorship is None:
        plans.show_in_new_channel(session, letter, now)
        channels.reopened(session, letter, now)
        return
    program = session.get(Program, mentorship.program_id)
    assert program is not None
    opened(session, mentorship=mentorship, program=program, now=now)


def _step(
    facts: Facts, arrived: Arrived = opening.step_done, refused: Refused = opening.step_refused
) -> Kind:
    """A step of opening a channel: wherever it ends, its owner sees where that stands."""
    return Kind(facts, arrived=arrived, refused=refused, stuck=opening.step_refused)


LETTERS: dict[Notice, Kind] = {
    Notice.LOOKUP: Kind(
        lambda _session, letter: letter.recipient,
        arrived=departures.looked_up,
        refused=departures.not_found,
    ),
    Notice.HOME: Kind(home.page),
    Notice.PEOPLE_PAGE: Kind(lambda _session, letter: letter.params["cursor"], arrived=departures.page_read),
    Notice.USERGROUPS: Kind(lambda _session, letter: letter.recipient, arrived=audiences.usergroups_read),
    Notice.PLACE_PAGE: Kind(
        audiences.page_to_read, arrived=audiences.page_read, refused=audiences.page_refused
    ),
    Notice.OUTSIDER: Kind(departures.outsider),
    Notice.AUDIENCE_HIDDEN: Kind(audiences.hidden),
    Notice.AUDIENCE_GONE: Kind(audiences.gone),
    Notice.CO_OWNER: Kind(owners.made_co_owner),
    Notice.HANDOVER: Kind(owners.handover),
    Notice.ACCOUNT_OFF: Kind(grace.off),
    Notice.ACCOUNT_ON: Kind(grace.back),
    Notice.DEPARTURE: Kind(grace.departure),
    Notice.RETURNED: Kind(returns.returned),
    Notice.REVIVED: Kind(returns.revived),
    Notice.INVITATION: Kind(invitations.card),
    Notice.ROUND: Kind(announcements.round_card),
    Notice.REPLACEMENT: Kind(announcements.replacement_card),
    Notice.MATCHED: Kind(announcements.matched),
    Notice.UNMATCHED: Kind(announcements.unmatched),
    Notice.CHANNEL_CREATE: _step(
        opening.name_to_create, arrived=opening.created, refused=opening.create_refused
    ),
    Notice.CHANNEL_FIND: _step(opening.page_to_search, arrived=opening.searched),
    Notice.CHANNEL_INVITE: _step(opening.invitation, arrived=opening.invited),
    Notice.CHANNEL_TOPIC: _step(opening.topic),
    Notice.CHANNEL_RENAME: Kind(
        opening.name_to_give, arrived=opening.renamed, refused=opening.rename_refused
    ),
    Notice.INTRO: _step(welcome.intro),
    Notice.CHARTER: _step(welcome.charter),
    Notice.CHARTER_PIN: _step(welcome.charter_to_pin),
    Notice.AGENDA: _step(welcome.agenda, arrived=_agenda_posted),
    Notice.PLAN: Kind(plans.card, arrived=plans.posted),
    Notice.PLAN_PIN: Kind(plans.to_pin),
    Notice.CHANNEL_STUCK: Kind(opening.stuck_card),
    Notice.CHANNEL_LOST: Kind(channels.lost_card),
    Notice.CHANNEL_LEFT: Kind(channels.left_card),
    Notice.INVITE_AGAIN: Kind(channels.invitation_again, arrived=channels.invited_again),
    Notice.ENDED: Kind(endings.ended),
    Notice.THANKS: Kind(endings.thanks),
    Notice.ARCHIVE_CHANNEL: Kind(
        endings.channel_to_archive, arrived=endings.archived, refused=endings.archiving_refused
    ),
    Notice.CHECK_IN: Kind(checkins.card, arrived=checkins.asked),
    Notice.STAY: Kind(silence.card, arrived=silence.asked),
    Notice.QUIET: Kind(silence.quiet),
    Notice.CONCERN: Kind(concerns.card),
    Notice.CONCERN_OPEN: Kind(concerns.card),
    Notice.CONCERN_SETTLED: Kind(concerns.settled),
    Notice.SURVEY: Kind(surveys.card),
    Notice.LAST_SURVEY: Kind(surveys.card),
    Notice.CALIBRATION: Kind(calibration.card),
    Notice.RHYTHM: Kind(rhythm.card),
    Notice.SUMMARY: Kind(closing.summary),
    Notice.MENTOR_NEXT: Kind(closing.offered),
    Notice.OVER: Kind(ended_programs.news),
    Notice.DIGEST: Kind(digest.facts, arrived=digest.posted, refused=digest.refused),
    Notice.DIGEST_LOST: Kind(digest.unreachable),
}


def advance(session: Session, *, now: datetime, limit: int = 200) -> int:
    """Do what has fallen due, at most `limit` moments. Returns how many: call again until it is 0."""
    due = touchpoints.due(session, now=now, limit=limit, anywhere=Moment.NIGHT)
    for touchpoint in due:
        _reach(session, touchpoint, now)
    return len(due)


def due_now(session: Session, *, now: datetime, limit: int = 200) -> list[int]:
    """The ids of the moments that have come, the earliest first."""
    due = touchpoints.due(session, now=now, limit=limit, anywhere=Moment.NIGHT, lock=False)
    return [found.id for found in due if found.id is not None]


def reach(session: Session, *, touchpoint_id: int, now: datetime) -> None:
    """Do what one moment asks for, if it is still to be done."""
    touchpoint = session.get(Touchpoint, touchpoint_id, with_for_update=True, populate_existing=True)
    if touchpoint is not None and touchpoint.state == "planned" and touchpoint.due_at <= now:
        _reach(session, touchpoint, now)


def opened(session: Session, *, mentorship: Mentorship, program: Program, now: datetime) -> None:
    """A mentorship has opened: every stage writes down what it will do."""
    for write_down in PLANNERS:
        write_down(session, mentorship, program, now)


def stumble(session: Session, *, touchpoint_id: int, error: str, now: datetime) -> None:
    """What one moment asked for broke: it is tried again, ever more rarely, and once a day in the end.

    It is never let be: what comes each night, or every two weeks, is planned by the one before. Doctor names those that
    go on breaking, and their stages let go of what has become stale.
    """
    touchpoint = session.get(Touchpoint, touchpoint_id, with_for_update=True, populate_existing=True)
    if touchpoint is None or touchpoint.state != "planned":
        return
    touchpoint.failures += 1
    touchpoint.due_at = now + min(RETRY_AFTER * 2**touchpoint.failures, ONCE_A_DAY)
    if touchpoint.failures == touchpoints.BREAKS:
        note(session, touchpoint, who=ALONGSIDE, what="moment_breaks", now=now, why=error)


def _reach(session: Session, touchpoint: Touchpoint, now: datetime) -> None:
    STAGES[Moment(touchpoint.kind)](session, touchpoint, now)
    assert touchpoint.state != "planned" or touchpoint.due_at > now, touchpoint.key


def next_due(session: Session) -> datetime | None:
    """When the next planned moment or letter falls due; None when nothing is planned."""
    moments = (touchpoints.next_due(session, anywhere=Moment.NIGHT), outbox.next_due(session))
    return min((moment for moment in moments if moment), default=None)


def facts(session: Session, *, letter: Letter) -> Any:
    """What `letter` shows, from what is true now; None when there is nothing to say any more."""
    return LETTERS[Notice(letter.kind)].facts(session, letter)


def arrived(session: Session, *, letter: Letter, reply: Any, now: datetime) -> None:
    """Slack has done what `letter` asked for."""
    follow = LETTERS[Notice(letter.kind)].arrived
    if follow is not None and letter.edits is None:
        follow(session, letter, reply, now)


def stick(session: Session, *, letter: Letter, error: str, now: datetime) -> None:
    """Slack has done what `letter` asked for, but what follows it broke."""
    follow = LETTERS[Notice(letter.kind)].stuck
    if follow is not None:
        follow(session, letter, error, now)


def refused(session: Session, *, letter: Letter, error: str, now: datetime) -> bool:
    """Slack has refused `letter` for good. True if a stage has taken care of it."""
    if letter.recipient == CHANNEL and channels.refused(session, letter, error, now):
        return True
    follow = LETTERS[Notice(letter.kind)].refused
    if follow is not None and letter.edits is None and follow(session, letter, error, now):
        return True
    home.show_dead_letter(session, letter, now)
    return False
