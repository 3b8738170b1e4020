"""What a market stands on: its candidates, its auction's book and prices, and how to look for more."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from matching.loops import engine
from matching.loops.auction import Book
from matching.loops.types import BLOCK, FORBIDDEN, Problem, Scratch
from matching.scoring.arrays import SCALE

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
FEW = 2000  # mentees up to which the auction goes on to an eps of one millionth, since that takes no time
OFTEN = 3  # an item that so many want is worth remembering
KEPT = 3 << 23  # entries of memory for that
BARRED = 1 << 26  # the price of a mentor who takes nobody
ENOUGH = 0.9995  # certified part of the best at which no more candidates are sought
GOOD = 0.996  # and at which it isn't worth another look to prove more
ROUNDS = 3


def scratch(s: Problem, k: int, price: Array) -> Scratch:
    """Scratch space for one worker."""
    items, slots = len(s.slot_at) - 1, len(s.owner)

    def zeros(size: int) -> Array:
        return np.zeros(max(1, size), np.int32)

    return Scratch(
        price=price.astype(np.int32), live=zeros(s.m), place=zeros(s.m), base=zeros(s.m), third=zeros(s.m),
        row=zeros(s.m), acc=zeros(items), seen=zeros(items), slot_best=np.zeros(max(1, slots), np.int64),
        slot_seen=zeros(slots), hit=zeros(slots), hit_part=zeros(slots), near=zeros(slots + 1),
        near_part=zeros(slots + 1), top=np.zeros(max(1, s.m), np.int64), touched=zeros(s.m + 1),
        members=zeros(3 * int(max(s.sizes))), gained=zeros(s.m), counted=zeros(s.m),
        block=zeros(s.m // BLOCK + 1), heap_v=zeros(k), heap_j=zeros(k),
    )  # fmt: skip


@dataclass
class MarketBook:
    """One problem with its candidates, its auction's book and prices."""

    problem: Problem
    seats: Array  # by mentor
    loops: Any
    free: Array | None = None  # by mentee: takes part (None: all do)
    workers: int = 1
    tell: Tell = lambda _: None

    def __post_init__(self) -> None:
        s = self.problem
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

    def look(self, s: Problem, who: Array, k: int, price: Array, share: float) -> tuple[Array, Array, Array]:
        """Candidates at these prices for ``who``: mentors, scores (len(who) x k), and the best net worth."""
        k = max(1, min(k, s.m))
        out_j, out_w = np.full((len(who), k), -1, np.int32), np.zeros((len(who), k), np.int32)
        best = np.full(len(who), FORBIDDEN, np.int32)
        if not len(who) or not s.m:
            return out_j, out_w, best.astype(np.int64)
        scratches = [scratch(s, k, price) for _ in range(self.workers)]
        flat_j, flat_w = out_j.reshape(-1), out_w.reshape(-1)

        def work(worker: int, lo: int, hi: int) -> None:
            self.loops.candidates(s, who, lo, hi, k, scratches[worker], flat_j, flat_w, best)

        engine.in_threads(work, len(who), self.workers, lambda part: self.tell(part * share))
        return out_j, out_w, best.astype(np.int64)

    def relist(self, cand_j: Array, cand_w: Array) -> None:
        """Begin anew with other lists."""
        self.cand_j, self.cand_w = cand_j, cand_w
        self.book = self._book(None)

    def _book(self, old: Book | None) -> Book:
        """A book over today's lists, with the seats and prices of the old one."""
        s, (n, width) = self.problem, self.cand_j.shape
        listed = max(1, int((self.cand_j >= 0).sum()))
        lists = {
            "cand_j": self.cand_j.reshape(-1), "cand_w": self.cand_w.reshape(-1),
            "back_at": np.zeros(s.m + 1, np.int64), "back_i": np.zeros(listed, np.int32),
            "back_w": np.zeros(listed, np.int32),
        }  # fmt: skip
        self.loops.transpose(n, width, *lists.values())
        if old is not None:
            return old._replace(width=width, **lists)
        seats = np.minimum(self.seats, n + 1)  # more can't be taken, and would only fill memory
        seat_at = np.concatenate([[0], np.cumsum(seats)]).astype(np.int64)
        total = max(1, int(seat_at[-1]))
        return Book(
            width=width, **lists,
            seat_at=seat_at, holder=np.full(total, -1, np.int32), bid=np.zeros(total, np.int64),
            taken=np.zeros(s.m, np.int64), price=np.zeros(s.m, np.int64), mate=np.full(n, -1, np.int64),
            worth=np.zeros(n, np.int64), queue=np.zeros(n + 1, np.int32), waiting=np.zeros(s.m + 1, np.int32),
            queued=np.zeros(s.m, np.int8),
        )  # fmt: skip

    def trade(self, begin: int = 0, end: int | None = None) -> None:
        """The auction from where it stands, at STEPS[begin:end]."""
        steps = STEPS[begin:end] if self.problem.n > FEW else (*STEPS[begin:], 1)
        self.loops.trade(self.book, self.problem.n, BONUS, np.array(steps, np.int64))

    def net(self) -> Array:
        """What each mentee has now: score and bonus less price, 0 without a seat."""
        b = self.book
        return np.where(b.mate >= 0, b.worth + BONUS - b.price[np.maximum(b.mate, 0)], 0)

    def score(self) -> int:
        return int(self.book.worth[self.book.mate >= 0].sum())

    def matched(self) -> int:
        return int((self.book.mate >= 0).sum())

    def pair_scores(self, who: Array, at: Array, mentors: Array) -> Array:
        """Scores of the pairs (who[x], mentors[e]) for e in at[x]:at[x + 1]; FORBIDDEN or below: not allowed."""
        out = np.zeros(len(mentors), np.int32)
        s = self.problem
        self.loops.pair_scores(
            s,
            who.astype(np.int32),
            at.astype(np.int64),
            mentors.astype(np.int32),
            scratch(s, 1, np.zeros(s.m)),
            out,
        )
        return out.astype(np.int64)

    def best_listed(self) -> Array:
        """Best net worth within the lists."""
        worth = np.where(self.cand_j >= 0, self.cand_w - self.book.price[self.cand_j], FORBIDDEN)
        return np.asarray(worth.max(axis=1), np.int64)

    def firsts(self) -> tuple[Array, Array]:
        """By mentee: their best allowed mentor (-1: none) and its score."""
        score = np.where(self.cand_j >= 0, self.cand_w, FORBIDDEN)
        top = score.max(axis=1)
        first = np.where(score == top[:, None], self.cand_j, np.iinfo(np.int32).max).min(axis=1)
        return np.where(top > FORBIDDEN, first, -1), top
