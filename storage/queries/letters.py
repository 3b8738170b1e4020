"""Questions about letters."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, func, or_, union, update
from sqlalchemy import select as some_of
from sqlmodel import Session, col, select

from storage.models import Enrollment, Letter, Member, Owner

ON_THEIR_WAY = ("ready", "sending", "unknown")


def cards(
    session: Session,
    *,
    kind: str,
    workspace_id: str,
    mentorship_id: int | None,
    to: str | None,
    params: dict[str, Any],
) -> Sequence[Letter]:
    """Messages of a kind that Slack has, or may have by now, with (at least) these params.

    One that has yet to go is not among them, and isn't drawn before this transaction ends.
    """
    found = (
        select(Letter)
        .where(
            Letter.workspace_id == workspace_id,
            Letter.kind == kind,
            col(Letter.state).in_(("ready", "sending", "unknown", "done")),
            col(Letter.edits).is_(None),
        )
        .order_by(col(Letter.id))
        .with_for_update()
    )
    if mentorship_id is not None:
        found = found.where(Letter.mentorship_id == mentorship_id)
    if to is not None:
        found = found.where(Letter.recipient == to)
    return [
        letter
        for letter in session.exec(found).all()
        if letter.state != "ready" and all(letter.params.get(k) == v for k, v in params.items())
    ]


def edit_on_its_way(session: Session, *, letter_id: int | None) -> Letter | None:
    """The edit of this card that has yet to be drawn. It isn't drawn before this transaction ends."""
    found = select(Letter).where(Letter.edits == letter_id, Letter.state == "ready")
    return session.exec(found.with_for_update()).first()


def last_edit(session: Session, *, letter_id: int | None) -> int | None:
    """The id of the newest edit of this card."""
    return session.exec(select(func.max(Letter.id)).where(Letter.edits == letter_id)).one()


def waiting(session: Session, *, kind: str, workspace_id: str, to: str, lock: bool = True) -> Letter | None:
    """The letter of this kind to this recipient that has yet to go. With `lock`, not before this transaction ends."""
    found = select(Letter).where(
        Letter.workspace_id == workspace_id,
        Letter.kind == kind,
        Letter.recipient == to,
        Letter.state == "ready",
        col(Letter.edits).is_(None),
    )
    return session.exec(found.with_for_update() if lock else found).first()


def release(session: Session, *, workspace_id: str, held: str, now: datetime) -> None:
    """Letters of a workspace that were held for this reason may go now."""
    session.exec(
        update(Letter)
        .where(
            col(Letter.workspace_id) == workspace_id,
            col(Letter.state) == "ready",
            col(Letter.last_error) == held,
        )
        .values(due_at=now, lease_until=None)
    )


def waiting_for(
    session: Session, *, words: Collection[str], workspace_id: str | None = None
) -> Sequence[tuple[str, int]]:
    """How many letters are to be tried again after one of these words, of one workspace or of all."""
    found = _WAITING if workspace_id is None else _WAITING.where(Letter.workspace_id == workspace_id)
    return [(word, count) for word, count in session.exec(found, params={"words": words}).all()]


# Made once, since a beat asks it: to put it together takes longer than to ask it.
_WAITING = (
    select(Letter.last_error, func.count())
    .where(Letter.state == "ready", col(Letter.last_error).in_(bindparam("words", expanding=True)))
    .group_by(Letter.last_error)
    .order_by(Letter.last_error)
)


def workspaces_waiting(session: Session, *, words: Collection[str]) -> Sequence[str]:
    """The workspaces that have such letters."""
    return session.exec(
        select(Letter.workspace_id)
        .where(Letter.state == "ready", col(Letter.last_error).in_(words))
        .distinct()
        .order_by(Letter.workspace_id)
    ).all()


def on_their_way(session: Session, *, kind: str, mentorship_id: int | None) -> Sequence[Letter]:
    """The letters of this kind about a mentorship that have not come to an end yet.

    Only by what one index is for: with more to go by, PostgreSQL may look through another one whole.
    """
    found = session.exec(select(Letter).where(Letter.mentorship_id == mentorship_id, Letter.kind == kind))
    return [one for one in found.all() if one.edits is None and one.state in ON_THEIR_WAY]


