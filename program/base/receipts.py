"""Why these two, or why nobody: what a round wrote down about a pair or about somebody who waits, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

PRIVATE_REASONS = frozenset({"avoid", "closed", "vetoed", "reporting_line", "nothing_in_common"})
"""Why these wait is between two people: everybody else reads that nobody fits yet."""
NOBODY_FITS = "nobody_fits"


@dataclass(frozen=True)
class Word:
    """A word that two people share, and what each of them wrote around it."""

    word: str
    mentee: str
    mentor: str


@dataclass(frozen=True)
class Lever:
    """One change that would help, and how many mentors it would open."""

    kind: str
    value: int | str | None
    mentors: int


def words(receipt: Mapping[str, Any]) -> tuple[Word, ...]:
    """The words that a pair shares, the one that weighs most first; none where an owner paired them by hand."""
    return tuple(Word(one["word"], one["mentee"], one["mentor"]) for one in receipt.get("words", ()))


def levers(facts: Mapping[str, Any]) -> tuple[Lever, ...]:
    """What would change somebody's waiting, the most helpful first."""
    return tuple(Lever(one["kind"], one["value"], one["candidates"]) for one in facts.get("levers", ()))


def openly(reason: str) -> str:
    """Why a round matched somebody with nobody, as anybody but two may know it."""
    return NOBODY_FITS if reason in PRIVATE_REASONS else reason
