"""Questions about concerns."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from storage.models import Concern


def same_since(
    session: Session, *, mentorship_id: int, person_id: str, kind: str, text: str, since: datetime
) -> bool:
    """Whether somebody has said the very same since then."""
    found = select(Concern.id).where(
        Concern.mentorship_id == mentorship_id,
        Concern.person_id == person_id,
        Concern.kind == kind,
        Concern.text == text,
        Concern.at > since,
    )
    return session.exec(found).first() is not None


def open_in(session: Session, *, program_id: int) -> Sequence[Concern]:
    """The concerns of a program that nobody has settled, the oldest first."""
    return session.exec(
        select(Concern)
        .where(Concern.program_id == program_id, Concern.state == "open")
        .order_by(col(Concern.at), col(Concern.id))
    ).all()
