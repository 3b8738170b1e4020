"""Questions about everything that is kept about one person."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_
from sqlmodel import Session, col, select

from storage.models import (
    Audit,
    Concern,
    Enrollment,
    Installation,
    Invitation,
    Letter,
    Member,
    Mentorship,
    Owner,
    Person,
    Place,
    PlaceMember,
    Program,
    Round,
    Touchpoint,
    Waiting,
)


def workspaces_of(session: Session, *, person_id: str) -> Sequence[str]:
    """The workspaces that know somebody with this id."""
    found = select(Person.workspace_id).where(Person.id == person_id)
    return session.exec(found.order_by(Person.workspace_id)).all()


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


def is_admin(session: Session, *, workspace_id: str, person_id: str) -> bool:
    """Whether the app's settings name somebody as an admin."""
    installation = session.get(Installation, workspace_id)
    return installation is not None and person_id in installation.admins


def places(session: Session, *, workspace_id: str, person_id: str) -> Sequence[str]:
    """The user groups and channels that somebody was last read in."""
    found = session.exec(
        select(PlaceMember.place_id, Place.name)
        .join(Place, (col(Place.workspace_id) == workspace_id) & (col(Place.id) == col(PlaceMember.place_id)))
        .where(PlaceMember.workspace_id == workspace_id, PlaceMember.person_id == person_id)
        .order_by(col(PlaceMember.place_id))
    ).all()
    return [name or place_id for place_id, name in found]


def runs(session: Session, *, workspace_id: str, person_id: str) -> Sequence[tuple[str, datetime | None]]:
    """The programs that somebody runs since then, or has set up."""
    return session.exec(
        select(Program.name, col(Owner.since))
        .join(
            Owner,
            (col(Owner.program_id) == col(Program.id)) & (col(Owner.person_id) == person_id),
            isouter=True,
        )
        .where(
            Program.workspace_id == workspace_id,
            or_(col(Owner.person_id) == person_id, col(Program.created_by) == person_id),
        )
        .order_by(col(Program.id))
    ).all()


def waits(session: Session, *, workspace_id: str, person_id: str) -> Sequence[tuple[Waiting, datetime]]:
    """The published rounds that had nobody for somebody."""
    return session.exec(
        select(Waiting, col(Round.asked_at))
        .join(Round, col(Round.id) == col(Waiting.round_id))
        .where(
            Waiting.workspace_id == workspace_id,
            Waiting.person_id == person_id,
            Round.state == "published",
        )
        .order_by(col(Waiting.id))
    ).all()


def planned(session: Session, *, workspace_id: str, person_id: str) -> Sequence[Touchpoint]:
    """What is planned for somebody alone."""
    return session.exec(
        select(Touchpoint)
        .where(
            Touchpoint.workspace_id == workspace_id,
            Touchpoint.person_id == person_id,
            Touchpoint.state == "planned",
        )
        .order_by(col(Touchpoint.due_at), col(Touchpoint.id))
    ).all()
