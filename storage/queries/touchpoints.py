"""Questions about planned moments."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.sqltypes import UTCDateTime

from storage.models import Installation, Member, Mentorship, Touchpoint
from storage.reading import remembered


def due(
    session: Session, *, now: datetime, limit: int, anywhere: str, lock: bool = True
) -> Sequence[Touchpoint]:
    """Planned moments that have come, the earliest first. With `lock`, those nobody else is at.

    Where the app was removed, only moments of the kind `anywhere` come.
    """
    found = _DUE.with_for_update(skip_locked=True) if lock else _DUE
    return session.exec(found.limit(limit), params={"now": now, "anywhere": anywhere}).all()


BREAKS = 6
"""As often must a moment have broken to be told of."""


def broken(session: Session) -> Sequence[tuple[str, int]]:
    """What kinds of moments break each time that they are tried, and how many of each."""
    return session.exec(
        select(Touchpoint.kind, func.count())
        .where(Touchpoint.state == "planned", Touchpoint.failures >= BREAKS)
        .group_by(Touchpoint.kind)
        .order_by(Touchpoint.kind)
    ).all()


def next_due(session: Session, *, anywhere: str) -> datetime | None:
    """When the next planned moment comes."""
    return session.exec(_NEXT_DUE, params={"anywhere": anywhere}).first()


# What every beat asks is made once: to put such a statement together takes longer than to ask it.
_REMOVED = select(Installation.workspace_id).where(col(Installation.removed_at).is_not(None))
_COMES = or_(
    col(Touchpoint.workspace_id).not_in(_REMOVED),
    col(Touchpoint.kind) == bindparam("anywhere"),
)
_PLANNED = col(Touchpoint.state) == "planned"
_DUE = (
    select(Touchpoint)
    .where(_PLANNED, col(Touchpoint.due_at) <= bindparam("now", type_=UTCDateTime()), _COMES)
    .order_by(col(Touchpoint.due_at), col(Touchpoint.id))
)
_NEXT_DUE = select(Touchpoint.due_at).where(_PLANNED, _COMES).order_by(col(Touchpoint.due_at)).limit(1)


def known(session: Session, *, program_id: int | None, key: str) -> Touchpoint | None:
    return session.exec(
        select(Touchpoint).where(Touchpoint.program_id == program_id, Touchpoint.key == key)
    ).first()


@remembered
def of_mentorship(session: Session, *, mentorship_id: int | None, kind: str) -> Sequence[Touchpoint]:
    """A mentorship's moments of one kind, the earliest first."""
    return session.exec(
        select(Touchpoint)
        .where(Touchpoint.mentorship_id == mentorship_id, Touchpoint.kind == kind)
        .order_by(col(Touchpoint.due_at), col(Touchpoint.id))
    ).all()


def planned_of_program(session: Session, *, program_id: int | None, kind: str) -> Sequence[Touchpoint]:
    """A program's planned moments of one kind, the earliest first."""
    return session.exec(
        select(Touchpoint)
        .where(Touchpoint.program_id == program_id, Touchpoint.kind == kind, Touchpoint.state == "planned")
        .order_by(col(Touchpoint.due_at), col(Touchpoint.id))
    ).all()


def of_program(session: Session, *, program_id: int | None, kind: str) -> Sequence[Touchpoint]:
    """A program's moments of one kind, whatever has become of them."""
    return session.exec(
        select(Touchpoint)
        .where(Touchpoint.program_id == program_id, Touchpoint.kind == kind)
        .order_by(col(Touchpoint.id))
    ).all()


def planned_for(session: Session, *, workspace_id: str, person_id: str, kind: str) -> Sequence[Touchpoint]:
    """The moments of one kind that are planned for a person, in all programs."""
    return session.exec(
        select(Touchpoint)
        .where(
            Touchpoint.workspace_id == workspace_id,
            Touchpoint.person_id == person_id,
            Touchpoint.kind == kind,
            Touchpoint.state == "planned",
        )
        .order_by(col(Touchpoint.id))
    ).all()


@remembered
def planned_of(session: Session, *, mentorship_id: int | None) -> Sequence[Touchpoint]:
    return session.exec(
        select(Touchpoint)
        .where(Touchpoint.mentorship_id == mentorship_id, Touchpoint.state == "planned")
        .order_by(col(Touchpoint.due_at), col(Touchpoint.id))
    ).all()


def answered_between(
    session: Session, *, program_id: int | None, kind: str, after: datetime, until: datetime
) -> Sequence[Touchpoint]:
    """A program's moments of one kind that were answered after one moment and not after another."""
    return session.exec(
        select(Touchpoint)
        .where(
            Touchpoint.program_id == program_id,
            Touchpoint.kind == kind,
            Touchpoint.state == "answered",
            col(Touchpoint.answered_at) > after,
            col(Touchpoint.answered_at) <= until,
        )
        .order_by(col(Touchpoint.answered_at), col(Touchpoint.id))
    ).all()


@remembered
def asked_after_end(
    session: Session, *, workspace_id: str, person_id: str, kind: str, since: datetime
) -> Sequence[Touchpoint]:
    """What somebody was asked at the end of their mentorships, of those that have ended since then."""
    return session.exec(
        select(Touchpoint)
        .join(Mentorship, col(Mentorship.id) == col(Touchpoint.mentorship_id))
        .join(Member, col(Member.mentorship_id) == col(Mentorship.id))
        .where(
            Touchpoint.workspace_id == workspace_id,
            Touchpoint.kind == kind,
            Touchpoint.state == "asked",
            Member.person_id == person_id,
            col(Touchpoint.asked_at) >= col(Mentorship.ended_at),
            col(Mentorship.ended_at) >= since,
        )
        .order_by(col(Touchpoint.due_at), col(Touchpoint.id))
    ).all()


@remembered
def asked_of(session: Session, *, mentorship_ids: Sequence[int | None]) -> Sequence[Touchpoint]:
    """What these mentorships were asked and have not answered, the earliest first."""
    return session.exec(
        select(Touchpoint)
        .where(col(Touchpoint.mentorship_id).in_(mentorship_ids), Touchpoint.state == "asked")
        .order_by(col(Touchpoint.due_at), col(Touchpoint.id))
    ).all()
