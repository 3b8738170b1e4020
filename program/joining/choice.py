"""Which program somebody means, where there are several; what they said last is remembered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlmodel import Session

from matching.text.names import normal
from program.base.access import not_owner, program_of
from program.base.notices import redraw_home
from program.base.people import meet
from program.base.refusals import No, Refusal
from storage.models import Program
from storage.queries import programs

Whose = Literal["nobody", "any", "mine", "owned"]
"""What a word is about: no program, any open one, one that the person takes part in, or one that they run."""


@dataclass(frozen=True)
class Option:
    id: int
    name: str
    purpose: str


@dataclass(frozen=True)
class Chosen:
    """It is clear which program is meant."""

    program_id: int


@dataclass(frozen=True)
class Several:
    """Each of these could be meant."""

    options: tuple[Option, ...]


@dataclass(frozen=True)
class May:
    """Which words are of use to somebody: those to run a program, those to begin one."""

    run: bool
    begin: bool


def may(session: Session, *, workspace_id: str, person_id: str, admins: frozenset[str]) -> May:
    """What this person may do besides taking part."""
    person = programs.person(session, workspace_id=workspace_id, person_id=person_id)
    return May(
        run=bool(programs.owned_by(session, workspace_id=workspace_id, person_id=person_id)),
        begin=person_id in admins or (person is not None and person.admin),
    )


def find(session: Session, *, workspace_id: str, person_id: str, whose: Whose) -> Chosen | Several:
    """The program that somebody means, or those to choose from. Raises Refusal when there is none."""
    candidates = _candidates(session, workspace_id, person_id, whose)
    if not candidates:
        raise _none(session, workspace_id, whose)
    person = programs.person(session, workspace_id=workspace_id, person_id=person_id)
    remembered = person.current_program_id if person else None
    if len(candidates) > 1 and remembered not in [program.id for program in candidates]:
        return Several(tuple(map(_option, candidates)))
    return Chosen(next((_id(p) for p in candidates if p.id == remembered), _id(candidates[0])))


def is_new(session: Session, *, workspace_id: str, person_id: str) -> bool:
    """Whether there is something to join for somebody who neither takes part in anything nor runs anything."""
    return (
        bool(programs.open_programs(session, workspace_id=workspace_id))
        and not programs.joined_by(session, workspace_id=workspace_id, person_id=person_id)
        and not programs.owned_by(session, workspace_id=workspace_id, person_id=person_id)
    )


def list_all(session: Session, *, workspace_id: str) -> Several:
    """Every open program, whatever is remembered. Raises Refusal when there is none."""
    candidates = programs.open_programs(session, workspace_id=workspace_id)
    if not candidates:
        raise Refusal(No.NO_PROGRAM)
    return Several(tuple(map(_option, candidates)))


def named(several: Several, said: str) -> Option | None:
    """The one whose name this is, in whatever case; or the only one whose name begins so."""
    wanted = normal(said)
    whole = [option for option in several.options if normal(option.name) == wanted]
    begun = [option for option in several.options if wanted and normal(option.name).startswith(wanted)]
    found = whole or begun
    return found[0] if len(found) == 1 else None


def remember(
    session: Session, *, workspace_id: str, person_id: str, program_id: int | None, now: datetime
) -> Option:
    """From now on this person means this program."""
    program = program_of(session, workspace_id, program_id)
    person = meet(session, workspace_id=workspace_id, person_id=person_id, now=now)
    if person.current_program_id != program.id:
        person.current_program_id = program.id
        redraw_home(session, person_id, workspace_id=workspace_id, now=now)
    return _option(program)


def _candidates(session: Session, workspace_id: str, person_id: str, whose: Whose) -> Sequence[Program]:
    match whose:
        case "owned":
            return programs.owned_by(session, workspace_id=workspace_id, person_id=person_id)
        case "mine":
            return programs.joined_by(session, workspace_id=workspace_id, person_id=person_id)
        case _:
            return programs.open_programs(session, workspace_id=workspace_id)


def _none(session: Session, workspace_id: str, whose: Whose) -> Refusal:
    there = programs.open_programs(session, workspace_id=workspace_id)
    if not there:
        return Refusal(No.NO_PROGRAM)
    if whose == "owned":
        return not_owner(session, *there)
    if len(there) > 1:
        return Refusal(No.IN_NONE, programs=tuple(program.name for program in there))
    return Refusal(No.NOT_ENROLLED, program=there[0].name)


def _id(program: Program) -> int:
    assert program.id is not None
    return program.id


def _option(program: Program) -> Option:
    return Option(_id(program), program.name, program.purpose)
