"""Matching mentees with mentors: frozen values in, frozen values out; no I/O, no clock.

``propose`` runs one round. Importing this package is cheap: numpy, scipy and scikit-learn load when a round
runs.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

from matching.answers import (
    Certificate,
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
from matching.competencies import Competency
from matching.values import TERMS, Pair, Person, Rules, Weights

__all__ = [
    "TERMS",
    "Certificate",
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
    "propose",
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
