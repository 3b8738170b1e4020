"""What a person's Home tab shows: where they stand, and what they run."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from sqlmodel import Session

from program.access import program_of
from program.audit import note
from program.notices import redraw_home
from program.refusals import No, Refusal
from program.status import Running, Status, run_by, status
from storage.models import Letter
from storage.queries import programs as ask

Kind = Literal["requests", "quiet", "undelivered", "waiting", "pairs", "comments"]
"""The lists that Home cuts short and a modal shows whole."""
KINDS = frozenset(get_args(Kind))


@dataclass(frozen=True)
class Listing:
    """One list, whole, and which page of it is looked at."""

    kind: Kind
    page: int
    running: Running


def page(session: Session, letter: Letter) -> Status:
    """Home as a letter shows it."""
    return status(session, workspace_id=letter.workspace_id, person_id=letter.recipient, now=letter.due_at)


def listing(
    session: Session, *, workspace_id: str, program_id: int | None, person_id: str, said: str, now: datetime
) -> Listing:
    """One page of one list; `said` is "kind:page". Raises Refusal."""
    program = program_of(session, workspace_id, program_id)
    kind, _, number = said.partition(":")
    if kind not in KINDS:
        raise Refusal(No.GONE)
    running = run_by(session, program=program, person_id=person_id, now=now)
    return Listing(kind, int(number) if number.isdecimal() else 0, running)  # type: ignore[arg-type]


def show_dead_letter(session: Session, letter: Letter, now: datetime) -> None:
    """Slack refused a letter for good, and nobody has taken care of it: its program's owners see it on Home."""
    redraw_home(
        session, *ask.owners(session, program_id=letter.program_id), workspace_id=letter.workspace_id, now=now
    )


def try_again(
    session: Session, *, workspace_id: str, letter_id: int | None, person_id: str, now: datetime
) -> int:
    """Send a letter that Slack refused once more. Returns its program's id. Pressing twice is pressing once."""
    letter = _dead(session, workspace_id, letter_id)
    if letter.state == "rejected":
        letter.state = "ready"
        letter.attempts = 0
        letter.planned_at = letter.due_at = now
        letter.done_at = None
        _settled(session, letter, person_id, "letter_tried_again", now)
    assert letter.program_id is not None
    return letter.program_id


def let_be(
    session: Session, *, workspace_id: str, letter_id: int | None, person_id: str, now: datetime
) -> int:
    """Take a letter that Slack refused off the list. Returns its program's id."""
    letter = _dead(session, workspace_id, letter_id)
    if letter.state == "rejected":
        letter.state = "dropped"
        _settled(session, letter, person_id, "letter_let_be", now)
    assert letter.program_id is not None
    return letter.program_id


def _dead(session: Session, workspace_id: str, letter_id: int | None) -> Letter:
    letter = session.get(Letter, letter_id) if letter_id is not None else None
    if letter is None or letter.workspace_id != workspace_id or letter.program_id is None:
        raise Refusal(No.GONE)
    return letter


def _settled(session: Session, letter: Letter, person_id: str, what: str, now: datetime) -> None:
    session.add(letter)
    note(session, letter, who=person_id, what=what, now=now)
    redraw_home(
        session, *ask.owners(session, program_id=letter.program_id), workspace_id=letter.workspace_id, now=now
    )
