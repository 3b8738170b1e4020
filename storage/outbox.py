"""The outbox: letters are written in the transaction of the change, and claimed by one sender each.

Letters of one mentorship, or to one person outside any, go one after the other: they share a lane, unless they are
written with one of their own. While one of
them is in the air, or its outcome is unknown, or it holds the lane until its next try, the others wait.
A letter whose sort rests, by the pace towards Slack, waits without holding its lane.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, bindparam, case, exists, func, or_, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar
from sqlmodel.sql.sqltypes import UTCDateTime

from storage.models import Letter, Rest
from storage.queries.calls import LONGEST, Moment, of_its_sort, resting, rests_until

LEASE = timedelta(seconds=60)
LATELY = timedelta(minutes=1)
"""Who rested so lately is being let go little by little."""
LOCK = 5_261_974  # any fixed number: on PostgreSQL replicas claim one after the other
OTHER = aliased(Letter)  # made once: SQLAlchemy adapts an alias's columns anew for each one that is made


def enqueue(session: Session, letter: Letter) -> bool:
    """Put `letter` in the outbox. False if one with its `dedupe_key` is or was already there.

    Another transaction that is writing the same letter is waited for.
    """
    letter.lane = letter.lane or f"{letter.workspace_id}:{letter.mentorship_id or letter.recipient}"
    session.flush()
    written = session.execute(
        _insert(session)
        .values(letter.model_dump(exclude={"id"}))
        .on_conflict_do_nothing(index_elements=["dedupe_key"])
        .returning(col(Letter.id))
    )
    return written.first() is not None


def _insert(session: Session) -> sqlite.Insert | postgresql.Insert:
    dialect = session.get_bind().dialect.name
    return postgresql.insert(Letter) if dialect == "postgresql" else sqlite.insert(Letter)


class Due(NamedTuple):
    """What there is to do: letters to send, outcomes to settle."""

    to_send: bool
    to_settle: bool


def due(session: Session, *, now: datetime) -> Due:
    """Whether a letter is to be sent, and whether an outcome is to be settled."""
    return Due(*session.exec(_DUE, params=_at(now)).one())


def claim(
    session: Session,
    *,
    now: datetime,
    limit: int,
    admit: Callable[[Sequence[Letter]], Sequence[Letter]] = lambda letters: letters,
) -> Sequence[Letter]:
    """Take up to `limit` due letters to send, people's answers first; they are leased to the caller.

    Where answers alone would fill it, half of the places are for the others: they never wait for ever. One of these is
    for the one that has waited longest, whatever its priority.
    `admit` says which of those found may go. If none may, it has seen to it that they are not found again.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
    while found := _first(session, now, limit):
        if admitted := admit(found):
            return _take(session, admitted, now)
    return []


