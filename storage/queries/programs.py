"""Questions about programs, their owners and the people in them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Integer, bindparam, delete, or_
from sqlalchemy import select as some_of
from sqlmodel import Session, col, select

from storage.bulk import portions
from storage.models import Avoidance, Enrollment, Invitation, Member, Mentorship, Owner, Person, Program
from storage.queries.mentorships import LIVE
from storage.reading import held, remembered


class Enrolled(NamedTuple):
    """What the rules of pairing ask of an enrollment: a big program has thousands."""

    person_id: str
    state: str
    mentee: bool
    mentor: bool
    capacity: int
    minutes: int
    mentor_minutes: int
    languages: Sequence[str]
    joined_at: datetime
    finished_at: datetime | None


class Known(NamedTuple):
    """What they ask of a person."""

    id: str
    name: str
    time_zone: str
    guest: bool
    bot: bool
    deactivated: bool


@remembered
def open_programs(session: Session, *, workspace_id: str) -> Sequence[Program]:
    return session.exec(
        select(Program)
        .where(Program.workspace_id == workspace_id, Program.state == "open")
        .order_by(col(Program.id))
    ).all()


@remembered
def open_to(session: Session, *, workspace_id: str, person_id: str) -> Sequence[Program]:
    """The open programs, and those that are over and this person is still down for."""
    down_for = select(Enrollment.program_id).where(
        Enrollment.person_id == person_id, Enrollment.state != "left"
    )
    return session.exec(
        select(Program)
        .where(
            Program.workspace_id == workspace_id,
            or_(col(Program.state) == "open", col(Program.id).in_(down_for)),
        )
        .order_by(col(Program.id))
    ).all()


def all_open(session: Session) -> Sequence[Program]:
    return session.exec(select(Program).where(Program.state == "open").order_by(col(Program.id))).all()


@remembered
def is_owner(session: Session, *, program_id: int | None, person_id: str) -> bool:
    return session.get(Owner, (program_id, person_id)) is not None


@remembered
def owners(session: Session, *, program_id: int | None) -> Sequence[str]:
    """The ids of a program's owners, the first one first."""
    return session.exec(
        select(Owner.person_id)
        .where(Owner.program_id == program_id)
        .order_by(col(Owner.since), col(Owner.person_id))
    ).all()


def ownerless(session: Session, *, workspace_id: str) -> Sequence[Program]:
    """The programs that go on and that nobody runs any more."""
    return session.exec(
        select(Program)
        .join(Owner, col(Owner.program_id) == col(Program.id), isouter=True)
        .where(Program.workspace_id == workspace_id, _goes_on(), col(Owner.person_id).is_(None))
        .order_by(col(Program.id))
    ).all()


def owned_by(session: Session, *, workspace_id: str, person_id: str) -> Sequence[Program]:
    """The programs that somebody runs and that go on: open, or over with mentorships that still run."""
    return [one for one, on in _owned(session, workspace_id=workspace_id, person_id=person_id) if on]


def over_by(session: Session, *, workspace_id: str, person_id: str) -> Sequence[Program]:
    """The programs that somebody ran and that are over, with every mentorship in them; the newest first."""
    found = _owned(session, workspace_id=workspace_id, person_id=person_id)
    return [one for one, on in reversed(found) if not on]


@remembered
def _owned(session: Session, *, workspace_id: str, person_id: str) -> Sequence[tuple[Program, bool]]:
    return session.exec(
        select(Program, _goes_on())
        .join(Owner, col(Owner.program_id) == col(Program.id))
        .where(Owner.workspace_id == workspace_id, Owner.person_id == person_id)
        .order_by(col(Program.id))
    ).all()


def _goes_on() -> ColumnElement[bool]:
    """Whether a program is open, or over with mentorships that still run."""
    runs = select(Mentorship.id).where(Mentorship.program_id == Program.id, col(Mentorship.state).in_(LIVE))
    return or_(col(Program.state) == "open", runs.exists())


