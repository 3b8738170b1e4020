"""Questions whose answers are counted, or listed for somebody to decide."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, func
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from storage.models import (
    Concern,
    Enrollment,
    Letter,
    Member,
    Mentorship,
    Outcome,
    Person,
    Reply,
    Round,
    Touchpoint,
)
from storage.queries.mentorships import LIVE
from storage.reading import remembered


class PairRow(NamedTuple):
    """What a mentorship's own row says that figures are made of."""

    id: int
    state: str
    matched_at: datetime
    opened_at: datetime | None
    ended_at: datetime | None
    why: str
    silent: int


@remembered
def pairs(session: Session, *, program_id: int | None) -> Sequence[PairRow]:
    """Every mentorship that a program has had, the oldest first."""
    rows = session.execute(
        columns(
            col(Mentorship.id),
            col(Mentorship.state),
            col(Mentorship.matched_at),
            col(Mentorship.opened_at),
            col(Mentorship.ended_at),
            col(Mentorship.ended_why),
            col(Mentorship.silent),
        )
        .where(col(Mentorship.program_id) == program_id)
        .order_by(col(Mentorship.id))
    ).all()
    return [PairRow._make(row) for row in rows]


@remembered
def plans(session: Session, *, program_id: int | None) -> dict[int, tuple[int, int]]:
    """How many outcomes each mentorship's plan has, and how many of them are done, by its id."""
    rows = session.exec(
        select(Outcome.mentorship_id, func.count(), func.count(col(Outcome.done_at)))
        .where(Outcome.program_id == program_id)
        .group_by(col(Outcome.mentorship_id))
    ).all()
    return {mentorship_id: (planned, done) for mentorship_id, planned, done in rows}


@remembered
def first_answers(session: Session, *, program_id: int | None, answer: str) -> dict[int, datetime]:
    """When each mentorship first gave this answer, by its id."""
    rows = session.exec(
        select(Touchpoint.mentorship_id, func.min(Touchpoint.answered_at))
        .where(Touchpoint.program_id == program_id, Touchpoint.answer == answer)
        .group_by(col(Touchpoint.mentorship_id))
    ).all()
    return {mentorship_id: at for mentorship_id, at in rows if mentorship_id is not None and at is not None}


@remembered
def names_here(session: Session, *, program_id: int | None) -> dict[str, str]:
    """The names, by id, of all who are or were in the program and still work here."""
    rows = session.exec(
        select(Person.id, Person.name)
        .join(
            Enrollment,
            and_(
                col(Enrollment.person_id) == col(Person.id),
                col(Enrollment.workspace_id) == col(Person.workspace_id),
            ),
        )
        .where(Enrollment.program_id == program_id, col(Person.deactivated).is_(False))
    ).all()
    return dict(rows)


@remembered
def members(session: Session, *, program_id: int | None) -> Sequence[tuple[int, str, str]]:
    """Everybody in a live mentorship of the program, as (mentorship, role, person), mentors first."""
    return session.exec(
        select(Member.mentorship_id, Member.role, Member.person_id)
        .join(Mentorship, col(Mentorship.id) == col(Member.mentorship_id))
        .where(
            Member.program_id == program_id,
            col(Member.left_at).is_(None),
            col(Mentorship.state).in_(LIVE),
        )
        .order_by(col(Member.mentorship_id), col(Member.role).desc(), Member.person_id)
    ).all()


def last_published(session: Session, *, program_id: int | None) -> datetime | None:
    """When a round for everybody was last published."""
    return session.exec(
        select(func.max(Round.published_at)).where(
            Round.program_id == program_id,
            Round.state == "published",
            col(Round.for_person_id).is_(None),
        )
    ).one()


def open_concerns(session: Session, *, program_id: int | None) -> Sequence[Concern]:
    """Help requests and concerns that nobody has settled, the oldest first."""
    return session.exec(
        select(Concern)
        .where(Concern.program_id == program_id, Concern.state == "open")
        .order_by(col(Concern.at), col(Concern.id))
    ).all()


@remembered
def last_check_ins(session: Session, *, program_id: int | None) -> dict[int, datetime]:
    """When each mentorship last answered a check-in, by its id. What they answer alone is not looked at."""
    rows = session.exec(
        select(Touchpoint.mentorship_id, func.max(Touchpoint.answered_at))
        .where(
            Touchpoint.program_id == program_id,
            Touchpoint.kind == "check_in",
            col(Touchpoint.answered_at).is_not(None),
        )
        .group_by(col(Touchpoint.mentorship_id))
    ).all()
    return {pair: at for pair, at in rows if pair is not None and at is not None}


def dead_letters(session: Session, *, program_id: int | None, lock: bool = False) -> Sequence[Letter]:
    """Letters that Slack refused for good and that no stage took care of, the newest first.

    With `lock`, as they are by then, and nobody else decides about them before this transaction ends.
    """
    found = (
        select(Letter)
        .where(Letter.program_id == program_id, Letter.state == "rejected", col(Letter.edits).is_(None))
        .order_by(col(Letter.id).desc())
    )
    if lock:
        found = found.with_for_update().execution_options(populate_existing=True)
    return session.exec(found).all()


def replies_by(session: Session, *, workspace_id: str, person_id: str) -> Sequence[tuple[Reply, Touchpoint]]:
    """One person's own answers, with what they answer, the earliest first."""
    return session.exec(
        select(Reply, Touchpoint)
        .join(Touchpoint, col(Touchpoint.id) == col(Reply.touchpoint_id))
        .where(Reply.workspace_id == workspace_id, Reply.person_id == person_id)
        .order_by(col(Reply.at), col(Reply.id))
    ).all()


def mentorships(session: Session, *, program_id: int | None) -> Sequence[Mentorship]:
    """Every mentorship that a program has had, the oldest first."""
    found = select(Mentorship).where(Mentorship.program_id == program_id).order_by(col(Mentorship.id))
    return session.exec(found).all()


def touchpoints(session: Session, *, program_id: int | None, kind: str) -> Sequence[Touchpoint]:
    """A program's moments of one kind, the earliest first."""
    found = select(Touchpoint).where(Touchpoint.program_id == program_id, Touchpoint.kind == kind)
    return session.exec(found.order_by(col(Touchpoint.due_at), col(Touchpoint.id))).all()
