"""Who gets whom: lists of the best candidates, an auction on them, more candidates at its prices, and the proof."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from matching import engine
from matching.auction import Book
from matching.layout import BLOCK, FORBIDDEN, Desk, Scene
from matching.narrow import narrow
from matching.scene import SCALE

Array = np.ndarray[Any, Any]
Tell = Callable[[float], None]

BONUS = 2 * SCALE  # worth of being matched at all
WIDTH = 64  # candidates a mentee to begin with
MORE = 8  # and how many more a round of pricing may add
STEPS = (
    SCALE // 5,
    SCALE // 20,
    SCALE // 100,
    SCALE // 500,
    SCALE // 4000,
)  # eps of the auction, coarse to fine
OFTEN = 4  # an item that so many want is worth remembering
KEPT = 1 << 24  # entries of memory for that
BARRED = 1 << 26  # the price of a mentor who takes nobody
ENOUGH = 0.9995  # certified part of the best at which no more candidates are sought
GOOD = 0.996  # and at which it isn't worth another look to prove more
ROUNDS = 3


def desk(s: Scene, k: int, price: Array) -> Desk:
    """Scratch space for one worker."""
    items, slots = len(s.slot_at) - 1, len(s.owner)

    def zeros(size: int) -> Array:
        return np.zeros(max(1, size), np.int32)

    return Desk(
        price=price.astype(np.int32), live=zeros(s.m), place=zeros(s.m), base=zeros(s.m), third=zeros(s.m),
        row=zeros(s.m), acc=zeros(items), seen=zeros(items), slot_best=np.zeros(max(1, slots), np.int64),
        slot_seen=zeros(slots), hit=zeros(slots), hit_part=zeros(slots), near=zeros(slots + 1),
        near_part=zeros(slots + 1), top=np.zeros(max(1, s.m), np.int64), touched=zeros(s.m + 1),
        members=zeros(3 * int(max(s.sizes))), gained=zeros(s.m), counted=zeros(s.m),
        block=zeros(s.m // BLOCK + 1), heap_v=zeros(k), heap_j=zeros(k),
    )  # fmt: skip


@dataclass
class Market:
    """One scene with its candidates, its auction's book and prices."""

    scene: Scene
    seats: Array  # by mentor
    loops: Any
    free: Array | None = None  # by mentee: takes part (None: all do)
    workers: int = 1
    tell: Tell = lambda _: None

    def __post_init__(self) -> None:
        s = self.scene
        if not self.loops.compiled:
            self.workers = 1  # lists are copied to and fro
        self.order = np.lexsort([*s.code.reshape(len(s.table_at), s.n)[: s.attributes[2]][::-1]]).astype(
            np.int32
        )
        if self.free is not None:
            self.order = self.order[self.free[self.order]]
        self.cand_j, self.cand_w = np.full((s.n, 1), -1, np.int32), np.zeros((s.n, 1), np.int32)
        self.book = self._book(None)
        self.cut = np.full(s.n, FORBIDDEN, np.int64)  # no mentor outside a mentee's list scores more
        self.matchable = 0
        self.bound = 0  # on the score of any matchable people

    def look(self, s: Scene, who: Array, k: int, price: Array, share: float) -> tuple[Array, Array, Array]:
        """Candidates at these prices for ``who``: mentors, scores (len(who) x k), and the best net worth."""
        k = max(1, min(k, s.m))
        out_j, out_w = np.full((len(who), k), -1, np.int32), np.zeros((len(who), k), np.int32)
        best = np.full(len(who), FORBIDDEN, np.int32)
        if not len(who) or not s.m:
            return out_j, out_w, best.astype(np.int64)
        desks = [desk(s, k, price) for _ in range(self.workers)]
        flat_j, flat_w = out_j.reshape(-1), out_w.reshape(-1)

        def work(worker: int, lo: int, hi: int) -> None:
            self.loops.candidates(s, who, lo, hi, k, desks[worker], flat_j, flat_w, best)

        engine.in_threads(work, len(who), self.workers, lambda part: self.tell(part * share))
        return out_j, out_w, best.astype(np.int64)

    def _book(self, old: Book | None) -> Book:
        """A book over today's lists, with the seats and prices of the old one."""
        s, (n, width) = self.scene, self.cand_j.shape
        listed = max(1, int((self.cand_j >= 0).sum()))
        lists = {
            "cand_j": self.cand_j.reshape(-1), "cand_w": self.cand_w.reshape(-1),
            "back_at": np.zeros(s.m + 1, np.int64), "back_i": np.zeros(listed, np.int32),
            "back_w": np.zeros(listed, np.int32),
        }  # fmt: skip
        self.loops.transpose(n, width, *lists.values())
        if old is not None:
            return old._replace(width=width, **lists)
        seat_at = np.concatenate([[0], np.cumsum(self.seats)]).astype(np.int64)
        total = max(1, int(seat_at[-1]))
        return Book(
            width=width, **lists,
            seat_at=seat_at, holder=np.full(total, -1, np.int32), bid=np.zeros(total, np.int64),
            taken=np.zeros(s.m, np.int64), price=np.zeros(s.m, np.int64), mate=np.full(n, -1, np.int64),
            worth=np.zeros(n, np.int64), queue=np.zeros(n + 1, np.int32), waiting=np.zeros(s.m + 1, np.int32),
            queued=np.zeros(s.m, np.int8),
        )  # fmt: skip

    def trade(self, *steps: int) -> None:
        """The auction from where it stands, at each eps in turn."""
        for eps in steps:
            count = self.loops.unhappy(self.book, self.scene.n, BONUS, eps)
            self.loops.forward(self.book, count, BONUS, eps)
            self.loops.reverse(self.book, BONUS, eps)
        self.loops.firm(self.book, BONUS)

    def solve(self) -> None:
        """Seat as many as can be, for as high a total as can be, and prove it."""
        if not self.scene.n or not self.scene.m:
            return
        self.lists(WIDTH)
        self.trade(*STEPS)
        self.refine()

    def remember(self) -> None:
        """Keep what the commonest items are like, so that it's reckoned once for all who want the same."""
        s = self.scene
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
                self.loops.remember(s, asked, desk(s, 1, np.zeros(s.m)), part * room, (part + 1) * room)

        engine.in_threads(work, self.workers, self.workers, lambda _: None)
        self.scene = s

    def lists(self, width: int) -> None:
        """List everybody's best ``width`` mentors."""
        self.remember()
        s = self.scene
        out_j, out_w, _ = self.look(s, self.order, width, np.zeros(s.m), 0.8)
        k = out_j.shape[1]
        self.cand_j, self.cand_w = np.full((s.n, k), -1, np.int32), np.zeros((s.n, k), np.int32)
        self.cand_j[self.order], self.cand_w[self.order] = out_j, out_w
        self.cut = np.where((k < s.m) & (self.cand_j[:, -1] >= 0), self.cand_w.min(axis=1), FORBIDDEN)
        self.book = self._book(None)

    def refine(self) -> None:
        """Add candidates at today's prices until the total is as good as proven, and seat whom lists left out."""
        if not self.scene.n or not self.scene.m:
            return
        bounds = []
        if self.cover():
            self.trade(*STEPS[-3:])
        for _ in range(ROUNDS):
            more_j, more_w, value = self.price_out()
            self.prove(value)
            bounds.append(self.bound)
            self.bound = min(bounds)  # any prices' bound holds
            if self.score() >= ENOUGH * self.bound and self.matched() == self.matchable:
                return
            self.widen(more_j, more_w)
            self.trade(STEPS[-2], STEPS[-1])
            if self.matched() < self.matchable:
                self.cover()
            if self.score() >= GOOD * self.bound:
                return

    def price_out(self) -> tuple[Array, Array, Array]:
        """Mentors outside the lists that are worth more than what a mentee has: (n x MORE) mentors (-1: none) and
        scores, and by mentee a bound on the best net worth of any mentor at today's prices.

        Nobody outside a list scores above the list's cut, so only the cheap mentors are looked at for everybody, and
        all mentors only for those whose cut leaves a dear one in question.
        """
        s, price = self.scene, self.book.price
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

    def best_listed(self) -> Array:
        """Best net worth within the lists."""
        worth = np.where(self.cand_j >= 0, self.cand_w - self.book.price[self.cand_j], FORBIDDEN)
        return np.asarray(worth.max(axis=1), np.int64)

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
        add_j, add_w = np.full((self.scene.n, width), -1, np.int32), np.zeros((self.scene.n, width), np.int32)
        add_j[who], add_w[who] = found_j[:, :width], found_w[:, :width]
        self.cand_j = np.concatenate([self.cand_j, add_j], axis=1)
        self.cand_w = np.concatenate([self.cand_w, add_w], axis=1)
        self.book = self._book(self.book)

    def cover(self) -> int:
        """Seat everybody who can be seated; what the lists lacked for it is added to them. How many it seated."""
        s, b = self.scene, self.book
        roots = self.order[b.mate[self.order] < 0]
        roots.sort()
        if not len(roots) or self.matched() == int(self.seats.sum()):
            self.matchable = self.matched()
            return 0
        before, price, bid = b.mate.copy(), b.price.copy(), b.bid.copy()
        classes, of_class = np.unique(s.group.reshape(-1, s.m)[:2], axis=1, return_inverse=True)
        pool = np.argsort(of_class.ravel(), kind="stable").astype(np.int32)
        sizes = np.bincount(of_class.ravel(), minlength=classes.shape[1])
        class_at = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)

        def zeros(size: int) -> Array:
            return np.zeros(size + 1, np.int32)

        keys, key = np.unique(
            s.code.reshape(len(s.table_at), s.n)[: s.attributes[2]], axis=1, return_inverse=True
        )
        added = self.loops.augment(
            s, desk(s, 1, np.zeros(s.m)), b, roots, class_at, sizes.astype(np.int64), pool,
            zeros(s.m), zeros(s.n), zeros(s.m), zeros(s.m), key.ravel().astype(np.int32),
            zeros(keys.shape[1]), zeros(keys.shape[1]),
        )  # fmt: skip
        self.matchable = self.matched()
        b.price[...], b.bid[...] = price, bid
        if added:
            moved = np.flatnonzero((b.mate != before) & (b.mate >= 0)).astype(np.int32)
            self._sit_again(moved)
        return int(added)

    def _sit_again(self, moved: Array) -> None:
        """Put right what new pairs score and bid, and enter them into the lists."""
        s, b = self.scene, self.book
        mates = b.mate[moved]
        score = self.pair_scores(moved, np.arange(len(moved) + 1), mates)
        b.worth[moved] = score
        more_j, more_w = np.full((s.n, 1), -1, np.int32), np.zeros((s.n, 1), np.int32)
        more_j[moved, 0], more_w[moved, 0] = mates, score
        self.widen(more_j, more_w)

    def pair_scores(self, who: Array, at: Array, mentors: Array) -> Array:
        """Scores of the pairs (who[x], mentors[e]) for e in at[x]:at[x + 1]; FORBIDDEN or below: not allowed."""
        out = np.zeros(len(mentors), np.int32)
        s = self.scene
        self.loops.pair_scores(
            s,
            who.astype(np.int32),
            at.astype(np.int64),
            mentors.astype(np.int32),
            desk(s, 1, np.zeros(s.m)),
            out,
        )
        return out.astype(np.int64)

    def prove(self, value: Array) -> None:
        """A bound on the total score of any ``matchable`` pairs, by linear-programming duality."""
        paid = int((self.seats * self.book.price).sum())
        self.bound = paid + int(np.maximum(0, value + BONUS).sum()) - BONUS * self.matchable

    def trial(self, other: Scene) -> "Market":
        """This market over the same people under other weights: its candidates, seats and prices, scores anew."""
        out = replace(self, scene=other)
        out.cand_j, out.cand_w, out.cut, out.matchable = (
            self.cand_j,
            self.cand_w.copy(),
            self.cut,
            self.matchable,
        )
        self.loops.rescore(self.scene, other, out.cand_j.reshape(-1), out.cand_w.reshape(-1))
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

    def list_both_ways(self, width: int) -> None:
        """Replace the lists by those of a pool in which everybody seeks and gives."""
        from matching.peers import both_ways

        self.cand_j, self.cand_w = both_ways(self, width)
        self.book = self._book(None)

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

    def net(self) -> Array:
        """What each mentee has now: score and bonus less price, 0 without a seat."""
        b = self.book
        return np.where(b.mate >= 0, b.worth + BONUS - b.price[np.maximum(b.mate, 0)], 0)

    def firsts(self) -> tuple[Array, Array]:
        """By mentee: their best allowed mentor (-1: none) and its score."""
        score = np.where(self.cand_j >= 0, self.cand_w, FORBIDDEN)
        top = score.max(axis=1)
        first = np.where(score == top[:, None], self.cand_j, np.iinfo(np.int32).max).min(axis=1)
        return np.where(top > FORBIDDEN, first, -1), top

    def score(self) -> int:
        return int(self.book.worth[self.book.mate >= 0].sum())

    def matched(self) -> int:
        return int((self.book.mate >= 0).sum())
