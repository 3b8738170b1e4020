"""What becomes of what is over: rounds, pairs, moments, people who left. Numbers stay; words and names go."""

from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, String, cast, delete, select, update
from sqlmodel import Session, col

from storage.models import (
    Enrollment,
    Mentorship,
    Outcome,
    Person,
    Proposal,
    Reply,
    Round,
    RoundInput,
    Touchpoint,
)

AT_ONCE = 5
"""So many people go at once: each is taken out of every table."""
WORDS = ("goals", "teaches")
LISTS = ("skills_wanted", "learns_by", "skills_offered", "guides_by", "drivers", "languages")


def forget_proposals(session: Session, *, before: datetime) -> int:
    """What old rounds were computed from, drafts of those that were set aside, and the words in all others.

    That a pair was turned down stays.
    """
    settled = select(col(Round.id)).where(
        col(Round.state).in_(("published", "discarded")), col(Round.asked_at) < before
    )
    old = col(Proposal.round_id).in_(settled)
    drafts = session.execute(delete(Proposal).where(old, col(Proposal.state).in_(("proposed", "approved"))))
    inputs = session.execute(delete(RoundInput).where(col(RoundInput.round_id).in_(settled)))
    return _rows(drafts) + _rows(inputs) + _forget_receipts(session, Proposal, old)


def forget_pairs(session: Session, *, survey: str, before: datetime) -> int:
    """Of pairs whose channel is archived: their plan, why they were matched, and what each answered alone.

    Answers to a `survey` stay: they are counted in whole batches, and a batch with a hole in it would tell.
    """
    over = select(col(Mentorship.id)).where(
        col(Mentorship.state) == "archived", col(Mentorship.ended_at) < before
    )
    asked = select(col(Touchpoint.id)).where(
        col(Touchpoint.mentorship_id).in_(over), col(Touchpoint.kind) != survey
    )
    plans = session.execute(delete(Outcome).where(col(Outcome.mentorship_id).in_(over)))
    alone = session.execute(delete(Reply).where(col(Reply.touchpoint_id).in_(asked)))
    receipts = _forget_receipts(session, Mentorship, col(Mentorship.id).in_(over))
    return _rows(plans) + _rows(alone) + receipts


def forget_moments(session: Session, *, counted: str, before: datetime) -> int:
    """Moments that went by, and those of archived pairs. Where the answer is `counted`, only who gave it goes."""
    over = select(col(Mentorship.id)).where(col(Mentorship.state) == "archived")
    replied = select(col(Reply.touchpoint_id))
    old = (col(Touchpoint.due_at) < before, col(Touchpoint.id).not_in(replied))
    of_pairs = col(Touchpoint.mentorship_id).in_(over)
    lapsed = session.execute(delete(Touchpoint).where(*old, col(Touchpoint.state) == "lapsed"))
    answered = session.execute(
        delete(Touchpoint).where(
            *old,
            of_pairs,
            col(Touchpoint.state) == "answered",
            col(Touchpoint.answer).is_distinct_from(counted),
        )
    )
    named = session.execute(
        update(Touchpoint)
        .where(*old, of_pairs, col(Touchpoint.answer) == counted, col(Touchpoint.answered_by).is_not(None))
        .values(answered_by=None)
    )
    return _rows(lapsed) + _rows(answered) + _rows(named)


def forget_answers(session: Session, *, before: datetime) -> int:
    """What people said of themselves in a program that they left and have not come back to."""
    left = [
        one
        for one in session.scalars(
            select(Enrollment).where(col(Enrollment.state) == "left", col(Enrollment.left_at) < before)
        )
        if any(getattr(one, name) for name in (*WORDS, *LISTS))
    ]
    for one in left:
        for name in (*WORDS, *LISTS):
            setattr(one, name, "" if name in WORDS else [])
    return len(left)


def gone(session: Session, *, before: datetime) -> list[tuple[str, str]]:
    """People whose account has been gone for so long, as (workspace, person), save whom a replica just forgets."""
    rows = session.execute(
        select(col(Person.workspace_id), col(Person.id))
        .where(col(Person.deactivated).is_(True), col(Person.gone_at) < before)
        .order_by(col(Person.gone_at))
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()
    return [(workspace_id, person_id) for workspace_id, person_id in rows]


def _forget_receipts(session: Session, table: type[Proposal | Mentorship], which: Any) -> int:
    """Why two were matched, in their own words."""
    kept = cast(col(table.receipt), String) != "{}"
    return _rows(session.execute(update(table).where(which, kept).values(receipt={})))


def _rows(result: Any) -> int:
    assert isinstance(result, CursorResult)
    return result.rowcount
