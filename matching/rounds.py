"""One round: who may, how well, who with whom, and what to say about it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import numpy as np

from matching.answers import Certificate, Proposal, Round, Spare, Topic
from matching.levers import Explainer
from matching.market import Market
from matching.receipts import proposals
from matching.scene import SCALE
from matching.setting import Setting, prepare
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
    tell(0.0)
    setting = prepare(mentees, mentors, rules, closed=closed, pinned=pinned, vetoed=vetoed, managers=managers)
    tell(0.2)
    market = Market(
        setting.scene,
        setting.seats,
        setting.loops,
        setting.free,
        workers,
        lambda part: tell(0.2 + 0.6 * part),
    )
    market.solve()
    done = report(setting, market)
    tell(1.0)
    return done


def report(setting: Setting, market: Market) -> Round:
    """What a solved market comes to."""
    i = np.flatnonzero(market.book.mate >= 0)
    j = market.book.mate[i]
    first, first_score = market.firsts()
    pairs = proposals(setting, i, j, market.book.worth[i], first, first_score)
    row = {p.id: x for x, p in enumerate(setting.mentees)}
    column = {p.id: x for x, p in enumerate(setting.mentors)}
    pinned = np.array([(row[one], column[other]) for one, other in setting.pins], np.int64).reshape(-1, 2)
    given = proposals(setting, pinned[:, 0], pinned[:, 1], None, first, first_score)
    spare = setting.seats - market.book.taken
    explainer = Explainer(setting, spare)
    waiting = [
        explainer.waits(int(x), first[x] >= 0) for x in np.flatnonzero((market.book.mate < 0) & setting.free)
    ]
    waiting += [explainer.stays_out(p) for p in setting.out]
    return Round(
        pairs=tuple(sorted(pairs + given, key=lambda pair: pair.mentee)),
        waiting=tuple(sorted(waiting, key=lambda one: one.mentee)),
        spare=tuple(
            sorted(
                (Spare(p.id, int(n)) for p, n in zip(setting.mentors, spare, strict=True) if n > 0),
                key=lambda one: one.mentor,
            )
        ),
        certificate=certificate(market, given),
        refused_pins=tuple(setting.refused_pins),
        topics=supply_and_demand(setting),
    )


def certificate(market: Market, given: Sequence[Proposal]) -> Certificate:
    """The proof, in scores. Pinned pairs are in it as they are."""
    pinned = round(sum(pair.score for pair in given) * SCALE)
    score = market.score() + pinned
    bound = max(market.bound + pinned, score)
    return Certificate(
        matched=market.matched() + len(given),
        matchable=market.matchable + len(given),
        score=round(score / SCALE, 4),
        upper_bound=round(bound / SCALE, 4),
        ratio=round(score / bound, 6) if bound else 1.0,
    )


def supply_and_demand(setting: Setting) -> tuple[Topic, ...]:
    """By competency: who wants it, who offers it, and how many places they have."""
    rules, named = setting.ctx.rules, setting.words.named
    wanted = [0] * len(rules.competencies)
    offered, places = wanted.copy(), wanted.copy()
    if not wanted:
        return ()
    for items in setting.words.mentee_items:
        for c in {c for t in items for c in named[t]}:
            wanted[c] += 1
    for items, seats in zip(setting.words.mentor_items, setting.seats.tolist(), strict=True):
        for c in {c for t in items for c in named[t]}:
            offered[c] += 1
            places[c] += seats
    found = [
        Topic(one.name, *numbers)
        for one, *numbers in zip(rules.competencies, wanted, offered, places, strict=True)
        if any(numbers)
    ]
    return tuple(sorted(found, key=lambda one: (one.places - one.mentees, one.name)))