@remembered
def joined_by(session: Session, *, workspace_id: str, person_id: str) -> Sequence[Program]:
    """The programs that somebody takes part in: open ones, and those that are over but for a mentorship of theirs."""
    in_pair = (
        select(Member.mentorship_id)
        .join(Mentorship, col(Mentorship.id) == col(Member.mentorship_id))
        .where(
            Member.program_id == Program.id,
            Member.person_id == person_id,
            col(Member.left_at).is_(None),
            col(Mentorship.state).in_(LIVE),
        )
    )
    return session.exec(
        select(Program)
        .join(Enrollment, col(Enrollment.program_id) == col(Program.id))
        .where(
            Program.workspace_id == workspace_id,
            or_(col(Program.state) == "open", in_pair.exists()),
            Enrollment.person_id == person_id,
            Enrollment.state != "left",
        )
        .order_by(col(Program.id))
    ).all()


def admins(session: Session, *, workspace_id: str) -> Sequence[str]:
    """The ids of the workspace's admins who are still here."""
    return session.exec(
        select(Person.id)
        .where(
            Person.workspace_id == workspace_id,
            col(Person.admin).is_(True),
            col(Person.deactivated).is_(False),
            col(Person.bot).is_(False),
        )
        .order_by(Person.id)
    ).all()


def person(session: Session, *, workspace_id: str, person_id: str) -> Person | None:
    return session.get(Person, (workspace_id, person_id))


@remembered
def people(session: Session, *, workspace_id: str, ids: Sequence[str] | None = None) -> dict[str, Person]:
    """People by id: all of the workspace's, or those named."""
    found = select(Person).where(Person.workspace_id == workspace_id)
    if ids is None:
        return {someone.id: someone for someone in session.exec(found).all()}
    here = {one: held(session, Person, (workspace_id, one)) for one in ids}
    known = {one: person for one, person in here.items() if person is not None}
    unknown = [one for one in here if one not in known]
    for some in portions(unknown):
        those = session.exec(found.where(col(Person.id).in_(some))).all()
        known |= {someone.id: someone for someone in those}
    return known


def known(
    session: Session, *, workspace_id: str, program_id: int | None, also: Collection[str] = ()
) -> dict[str, Known]:
    """The little that is asked of all who are or were in a program, and of these besides, by id."""
    those = some_of(*(getattr(Person, name) for name in Known._fields))
    those = those.where(col(Person.workspace_id) == workspace_id)
    inside = some_of(col(Enrollment.person_id)).where(col(Enrollment.program_id) == program_id)
    found = {row[0]: Known._make(row) for row in session.execute(those.where(col(Person.id).in_(inside)))}
    for some in portions([one for one in also if one not in found]):
        rows = session.execute(those.where(col(Person.id).in_(some)))
        found |= {row[0]: Known._make(row) for row in rows}
    return found


@remembered
def namesakes(session: Session, *, program_id: int | None, keys: Sequence[str]) -> Sequence[Person]:
    """Who has one of these names (as `name_key` has them), of all who are or were in a program or run it."""
    found: list[Person] = []
    for some in portions(keys):
        found += session.exec(_NAMESAKES, params={"program": program_id, "keys": some}).all()
    return found


# Made once, since nearly every letter asks it: to put it together takes longer than to ask it.
_PROGRAM = bindparam("program", type_=Integer())
_JOINED = select(Enrollment.id).where(Enrollment.program_id == _PROGRAM, Enrollment.person_id == Person.id)
_RUNS = select(Owner.person_id).where(Owner.program_id == _PROGRAM, Owner.person_id == Person.id)
_NAMESAKES = select(Person).where(
    Person.workspace_id == select(Program.workspace_id).where(Program.id == _PROGRAM).scalar_subquery(),
    col(Person.name_key).in_(bindparam("keys", expanding=True)),
    or_(_JOINED.exists(), _RUNS.exists()),
)


