"""What can be taken back for a while: an answer to a check-in for a week, a match for three days.

Then it stands, and its card offers nothing more. All cards of a night are drawn together, so nobody's click waits.
"""

from datetime import datetime, timedelta

from sqlmodel import Session

from program.base.notices import Notice, redraw
from program.base.touchpoints import Moment
from program.pair.mentorship import MAY_DECLINE
from storage.models import Program
from storage.queries import mentorships, touchpoints

CORRECTABLE = timedelta(days=7)


def is_open(answered_at: datetime | None, now: datetime) -> bool:
    """Whether an answer of then may still be put right."""
    return answered_at is not None and now - answered_at <= CORRECTABLE


def close(session: Session, *, program: Program, since: datetime, now: datetime) -> None:
    """Draw the cards anew whose time has ended since then."""
    for pair in mentorships.matched_between(
        session, program_id=program.id, after=since - MAY_DECLINE, until=now - MAY_DECLINE
    ):
        redraw(session, Notice.MATCHED, pair, priority=2, now=now)
    for answered in touchpoints.answered_between(
        session,
        program_id=program.id,
        kind=Moment.CHECK_IN,
        after=since - CORRECTABLE,
        until=now - CORRECTABLE,
    ):
        redraw(session, Notice.CHECK_IN, answered, priority=2, now=now, touchpoint=answered.id)
