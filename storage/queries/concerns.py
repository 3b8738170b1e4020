"""Questions about concerns."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from storage.bulk import portions
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


def pairs_of(session: Session, *, ids: Sequence[int]) -> dict[int, int]:
    """The mentorship that each of these concerns is about, by the concern's id."""
    found: dict[int, int] = {}
    for some in portions(ids):
        rows = session.exec(select(Concern.id, Concern.mentorship_id).where(col(Concern.id).in_(some)))
        found |= {concern: pair for concern, pair in rows if concern is not None}
    return found
