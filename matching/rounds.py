"""One round: who may, how well, who with whom, and what to say about it."""

import gc
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np

from matching.levers import Explainer
from matching.market.assign import Market
from matching.market.groups import form
from matching.market.peers import pair_up, pool
from matching.market.subset import narrow
from matching.receipts import proposals
from matching.results import Certificate, Proposal, Round, Spare, Topic
from matching.scoring.arrays import SCALE, by_mentee
from matching.scoring.preparation import Preparation, exceptions, prepare
from matching.values import Pair, Person, Rules

Array = np.ndarray[Any, Any]
Tell = Callable[[float], None]


def run(
    mentees: Sequence[Person],
    mentors: Sequence[Person],
    rules: Rules,
    *,
    closed: Collection[Pair] = (),
    pinned: Collection[Pair] = (),
    vetoed: Collection[Pair] = (),
    managers: Mapping[str, str] | None = None,
    progress: Tell | None = None,
    workers: int = 1,
) -> Round:
    """See ``matching.propose``."""
    tell = progress or (lambda _: None)
    facts: dict[str, Any] = {"closed": closed, "pinned": pinned, "vetoed": vetoed, "managers": managers}
    with _uncollected():
        tell(0.0)
        done = _run(mentees, mentors, rules, facts, tell, workers)
        tell(1.0)
    return done


@contextmanager
def _uncollected() -> Iterator[None]:
    """No garbage collection meanwhile: a round is a million objects and no cycles, and would be searched for them
    again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _run(
    mentees: Sequence[Person],
    mentors: Sequence[Person],
    rules: Rules,
    facts: dict[str, Any],
    tell: Tell,
    workers: int,
) -> Round:
    if rules.mode == "peer":
        return peers(mentees, mentors, rules, facts, tell, workers)
    prepared = prepare(mentees, mentors, rules, **facts)
    tell(0.2)
    market = Market(
        prepared.problem,
        prepared.seats,
        prepared.loops,
        prepared.free,
        workers,
        lambda x: tell(0.2 + 0.6 * x),
    )
    market.solve()
    left_out: Array = np.zeros(len(prepared.mentees), bool)
    if rules.mode == "group":
        before = market.book.mate >= 0
        column = {p.id: j for j, p in enumerate(prepared.mentors)}
        pinned = [column[mentor] for _, mentor in prepared.pins]
        form(market, rules.group_size[0], np.bincount(np.array(pinned, np.int64), minlength=len(column)))
        left_out = before & (market.book.mate < 0)
    done = report(prepared, market, left_out)
    if rules.fairness:
        done = plainly(prepared, market, done)
    if rules.mode == "topic":
        done = replace(done, pairs=tuple(sorted([*done.pairs, *topics(prepared, market)], key=by_id)))
    return done


def plainly(prepared: Preparation, market: Market, done: Round) -> Round:
    """A fair round with the scores as they are, and what fairness costs of the best total without it."""
    problem = prepared.problem._replace(shape=np.zeros(0, np.int32))
    plain = Market(problem, prepared.seats, prepared.loops, prepared.free, market.workers)
    plain.solve()
    i = np.flatnonzero(market.book.mate >= 0)
    scores = plain.pair_scores(i, np.arange(len(i) + 1), market.book.mate[i])
    shown = {
        prepared.mentees[x].id: round(w / SCALE, 4) for x, w in zip(i.tolist(), scores.tolist(), strict=True)
    }
    price = 1 - float(scores.sum()) / plain.bound if plain.bound > 0 else 0.0
    return replace(
        done,
        pairs=tuple(
            pair if pair.receipt.pinned else replace(pair, score=shown[pair.mentee]) for pair in done.pairs
        ),
        certificate=replace(done.certificate, fairness_price=round(max(0.0, price), 6)),
    )


def by_id(pair: Proposal) -> tuple[str, bool, str]:
    """The order of proposals: a mentee's core mentor first."""
    return pair.mentee, pair.role != "core", pair.mentor


def topics(prepared: Preparation, market: Market) -> list[Proposal]:
    """Mode "topic": further mentors for everybody, from the places that are left."""
    out: list[Proposal] = []
    seated = np.flatnonzero(market.book.mate >= 0)
    row = {p.id: i for i, p in enumerate(prepared.mentees)}
    column = {p.id: j for j, p in enumerate(prepared.mentors)}
    pinned = [(row[mentee], column[mentor]) for mentee, mentor in prepared.pins]
    taken = [
        exceptions(prepared.mentees, prepared.mentors, prepared.ctx),
        np.stack([seated, market.book.mate[seated]], axis=1),
        np.array(pinned, np.int64).reshape(-1, 2),
    ]
    seats = prepared.seats - market.book.taken
    for _ in range(prepared.ctx.rules.mentors_each - 1 if len(row) and len(seats) else 0):
        at, j = by_mentee(np.concatenate(taken), len(row), len(seats))
        full = prepared.problem._replace(except_at=at, except_j=j)
        open_ = np.flatnonzero(seats > 0)
        further = Market(narrow(full, open_), seats[open_], prepared.loops, None, market.workers)
        further.solve()
        i = np.flatnonzero(further.book.mate >= 0)
        mentor = open_[further.book.mate[i]]
        first, score = further.firsts()
        first = np.where(first >= 0, open_[first], -1) if len(open_) else first
        out += proposals(prepared, i, mentor, further.book.worth[i], first, score, role="topic")
        taken.append(np.stack([i, mentor], axis=1))
        seats = seats - np.bincount(mentor, minlength=len(seats))
    return out


