"""What becomes of old rows. Numbers stay, words and names go. Nothing goes that a later letter is compared with."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Delete,
    Select,
    String,
    Update,
    cast,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage.models import (
    Concern,
    Enrollment,
    Invitation,
    Letter,
    Member,
    Mentorship,
    Outcome,
    Person,
    Proposal,
    Reply,
    Round,
    RoundInput,
    Touchpoint,
    Waiting,
)
from storage.queries.mentorships import LIVE

OVER = ("done", "dropped", "rejected")
AT_ONCE = 5_000
"""So many letters go at once: the writer isn't held up."""
WORDS = ("goals", "teaches")
LISTS = ("skills_wanted", "learns_by", "skills_offered", "guides_by", "drivers", "languages")


def forget_errands(session: Session, *, kinds: Collection[str], before: datetime) -> int:
    """Letters of these kinds, and edits of cards, save the newest of each: the next one is counted from it."""
    newest_errands = (
        select(func.max(Letter.id))
        .where(col(Letter.kind).in_(kinds))
        .group_by(col(Letter.workspace_id), col(Letter.kind), col(Letter.recipient))
    )
    newest_edits = (
        select(func.max(Letter.id)).where(col(Letter.edits).is_not(None)).group_by(col(Letter.edits))
    )
    old = (
        select(col(Letter.id))
        .where(
            col(Letter.state).in_(OVER),
            col(Letter.done_at) < before,
            or_(col(Letter.kind).in_(kinds), col(Letter.edits).is_not(None)),
            col(Letter.id).not_in(newest_errands),
            col(Letter.id).not_in(newest_edits),
            col(Letter.id).not_in(select(col(Letter.edits)).where(col(Letter.edits).is_not(None))),
        )
        .limit(AT_ONCE)
    )
    return _delete_letters(session, old)


def forget_letters(session: Session, *, but: Collection[str], before: datetime) -> int:
    """Other letters, with their edits, once the channel of their pair is archived."""
    over = select(col(Mentorship.id)).where(col(Mentorship.state) == "archived")
    underway = select(col(Letter.edits)).where(
        col(Letter.edits).is_not(None), or_(col(Letter.state).not_in(OVER), col(Letter.done_at) >= before)
    )
    old = (
        select(col(Letter.id))
        .where(
            col(Letter.state).in_(OVER),
            col(Letter.done_at) < before,
            col(Letter.edits).is_(None),
            col(Letter.kind).not_in(but),
            or_(col(Letter.mentorship_id).is_(None), col(Letter.mentorship_id).in_(over)),
            col(Letter.id).not_in(underway),
        )
        .limit(AT_ONCE)
    )
    return _delete_letters(session, old)


def _delete_letters(session: Session, old: Select[int | None]) -> int:
    """In one statement, so that no edit is without its card."""
    ids = session.scalars(old).all()
    return _rows(session, delete(Letter).where(or_(col(Letter.id).in_(ids), col(Letter.edits).in_(ids))))


def forget_invitations(session: Session, *, before: datetime) -> int:
    """Invitations that nobody took up; "never" is kept for good."""
    untaken = col(Invitation.state).in_(("sent", "not_now"))
    return _rows(session, delete(Invitation).where(untaken, col(Invitation.sent_at) < before))


def forget_concerns(session: Session, *, before: datetime) -> int:
    """Requests that were settled, with what was said in them."""
    settled = col(Concern.state) == "settled"
    return _rows(session, delete(Concern).where(settled, col(Concern.settled_at) < before))


def forget_proposals(session: Session, *, before: datetime) -> int:
    """What old rounds were computed from, drafts of those set aside, the words in all others, and why people waited.

    That a pair was turned down stays, and so does the newest reason of whoever still waits.
    """
    settled = select(col(Round.id)).where(
        col(Round.state).in_(("published", "discarded")), col(Round.asked_at) < before
    )
    old = col(Proposal.round_id).in_(settled)
    drafts = _rows(session, delete(Proposal).where(old, col(Proposal.state).in_(("proposed", "approved"))))
    inputs = _rows(session, delete(RoundInput).where(col(RoundInput.round_id).in_(settled)))
    waiting = _rows(
        session,
        delete(Waiting).where(
            col(Waiting.round_id).in_(settled),
            or_(col(Waiting.id).not_in(_newest_reasons()), ~_still_waits()),
        ),
    )
    return drafts + inputs + waiting + _forget_receipts(session, Proposal, old)


def _newest_reasons() -> Select[int | None]:
    reason = aliased(Waiting)
    return (
        select(func.max(reason.id))
        .join(Round, col(Round.id) == col(reason.round_id))
        .where(col(Round.state) == "published")
        .group_by(col(reason.program_id), col(reason.person_id))
    )


def _still_waits() -> ColumnElement[bool]:
    """Whether who is waiting by this row is a mentee without a mentor even now."""
    taught = exists().where(
        col(Member.program_id) == col(Waiting.program_id),
        col(Member.person_id) == col(Waiting.person_id),
        col(Member.role) == "mentee",
        col(Member.left_at).is_(None),
        col(Member.mentorship_id) == col(Mentorship.id),
        col(Mentorship.state).in_(LIVE),
    )
    learns = exists().where(
        col(Enrollment.program_id) == col(Waiting.program_id),
        col(Enrollment.person_id) == col(Waiting.person_id),
        col(Enrollment.state) != "left",
        col(Enrollment.mentee).is_(True),
        col(Enrollment.finished_at).is_(None),
    )
    return learns & ~taught


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
    plans = _rows(session, delete(Outcome).where(col(Outcome.mentorship_id).in_(over)))
    alone = _rows(session, delete(Reply).where(col(Reply.touchpoint_id).in_(asked)))
    receipts = _forget_receipts(session, Mentorship, col(Mentorship.id).in_(over))
    return plans + alone + receipts


def forget_moments(session: Session, *, counted: str, before: datetime) -> int:
    """Moments that went by, and those of archived pairs. Where the answer is `counted`, only who gave it goes."""
    over = select(col(Mentorship.id)).where(col(Mentorship.state) == "archived")
    replied = select(col(Reply.touchpoint_id))
    old = (col(Touchpoint.due_at) < before, col(Touchpoint.id).not_in(replied))
    of_pairs = col(Touchpoint.mentorship_id).in_(over)
    lapsed = _rows(session, delete(Touchpoint).where(*old, col(Touchpoint.state) == "lapsed"))
    answered = _rows(
        session,
        delete(Touchpoint).where(
            *old,
            of_pairs,
            col(Touchpoint.state) == "answered",
            col(Touchpoint.answer).is_distinct_from(counted),
        ),
    )
    named = _rows(
        session,
        update(Touchpoint)
        .where(*old, of_pairs, col(Touchpoint.answer) == counted, col(Touchpoint.answered_by).is_not(None))
        .values(answered_by=None),
    )
    return lapsed + answered + named


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
        .with_for_update(skip_locked=True)
    ).all()
    return [(workspace_id, person_id) for workspace_id, person_id in rows]


def _forget_receipts(session: Session, table: type[Proposal | Mentorship], which: Any) -> int:
    """Why two were matched, in their own words."""
    kept = or_(cast(col(table.receipt), String) != "{}", col(table.line) != "")
    return _rows(session, update(table).where(which, kept).values(receipt={}, line=""))


def _rows(session: Session, statement: Delete | Update) -> int:
    """Do this; to how many rows it was done."""
    result = session.execute(statement)
    assert isinstance(result, CursorResult)
    return result.rowcount
