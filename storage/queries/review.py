"""What an owner looks at, decides and publishes of a proposed round: of thousands of pairs, the few columns needed."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import JSON, delete, type_coerce, update
from sqlalchemy import select as some_of
from sqlmodel import Session, col, select

from storage.bulk import portions
from storage.models import Enrollment, Proposal, ProposalState, Round, Waiting


class Suggested(NamedTuple):
    """A pair that a round proposes, without its receipt."""

    id: int
    mentor_id: str
    mentee_id: str
    score: float
    by_hand: bool
    state: str


def suggested(session: Session, *, round_id: int | None) -> Sequence[Suggested]:
    """The pairs of a round, the best first."""
    rows = session.execute(
        some_of(*(getattr(Proposal, name) for name in Suggested._fields))
        .where(col(Proposal.round_id) == round_id)
        .order_by(col(Proposal.score).desc(), col(Proposal.id))
    )
    return [Suggested._make(row) for row in rows]


def receipts(session: Session, *, pairs: Sequence[Suggested]) -> dict[int, dict[str, Any]]:
    """Why these few, by the proposal's id."""
    ids = col(Proposal.id).in_([pair.id for pair in pairs])
    rows = session.execute(some_of(col(Proposal.id), col(Proposal.receipt)).where(ids))
    return {row[0]: row[1] for row in rows}


def without_words(session: Session, *, round_id: int | None) -> frozenset[int]:
    """The pairs that a round suggests though the two share no word; those made by hand have no receipt."""
    shared = type_coerce(col(Proposal.receipt), JSON)["words"].as_string()
    ids = some_of(col(Proposal.id)).where(col(Proposal.round_id) == round_id, shared == "[]")
    return frozenset(session.execute(ids).scalars())


def wrote(session: Session, *, program_id: int | None, people: Collection[str]) -> dict[str, tuple[str, str]]:
    """What these few would like to learn, and what they can teach; not of those who have left."""
    here = col(Enrollment.program_id) == program_id, col(Enrollment.state) != "left"
    asked = some_of(col(Enrollment.person_id), col(Enrollment.goals), col(Enrollment.teaches))
    rows = session.execute(asked.where(*here, col(Enrollment.person_id).in_(people)))
    return {row[0]: (row[1], row[2]) for row in rows}


def approved(
    session: Session, *, round_id: int | None
) -> Sequence[tuple[str, str, dict[str, Any], str, str | None]]:
    """The approved pairs of a round, as (mentor, mentee, receipt, line, by whom), the best first."""
    rows = session.execute(
        some_of(
            *(col(Proposal.mentor_id), col(Proposal.mentee_id), col(Proposal.receipt)),
            *(col(Proposal.line), col(Proposal.decided_by)),
        )
        .where(col(Proposal.round_id) == round_id, col(Proposal.state) == "approved")
        .order_by(col(Proposal.score).desc(), col(Proposal.id))
    )
    return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]


def unmatched(session: Session, *, round_id: int | None) -> Sequence[str]:
    """The ids of those whom a round could not match."""
    return session.exec(
        select(Waiting.person_id).where(Waiting.round_id == round_id).order_by(col(Waiting.id))
    ).all()


def waiting(session: Session, *, round_id: int | None, people: Sequence[str]) -> Sequence[Waiting]:
    """Why a round could not match these."""
    return session.exec(
        select(Waiting)
        .where(Waiting.round_id == round_id, col(Waiting.person_id).in_(people))
        .order_by(col(Waiting.id))
    ).all()


def decide(session: Session, *, pairs: Sequence[Suggested], state: ProposalState, who: str) -> None:
    """Somebody has approved these pairs, or turned them down."""
    for some in portions([pair.id for pair in pairs]):
        session.exec(update(Proposal).where(col(Proposal.id).in_(some)).values(state=state, decided_by=who))


def publish(session: Session, *, found: Round) -> None:
    """The approved pairs of a round are out: who is in one has waited long enough, and who is still waiting has
    waited one round longer.
    """
    pairs = col(Proposal.round_id) == found.id
    session.exec(update(Proposal).where(pairs, col(Proposal.state) == "approved").values(state="published"))
    matched = some_of(col(Proposal.mentee_id)).where(pairs, col(Proposal.state) == "published")
    waits = col(Waiting.round_id) == found.id
    session.exec(delete(Waiting).where(waits, col(Waiting.person_id).in_(matched)))
    waiting = some_of(col(Waiting.person_id)).where(waits)
    person, waited = col(Enrollment.person_id), col(Enrollment.waited)
    joined = update(Enrollment).where(
        col(Enrollment.program_id) == found.program_id, col(Enrollment.state) != "left"
    )
    session.exec(joined.where(person.in_(matched), waited > 0).values(waited=0))
    session.exec(joined.where(person.in_(waiting)).values(waited=waited + 1))
