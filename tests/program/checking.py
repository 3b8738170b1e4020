"""Letters about a pair, and the last check of those that are due."""

from datetime import datetime, timedelta

from sqlmodel import Session

from program import sending
from program.base.notices import CHANNEL, Notice, tell
from storage import outbox
from storage.models import Enrollment, Letter, Mentorship
from storage.queries import programs
from tests.program.rows import MONDAY

NOON = MONDAY + timedelta(hours=3)


def write(
    session: Session,
    pair: Mentorship,
    notice: Notice,
    *,
    touchpoint: int,
    to: str = CHANNEL,
    at: datetime = NOON,
) -> None:
    tell(
        session,
        notice,
        pair,
        to=to,
        about=touchpoint,
        now=at,
        touchpoint=touchpoint,
    )


def enrolled(session: Session, pair: Mentorship, person_id: str) -> Enrollment:
    found = programs.enrollment(session, program_id=pair.program_id, person_id=person_id)
    assert found is not None
    return found


def deliver(
    session: Session, now: datetime
) -> list[sending.Go | sending.Later | sending.Never | sending.Apart]:
    """Check what is due, in the order in which it is claimed; what may go arrives."""
    verdicts = []
    letters: list[Letter] = outbox.claim(session, now=now, limit=50)  # type: ignore[assignment]
    for letter in letters:
        verdict = sending.check(session, letter=letter, now=now)
        if isinstance(verdict, sending.Later):
            letter.state, letter.due_at = "ready", verdict.until
        else:
            letter.state, letter.done_at = "done" if verdict == sending.Go() else "dropped", now
        session.add(letter)
        session.flush()
        verdicts.append(verdict)
    return verdicts
