"""What becomes of old rows. Nothing goes that a later letter, edit or answer is compared with."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Delete, Select, delete, func, or_, select
from sqlmodel import Session, col

from storage.models import Concern, Invitation, Letter, Mentorship

OVER = ("done", "dropped", "rejected")
AT_ONCE = 5_000
"""So many letters go at once: the writer isn't held up."""


def forget_errands(session: Session, *, kinds: Collection[str], before: datetime) -> int:
    """Letters of these kinds, and edits of cards, save the newest of each: the next one is counted from it."""
    newest_errands = (
        select(func.max(Letter.id))
        .where(col(Letter.kind).in_(kinds))
        .group_by(col(Letter.workspace_id), col(Letter.kind), col(Letter.recipient))
    )
    newest_edits = (
        select(func.max(Letter.id)).where(col(Letter.edits).is_not(None)).group_by(col(Letter.edits))
    )
    old = (
        select(col(Letter.id))
        .where(
            col(Letter.state).in_(OVER),
            col(Letter.done_at) < before,
            or_(col(Letter.kind).in_(kinds), col(Letter.edits).is_not(None)),
            col(Letter.id).not_in(newest_errands),
            col(Letter.id).not_in(newest_edits),
            col(Letter.id).not_in(select(col(Letter.edits)).where(col(Letter.edits).is_not(None))),
        )
        .limit(AT_ONCE)
    )
    return _delete_letters(session, old)


def forget_letters(session: Session, *, but: Collection[str], before: datetime) -> int:
    """Other letters, with their edits, once the channel of their pair is archived."""
    over = select(col(Mentorship.id)).where(col(Mentorship.state) == "archived")
    underway = select(col(Letter.edits)).where(
        col(Letter.edits).is_not(None), or_(col(Letter.state).not_in(OVER), col(Letter.done_at) >= before)
    )
    old = (
        select(col(Letter.id))
        .where(
            col(Letter.state).in_(OVER),
            col(Letter.done_at) < before,
            col(Letter.edits).is_(None),
            col(Letter.kind).not_in(but),
            or_(col(Letter.mentorship_id).is_(None), col(Letter.mentorship_id).in_(over)),
            col(Letter.id).not_in(underway),
        )
        .limit(AT_ONCE)
    )
    return _delete_letters(session, old)


def _delete_letters(session: Session, old: Select[int | None]) -> int:
    """In one statement, so that no edit is without its card."""
    ids = session.scalars(old).all()
    return _count(
        session,
        delete(Letter).where(or_(col(Letter.id).in_(ids), col(Letter.edits).in_(ids))),
        col(Letter.id),
    )


def forget_invitations(session: Session, *, before: datetime) -> int:
    """Invitations that nobody took up; "never" is kept for good."""
    return _count(
        session,
        delete(Invitation).where(
            col(Invitation.state).in_(("sent", "not_now")), col(Invitation.sent_at) < before
        ),
        col(Invitation.person_id),
    )


def forget_concerns(session: Session, *, before: datetime) -> int:
    """Requests that were settled, with what was said in them."""
    return _count(
        session,
        delete(Concern).where(col(Concern.state) == "settled", col(Concern.settled_at) < before),
        col(Concern.id),
    )


def _count(session: Session, statement: Delete, key: Any) -> int:
    return len(session.execute(statement.returning(key)).all())
