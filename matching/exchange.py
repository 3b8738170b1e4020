"""A round that stays open: prices are kept, so that a newcomer, a veto or changed weights re-price only what moves."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from matching.comparison import beside
from matching.levers import Explainer
from matching.market.assign import Market
from matching.market.book import BARRED, scratch
from matching.receipts import proposals
from matching.results import Comparison, Proposal, Round, Waiting
from matching.rounds import report
from matching.scoring import gates, terms
from matching.scoring.arrays import HOURS, cells, constants, personal, shares
from matching.scoring.preparation import Preparation, prepare
from matching.text.lexicon import MARK
from matching.text.tfidf import items_of, queries
from matching.text.tokens import telling, words_of
from matching.values import Pair, Person, Rules, Weights

Array = np.ndarray[Any, Any]


def open_exchange(
    mentees: Sequence[Person],
    mentors: Sequence[Person],
    rules: Rules,
    *,
    closed: Collection[Pair] = (),
    pinned: Collection[Pair] = (),
    vetoed: Collection[Pair] = (),
    managers: Mapping[str, str] | None = None,
    progress: Callable[[float], None] | None = None,
    workers: int = 1,
) -> "Exchange":
    """Solve a round and keep it open. Modes "mentoring" and "reverse"; arguments as for ``matching.propose``."""
    if rules.mode not in ("mentoring", "reverse"):
        raise ValueError(f"an exchange can't be kept open in mode {rules.mode!r}")
    prepared = prepare(
        mentees, mentors, rules, closed=closed, pinned=pinned, vetoed=vetoed, managers=managers
    )
    market = Market(
        prepared.problem, prepared.seats, prepared.loops, prepared.free, workers, progress or (lambda _: None)
    )
    market.solve()
    return Exchange(prepared, market)


class Exchange:
    """One solved market; changes move it on. Not for use from several threads at once."""

    def __init__(self, prepared: Preparation, market: Market) -> None:
        self.prepared, self.market = prepared, market
        self._added = np.zeros(len(prepared.mentors), np.int64)  # newcomers placed, by mentor
        self._column = {p.id: j for j, p in enumerate(prepared.mentors)}
        self._row = {p.id: i for i, p in enumerate(prepared.mentees)}
        self._scratch = scratch(prepared.problem, 1, market.book.price)
        self._against: dict[str, set[int]] = defaultdict(set)  # person -> mentors who may not have them
        for j, p in enumerate(prepared.mentors):
            for other in (*p.avoid, *prepared.ctx.above.get(p.id, ())):
                self._against[other].add(j)
        for pair in prepared.ctx.closed | prepared.ctx.vetoed:
            for one in pair:
                self._against[one] |= {self._column[x] for x in pair - {one} if x in self._column}

    def round(self) -> Round:
        """The round as it stands, its certificate proven again."""
        self.market.refine()
        return report(self.prepared, self.market)

    def place(self, newcomer: Person) -> Proposal | Waiting:
        """Place one more mentee with the mentor who is worth most after their price, among those with a free place.

        Nobody who has a mentor loses them. The place is taken: the next newcomer doesn't get it.
        """
        if newcomer.id in self._row:
            raise ValueError(f"{newcomer.id} is in the round already")
        one, rules = self._alone(newcomer), self.prepared.ctx.rules
        spare = self.prepared.seats - self.market.book.taken - self._added
        if not (gates.takes_part(newcomer, rules) and gates.has_time(newcomer, rules)):
            return Explainer(one, spare).stays_out(newcomer)
        if one.problem.m == 0:
            return Explainer(one, spare).waits(0, False)
        self._scratch.price[:] = np.where(spare > 0, self.market.book.price, BARRED)
        first, (out_j, out_w, best) = np.zeros(1, np.int32), np.zeros((3, 1), np.int32)
        self.prepared.loops.candidates(one.problem, first, 0, 1, 1, self._scratch, out_j, out_w, best)
        if out_j[0] < 0 or spare[out_j[0]] < 1:
            return Explainer(one, spare).waits(0, bool(out_j[0] >= 0))
        self._added[out_j[0]] += 1
        i, j = np.zeros(1, np.int64), out_j.astype(np.int64)
        return proposals(one, i, j, out_w.astype(np.int64), j, out_w)[0]

    def veto(self, mentee: str, mentor: str) -> None:
        """Never this pair: the mentee bids again, and others move only where that sets off better bids."""
        i, j = self._row[mentee], self._column[mentor]
        s = self.market.problem
        bounds = s.except_at.copy()
        bounds[i + 1 :] += 1
        excepted = np.insert(s.except_j, int(s.except_at[i + 1]), j).astype(np.int32)
        ctx = self.prepared.ctx
        self.prepared.ctx = replace(ctx, vetoed=ctx.vetoed | {frozenset((mentee, mentor))})
        self.prepared.problem = self.market.problem = s._replace(except_at=bounds, except_j=excepted)
        self._against[mentee].add(j)
        self.market.forbid(i, j)
        self._settle()

    def pin(self, mentee: str, mentor: str) -> None:
        """This pair, by the owner's word; whoever loses the place for it bids again. ValueError: a strict rule
        forbids it, or the mentor has no place that isn't pinned."""
        i, j = self._row[mentee], self._column[mentor]
        why = gates.refusal(
            self.prepared.mentees[i], self.prepared.mentors[j], self.prepared.ctx, gates.STRICT
        )
        if why is None and self.market.seats[j] - self._added[j] < 1:
            why = "capacity"
        if why or not self.prepared.free[i]:
            raise ValueError(f"{mentee} and {mentor} can't be pinned: {why or 'pinned already'}")
        market = self.market
        if market.book.mate[i] >= 0:
            market.loops.leave(market.book, i)
        market.cand_j[i] = -1
        self.prepared.free[i] = False
        self.prepared.pins.append((mentee, mentor))
        market.order = market.order[market.order != i]
        seats = market.seats.copy()
        seats[j] -= 1
        market.reseat(seats)
        self.prepared.seats = seats
        self._settle()

    def swap(self, one: str, other: str) -> None:
        """Two mentees take each other's mentor, by the owner's word."""
        ends = [int(self.market.book.mate[self._row[x]]) for x in (one, other)]
        if min(ends) < 0:
            raise ValueError("both need a mentor to swap")
        first, second = (self.prepared.mentors[j].id for j in ends)
        self.pin(one, second)
        self.pin(other, first)

    def _settle(self) -> None:
        self.market.trade(-2)
        self.market.cover()

    def what_if(self, weights: Weights) -> Comparison:
        """How the round would come out with other weights; the exchange itself stays as it is.

        Today's candidates are scored anew, so this takes no new look at everybody. ValueError where scores don't come
        apart again (fairness, levels, pathways, no weight on topics): run ``compare`` then.
        """
        s = self.market.problem
        if len(s.shape) or not s.topics or len(s.want_key) or len(s.role_key):
            raise ValueError("these scores don't come apart again: compare whole rounds")
        ctx = replace(self.prepared.ctx, rules=replace(self.prepared.ctx.rules, weights=weights))
        worth = shares(ctx)
        other = s._replace(
            **cells(self.prepared.tables, ctx),
            constant=constants(self.prepared.mentees, worth),
            topics=round(worth["topics"]),
            gap=round(worth["gap"]),
            gap_unknown=round(worth["gap"] * terms.UNKNOWN),
            pathway=round(worth["pathway"]),
        )
        trial = self.market.trial(other)
        trial.trade(-3)
        return beside("", trial, self.market)

    def _alone(self, person: Person) -> Preparation:
        """The round prepared for this mentee only, with all mentors."""
        prepared, kept, w = self.prepared, self.prepared.tables, self.prepared.words
        values = [kind.of_mentee(person) for kind in kept.attributes]
        parts, allowed = [], []
        for a, (kind, value) in enumerate(zip(kept.attributes, values, strict=True)):
            code = kept.mentee_values[a].get(value)
            if code is None:
                gate, part = kind.compare([value], list(kept.mentor_values[a]), prepared.ctx)
            else:
                gate, part = kept.allowed[a], kept.parts[a]
                gate = None if gate is None else gate[code : code + 1]
                part = {name: table[code : code + 1] for name, table in part.items()}
            allowed.append(gate)
            parts.append(part)
        tables = replace(
            kept,
            mentee_values=[{value: 0} for value in values],
            mentee_codes=np.zeros((len(values), 1), np.int32),
            parts=parts,
            allowed=allowed,
            minutes=terms.shared_minutes([person.work], list(kept.mentor_values[HOURS])),
        )
        texts = list(items_of(person))
        said = [words_of(text) for text in texts]
        tokens = telling(said, w.ignored)
        for one, words in zip(tokens, said, strict=True):
            one.extend(MARK + prepared.ctx.rules.competencies[c].name for c in w.finder.find(words))
        vectors, new = w.lexicon.vectors(tokens)
        numbers = len(w.texts) + np.arange(len(texts))
        above = (
            gates.line(prepared.ctx.boss, person.manager)
            if prepared.ctx.rules.reporting_line
            else frozenset[str]()
        )
        forbidden = {self._column[x] for x in (person.id, *person.avoid, *above) if x in self._column}
        forbidden |= self._against.get(person.id, set())
        problem = prepared.problem._replace(
            n=1,
            code=np.zeros(len(values), np.int32),
            **cells(tables, prepared.ctx),
            constant=constants([person], shares(prepared.ctx)),
            except_at=np.array([0, len(forbidden)], np.int64),
            except_j=np.array(sorted(forbidden), np.int32),
            item_at=np.array([0, len(texts)], np.int64),
            item=np.arange(len(texts), dtype=np.int32),
            **queries(w, vectors, new, prepared.loops),
            **personal([person], kept),
        )
        return replace(
            prepared,
            mentees=[person],
            words=replace(w, texts=[*w.texts, *texts], query_text=numbers, mentee_items=[numbers.tolist()]),
            tables=tables,
            problem=problem,
            free=np.ones(1, bool),
            out=[],
            pins=[],
        )
