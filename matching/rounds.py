"""One round: who may, how well, who with whom, and what to say about it."""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from matching import gates, hours
from matching.answers import Certificate, Proposal, Receipt, RefusedPin, Round, Spare, Waiting
from matching.levers import explain
from matching.terms import plain_terms
from matching.values import Pair, Person, Rules, weights_of
from matching.words import weigh

MATCHED = 1_000.0  # worth of being matched at all, so that nobody is left out for a better total


def in_order(people: Sequence[Person], seed: int) -> list[Person]:
    """People in an order that depends on ids and the seed alone: ties fall by it."""
    if len({p.id for p in people}) < len(people):
        raise ValueError("an id is in the list twice")
    return sorted(people, key=lambda p: hashlib.blake2b(f"{seed}:{p.id}".encode(), digest_size=8).digest())


def run(
    mentees: Sequence[Person],
    mentors: Sequence[Person],
    rules: Rules,
    *,
    closed: Collection[Pair],
    pinned: Collection[Pair],
    vetoed: Collection[Pair],
    managers: Mapping[str, str],
    progress: Callable[[float], None] | None,
) -> Round:
    """See ``matching.propose``."""
    tell = progress or (lambda _: None)
    tell(0.0)
    seekers, givers = in_order(mentees, rules.seed), in_order(mentors, rules.seed)
    ctx = gates.context([*seekers, *givers], rules, closed=closed, vetoed=vetoed, managers=managers)
    seats = np.array([gates.places(p, rules) for p in givers], dtype=np.int64)
    ready = [gates.takes_part(p, rules) and gates.has_time(p, rules) for p in seekers]

    words = weigh(seekers, givers)
    topics = words.matrix()
    score, allowed = np.zeros(topics.shape), np.zeros(topics.shape, dtype=bool)
    weights = weights_of(rules.weights)
    total = sum(weights.values()) or 1.0
    for i, mentee in enumerate(seekers):
        for j, mentor in enumerate(givers):
            if ready[i] and gates.takes_part(mentor, rules) and gates.refusal(mentee, mentor, ctx) is None:
                allowed[i, j] = topics[i, j] > 0 or not rules.common_ground
            parts = plain_terms(mentee, mentor, rules) | {"topics": topics[i, j]}
            score[i, j] = round(sum(weights[name] * parts[name] for name in weights) / total, 4)
    tell(0.5)

    given, refused = _pin(pinned, seekers, givers, seats, ctx)
    taken = {i for i, _ in given}
    left = seats - np.bincount([j for _, j in given], minlength=len(givers)).astype(np.int64)
    free = allowed.copy()
    free[list(taken)] = False
    found = _assign(score, free, left)
    chosen = given + found
    tell(0.8)

    used = np.bincount([j for _, j in chosen], minlength=len(givers))
    wanted = np.where(allowed, score, -1.0)
    firsts = [int(np.argmax(wanted[i])) if allowed[i].any() else -1 for i in range(len(seekers))]
    pairs = []
    for i, j in chosen:
        best = firsts[i]
        traded = givers[best].id if best >= 0 and wanted[i, best] > score[i, j] else None
        parts = plain_terms(seekers[i], givers[j], rules) | {"topics": topics[i, j]}
        receipt = Receipt(
            words=words.shared(i, j),
            terms={name: round(float(parts[name]), 4) for name in weights},
            overlap_minutes=hours.shared(seekers[i].work, givers[j].work),
            traded=traded,
            demand=firsts.count(j),
            pinned=(i, j) in given,
        )
        pairs.append(Proposal(seekers[i].id, givers[j].id, float(score[i, j]), receipt))
    matched = {i for i, _ in chosen}
    waiting: list[Waiting] = [
        explain(seekers[i], ready[i], givers, seats - used, topics[i], ctx)
        for i in range(len(seekers))
        if i not in matched
    ]
    worth = float(sum(pair.score for pair in pairs))
    tell(1.0)
    return Round(
        pairs=tuple(sorted(pairs, key=lambda pair: pair.mentee)),
        waiting=tuple(sorted(waiting, key=lambda one: one.mentee)),
        spare=tuple(
            sorted(
                (Spare(p.id, int(n)) for p, n in zip(givers, seats - used, strict=True) if n > 0),
                key=lambda s: s.mentor,
            )
        ),
        certificate=Certificate(len(pairs), len(pairs), round(worth, 4), round(worth, 4), 1.0),
        refused_pins=tuple(refused),
    )


def _pin(
    pinned: Collection[Pair],
    seekers: list[Person],
    givers: list[Person],
    seats: np.ndarray,
    ctx: gates.Context,
) -> tuple[list[tuple[int, int]], list[RefusedPin]]:
    row = {p.id: i for i, p in enumerate(seekers)}
    column = {p.id: j for j, p in enumerate(givers)}
    given: list[tuple[int, int]] = []
    refused = []
    left = seats.copy()
    for mentee, mentor in sorted(set(pinned)):
        if mentee not in row or mentor not in column:
            refused.append(RefusedPin(mentee, mentor, "unknown"))
            continue
        i, j = row[mentee], column[mentor]
        why = gates.refusal(seekers[i], givers[j], ctx, gates.STRICT)
        if why is None and (left[j] < 1 or i in {one for one, _ in given}):
            why = "capacity"
        if why:
            refused.append(RefusedPin(mentee, mentor, why))
        else:
            given.append((i, j))
            left[j] -= 1
    return given, refused


def _assign(score: np.ndarray, allowed: np.ndarray, seats: np.ndarray) -> list[tuple[int, int]]:
    owner = np.repeat(np.arange(len(seats)), np.minimum(seats, len(score)))
    if not len(owner) or not len(score):
        return []
    worth = np.where(allowed, score + MATCHED, 0.0)[:, owner]
    rows, columns = linear_sum_assignment(worth, maximize=True)
    return [(int(i), int(owner[k])) for i, k in zip(rows, columns, strict=True) if allowed[i, owner[k]]]