class Last(NamedTuple):
    """The newest letter of a kind to somebody. `done_at` is None while it's on its way."""

    id: int
    done_at: datetime | None


def last(session: Session, *, kind: str, workspace_id: str, to: str) -> Last | None:
    """The newest letter of this kind to this recipient."""
    found = session.execute(
        some_of(col(Letter.id), col(Letter.done_at))
        .where(
            col(Letter.workspace_id) == workspace_id,
            col(Letter.kind) == kind,
            col(Letter.recipient) == to,
            col(Letter.edits).is_(None),
        )
        .order_by(col(Letter.id).desc())
        .limit(1)
    ).first()
    return Last._make(found) if found is not None else None


def newest(session: Session, *, mentorship_id: int | None, kinds: Collection[str]) -> Letter | None:
    """The newest letter of one of these kinds, of a mentorship."""
    return session.exec(
        select(Letter)
        .where(
            Letter.mentorship_id == mentorship_id, col(Letter.kind).in_(kinds), col(Letter.edits).is_(None)
        )
        .order_by(col(Letter.id).desc())
    ).first()


def reached(session: Session, *, kind: str, workspace_id: str, people: Collection[str]) -> Sequence[str]:
    """Those to whom there ever was a letter of this kind: of these people, and of those who own a program of theirs."""
    there = select(Letter.recipient).where(
        Letter.workspace_id == workspace_id, Letter.kind == kind, col(Letter.edits).is_(None)
    )
    owners = (
        select(Owner.person_id)
        .join(Enrollment, col(Enrollment.program_id) == col(Owner.program_id))
        .where(Enrollment.workspace_id == workspace_id, col(Enrollment.person_id).in_(people))
    )
    own, theirs = (there.where(col(Letter.recipient).in_(some)) for some in (people, owners))
    return session.execute(union(own, theirs).order_by("recipient")).scalars().all()


def prompts_before(
    session: Session,
    *,
    letter: Letter,
    people: Sequence[str],
    channel: str,
    kinds: Sequence[str],
    since: datetime,
) -> Sequence[Letter]:
    """Letters of these kinds that went to any of these people since then, or are going, claimed before this one.

    Those to the channel of a pair that they are in are among them.
    """
    pairs = select(Member.mentorship_id).where(
        Member.workspace_id == letter.workspace_id, col(Member.person_id).in_(people)
    )
    going = or_(
        col(Letter.lease_until) < letter.lease_until,
        and_(col(Letter.lease_until) == letter.lease_until, col(Letter.id) < letter.id),
    )
    found = (
        select(Letter)
        .where(
            Letter.workspace_id == letter.workspace_id,
            col(Letter.kind).in_(kinds),
            or_(
                col(Letter.recipient).in_(people),
                and_(col(Letter.recipient) == channel, col(Letter.mentorship_id).in_(pairs)),
            ),
            Letter.id != letter.id,
            col(Letter.edits).is_(None),
            or_(
                and_(col(Letter.state) == "done", col(Letter.done_at) > since),
                and_(col(Letter.state) == "sending", going),
            ),
        )
        .order_by(col(Letter.id))
    )
    return session.exec(found).all()


def delivered(session: Session, *, mentorship_id: int | None, to: Sequence[str]) -> Sequence[Letter]:
    """What has reached these recipients about a mentorship, the earliest first."""
    return session.exec(
        select(Letter)
        .where(
            Letter.mentorship_id == mentorship_id,
            col(Letter.recipient).in_(to),
            Letter.state == "done",
            col(Letter.edits).is_(None),
        )
        .order_by(col(Letter.done_at), col(Letter.id))
    ).all()


def newest_card(session: Session, *, kind: str, mentorship_id: int | None, channel: str) -> Letter | None:
    """The last message of a kind that was posted in that channel."""
    return session.exec(
        select(Letter)
        .where(
            Letter.mentorship_id == mentorship_id,
            Letter.kind == kind,
            Letter.channel == channel,
            Letter.state == "done",
            col(Letter.edits).is_(None),
        )
        .order_by(col(Letter.id).desc())
    ).first()
