"""An answer to a check-in can be put right for a week. Then it stands, and its card offers nothing more."""

from datetime import datetime, timedelta

from sqlmodel import Session

from program.notices import Notice, redraw
from program.touchpoints import Moment
from storage.models import Program
from storage.queries import touchpoints

CORRECTABLE = timedelta(days=7)


def is_open(answered_at: datetime | None, now: datetime) -> bool:
    """Whether an answer of then may still be put right."""
    return answered_at is not None and now - answered_at <= CORRECTABLE


def close(session: Session, *, program: Program, since: datetime, now: datetime) -> None:
    """Draw the cards anew whose week has ended since then. All of a night's together, so nobody's click waits."""
    for answered in touchpoints.answered_between(
        session,
        program_id=program.id,
        kind=Moment.CHECK_IN,
        after=since - CORRECTABLE,
        until=now - CORRECTABLE,
    ):
        redraw(
            session,
            Notice.CHECK_IN,
            workspace_id=program.workspace_id,
            mentorship_id=answered.mentorship_id,
            priority=2,
            now=now,
            touchpoint=answered.id,
        )
