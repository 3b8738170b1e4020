"""Mode "peer": one pool, each pair gives and seeks both ways.

Both directions' scores are averaged, the auction assigns everybody somebody, and the chains that this makes are
cut into pairs. Half of the two-sided bound is a bound on pairs too.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from matching.loops.types import FORBIDDEN
from matching.market.assign import Market
from matching.market.blossom import augment, best_on_cycle, best_on_path, chains
from matching.market.book import BONUS
from matching.scoring import gates
from matching.values import Person, Rules

Array = np.ndarray[Any, Any]
DENSE = 2000  # people up to whom every two are compared
WIDE = 96  # candidates of each in a bigger pool


def pool(
    mentees: Sequence[Person], mentors: Sequence[Person], rules: Rules
) -> tuple[list[Person], list[Person]]:
    """Everybody as a seeker and as a giver; somebody in one list only is the same in both."""
    seeks, gives = {p.id: p for p in mentees}, {p.id: p for p in mentors}
    if len(seeks) < len(mentees) or len(gives) < len(mentors):
        raise ValueError("an id is in the list twice")
    able = [
        key
        for key in sorted(seeks.keys() | gives.keys())
        if all(
            gates.places(replace(side.get(key) or other[key], capacity=1), rules)
            for side, other in ((seeks, gives), (gives, seeks))
        )
    ]
    return (
        [replace(seeks.get(key) or gives[key], capacity=1) for key in able],
        [replace(gives.get(key) or seeks[key], capacity=1) for key in able],
    )


def pair_up(market: Market) -> None:
    """Solve a market in which mentee i and mentor i are one person; ``book.mate`` ends up symmetric, score and bound
    count every pair from both sides."""
    n = market.problem.n
    market.relist(*both_ways(market, n if n <= DENSE else WIDE))
    market.trade()
    b = market.book
    worth = {}
    for i, (mentors, scores) in enumerate(zip(market.cand_j.tolist(), market.cand_w.tolist(), strict=True)):
        worth.update({(i, j): w for j, w in zip(mentors, scores, strict=True) if j >= 0})
    value = market.net() - BONUS
    market.matchable = n  # for now, so that the bound below is on all that the auction might seat

    def of(a: int, b: int) -> int:
        return worth[a, b] + BONUS if (a, b) in worth else 0

    partner = [-1] * n
    for chain, cycle in chains(b.mate.tolist()):
        for one, other in best_on_cycle(chain, of) if cycle else best_on_path(chain, of)[1]:
            partner[one], partner[other] = other, one
    near = [[j for j in mentors if j >= 0] for mentors in market.cand_j.tolist()]
    _pair_left(partner, near, worth)
    augment(near, partner)
    _improve(partner, near, worth)
    listed = np.maximum(value, market.best_listed())
    market.matchable = sum(one >= 0 for one in partner)
    market.prove(listed)
    b.mate[:] = partner
    b.worth[:] = [worth[i, j] if j >= 0 else 0 for i, j in enumerate(partner)]
    b.taken[:] = b.mate >= 0


def _pair_left(partner: list[int], near: Sequence[Sequence[int]], worth: dict[tuple[int, int], int]) -> None:
    """Pair whom the cut chains left over, best first."""
    left = {v for v, other in enumerate(partner) if other < 0}
    edges = [(-worth[v, to], v, to) for v in left for to in near[v] if to in left and v < to]
    for _, v, to in sorted(edges):
        if partner[v] < 0 and partner[to] < 0:
            partner[v], partner[to] = to, v


def _improve(partner: list[int], near: Sequence[Sequence[int]], worth: dict[tuple[int, int], int]) -> None:
    """Let two pairs trade partners, or somebody without one step in, as long as the total gains."""
    gained = True
    while gained:
        gained = False
        for a in range(len(partner)):
            for c in near[a]:
                b, d = partner[a], partner[c]
                if b < 0 or b == c:
                    continue
                now = worth[a, b] + (worth[c, d] if d >= 0 else 0)
                then = worth[a, c] + (worth.get((b, d), -1) if d >= 0 else 0)
                if then > now and (d < 0 or (b, d) in worth):
                    partner[a], partner[c], partner[b] = c, a, d
                    if d >= 0:
                        partner[d] = b
                    gained = True


def both_ways(market: Market, width: int) -> tuple[Array, Array]:
    """Lists by person of whom they may be paired with, and the mean of both directions' scores."""
    s = market.problem
    out_j, _, _ = market.look(s, np.arange(s.n, dtype=np.int32), width, np.zeros(s.m), 0.8)
    i = np.repeat(np.arange(s.n), out_j.shape[1])[out_j.ravel() >= 0]
    j = out_j.ravel()[out_j.ravel() >= 0].astype(np.int64)
    pairs = np.unique(np.concatenate([i * s.m + j, j * s.m + i]))
    i, j = pairs // s.m, pairs % s.m
    there = market.pair_scores(np.arange(s.n), np.searchsorted(i, np.arange(s.n + 1)), j)
    back = there[np.searchsorted(pairs, j * s.m + i)]
    allowed = (there > FORBIDDEN) & (back > FORBIDDEN)
    i, j, worth = i[allowed], j[allowed], (there + back)[allowed] // 2
    at = np.searchsorted(i, np.arange(s.n + 1))
    wide = int(np.diff(at).max(initial=1)) or 1
    cand_j, cand_w = np.full((s.n, wide), -1, np.int32), np.zeros((s.n, wide), np.int32)
    column = np.arange(len(i)) - at[i]
    cand_j[i, column], cand_w[i, column] = j, worth
    return cand_j, cand_w
