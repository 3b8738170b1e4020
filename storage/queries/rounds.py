"""Questions about rounds of matching and what they propose."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, func
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.bulk import portions
from storage.models import (
    Avoidance,
    Enrollment,
    Member,
    Mentorship,
    Person,
    Program,
    Proposal,
    Round,
    Waiting,
)
from storage.queries.mentorships import LIVE

UNDER_WAY = ("asked", "proposed")


def asked(session: Session) -> Round | None:
    """The round that has waited longest to be computed."""
    return session.exec(select(Round).where(Round.state == "asked").order_by(col(Round.id)).limit(1)).first()


def under_way(session: Session, *, program_id: int | None, for_person_id: str | None = None) -> Round | None:
    """The newest round of a program that is not settled: everybody's, or the one that replaces a person's mentor."""
    found = select(Round).where(Round.program_id == program_id, col(Round.state).in_(UNDER_WAY))
    if for_person_id is None:
        found = found.where(col(Round.for_person_id).is_(None))
    else:
        found = found.where(Round.for_person_id == for_person_id)
    return session.exec(found.order_by(col(Round.id).desc()).limit(1)).first()


def all_under_way(session: Session, *, program_id: int | None) -> Sequence[Round]:
    return session.exec(
        select(Round)
        .where(Round.program_id == program_id, col(Round.state).in_(UNDER_WAY))
        .order_by(col(Round.id))
    ).all()


def proposals(session: Session, *, round_id: int | None) -> Sequence[Proposal]:
    """The pairs of a round, the best first."""
    return session.exec(
        select(Proposal)
        .where(Proposal.round_id == round_id)
        .order_by(col(Proposal.score).desc(), col(Proposal.id))
    ).all()


def size(session: Session, *, round_id: int | None) -> tuple[int, int]:
    """How many pairs a round proposes, and how many people it could not match."""
    return sizes(session, ids=[round_id or 0])[round_id or 0]


def sizes(session: Session, *, ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """The same of each of these rounds, by its id."""
    pairs, waits = (_counted(session, table, ids) for table in (Proposal, Waiting))
    return {one: (pairs.get(one, 0), waits.get(one, 0)) for one in ids}


def _counted(session: Session, table: type[Proposal] | type[Waiting], ids: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for some in portions(ids):
        count = select(table.round_id, func.count()).where(col(table.round_id).in_(some))
        found |= dict(session.exec(count.group_by(col(table.round_id))).all())
    return found


def mentors(session: Session, *, ids: Sequence[int]) -> dict[int, list[str]]:
    """Whom each of these rounds suggests as a mentor, the best first, by its id."""
    found: dict[int, list[str]] = {one: [] for one in ids}
    for some in portions(ids):
        rows = session.exec(
            select(Proposal.round_id, Proposal.mentor_id)
            .where(col(Proposal.round_id).in_(some))
            .order_by(col(Proposal.score).desc(), col(Proposal.id))
        )
        for round_id, mentor_id in rows:
            found[round_id].append(mentor_id)
    return found


def why(session: Session, *, round_id: int, person_id: str) -> Waiting | None:
    """Why somebody waits since that round."""
    return session.exec(
        select(Waiting).where(Waiting.round_id == round_id, Waiting.person_id == person_id)
    ).first()


def vetoed(session: Session, *, program_id: int | None) -> set[tuple[str, str]]:
    """Every (mentor, mentee) that an owner turned down in a round that was published or set aside."""
    rows = session.exec(
        select(Proposal.mentor_id, Proposal.mentee_id)
        .join(Round, col(Round.id) == col(Proposal.round_id))
        .where(Proposal.program_id == program_id, Proposal.state == "rejected")
    ).all()
    return {(mentor, mentee) for mentor, mentee in rows}


def avoidances(session: Session, *, program_id: int | None) -> set[tuple[str, str]]:
    """Every (person, whom they would rather not be matched with)."""
    rows = session.exec(
        select(Avoidance.person_id, Avoidance.avoided_id).where(Avoidance.program_id == program_id)
    ).all()
    return {(person, avoided) for person, avoided in rows}


def reporting_lines(session: Session, *, workspace_id: str) -> dict[str, str]:
    """Everybody's manager, where the people file names one."""
    rows = session.exec(
        select(Person.id, Person.manager_id).where(
            Person.workspace_id == workspace_id, col(Person.manager_id).is_not(None)
        )
    ).all()
    return {person_id: manager_id for person_id, manager_id in rows if manager_id}


def mentees_with_mentor(session: Session, *, program_id: int | None) -> set[str]:
    """Everybody who is a mentee in a mentorship that lives."""
    return set(
        session.exec(
            select(Member.person_id)
            .join(Mentorship, col(Mentorship.id) == col(Member.mentorship_id))
            .where(
                Member.program_id == program_id,
                Member.role == "mentee",
                col(Member.left_at).is_(None),
                col(Mentorship.state).in_(LIVE),
            )
        ).all()
    )


def anybody_waits(session: Session, *, program: Program) -> bool:
    """Whether somebody waits for a mentor: this finds one of them quickly."""
    return session.exec(_waiting_for_a_mentor(program).limit(1)).first() is not None


def who_wait(session: Session, *, program: Program) -> Sequence[str]:
    """Everybody who waits for a mentor."""
    return session.exec(_waiting_for_a_mentor(program).order_by(Enrollment.person_id)).all()


def _waiting_for_a_mentor(program: Program) -> SelectOfScalar[str]:
    """As program/joining/pool.py says."""
    matched = select(Member.person_id).join(Mentorship, col(Mentorship.id) == col(Member.mentorship_id))
    matched = matched.where(
        Member.program_id == program.id,
        Member.person_id == Enrollment.person_id,
        Member.role == "mentee",
        col(Member.left_at).is_(None),
        col(Mentorship.state).in_(LIVE),
    )
    found = (
        select(Enrollment.person_id)
        .join(Person, col(Person.id) == col(Enrollment.person_id))
        .where(
            Person.workspace_id == program.workspace_id,
            Enrollment.program_id == program.id,
            Enrollment.state == "active",
            col(Enrollment.mentee).is_(True),
            col(Enrollment.finished_at).is_(None),
            col(Person.bot).is_(False),
            col(Person.deactivated).is_(False),
            ~matched.exists(),
        )
    )
    if not program.guests:
        found = found.where(col(Person.guest).is_(False))
    return found


def clear(session: Session, *, round_id: int | None) -> None:
    """Take away what was written for a round that is not proposed yet."""
    session.exec(delete(Proposal).where(col(Proposal.round_id) == round_id))
    session.exec(delete(Waiting).where(col(Waiting.round_id) == round_id))


def add_proposals(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write down pairs of a round; those that are there already stay."""
    _add(session, Proposal, [{"by_hand": False, "state": "proposed", **row} for row in rows])


def add_waiting(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write down whom a round could not match; those who are there already stay."""
    _add(session, Waiting, rows)


def _add(session: Session, table: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        return
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.connection().execute(insert(table).on_conflict_do_nothing(), rows)
