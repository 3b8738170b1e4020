"""Who gets whom: lists of the best candidates, an auction on them, more candidates at its prices, and the proof."""

from dataclasses import replace
from typing import Any

import numpy as np

from matching.loops import engine
from matching.loops.types import FORBIDDEN, Problem
from matching.market.book import BARRED, ENOUGH, GOOD, KEPT, OFTEN, ROUNDS, WIDTH, scratch
from matching.market.pricing import Pricing

Array = np.ndarray[Any, Any]


class Market(Pricing):
    """A market that is solved, and may be changed afterwards."""

    def solve(self) -> None:
        """Seat as many as can be, for as high a total as can be, and prove it."""
        if not self.problem.n or not self.problem.m:
            return
        self.lists(WIDTH)
        self.trade(end=-1)  # the finest step comes when the lists are whole
        self.refine()

    def remember(self) -> None:
        """Keep what the commonest items are like, so that it's reckoned once for all who want the same."""
        s = self.problem
        times = np.bincount(s.item, minlength=len(s.kept_n))
        common = np.flatnonzero(times >= OFTEN)
        if not self.loops.compiled or not len(common):
            return
        common = common[np.argsort(-times[common], kind="stable")].astype(np.int32)
        room = KEPT // self.workers
        s = s._replace(kept_j=np.zeros(KEPT, np.int32), kept_part=np.zeros(KEPT, np.int16))

        def work(_: int, lo: int, hi: int) -> None:
            for part in range(lo, hi):
                asked = common[part :: self.workers].copy()
                self.loops.remember(s, asked, scratch(s, 1, np.zeros(s.m)), part * room, (part + 1) * room)

        engine.in_threads(work, self.workers, self.workers, lambda _: None)
        self.problem = s

    def lists(self, width: int) -> None:
        """List everybody's best ``width`` mentors."""
        self.remember()
        s = self.problem
        out_j, out_w, _ = self.look(s, self.order, width, np.zeros(s.m), 0.8)
        k = out_j.shape[1]
        self.cand_j, self.cand_w = np.full((s.n, k), -1, np.int32), np.zeros((s.n, k), np.int32)
        self.cand_j[self.order], self.cand_w[self.order] = out_j, out_w
        self.cut = np.where((k < s.m) & (self.cand_j[:, -1] >= 0), self.cand_w.min(axis=1), FORBIDDEN)
        self.book = self._book(None)

    def refine(self) -> None:
        """Add candidates at today's prices until the total is as good as proven, and seat whom lists left out."""
        if not self.problem.n or not self.problem.m:
            return
        bounds = []
        if self.cover():
            self.trade(-3)
        for _ in range(ROUNDS):
            more_j, more_w, value = self.price_out()
            self.prove(value)
            bounds.append(self.bound)
            self.bound = min(bounds)  # any prices' bound holds
            if self.score() >= ENOUGH * self.bound and self.matched() == self.matchable:
                return
            self.widen(more_j, more_w)
            self.trade(-2)
            if self.matched() < self.matchable:
                self.cover()
            if self.score() >= GOOD * self.bound:
                return

    def trial(self, other: Problem) -> "Market":
        """This market over the same people under other weights: its candidates, seats and prices, scores anew."""
        out = replace(self, problem=other)
        out.cand_j, out.cand_w, out.cut, out.matchable = (
            self.cand_j,
            self.cand_w.copy(),
            self.cut,
            self.matchable,
        )
        self.loops.rescore(self.problem, other, out.cand_j.reshape(-1), out.cand_w.reshape(-1))
        b, parts = self.book, ("holder", "bid", "taken", "price", "mate", "worth")
        out.book = out._book(b._replace(**{name: getattr(b, name).copy() for name in parts}))
        i = np.flatnonzero(b.mate >= 0)
        listed = out.cand_j[i] == b.mate[i, None]
        out.book.worth[i] = np.where(listed.any(axis=1), out.cand_w[i, listed.argmax(axis=1)], b.worth[i])
        return out

    def forbid(self, i: int, j: int) -> None:
        """Take mentor j off mentee i's list."""
        if self.book.mate[i] == j:
            self.loops.leave(self.book, i)
        self.cand_j[i][self.cand_j[i] == j] = -1
        self.book = self._book(self.book)

    def close(self, mentors: Array) -> None:
        """Take these mentors' places away and let their mentees go."""
        seats = self.seats.copy()
        seats[mentors] = 0
        self.reseat(seats)

    def reseat(self, seats: Array) -> None:
        """Go on with other numbers of places; where there are too few, the lowest bids go."""
        old, first = self.book, self.book.seat_at
        self.seats = seats
        self.cand_j[np.isin(self.cand_j, np.flatnonzero(seats == 0))] = -1
        self.book = self._book(None)
        self.book.price[...] = np.where(seats > 0, np.minimum(old.price, BARRED - 1), BARRED)
        held = np.flatnonzero(
            np.arange(int(first[-1])) - np.repeat(first[:-1], np.diff(first))
            < np.repeat(old.taken, np.diff(first))
        )
        for seat in held[np.argsort(old.bid[held], kind="stable")].tolist():
            i = int(old.holder[seat])
            if seats[old.mate[i]] > 0:
                self.loops.sit(self.book, i, int(old.mate[i]), int(old.worth[i]), int(old.bid[seat]))

    def move(self, i: int, j: int, score: int) -> None:
        """Seat mentee i with mentor j, whatever anybody bids."""
        if self.book.mate[i] >= 0:
            self.loops.leave(self.book, i)
        self.loops.sit(self.book, i, j, score, int(self.book.price[j]))
