"""What a person's Home tab shows: where they stand, and what they run."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from sqlmodel import Session

from program.base.access import program_of
from program.base.audit import note
from program.base.notices import redraw_home
from program.base.refusals import No, Refusal
from program.pair import as_seen
from program.pair.as_seen import PairAsSeen
from program.running.status import Running, Status, run_by, status
from program.running.undelivered import alike
from storage.models import Letter
from storage.queries import programs

Kind = Literal["requests", "quiet", "undelivered", "waiting", "pairs", "comments"]
"""The lists that Home cuts short and a modal shows whole."""
KINDS = frozenset(get_args(Kind))
MOST = 200
"""So many letters are tried again, or let be, at one press: each is a row, and a line in the audit."""


@dataclass(frozen=True)
class Listing:
    """One list, whole, and which page of it is looked at. `past`: with the pairs, those that are over."""

    kind: Kind
    page: int
    running: Running
    past: tuple[PairAsSeen, ...] = ()


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
    over = as_seen.over(session, program_id=program.id) if kind == "pairs" else ()
    return Listing(kind, int(number) if number.isdecimal() else 0, running, over)  # type: ignore[arg-type]


def show_dead_letter(session: Session, letter: Letter, now: datetime) -> None:
    """Slack refused a letter for good, and nobody has taken care of it: its program's owners see it on Home."""
    redraw_home(
        session,
        *programs.owners(session, program_id=letter.program_id),
        workspace_id=letter.workspace_id,
        now=now,
    )


def try_again(
    session: Session, *, workspace_id: str, letter_id: int | None, person_id: str, now: datetime
) -> int:
    """Send what Slack refused once more: the letter, and those that stand in one line with it, up to MOST.

    Returns their program's id. Pressing twice is pressing once.
    """
    letter = _dead(session, workspace_id, letter_id)
    those = alike(session, letter=letter, owner=person_id)[:MOST]
    for one in those:
        one.state = "ready"
        one.attempts = 0
        one.planned_at = one.due_at = now
        one.done_at = None
    return _settled(session, letter, those, person_id, "letter_tried_again", now)


def let_be(
    session: Session, *, workspace_id: str, letter_id: int | None, person_id: str, now: datetime
) -> int:
    """Take what Slack refused off the list, in the same way. Returns its program's id."""
    letter = _dead(session, workspace_id, letter_id)
    those = alike(session, letter=letter, owner=person_id)[:MOST]
    for one in those:
        one.state = "dropped"
    return _settled(session, letter, those, person_id, "letter_let_be", now)


def _dead(session: Session, workspace_id: str, letter_id: int | None) -> Letter:
    letter = session.get(Letter, letter_id) if letter_id is not None else None
    if letter is None or letter.workspace_id != workspace_id or letter.program_id is None:
        raise Refusal(No.GONE)
    return letter


def _settled(
    session: Session, letter: Letter, those: Sequence[Letter], person_id: str, what: str, now: datetime
) -> int:
    for one in those:
        session.add(one)
        note(session, one, who=person_id, what=what, now=now)
    if those:
        owners = programs.owners(session, program_id=letter.program_id)
        redraw_home(session, *owners, workspace_id=letter.workspace_id, now=now)
    assert letter.program_id is not None
    return letter.program_id
