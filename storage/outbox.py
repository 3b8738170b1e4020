"""The outbox: letters are written in the transaction of the change, and claimed by one atomic statement."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from storage.models import Letter

LEASE = timedelta(seconds=60)


def enqueue(session: Session, letter: Letter) -> bool:
    """Put `letter` in the outbox. False if one with its `dedupe_key` is or was already there."""
    known = session.exec(select(Letter.id).where(Letter.dedupe_key == letter.dedupe_key)).first()
    if known is not None:
        return False
    session.add(letter)
    session.flush()
    return True


def claim(session: Session, *, now: datetime, limit: int) -> Sequence[Letter]:
    """Take up to `limit` due letters to send, people's answers first; they are leased to the caller."""
    due = (
        select(Letter.id)
        .where(Letter.state == "ready", Letter.due_at <= now)
        .order_by(col(Letter.priority), col(Letter.due_at), col(Letter.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    taken = session.exec(
        update(Letter)
        .where(col(Letter.id).in_(due), col(Letter.state) == "ready")
        .values(state="sending", lease_until=now + LEASE, attempts=Letter.attempts + 1)
        .returning(Letter)
    )
    letters = list(taken.scalars().all())
    return sorted(letters, key=lambda letter: (letter.priority, letter.due_at, letter.id or 0))


def abandon(session: Session, *, now: datetime) -> int:
    """Letters whose sender died in the act: nobody knows whether they were sent. Returns how many."""
    lost = session.exec(
        update(Letter)
        .where(col(Letter.state) == "sending", col(Letter.lease_until) < now)
        .values(state="unknown", last_error="the sender stopped in the act", due_at=now)
        .returning(col(Letter.id))
    )
    return len(lost.all())


def unsettled(session: Session, *, before: datetime, limit: int) -> Sequence[Letter]:
    """Letters of unknown outcome whose quiet period began before `before`."""
    return session.exec(
        select(Letter)
        .where(Letter.state == "unknown", Letter.due_at <= before)
        .order_by(col(Letter.id))
        .limit(limit)
    ).all()


def next_due(session: Session) -> datetime | None:
    """The moment at which the next letter falls due, or None when the outbox is empty."""
    return session.exec(
        select(func.min(Letter.due_at)).where(col(Letter.state).in_(("ready", "unknown")))
    ).one()


def backlog(session: Session, *, now: datetime) -> dict[str, Any]:
    """How many letters are in each state, and since when the oldest due one has waited."""
    states = session.exec(select(Letter.state, func.count()).group_by(Letter.state)).all()
    oldest = session.exec(
        select(func.min(Letter.due_at)).where(Letter.state == "ready", Letter.due_at <= now)
    ).one()
    return {**dict(states), "oldest_due": oldest}
