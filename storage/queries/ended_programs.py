"""Questions about a program that is over: who is to be told, and whose invitation no longer holds. In portions."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from storage.models import Enrollment, Invitation, Letter


def taking_part(session: Session, *, program_id: int | None, after: int, limit: int) -> Sequence[Enrollment]:
    """The next of those who take part, by the number of their enrollment."""
    return session.exec(
        select(Enrollment)
        .where(
            Enrollment.program_id == program_id,
            Enrollment.state != "left",
            col(Enrollment.id) > after,
        )
        .order_by(col(Enrollment.id))
        .limit(limit)
    ).all()


def unanswered(
    session: Session, *, program_id: int | None, card: str, after: int, limit: int
) -> Sequence[tuple[int, str]]:
    """The next invitations that may still be said yes to: the number of the card, and who has it."""
    found = session.exec(
        select(Letter.id, Letter.recipient)
        .join(Invitation, col(Invitation.person_id) == col(Letter.recipient))
        .where(
            Letter.program_id == program_id,
            Letter.kind == card,
            col(Letter.edits).is_(None),
            col(Letter.id) > after,
            Invitation.program_id == program_id,
            col(Invitation.state).in_(("sent", "not_now")),
        )
        .order_by(col(Letter.id))
        .limit(limit)
    ).all()
    return [(number, person_id) for number, person_id in found if number is not None]
