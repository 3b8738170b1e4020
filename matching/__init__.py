"""Matching mentees with mentors: frozen values in, frozen values out; no I/O, no clock.

``propose`` runs one round. Importing this package is cheap: numpy, scipy and scikit-learn load when a round
runs.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from matching.results import (
    Certificate,
    Comparison,
    Lever,
    Proposal,
    Receipt,
    RefusedPin,
    Round,
    SharedWord,
    Spare,
    Topic,
    Waiting,
)
from matching.values import TERMS, Competency, Pair, Person, Rules, Weights

if TYPE_CHECKING:
    from matching.exchange import Exchange

__all__ = [
    "TERMS",
    "Certificate",
    "Comparison",
    "Competency",
    "Lever",
    "Pair",
    "Person",
    "Proposal",
    "Receipt",
    "RefusedPin",
    "Round",
    "Rules",
    "SharedWord",
    "Spare",
    "Topic",
    "Waiting",
    "Weights",
    "compare",
    "open_exchange",
    "propose",
    "rank",
]


def propose(
    mentees: Sequence[Person],
    mentors: Sequence[Person],
    rules: Rules | None = None,
    *,
    closed: Collection[Pair] = (),
    pinned: Collection[Pair] = (),
    vetoed: Collection[Pair] = (),
    managers: Mapping[str, str] | None = None,
    progress: Callable[[float], None] | None = None,
    workers: int = 1,
) -> Round:
    """Run one round over everybody in ``mentees`` and ``mentors`` (a person may be in both).

    closed and vetoed: pairs never to propose, in either direction. pinned: (mentee, mentor) pairs the owner
    wants; they pass the rules on language, overlap, seniority and department, but no other. managers: person
    to manager, for the reporting line, besides what people carry. progress hears 0..1. workers: threads for the
    long part (the outcome is the same).
    The outcome doesn't depend on the order of anything given. ValueError: an id twice in one list.
    """
    from matching.rounds import run

    return run(
        mentees,
        mentors,
        rules or Rules(),
        closed=closed,
        pinned=pinned,
        vetoed=vetoed,
        managers=managers,
        progress=progress,
        workers=workers,
    )


def rank(
    mentee: Person,
    mentors: Sequence[Person],
    rules: Rules | None = None,
    *,
    most: int = 5,
    closed: Collection[Pair] = (),
    vetoed: Collection[Pair] = (),
    managers: Mapping[str, str] | None = None,
) -> tuple[Proposal, ...]:
    """The best allowed mentors with a place for one mentee, best first: for the next candidate after a decline."""
    from matching.rounds import ranked

    return ranked(mentee, mentors, rules or Rules(), most, closed=closed, vetoed=vetoed, managers=managers)


def compare(
    mentees: Sequence[Person],
    mentors: Sequence[Person],
    variants: Mapping[str, Rules],
    *,
    closed: Collection[Pair] = (),
    vetoed: Collection[Pair] = (),
    managers: Mapping[str, str] | None = None,
    progress: Callable[[float], None] | None = None,
    workers: int = 1,
) -> tuple[Comparison, ...]:
    """The same people under several rules, side by side; who gains and loses is told by the first one's scores."""
    from matching import comparison

    return comparison.compare(
        mentees,
        mentors,
        variants,
        closed=closed,
        vetoed=vetoed,
        managers=managers,
        progress=progress,
        workers=workers,
    )


def open_exchange(
    mentees: Sequence[Person],
    mentors: Sequence[Person],
    rules: Rules | None = None,
    *,
    closed: Collection[Pair] = (),
    pinned: Collection[Pair] = (),
    vetoed: Collection[Pair] = (),
    managers: Mapping[str, str] | None = None,
    progress: Callable[[float], None] | None = None,
    workers: int = 1,
) -> "Exchange":
    """Run a round and keep it open for newcomers, vetoes, pins and what-ifs; ``.round()`` is the round as it stands."""
    from matching import exchange

    return exchange.open_exchange(
        mentees,
        mentors,
        rules or Rules(),
        closed=closed,
        pinned=pinned,
        vetoed=vetoed,
        managers=managers,
        progress=progress,
        workers=workers,
    )
