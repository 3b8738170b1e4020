"""Questions about people's own answers."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from storage.models import Reply, Touchpoint


def to_touchpoint(session: Session, *, touchpoint_id: int | None) -> Sequence[Reply]:
    """Everybody's answers to one moment, the earliest first."""
    return session.exec(
        select(Reply).where(Reply.touchpoint_id == touchpoint_id).order_by(col(Reply.at), col(Reply.id))
    ).all()


def of(session: Session, *, touchpoint_id: int | None, person_id: str) -> Reply | None:
    """What one person answered."""
    return session.exec(
        select(Reply).where(Reply.touchpoint_id == touchpoint_id, Reply.person_id == person_id)
    ).first()


def of_kind(session: Session, *, program_id: int, kind: str) -> Sequence[Reply]:
    """All answers in a program to moments of one kind, the earliest first."""
    return session.exec(
        select(Reply)
        .join(Touchpoint, col(Touchpoint.id) == col(Reply.touchpoint_id))
        .where(Reply.program_id == program_id, Touchpoint.kind == kind)
        .order_by(col(Reply.at), col(Reply.id))
    ).all()
