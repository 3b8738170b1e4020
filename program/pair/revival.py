"""A mentorship that had ended goes on as it was: its plan, its last day, and what was still to come."""

from datetime import datetime, timedelta

from sqlmodel import Session

from program.base.notices import Notice, redraw, redraw_home
from program.base.touchpoints import Moment
from program.pair import pairs, places, reopening, replacements
from program.pair.endings import WITH_BUTTONS
from program.pair.mentorship import invite_again, repeat_step
from storage.models import Mentorship, Touchpoint
from storage.queries import mentorships, touchpoints

SETTLE_IN = timedelta(days=1)
"""Nothing that was missed meanwhile is asked sooner."""
ASKED_YET = (Moment.SURVEY, Moment.CALIBRATION, Moment.CLOSING)
"""What comes in its time, or late, but once. Check-ins begin anew, and silence does not count."""


def revive(session: Session, mentorship: Mentorship, now: datetime) -> None:
    """Have one that has ended go on, in its channel, or in another one where that is in the archive."""
    ended_at, archived = mentorship.ended_at or now, mentorship.state == "archived"
    mentorship.state = "open" if mentorship.opened_at is not None else "opening"
    mentorship.ended_at = mentorship.ended_why = None
    mentorship.silent = 0
    session.add(mentorship)
    for moment in touchpoints.planned_of(session, mentorship_id=mentorship.id):
        if moment.kind == Moment.ARCHIVE:
            moment.state = "lapsed"
    program = pairs.program_of(session, mentorship)
    for member in mentorships.members(session, mentorship_id=mentorship.id):
        if member.role == "mentee":
            replacements.call_off(session, program=program, person_id=member.person_id, now=now)
    session.flush()
    if mentorship.state == "open":
        _plan_anew(session, mentorship, ended_at, now)
    _have_channel(session, mentorship, archived, now)
    for card in (*WITH_BUTTONS, Notice.ENDED):
        redraw(session, card, mentorship, priority=1, now=now)
    redraw_home(session, *pairs.ids(session, mentorship), workspace_id=mentorship.workspace_id, now=now)
    places.changed(session, program=program, now=now)


def _have_channel(session: Session, mentorship: Mentorship, archived: bool, now: datetime) -> None:
    """Slack lets no bot take a channel out of the archive: then there is another one."""
    if archived or mentorship.channel_id is None:
        mentorship.channel_id = None
        reopening.open_another(session, mentorship, now)
    elif mentorship.trouble:
        repeat_step(session, mentorship, now)
    elif mentorship.state == "opening":
        reopening.resume(session, mentorship, now)
    else:
        for person_id in pairs.ids(session, mentorship):
            invite_again(session, mentorship, person_id, now)


def _plan_anew(session: Session, mentorship: Mentorship, ended_at: datetime, now: datetime) -> None:
    program = pairs.program_of(session, mentorship)
    for kind in ASKED_YET:
        for moment in _struck_out(session, mentorship, kind, ended_at):
            moment.state = "planned"
            if moment.due_at < now + SETTLE_IN:
                moment.due_at = pairs.good_hour(session, mentorship, program, after=now + SETTLE_IN).at
            session.add(moment)
    newest = max(_struck_out(session, mentorship, Moment.CHECK_IN, ended_at), key=_age, default=None)
    if newest is not None and newest.due_at > now:
        newest.state = "planned"
    session.flush()
    pairs.plan_check_in(session, mentorship, last=now.date(), now=now)


def _struck_out(
    session: Session, mentorship: Mentorship, kind: Moment, ended_at: datetime
) -> list[Touchpoint]:
    """What was still to come of this kind when the mentorship ended."""
    found = touchpoints.of_mentorship(session, mentorship_id=mentorship.id, kind=kind.value)
    return [one for one in found if one.state == "lapsed" and one.due_at > ended_at]


def _age(moment: Touchpoint) -> int:
    """The higher, the later it was planned: a change of rhythm strikes out what was planned before."""
    return moment.id or 0
