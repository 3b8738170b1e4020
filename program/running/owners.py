"""Who runs a program. A program is never left without somebody who can: the next owner, or an admin, is told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from program.base.audit import ALONGSIDE, note
from program.base.notices import Notice, redraw, redraw_home, tell
from program.base.people import meet
from storage.models import Installation, Letter, Owner, Program
from storage.queries import programs

MOST_ADMINS = 5


@dataclass(frozen=True)
class CoOwner:
    """What somebody hears who now runs a program with others."""

    to: str
    program_id: int
    program: str
    by: str


@dataclass(frozen=True)
class Handover:
    """What is heard when an owner has left: by another owner (`orphaned` is False), or by an admin.

    `taken_by`: who took the program over since.
    """

    to: str
    program_id: int
    program: str
    gone: str
    orphaned: bool
    taken_by: str = ""


@dataclass(frozen=True)
class TakenOver:
    program: str


def set_all(session: Session, *, program: Program, by: str, others: tuple[str, ...], now: datetime) -> None:
    """`by` and `others` run the program from now on, and nobody else. New ones are told."""
    before = set(programs.owners(session, program_id=program.id))
    for person_id in sorted(before - {by, *others}):
        session.delete(session.get_one(Owner, (program.id, person_id)))
        redraw_home(session, person_id, workspace_id=program.workspace_id, now=now)
    for person_id in sorted({*others} - before - {by}):
        meet(session, workspace_id=program.workspace_id, person_id=person_id, now=now)
        _add(session, program, person_id, now)
        _tell(session, Notice.CO_OWNER, program, person_id, now, by=by)
    session.flush()


def made_co_owner(session: Session, letter: Letter) -> CoOwner | None:
    """The facts of a note to somebody who now runs a program with others."""
    program = session.get(Program, letter.program_id)
    if program is None or not programs.is_owner(session, program_id=program.id, person_id=letter.recipient):
        return None
    by = programs.person(session, workspace_id=letter.workspace_id, person_id=letter.params["by"])
    assert program.id is not None
    return CoOwner(letter.recipient, program.id, program.name, by.name if by else "")


def is_admin(session: Session, *, workspace_id: str, person_id: str) -> bool:
    """Whether somebody may start a program: named in the settings, or an admin of the workspace."""
    installation = session.get(Installation, workspace_id)
    if installation is not None and person_id in installation.admins:
        return True
    person = programs.person(session, workspace_id=workspace_id, person_id=person_id)
    return person is not None and person.admin and not person.deactivated and not person.bot


def departed(session: Session, *, program: Program, person_id: str, now: datetime) -> None:
    """An owner's account is gone for good: the others go on; where there are none, admins are asked to step in."""
    owner = session.get(Owner, (program.id, person_id))
    if owner is None:
        return
    session.delete(owner)
    session.flush()
    note(session, program, who=ALONGSIDE, what="owner_departed", now=now)
    left = list(programs.owners(session, program_id=program.id))
    for to in left or admins(session, program.workspace_id, but=person_id):
        _tell(
            session,
            Notice.HANDOVER,
            program,
            to,
            now,
            gone=person_id,
            orphaned=not left,
            program=program.id,
        )
        redraw_home(session, to, workspace_id=program.workspace_id, now=now)


def handover(session: Session, letter: Letter) -> Handover | None:
    """The facts of a note about an owner who has left."""
    program = session.get(Program, letter.program_id)
    if program is None:
        return None
    gone = programs.person(session, workspace_id=letter.workspace_id, person_id=letter.params["gone"])
    orphaned = letter.params["orphaned"]
    now_owned_by = programs.owners(session, program_id=program.id) if orphaned else ()
    people = programs.people(session, workspace_id=letter.workspace_id, ids=now_owned_by)
    taken_by = next((people[owner].name for owner in now_owned_by if owner in people), "")
    assert program.id is not None
    return Handover(letter.recipient, program.id, program.name, gone.name if gone else "", orphaned, taken_by)


def take_over(session: Session, *, program: Program, person_id: str, now: datetime) -> TakenOver:
    """Somebody who may runs the program from now on. Doing it twice is doing it once."""
    meet(session, workspace_id=program.workspace_id, person_id=person_id, now=now)
    if not programs.is_owner(session, program_id=program.id, person_id=person_id):
        _add(session, program, person_id, now)
        session.flush()
        note(session, program, who=person_id, what="program_taken_over", now=now)
    redraw(session, Notice.HANDOVER, program.workspace_id, now=now, program=program.id)
    redraw_home(
        session,
        *admins(session, program.workspace_id, but=person_id),
        workspace_id=program.workspace_id,
        now=now,
    )
    return TakenOver(program.name)


def _add(session: Session, program: Program, person_id: str, now: datetime) -> None:
    assert program.id is not None
    session.add(
        Owner(workspace_id=program.workspace_id, program_id=program.id, person_id=person_id, since=now)
    )
    redraw_home(session, person_id, workspace_id=program.workspace_id, now=now)


def admins(session: Session, workspace_id: str, *, but: str) -> list[str]:
    """Those named in the settings, then workspace admins: a few of them."""
    installation = session.get(Installation, workspace_id)
    named = installation.admins if installation else []
    admins = programs.admins(session, workspace_id=workspace_id)
    found = [*named, *(admin for admin in admins if admin not in named)]
    return [person_id for person_id in found if person_id != but][:MOST_ADMINS]


def _tell(session: Session, notice: Notice, about: Program, to: str, now: datetime, **params: Any) -> None:
    tell(session, notice, about, to=to, about=now.isoformat(), now=now, **params)
