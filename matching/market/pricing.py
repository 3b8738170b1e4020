"""What today's prices tell: whom the lists lack, who can be seated besides, and a bound on the total."""

from typing import Any

import numpy as np

from matching.loops.coverage import Reach
from matching.loops.types import FORBIDDEN
from matching.market.book import BONUS, MORE, STEPS, MarketBook, scratch
from matching.market.subset import narrow

Array = np.ndarray[Any, Any]


class Pricing(MarketBook):
    """A market that can look beyond its lists."""

    def price_out(self) -> tuple[Array, Array, Array]:
        """Mentors outside the lists that are worth more than what a mentee has: (n x MORE) mentors (-1: none) and
        scores, and by mentee a bound on the best net worth of any mentor at today's prices.

        Nobody outside a list scores above the list's cut, so only the cheap mentors are looked at for everybody, and
        all mentors only for those whose cut leaves a dear one in question.
        """
        s, price = self.problem, self.book.price
        open_ = self.cut > FORBIDDEN
        have = self.net() - BONUS
        value = np.maximum(have, self.best_listed())
        short = np.where(open_, self.cut - value, FORBIDDEN)  # a mentor dearer than this can't be better
        more_j, more_w = np.full((s.n, MORE), -1, np.int32), np.zeros((s.n, MORE), np.int32)
        if not open_.any():
            return more_j, more_w, value
        levels = np.unique(np.quantile(price, [0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7], method="lower"))
        cost = [(price < level).mean() * open_.mean() + (short > level).mean() for level in levels]
        level = int(levels[int(np.argmin(cost))])
        cheap = np.flatnonzero(price < level)
        dear = self.order[short[self.order] > level]
        rest = self.order[(short[self.order] <= level) & open_[self.order]]
        for who, mentors in ((rest, cheap), (dear, np.arange(s.m))):
            part = s if len(mentors) == s.m else narrow(s, mentors)
            out_j, out_w, best = self.look(part, who, MORE, price[mentors], 0.9)
            gain = (
                out_w - price[mentors][out_j] > value[who][:, None] + STEPS[-1] // 4
                if len(mentors)
                else out_j >= 0
            )
            k = out_j.shape[1]
            more_j[who, :k] = np.where((out_j >= 0) & gain, mentors[out_j] if len(mentors) else -1, -1)
            more_w[who, :k] = out_w
            value[who] = np.maximum(value[who], best)
        return more_j, more_w, value

    def widen(self, more_j: Array, more_w: Array) -> None:
        """Add the candidates found to the lists."""
        who = np.flatnonzero((more_j >= 0).any(axis=1))
        found_j, found_w = more_j[who], more_w[who]
        for k in range(found_j.shape[1]):
            found_j[(self.cand_j[who] == found_j[:, k, None]).any(axis=1), k] = -1
        first = np.argsort(found_j < 0, axis=1, kind="stable")
        found_j, found_w = np.take_along_axis(found_j, first, 1), np.take_along_axis(found_w, first, 1)
        width = int((found_j >= 0).sum(axis=1).max(initial=0))
        if not width:
            return
        add_j, add_w = (
            np.full((self.problem.n, width), -1, np.int32),
            np.zeros((self.problem.n, width), np.int32),
        )
        add_j[who], add_w[who] = found_j[:, :width], found_w[:, :width]
        self.cand_j = np.concatenate([self.cand_j, add_j], axis=1)
        self.cand_w = np.concatenate([self.cand_w, add_w], axis=1)
        self.book = self._book(self.book)

    def cover(self) -> int:
        """Seat everybody who can be seated; what the lists lacked for it is added to them. How many it seated."""
        s, b = self.problem, self.book
        roots = self.order[b.mate[self.order] < 0]
        roots.sort()
        if not len(roots) or self.matched() == int(self.seats.sum()):
            self.matchable = self.matched()
            return 0
        before, price, bid = b.mate.copy(), b.price.copy(), b.bid.copy()
        _, of_class, sizes = np.unique(
            s.group[: s.m] * np.int64(s.sizes[1]) + s.group[s.m : 2 * s.m],
            return_inverse=True,
            return_counts=True,
        )
        pool = np.argsort(of_class, kind="stable").astype(np.int32)
        class_at = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)

        def zeros(size: int) -> Array:
            return np.zeros(size + 1, np.int32)

        key = self.alike()
        keys = int(key.max()) + 1
        found = Reach(
            class_at=class_at, left=sizes.astype(np.int64), pool=pool, source=zeros(s.m), queue=zeros(s.n),
            taken_from=zeros(s.m), excepted=zeros(s.m), key=key, done=zeros(keys), keys_done=zeros(keys),
        )  # fmt: skip
        added = self.loops.augment(s, scratch(s, 1, np.zeros(s.m)), b, found, roots)
        self.matchable = self.matched()
        b.price[...], b.bid[...] = price, bid
        if added:
            moved = np.flatnonzero((b.mate != before) & (b.mate >= 0)).astype(np.int32)
            self._sit_again(moved)
        return int(added)

    def alike(self) -> Array:
        """By mentee: a number for the mentors whom the rules allow them, exceptions apart."""
        s = self.problem
        codes = s.code.reshape(len(s.table_at), s.n)[: s.attributes[2], self.order]
        key = np.zeros(s.n, np.int32)
        key[self.order[1:]] = (codes[:, 1:] != codes[:, :-1]).any(axis=0).cumsum()
        return key

    def _sit_again(self, moved: Array) -> None:
        """Put right what new pairs score and bid, and enter them into the lists."""
        s, b = self.problem, self.book
        mates = b.mate[moved]
        score = self.pair_scores(moved, np.arange(len(moved) + 1), mates)
        b.worth[moved] = score
        more_j, more_w = np.full((s.n, 1), -1, np.int32), np.zeros((s.n, 1), np.int32)
        more_j[moved, 0], more_w[moved, 0] = mates, score
        self.widen(more_j, more_w)

    def prove(self, value: Array) -> None:
        """A bound on the total score of any ``matchable`` pairs, by linear-programming duality."""
        paid = int((self.seats * self.book.price).sum())
        self.bound = paid + int(np.maximum(0, value + BONUS).sum()) - BONUS * self.matchable
