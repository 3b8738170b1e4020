"""Questions about everything that is kept about one person."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from storage.models import Audit, Concern, Enrollment, Invitation, Letter, Member, Mentorship, Touchpoint


def enrollments(session: Session, *, workspace_id: str, person_id: str) -> Sequence[Enrollment]:
    """Every program that somebody is or was in."""
    return session.exec(
        select(Enrollment)
        .where(Enrollment.workspace_id == workspace_id, Enrollment.person_id == person_id)
        .order_by(col(Enrollment.id))
    ).all()


def mentorships(session: Session, *, workspace_id: str, person_id: str) -> Sequence[Mentorship]:
    """Every mentorship that somebody is or was in, the oldest first."""
    return session.exec(
        select(Mentorship)
        .join(Member, col(Member.mentorship_id) == col(Mentorship.id))
        .where(Mentorship.workspace_id == workspace_id, Member.person_id == person_id)
        .order_by(col(Mentorship.id))
    ).all()


def member(session: Session, *, mentorship_id: int | None, person_id: str) -> Member | None:
    return session.get(Member, (mentorship_id, person_id))


def answered(session: Session, *, workspace_id: str, person_id: str) -> Sequence[Touchpoint]:
    """What somebody answered for their pair."""
    return session.exec(
        select(Touchpoint)
        .where(Touchpoint.workspace_id == workspace_id, Touchpoint.answered_by == person_id)
        .order_by(col(Touchpoint.answered_at), col(Touchpoint.id))
    ).all()


def concerns(session: Session, *, workspace_id: str, person_id: str) -> Sequence[Concern]:
    """What somebody told the owners."""
    return session.exec(
        select(Concern)
        .where(Concern.workspace_id == workspace_id, Concern.person_id == person_id)
        .order_by(col(Concern.at), col(Concern.id))
    ).all()


def invitations(session: Session, *, workspace_id: str, person_id: str) -> Sequence[Invitation]:
    return session.exec(
        select(Invitation)
        .where(Invitation.workspace_id == workspace_id, Invitation.person_id == person_id)
        .order_by(col(Invitation.program_id))
    ).all()


def deeds(session: Session, *, workspace_id: str, person_id: str) -> Sequence[Audit]:
    """What the record of changes says that somebody did."""
    return session.exec(
        select(Audit)
        .where(Audit.workspace_id == workspace_id, Audit.who == person_id)
        .order_by(col(Audit.at), col(Audit.id))
    ).all()


def letters(session: Session, *, workspace_id: str, person_id: str) -> Sequence[Letter]:
    """The messages that somebody was sent alone."""
    return session.exec(
        select(Letter)
        .where(
            Letter.workspace_id == workspace_id,
            Letter.recipient == person_id,
            Letter.state == "done",
            col(Letter.edits).is_(None),
            col(Letter.ts).is_not(None),
        )
        .order_by(col(Letter.done_at), col(Letter.id))
    ).all()
