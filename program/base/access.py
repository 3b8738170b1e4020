"""Who may act on what. Every route names one of these rules; a rule raises Refusal or returns nothing."""

from collections.abc import Callable, Collection

from sqlmodel import Session

from program.base.namesakes import called
from program.base.people import is_outsider
from program.base.refusals import No, Refusal
from storage.models import (
    Concern,
    Letter,
    Member,
    Mentorship,
    Outcome,
    Program,
    Proposal,
    Round,
    Touchpoint,
)
from storage.queries import programs as program_queries

Rule = Callable[[Session, str, str, int | None], None]
"""rule(session, workspace_id, person_id, subject): `subject` is the id of the object that was clicked."""


def anybody(session: Session, workspace_id: str, person_id: str, subject: int | None) -> None:
    """Everybody in the workspace may; the verb itself still says no where it must."""


def colleague(session: Session, workspace_id: str, person_id: str, _subject: int | None) -> None:
    """Everybody but people of other companies and workspaces, who meet us in a shared channel."""
    if is_outsider(session, workspace_id, person_id):
        raise Refusal(No.OUTSIDER)


def known(session: Session, workspace_id: str, person_id: str, _subject: int | None) -> None:
    """Whoever clicks as a member of another workspace has to be known here as one of us."""
    person = program_queries.person(session, workspace_id=workspace_id, person_id=person_id)
    if person is None or person.deactivated:
        raise Refusal(No.OUTSIDER)


def check_colleagues(
    session: Session, workspace_id: str, *people: str, field: str, but: Collection[str] = ()
) -> None:
    """Raises Refusal where somebody chosen in a form is not one of us. `but`: who stood there before may stay."""
    for person_id in people:
        if person_id not in but and is_outsider(session, workspace_id, person_id):
            raise Refusal(No.NOT_COLLEAGUE, field=field)


def program_of(session: Session, workspace_id: str, program_id: int | None) -> Program:
    """The program with this id, in this workspace. Raises Refusal."""
    program = session.get(Program, program_id) if program_id is not None else None
    if program is None or program.workspace_id != workspace_id:
        raise Refusal(No.GONE)
    return program


def check_open(program: Program, *, field: str | None = None) -> None:
    """Raises Refusal for a program that is over."""
    if program.state != "open":
        raise Refusal(No.PROGRAM_ENDED, field=field, program=program.name)


def owner_names(session: Session, *programs: Program) -> tuple[str, ...]:
    """Who runs these programs, by name."""
    ids = {
        owner: program
        for program in programs
        for owner in program_queries.owners(session, program_id=program.id)
    }
    people = [
        program_queries.person(session, workspace_id=program.workspace_id, person_id=owner)
        for owner, program in ids.items()
    ]
    names: dict[str, str] = {}
    for person in people:
        if person is not None and person.name:
            known = {person.id: person.name}
            names |= called(session, program_id=ids[person.id].id, names=known)
    return tuple(names.values())


def not_owner(session: Session, *programs: Program) -> Refusal:
    """What somebody hears who runs none of these programs: who does."""
    names = owner_names(session, *programs)
    if not names:
        return Refusal(No.NOBODY_RUNS, program=programs[0].name)
    return Refusal(No.NOT_OWNER, owners=names)


def owner(session: Session, workspace_id: str, person_id: str, subject: int | None) -> None:
    """Owners of the program `subject`."""
    program = program_of(session, workspace_id, subject)
    if not program_queries.is_owner(session, program_id=program.id, person_id=person_id):
        raise not_owner(session, program)


def owner_of_round(session: Session, workspace_id: str, person_id: str, subject: int | None) -> None:
    """Owners of the program of the round `subject`."""
    found = session.get(Round, subject) if subject is not None else None
    owner(session, workspace_id, person_id, found.program_id if found else None)


def owner_of_proposal(session: Session, workspace_id: str, person_id: str, subject: int | None) -> None:
    """Owners of the program of the proposal `subject`."""
    found = session.get(Proposal, subject) if subject is not None else None
    owner(session, workspace_id, person_id, found.program_id if found else None)


def owner_of_mentorship(session: Session, workspace_id: str, person_id: str, subject: int | None) -> None:
    """Owners of the program of the mentorship `subject`."""
    found = session.get(Mentorship, subject) if subject is not None else None
    owner(session, workspace_id, person_id, found.program_id if found else None)


def owner_of_letter(session: Session, workspace_id: str, person_id: str, subject: int | None) -> None:
    """Owners of the program that the letter `subject` belongs to."""
    found = session.get(Letter, subject) if subject is not None else None
    owner(session, workspace_id, person_id, found.program_id if found else None)


def owner_of_touchpoint(session: Session, workspace_id: str, person_id: str, subject: int | None) -> None:
    """Owners of the program that the touchpoint `subject` belongs to."""
    found = session.get(Touchpoint, subject) if subject is not None else None
    owner(session, workspace_id, person_id, found.program_id if found else None)


def enrolled(session: Session, workspace_id: str, person_id: str, subject: int | None) -> None:
    """People who take part in the program `subject`, also while paused."""
    program = program_of(session, workspace_id, subject)
    enrollment = program_queries.enrollment(session, program_id=program.id, person_id=person_id)
    if enrollment is None or enrollment.state == "left":
        raise Refusal(No.NOT_ENROLLED, program=program.name)


def member(session: Session, workspace_id: str, person_id: str, subject: int | None) -> None:
    """The people of the mentorship `subject`, save whoever has left it."""
    found = session.get(Mentorship, subject) if subject is not None else None
    if found is None or found.workspace_id != workspace_id:
        raise Refusal(No.GONE)
    there = session.get(Member, (found.id, person_id))
    if there is None or there.left_at is not None:
        raise Refusal(No.NOT_MEMBER)


def member_of_touchpoint(session: Session, workspace_id: str, person_id: str, subject: int | None) -> None:
    """The people of the mentorship that the touchpoint `subject` belongs to."""
    found = session.get(Touchpoint, subject) if subject is not None else None
    member(session, workspace_id, person_id, found.mentorship_id if found else None)


def member_of_outcome(session: Session, workspace_id: str, person_id: str, subject: int | None) -> None:
    """The people of the mentorship whose plan the outcome `subject` is in."""
    found = session.get(Outcome, subject) if subject is not None else None
    member(session, workspace_id, person_id, found.mentorship_id if found else None)


def owner_of_concern(session: Session, workspace_id: str, person_id: str, subject: int | None) -> None:
    """Owners of the program that the concern `subject` was raised in, save those of the pair that it is about."""
    found = session.get(Concern, subject) if subject is not None else None
    owner(session, workspace_id, person_id, found.program_id if found else None)
    if found is not None and session.get(Member, (found.mentorship_id, person_id)) is not None:
        raise Refusal(No.GONE)
