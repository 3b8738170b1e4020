"""Questions about the plans of mentorships."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from storage.models import Outcome


def of_mentorship(session: Session, *, mentorship_id: int | None) -> Sequence[Outcome]:
    """The outcomes of a mentorship's plan, in its own order."""
    return session.exec(
        select(Outcome).where(Outcome.mentorship_id == mentorship_id).order_by(col(Outcome.position))
    ).all()
