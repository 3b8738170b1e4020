"""What whoever runs the bot asks about single letters, and about the record of changes."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, String, and_, cast, func, literal, or_, tuple_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.models import Audit, Concern, Enrollment, Letter, Member, Person, Rest, Touchpoint
from storage.queries.calls import LONGEST, of_its_sort, rests_until


def letters(
    session: Session,
    *,
    to: str | None,
    channel: str,
    mentorship_id: int | None,
    kind: str | None,
    state: str | None,
    limit: int,
) -> tuple[Sequence[Letter], int]:
    """The newest letters of which all of that is true, and how many there are.

    `to` somebody are also those to the channel of a pair that they are in, whose recipient is called `channel`.
    """
    found = select(Letter)
    if to is not None:
        pairs = select(Member.mentorship_id).where(Member.person_id == to)
        in_channel = and_(col(Letter.recipient) == channel, col(Letter.mentorship_id).in_(pairs))
        found = found.where(or_(col(Letter.recipient) == to, in_channel))
    if mentorship_id is not None:
        found = found.where(Letter.mentorship_id == mentorship_id)
    if kind is not None:
        found = found.where(Letter.kind == kind)
    if state is not None:
        found = found.where(Letter.state == state)
    newest = found.order_by(col(Letter.id).desc()).limit(limit)
    return session.exec(newest).all(), _count(session, found)


def knows(session: Session, *, recipient: str) -> bool:
    """Whether Slack has described somebody of this id, or a letter was ever for it."""
    person = select(Person.id).where(Person.id == recipient)
    letter = select(Letter.id).where(Letter.recipient == recipient)
    return any(session.exec(found.limit(1)).first() is not None for found in (person, letter))


def edits_of(session: Session, *, letter_id: int) -> Sequence[Letter]:
    """The edits of a card, the first one first."""
    return session.exec(select(Letter).where(Letter.edits == letter_id).order_by(col(Letter.id))).all()


def rest_of(session: Session, *, letter: Letter, now: datetime) -> datetime | None:
    """Until when this letter waits for the pace towards Slack, if it does."""
    return session.exec(
        select(rests_until)
        .select_from(Letter)
        .join(Rest, of_its_sort)
        .where(Letter.id == letter.id, rests_until > now, rests_until <= now + LONGEST)
    ).first()


def ahead_of(session: Session, *, letter: Letter, now: datetime) -> Letter | None:
    """The letter of the same lane that holds it at `now`, or, where none does, that is due and goes first."""
    others = select(Letter).where(Letter.lane == letter.lane, Letter.id != letter.id).order_by(col(Letter.id))
    waits = and_(col(Letter.state) == "ready", col(Letter.lease_until) > now)
    holding = others.where(or_(col(Letter.state).in_(("sending", "unknown")), waits))
    line = tuple_(col(Letter.priority), col(Letter.planned_at), col(Letter.id))
    place = tuple_(literal(letter.priority), literal(letter.planned_at), literal(letter.id))
    first = others.where(Letter.state == "ready", Letter.due_at <= now, line < place).order_by(None)
    return (
        session.exec(holding.limit(1)).first()
        or session.exec(
            first.order_by(col(Letter.priority), col(Letter.planned_at), col(Letter.id)).limit(1)
        ).first()
    )


def audit(
    session: Session,
    *,
    program_id: int | None = None,
    who: str | None = None,
    about: ColumnElement[bool] | None = None,
    since: datetime | None = None,
    limit: int | None = None,
) -> tuple[Sequence[Audit], int]:
    """The newest lines of the record of changes of which all of that is true, and how many there are."""
    found = select(Audit)
    if program_id is not None:
        found = found.where(Audit.program_id == program_id)
    if who is not None:
        found = found.where(Audit.who == who)
    if about is not None:
        found = found.where(about)
    if since is not None:
        found = found.where(Audit.at >= since)
    newest = found.order_by(col(Audit.at).desc(), col(Audit.id).desc()).limit(limit)
    return session.exec(newest).all(), _count(session, found)


def about_letter(letter_id: int) -> ColumnElement[bool]:
    """Lines about a letter, also one that is forgotten by now."""
    return col(Audit.subject).startswith(f"letter:{letter_id}:", autoescape=True)


def about_round(round_id: int) -> ColumnElement[bool]:
    """Lines about a round."""
    return col(Audit.subject) == f"round:{round_id}"


def about_pair(mentorship_id: int) -> ColumnElement[bool]:
    """Lines about a pair, its moments, its letters, and what was asked of owners about it."""
    letters = select(_kept_as("letter", Letter)).where(Letter.mentorship_id == mentorship_id)
    moments = select(_kept_as("touchpoint", Touchpoint)).where(Touchpoint.mentorship_id == mentorship_id)
    concerns = select(_named("concern", Concern)).where(Concern.mentorship_id == mentorship_id)
    return or_(col(Audit.subject) == f"mentorship:{mentorship_id}", *_any_of(letters, moments, concerns))


def about_person(person_id: str) -> ColumnElement[bool]:
    """Lines about somebody, their part in programs, and letters to them alone."""
    letters = select(_kept_as("letter", Letter)).where(Letter.recipient == person_id)
    parts = select(_named("enrollment", Enrollment)).where(Enrollment.person_id == person_id)
    return or_(col(Audit.subject) == f"person:{person_id}", *_any_of(letters, parts))


def _any_of(*subjects: SelectOfScalar[str]) -> list[ColumnElement[bool]]:
    return [col(Audit.subject).in_(those) for those in subjects]


def _named(name: str, table: type[Letter | Touchpoint | Concern | Enrollment]) -> ColumnElement[str]:
    """How the audit names a row."""
    return literal(f"{name}:") + cast(col(table.id), String)


def _kept_as(name: str, table: type[Letter | Touchpoint]) -> ColumnElement[str]:
    """How the audit names a row that is of a kind."""
    return _named(name, table) + ":" + col(table.kind)


def _count(session: Session, found: SelectOfScalar[Letter] | SelectOfScalar[Audit]) -> int:
    return session.exec(select(func.count()).select_from(found.subquery())).one()
