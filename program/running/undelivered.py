"""What Slack would not take, as an owner is told it: what is of one kind, and refused for one reason, in one line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from sqlmodel import Session

from program.base.namesakes import named
from program.base.notices import CHANNEL, Notice
from storage.models import Letter, Program
from storage.queries import concerns, figures, mentorships

CONFIDED = frozenset({Notice.CONCERN, Notice.CONCERN_OPEN, Notice.CONCERN_SETTLED})
"""That there is such a letter is nothing for an owner who is one of the pair that it is about."""


@dataclass(frozen=True)
class Undelivered:
    """Letters of one kind that Slack refused for one reason.

    `letter_id` is the last of them, tried `at` that moment. `to`: for each, whose it was, () where it was no person's.
    """

    letter_id: int
    kind: str
    to: tuple[tuple[str, ...], ...]
    error: str
    at: datetime


def undelivered(session: Session, *, program: Program, owner: str = "") -> tuple[Undelivered, ...]:
    """All that this owner is to decide about, or all owners together: the newest first."""
    dead = _dead(session, program.id, owner)
    pairs = [letter.mentorship_id or 0 for letter in dead if letter.recipient == CHANNEL]
    inside = mentorships.people_of(session, ids=sorted(set(pairs)))
    ids = {*(letter.recipient for letter in dead), *chain(*inside.values())}
    names = named(session, workspace_id=program.workspace_id, program_id=program.id, ids=sorted(ids))
    groups: dict[tuple[str, ...], list[Letter]] = {}
    for letter in dead:
        groups.setdefault(_sort(letter), []).append(letter)
    found = []
    for alike in groups.values():
        last = max(alike, key=_when)
        found.append(
            Undelivered(
                last.id or 0,
                last.kind,
                tuple(
                    tuple(names[one] for one in _readers(letter, inside) if one in names) for letter in alike
                ),
                last.last_error,
                _when(last)[0],
            )
        )
    return tuple(found)


def alike(session: Session, *, letter: Letter, owner: str) -> Sequence[Letter]:
    """What stands in one line with this letter for that owner, and stood there when it was refused: the first first.

    Nobody else decides about them before this transaction ends.
    """
    dead = _dead(session, letter.program_id, owner, lock=True)
    if letter.id not in {one.id for one in dead}:
        return []
    those = [one for one in dead if _sort(one) == _sort(letter) and _when(one) <= _when(letter)]
    return sorted(those, key=_when)


def _dead(session: Session, program_id: int | None, owner: str, *, lock: bool = False) -> Sequence[Letter]:
    dead = figures.dead_letters(session, program_id=program_id, lock=lock)
    confided = {letter.id: letter.params["concern"] for letter in dead if letter.kind in CONFIDED}
    about = concerns.pairs_of(session, ids=sorted(set(confided.values())))
    inside = mentorships.people_of(session, ids=sorted(set(about.values())))
    hidden = {
        letter_id
        for letter_id, concern in confided.items()
        if concern not in about or owner in inside[about[concern]]
    }
    return [letter for letter in dead if letter.id not in hidden]


def _sort(letter: Letter) -> tuple[str, ...]:
    """Digests are alike only in one channel: an owner may have chosen another one since."""
    where = letter.recipient if letter.kind == Notice.DIGEST else ""
    return letter.kind, letter.last_error, where


def _when(letter: Letter) -> tuple[datetime, int]:
    return letter.done_at or letter.due_at, letter.id or 0


def _readers(letter: Letter, inside: dict[int, list[str]]) -> Sequence[str]:
    return inside[letter.mentorship_id or 0] if letter.recipient == CHANNEL else [letter.recipient]
