"""Rounds side by side: coverage, median, worst, loads, and who gains and loses against the first."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import numpy as np

from matching.market.assign import Market
from matching.results import Comparison
from matching.scoring.arrays import SCALE
from matching.scoring.preparation import Preparation, prepare
from matching.values import Pair, Person, Rules

Array = np.ndarray[Any, Any]
FELT = SCALE // 100  # a change of score below this is nobody's gain or loss


def beside(name: str, market: Market, base: Market) -> Comparison:
    """One solved market beside another over the same people; gains and losses by the other's scores."""
    mine, theirs = market.book.mate, base.book.mate
    before = np.where(theirs >= 0, base.book.worth, 0)
    now = np.where(mine == theirs, before, 0)
    moved = np.flatnonzero((mine != theirs) & (mine >= 0))
    if len(moved):
        now[moved] = _base_scores(base, moved, mine[moved])
    return figures(name, market.book.worth[mine >= 0], market.book.taken, market.matchable, now - before)


def _base_scores(base: Market, who: Array, mentors: Array) -> Array:
    """Scores from the base's lists; what isn't listed was never better than the last listed one, and counts as it."""
    listed = base.cand_j[who] == mentors[:, None]
    scores = np.where(base.cand_j[who] >= 0, base.cand_w[who], np.iinfo(np.int32).max)
    return np.asarray(
        np.where(listed.any(axis=1), base.cand_w[who, listed.argmax(axis=1)], scores.min(axis=1))
    )


def figures(
    name: str, worth: Array, taken: Array, matchable: int, change: Array, ids: Sequence[str] = ()
) -> Comparison:
    """The figures of one round. ``worth`` by pair, ``taken`` by mentor, ``change`` by mentee, in units of SCALE."""
    gain, lose = np.flatnonzero(change > FELT), np.flatnonzero(change < -FELT)
    return Comparison(
        name=name,
        matched=len(worth),
        matchable=matchable,
        score=round(float(worth.sum()) / SCALE, 4),
        median=round(float(np.median(worth)) / SCALE, 4) if len(worth) else 0.0,
        worst=round(float(worth.min()) / SCALE, 4) if len(worth) else 0.0,
        loads=tuple(sorted(Counter(taken.tolist()).items())),
        gaining=len(gain),
        losing=len(lose),
        gain=tuple(sorted(ids[i] for i in gain.tolist())) if ids else (),
        lose=tuple(sorted(ids[i] for i in lose.tolist())) if ids else (),
    )


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
    """Run the same people under several rules; see ``matching.compare``."""
    tell = progress or (lambda _: None)
    out: list[Comparison] = []
    scores: dict[str, int] = {}
    first: tuple[Preparation, Market] | None = None
    for number, (name, rules) in enumerate(variants.items()):
        prepared = prepare(mentees, mentors, rules, closed=closed, vetoed=vetoed, managers=managers)
        market = Market(prepared.problem, prepared.seats, prepared.loops, prepared.free, workers)
        market.solve()
        mate = market.book.mate
        pairs = {prepared.mentees[i].id: prepared.mentors[mate[i]].id for i in np.flatnonzero(mate >= 0)}
        first = first or (prepared, market)
        now = _measured(first[0], first[1], pairs)
        scores = scores or now
        people = sorted(scores)
        change = np.array([now[one] - scores[one] for one in people])
        out.append(
            figures(name, market.book.worth[mate >= 0], market.book.taken, market.matchable, change, people)
        )
        tell((number + 1) / len(variants))
    return tuple(out)


def _measured(prepared: Preparation, market: Market, pairs: Mapping[str, str]) -> dict[str, int]:
    """By mentee of the first round, what their pair scores there; 0 without one."""
    row = {p.id: i for i, p in enumerate(prepared.mentees)}
    column = {p.id: j for j, p in enumerate(prepared.mentors)}
    known = [(row[one], column[other]) for one, other in pairs.items() if one in row and other in column]
    out = dict.fromkeys(row, 0)
    if known:
        i, j = np.array(sorted(known), np.int64).T
        for x, score in zip(
            i.tolist(), market.pair_scores(i, np.arange(len(i) + 1), j).tolist(), strict=True
        ):
            out[prepared.mentees[x].id] = max(0, score)
    return out