def peers(
    mentees: Sequence[Person],
    mentors: Sequence[Person],
    rules: Rules,
    facts: dict[str, Any],
    tell: Tell,
    workers: int,
) -> Round:
    """Mode "peer": every pair once, and who waits."""
    seekers, givers = pool(mentees, mentors, rules)
    able = {p.id for p in seekers}
    out = [p for p in {p.id: p for p in (*mentors, *mentees)}.values() if p.id not in able]
    prepared = prepare(seekers, givers, rules, **facts, both=True)
    prepared.out.extend(out)
    tell(0.2)
    market = Market(
        prepared.problem,
        prepared.seats,
        prepared.loops,
        prepared.free,
        workers,
        lambda x: tell(0.2 + 0.6 * x),
    )
    if len(seekers):
        pair_up(market)
    done = report(prepared, market)
    once = [pair for pair in done.pairs if pair.mentee < pair.mentor or pair.receipt.pinned]
    proof = certificate(market, [], sides=2)
    pinned = sum(pair.score for pair in once if pair.receipt.pinned)
    proof = replace(
        proof,
        matched=2 * len(once),
        matchable=proof.matchable + 2 * len(prepared.pins),
        score=round(proof.score + pinned, 4),
        upper_bound=round(proof.upper_bound + pinned, 4),
    )
    return replace(done, pairs=tuple(replace(pair, role="peer") for pair in once), certificate=proof)


def ranked(
    mentee: Person, mentors: Sequence[Person], rules: Rules, most: int, **facts: Any
) -> tuple[Proposal, ...]:
    """See ``matching.rank``."""
    prepared = prepare([mentee], mentors, rules, **facts)
    if not prepared.mentees or not prepared.mentors:
        return ()
    market = Market(prepared.problem, prepared.seats, prepared.loops)
    out_j, out_w, _ = market.look(prepared.problem, market.order, most, np.zeros(prepared.problem.m), 1.0)
    best = np.lexsort((out_j[0], -out_w[0]))
    best = best[out_j[0][best] >= 0]
    j, score = out_j[0][best].astype(np.int64), out_w[0][best].astype(np.int64)
    first = np.full(1, j[0] if len(j) else -1)
    found = proposals(prepared, np.zeros(len(j), np.int64), j, score, first, score[:1])
    return tuple(replace(one, receipt=replace(one.receipt, traded=None)) for one in found)


def report(prepared: Preparation, market: Market, left_out: Array | None = None) -> Round:
    """What a solved market comes to. ``left_out`` by mentee: their group was too small."""
    i = np.flatnonzero(market.book.mate >= 0)
    j = market.book.mate[i]
    first, first_score = market.firsts()
    pairs = proposals(prepared, i, j, market.book.worth[i], first, first_score)
    row = {p.id: x for x, p in enumerate(prepared.mentees)}
    column = {p.id: x for x, p in enumerate(prepared.mentors)}
    pinned = np.array([(row[one], column[other]) for one, other in prepared.pins], np.int64).reshape(-1, 2)
    given = proposals(prepared, pinned[:, 0], pinned[:, 1], None, first, first_score)
    spare = prepared.seats - market.book.taken
    explainer = Explainer(prepared, spare)
    waiting = [
        explainer.waits(int(x), first[x] >= 0) for x in np.flatnonzero((market.book.mate < 0) & prepared.free)
    ]
    if left_out is not None:
        ids = {prepared.mentees[x].id for x in np.flatnonzero(left_out)}
        waiting = [replace(one, reason="group_too_small") if one.mentee in ids else one for one in waiting]
    if prepared.ctx.rules.mode == "peer":
        waiting = [replace(one, reason="odd_one_out") if one.reason == "capacity" else one for one in waiting]
    waiting += [explainer.stays_out(p) for p in prepared.out]
    return Round(
        pairs=tuple(sorted(pairs + given, key=by_id)),
        waiting=tuple(sorted(waiting, key=lambda one: one.mentee)),
        spare=tuple(
            sorted(
                (Spare(p.id, int(n)) for p, n in zip(prepared.mentors, spare, strict=True) if n > 0),
                key=lambda one: one.mentor,
            )
        ),
        certificate=certificate(market, given),
        refused_pins=tuple(prepared.refused_pins),
        topics=supply_and_demand(prepared),
    )


def certificate(market: Market, given: Sequence[Proposal], sides: int = 1) -> Certificate:
    """The proof, in scores. Pinned pairs are in it as they are. ``sides``: how often the market counts a pair."""
    pinned = round(sum(pair.score for pair in given) * SCALE)
    score = market.score() + pinned
    bound = max(market.bound + pinned, score)
    return Certificate(
        matched=market.matched() + len(given),
        matchable=market.matchable + len(given),
        score=round(score / SCALE / sides, 4),
        upper_bound=round(bound / SCALE / sides, 4),
        ratio=round(score / bound, 6) if bound else 1.0,
    )


def supply_and_demand(prepared: Preparation) -> tuple[Topic, ...]:
    """By competency: who wants it, who offers it, and how many places they have."""
    rules, named = prepared.ctx.rules, prepared.words.named
    wanted = [0] * len(rules.competencies)
    offered, places = wanted.copy(), wanted.copy()
    if not wanted:
        return ()
    for items in prepared.words.mentee_items:
        for c in {c for t in items for c in named[t]}:
            wanted[c] += 1
    for items, seats in zip(prepared.words.mentor_items, prepared.seats.tolist(), strict=True):
        for c in {c for t in items for c in named[t]}:
            offered[c] += 1
            places[c] += seats
    found = [
        Topic(one.name, *numbers)
        for one, *numbers in zip(rules.competencies, wanted, offered, places, strict=True)
        if any(numbers)
    ]
    return tuple(sorted(found, key=lambda one: (one.places - one.mentees, one.name)))
