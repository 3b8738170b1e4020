"""A pair whose channel isn't there yet, or any more: what is so, and what happens next. Tried again each night."""

from datetime import datetime, timedelta
from typing import Literal

from sqlmodel import Session

from program.base.notices import Notice, tell
from program.pair import pairs
from program.pair.mentorship import repeat_step
from storage.models import Mentorship, Program
from storage.queries import mentorships

LATE = timedelta(hours=1)
"""Longer than the channels of a round take at Slack's pace, unless something is in the way."""
SILENT = timedelta(hours=20)
"""After so long each of a pair hears that their channel couldn't be opened."""

Without = Literal["", "opening", "late", "refused", "lost"]
"""Why a pair has no channel: it is on its way, or is so for too long; Slack refused it; it was there, and is gone."""


def why_without(mentorship: Mentorship, now: datetime) -> Without:
    """Why a pair has no open channel; "" if it has one."""
    if mentorship.channel_lost is not None:
        return "lost"
    if mentorship.trouble:
        return "refused"
    if mentorship.state != "opening" and mentorship.channel_id is not None:
        return ""
    return "late" if now - mentorship.matched_at > LATE and mentorship.opened_at is None else "opening"


def try_each_night(session: Session, *, program: Program, now: datetime) -> None:
    """The channels that Slack would not open are tried again; pairs who have waited for a day hear why."""
    for mentorship in mentorships.stuck(session, program_id=program.id):
        if now - mentorship.matched_at > SILENT:
            for person_id in pairs.ids(session, mentorship):
                tell(session, Notice.CHANNEL_STUCK, mentorship, to=person_id, about="stuck", now=now)
        repeat_step(session, mentorship, now)
