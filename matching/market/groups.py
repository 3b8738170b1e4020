"""Mode "group": a mentor leads nobody or a group of the size that the rules ask for.

Groups too small are filled from bigger ones where that's allowed; else the smallest is given up, its mentor closed, and
its people bid again. The bound is the one without a smallest size, so it holds for groups too.
"""

from typing import Any

import numpy as np

from matching.loops.types import FORBIDDEN
from matching.market.assign import Market

Array = np.ndarray[Any, Any]


def form(market: Market, size: int, pinned: Array) -> None:
    """Leave no group smaller than ``size``; but whom the owner pinned (``pinned`` by mentor) stays in any case."""
    matchable, bound = market.matchable, market.bound
    fewest = np.maximum(0, size - pinned)
    for j in np.flatnonzero((pinned > 0) & (market.book.taken < fewest)).tolist():
        _fill(market, j, fewest)
    while True:
        taken = market.book.taken
        small = np.flatnonzero((taken > 0) & (taken < fewest))
        if not len(small):
            break
        biggest = int(small[np.argmax(taken[small])])
        if not _fill(market, biggest, fewest):
            least = small[np.argsort(taken[small], kind="stable")]
            market.close(least[: max(1, len(least) // 4)])
            market.trade(-2)
            market.cover()
    market.matchable, market.bound = matchable, bound


def _fill(market: Market, j: int, fewest: Array) -> bool:
    """Move the people who lose least into mentor j's group, from bigger groups and from among those who wait."""
    b, need = market.book, int(fewest[j] - market.book.taken[j])
    who = np.flatnonzero(b.mate != j)
    if market.free is not None:
        who = who[market.free[who]]
    score = market.pair_scores(who, np.arange(len(who) + 1), np.full(len(who), j))
    who, score = who[score > FORBIDDEN], score[score > FORBIDDEN]
    loss = np.where(b.mate[who] >= 0, b.worth[who] - score, -score - (1 << 40))
    over = np.maximum(0, b.taken - fewest)  # what a group can spare
    moves: list[int] = []
    for x in np.argsort(loss, kind="stable").tolist():
        old = int(b.mate[who[x]])
        if len(moves) < need and (old < 0 or over[old] > 0):
            moves.append(x)
            if old >= 0:
                over[old] -= 1
    if len(moves) < need:
        return False
    for x in moves:
        market.move(int(who[x]), j, int(score[x]))
    return True
