"""Where things stand for one person: in the programs that they take part in, and in those that they run."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from program.joining.audiences import admission
from program.pair import as_seen
from program.running import owners
from program.running.decisions import Decisions, decisions
from program.running.figures import Figures, figures
from program.running.person_status import Standing, standing
from storage.models import Program
from storage.queries import programs as program_queries


@dataclass(frozen=True)
class Name:
    """A program that is only named."""

    id: int
    name: str


@dataclass(frozen=True)
class Running:
    """A program as its owner sees it. `over`: it has ended, and these are the mentorships that go on."""

    figures: Figures
    decisions: Decisions
    over: bool = False
    past: int = 0


@dataclass(frozen=True)
class Status:
    """One person: the programs that they are in, those that they may join, and those that they run.

    Of several that they run, the one that they mean is told whole, and the `others` are named. An admin may start
    another one, and take over those that nobody runs any more (`ownerless`). `over`: those that they ran, and that
    they may open again.
    """

    person_id: str
    at: datetime
    mine: tuple[Standing, ...]
    open: tuple[Standing, ...]
    running: Running | None
    others: tuple[Name, ...]
    any_program: bool
    admin: bool = False
    ownerless: tuple[Name, ...] = ()
    over: tuple[Name, ...] = ()


def status(session: Session, *, workspace_id: str, person_id: str, now: datetime) -> Status:
    """Where things stand for this person now."""
    person = program_queries.person(session, workspace_id=workspace_id, person_id=person_id)
    meant = person.current_program_id if person else None
    owned = sorted(
        program_queries.owned_by(session, workspace_id=workspace_id, person_id=person_id),
        key=lambda program: (program.id != meant, program.state != "open"),
    )
    runs = {program.id for program in owned}
    admin = owners.is_admin(session, workspace_id=workspace_id, person_id=person_id)
    left_alone = program_queries.ownerless(session, workspace_id=workspace_id) if admin else ()
    programs = program_queries.open_to(session, workspace_id=workspace_id, person_id=person_id)
    everywhere = [
        (program, standing(session, program=program, person_id=person_id, now=now)) for program in programs
    ]
    ended = program_queries.over_by(session, workspace_id=workspace_id, person_id=person_id)
    return Status(
        person_id=person_id,
        at=now,
        mine=tuple(found for _, found in everywhere if found.takes_part),
        open=tuple(
            found
            for program, found in everywhere
            if found.enrollment_id is None
            and program.state == "open"
            and program.id not in runs
            and (person is None or admission(session, program=program, person=person) in ("in", "unread"))
        ),
        running=run_by(session, program=owned[0], person_id=person_id, now=now) if owned else None,
        others=tuple(_name(program) for program in owned[1:]),
        any_program=any(program.state == "open" for program in programs),
        admin=admin,
        ownerless=tuple(_name(program) for program in left_alone),
        over=tuple(_name(program) for program in ended),
    )


def _name(program: Program) -> Name:
    assert program.id is not None
    return Name(program.id, program.name)


def run_by(session: Session, *, program: Program, person_id: str, now: datetime) -> Running:
    """A program, as this owner of it sees it."""
    return Running(
        figures(session, program=program, now=now),
        decisions(session, program=program, owner=person_id),
        program.state != "open",
        as_seen.count_over(session, program_id=program.id),
    )