def _first(session: Session, now: datetime, limit: int) -> Sequence[Letter]:
    first = session.exec(_LINE.limit(limit), params=_at(now)).all()
    if limit == 1 or len(first) < limit:
        return first
    answers = [letter for letter in first if not letter.priority]
    if len(answers) <= limit // 2:
        return first
    others = session.exec(_OTHERS.limit(limit // 2), params=_at(now)).all()
    return [*answers[: limit - len(others)], *others]


def _take(session: Session, letters: Sequence[Letter], now: datetime) -> Sequence[Letter]:
    taken = session.exec(
        update(Letter)
        .where(col(Letter.id).in_([letter.id for letter in letters]), col(Letter.state) == "ready")
        .values(state="sending", lease_until=now + LEASE, called_at=now, attempts=Letter.attempts + 1)
        .returning(col(Letter.id))
    )
    ids = set(taken.scalars())
    mine = [letter for letter in letters if letter.id in ids]
    return sorted(mine, key=lambda letter: (letter.priority, letter.planned_at, letter.id or 0))


def abandon(session: Session, *, now: datetime, quiet: timedelta) -> int:
    """Letters whose sender died in the act: nobody knows whether they were sent. Returns how many."""
    lost = session.exec(
        update(Letter)
        .where(_forsaken(now, now + 2 * LEASE))
        .values(state="unknown", last_error="the sender stopped in the act", due_at=now + quiet)
        .returning(col(Letter.id))
    )
    return len(lost.all())


def _forsaken(now: Moment, longest: Moment) -> ColumnElement[bool]:
    """In the air, and its lease is over; or longer than any lease, which a clock has given that was set back since."""
    until = col(Letter.lease_until)
    return and_(col(Letter.state) == "sending", or_(until <= now, until > longest))


def unsettled(session: Session, *, now: datetime, limit: int, lock: bool = True) -> Sequence[Letter]:
    """Letters of unknown outcome whose quiet period is over. With `lock`, those that nobody else is just settling."""
    found = (
        select(Letter)
        .where(Letter.state == "unknown", Letter.due_at <= now)
        .order_by(col(Letter.id))
        .limit(limit)
    )
    return session.exec(found.with_for_update(skip_locked=True) if lock else found).all()


def next_due(session: Session) -> datetime | None:
    """The moment at which the next letter can go, or one in the air has to be settled; None when there is none.

    A letter that waits in its lane for another one is not due before that one is, and none while its sort rests.
    """
    moments = [session.exec(_NEXT_WAITING).one(), session.exec(_NEXT_LEASED).one()]
    return min((moment for moment in moments if moment is not None), default=None)


def backlog(session: Session, *, now: datetime) -> dict[str, Any]:
    """How many letters are in each state, since when the oldest due one has waited, and what was refused and why.

    One that waits for Slack's pace isn't late, however long the line.
    """
    states = session.exec(select(Letter.state, func.count()).group_by(Letter.state)).all()
    oldest = session.exec(
        select(func.min(Letter.due_at)).where(
            Letter.state == "ready", Letter.due_at <= now, ~resting(now - LATELY, now - LATELY + LONGEST)
        )
    ).one()
    dead = session.exec(
        select(Letter.kind, Letter.last_error, func.count())
        .where(Letter.state == "rejected")
        .group_by(Letter.kind, Letter.last_error)
        .order_by(Letter.kind, Letter.last_error)
    ).all()
    return {**dict(states), "oldest_due": oldest, "dead": [tuple(row) for row in dead]}


def _held_lanes(waits: ColumnElement[bool]) -> SelectOfScalar[str]:
    """Lanes in which a letter is in the air, is unknown, or waits for its next try."""
    return select(OTHER.lane).where(
        col(OTHER.state).in_(("sending", "unknown")) | ((col(OTHER.state) == "ready") & waits)
    )


def _at(now: datetime) -> dict[str, datetime]:
    return {"now": now, "longest_lease": now + 2 * LEASE, "longest_rest": now + LONGEST}


# What every beat asks is made once: to put such a statement together takes four times as long as to ask it.
_NOW, _LONGEST_LEASE, _LONGEST_REST = (
    bindparam(name, type_=UTCDateTime()) for name in ("now", "longest_lease", "longest_rest")
)
_SENDABLE = select(Letter).where(
    col(Letter.state) == "ready",
    col(Letter.due_at) <= _NOW,
    col(Letter.lane).not_in(_held_lanes(col(OTHER.lease_until) > _NOW)),
    ~resting(_NOW, _LONGEST_REST),
)
_LINE = _SENDABLE.order_by(col(Letter.priority), col(Letter.planned_at), col(Letter.id))
_OTHERS = _LINE.where(col(Letter.priority) > 0)
_UNKNOWN = exists().where(col(Letter.state) == "unknown", col(Letter.due_at) <= _NOW)
_FORSAKEN = exists().where(_forsaken(_NOW, _LONGEST_LEASE))
_DUE = select(_SENDABLE.exists(), or_(_UNKNOWN, _FORSAKEN))
_RESTS = (col(Letter.state) == "ready") & (rests_until > col(Letter.due_at))
_NEXT_WAITING = (
    select(func.min(case((_RESTS, rests_until), else_=col(Letter.due_at))))
    .outerjoin(Rest, of_its_sort)
    .where(
        col(Letter.state).in_(("ready", "unknown")),
        (col(Letter.state) == "unknown")
        | col(Letter.lease_until).is_not(None)
        | col(Letter.lane).not_in(_held_lanes(col(OTHER.lease_until).is_not(None))),
    )
)
_NEXT_LEASED = select(func.min(Letter.lease_until)).where(Letter.state == "sending")
