"""Questions about concerns."""

from datetime import datetime

from sqlmodel import Session, select

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