def humans(session: Session, *, workspace_id: str, guests: bool) -> set[str]:
    """The ids of the people here, as Slack has described them; without apps, and without whoever has left."""
    found = select(Person.id).where(
        Person.workspace_id == workspace_id,
        col(Person.bot).is_(False),
        col(Person.deactivated).is_(False),
        col(Person.seen_at).is_not(None),
    )
    if not guests:
        found = found.where(col(Person.guest).is_(False))
    return set(session.exec(found).all())


def enrollment(session: Session, *, program_id: int | None, person_id: str) -> Enrollment | None:
    everywhere = _enrollments_of(session, person_id=person_id)
    return next((one for one in everywhere if one.program_id == program_id), None)


@remembered
def _enrollments_of(session: Session, *, person_id: str) -> Sequence[Enrollment]:
    return session.exec(select(Enrollment).where(Enrollment.person_id == person_id)).all()


def enrollments(session: Session, *, program_id: int | None) -> Sequence[Enrollment]:
    """Everybody who takes part, paused people too, in the order in which they joined."""
    return session.exec(
        select(Enrollment)
        .where(Enrollment.program_id == program_id, Enrollment.state != "left")
        .order_by(col(Enrollment.joined_at), col(Enrollment.id))
    ).all()


def enrolled(session: Session, *, program_id: int | None) -> dict[str, Enrolled]:
    """The same, and in the same order: the little that is asked of them all, by person."""
    rows = session.execute(
        some_of(*(getattr(Enrollment, name) for name in Enrolled._fields))
        .where(col(Enrollment.program_id) == program_id, col(Enrollment.state) != "left")
        .order_by(col(Enrollment.joined_at), col(Enrollment.id))
    )
    return {row[0]: Enrolled._make(row) for row in rows}


def enrollments_of(session: Session, *, workspace_id: str, person_id: str) -> Sequence[Enrollment]:
    """The programs that somebody takes part in."""
    return session.exec(
        select(Enrollment)
        .where(
            Enrollment.workspace_id == workspace_id,
            Enrollment.person_id == person_id,
            Enrollment.state != "left",
        )
        .order_by(col(Enrollment.id))
    ).all()


def avoided_by(session: Session, *, program_id: int | None, person_id: str) -> Sequence[str]:
    return session.exec(
        select(Avoidance.avoided_id)
        .where(Avoidance.program_id == program_id, Avoidance.person_id == person_id)
        .order_by(Avoidance.avoided_id)
    ).all()


def set_avoided(
    session: Session, *, workspace_id: str, program_id: int, person_id: str, avoid: Sequence[str]
) -> None:
    """These, and nobody else, are whom somebody would rather not be matched with."""
    session.exec(
        delete(Avoidance).where(
            col(Avoidance.program_id) == program_id, col(Avoidance.person_id) == person_id
        )
    )
    session.add_all(
        Avoidance(workspace_id=workspace_id, program_id=program_id, person_id=person_id, avoided_id=avoided)
        for avoided in avoid
    )
    session.flush()


def invitation(session: Session, *, program_id: int | None, person_id: str) -> Invitation | None:
    return session.get(Invitation, (program_id, person_id))


def invitations(session: Session, *, program_id: int | None) -> Sequence[Invitation]:
    return session.exec(select(Invitation).where(Invitation.program_id == program_id)).all()


def never_again(session: Session, *, workspace_id: str) -> set[str]:
    """Whoever has asked not to be invited, to any program."""
    return set(
        session.exec(
            select(Invitation.person_id).where(
                Invitation.workspace_id == workspace_id, Invitation.state == "never"
            )
        ).all()
    )


def known_in(session: Session, *, program_id: int | None) -> set[str]:
    """Whoever takes part in a program, or has left it."""
    return set(session.exec(select(Enrollment.person_id).where(Enrollment.program_id == program_id)).all())


@remembered
def working_days(session: Session, *, program_id: int | None) -> str:
    """A program's working days, as in Program.working_days; Monday to Friday without a program."""
    program = session.get(Program, program_id) if program_id is not None else None
    return program.working_days if program else "01234"
