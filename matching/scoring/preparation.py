"""From people to arrays: who takes part, in which order, and what forbids whom."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from matching.loops import engine
from matching.loops.types import Problem
from matching.results import RefusedPin
from matching.scoring import gates
from matching.scoring.arrays import Tables, problem, tables
from matching.text import tfidf
from matching.values import Pair, Person, Rules

Array = np.ndarray[Any, Any]


@dataclass
class Preparation:
    """One round, ready to be solved. Mentees and mentors are those who can be matched at all."""

    ctx: gates.Context
    mentees: list[Person]
    mentors: list[Person]
    seats: Array  # by mentor, pins taken off
    words: tfidf.Words
    tables: Tables
    problem: Problem
    loops: Any
    out: list[Person]  # mentees who don't take part: not in the audience, or no time
    pins: list[Pair]  # their mentees are in mentees, but not in free
    refused_pins: list[RefusedPin]
    free: Array  # by mentee: nobody is pinned to them


def in_order(people: Sequence[Person], seed: int) -> list[Person]:
    """People in an order that depends on ids and the seed alone: ties fall by it."""
    if len({p.id for p in people}) < len(people):
        raise ValueError("an id is in the list twice")
    key = f"{seed}:".encode()
    return sorted(people, key=lambda p: (hashlib.blake2b(key + p.id.encode(), digest_size=8).digest(), p.id))


def prepare(
    mentees: Sequence[Person],
    mentors: Sequence[Person],
    rules: Rules,
    *,
    closed: Collection[Pair] = (),
    pinned: Collection[Pair] = (),
    vetoed: Collection[Pair] = (),
    managers: Mapping[str, str] | None = None,
    both: bool = False,
) -> Preparation:
    """Everything a round runs on. ``both``: the lists hold the same people, who seek and give."""
    seekers, givers = in_order(mentees, rules.seed), in_order(mentors, rules.seed)
    ctx = gates.context([*seekers, *givers], rules, closed=closed, vetoed=vetoed, managers=managers)
    places = {p.id: gates.places(p, rules) for p in givers}
    pins, refused = pin(pinned, {p.id: p for p in seekers}, {p.id: p for p in givers}, places, ctx)
    done, given = {mentee for mentee, _ in pins}, {mentor for _, mentor in pins}
    if both:
        done = given = done | given
        places |= dict.fromkeys(given, 0)
    out = [
        p
        for p in seekers
        if not (gates.takes_part(p, rules) and gates.has_time(p, rules)) and p.id not in done
    ]
    absent = {p.id for p in out}
    ready = [p for p in seekers if p.id not in absent]
    open_ = [p for p in givers if places[p.id] > 0 or p.id in given]
    loops = engine.loops(len(ready) * len(open_) > engine.BIG)
    names = [p.name for p in (*seekers, *givers) if p.name]
    read = tfidf.read(ready, open_, rules.competencies, (*rules.ignore, *names), loops)
    kept = tables(ready, open_, {p.id for p in open_ if places[p.id] < 1}, ctx)
    return Preparation(
        ctx=ctx,
        mentees=ready,
        mentors=open_,
        seats=np.array([places[p.id] for p in open_], np.int64),
        words=read,
        tables=kept,
        problem=problem(ready, open_, kept, read, exceptions(ready, open_, ctx), ctx),
        loops=loops,
        out=out,
        pins=pins,
        refused_pins=refused,
        free=np.array([p.id not in done for p in ready], bool),
    )


def pin(
    pinned: Collection[Pair],
    mentees: Mapping[str, Person],
    mentors: Mapping[str, Person],
    places: dict[str, int],
    ctx: gates.Context,
) -> tuple[list[Pair], list[RefusedPin]]:
    """The pairs pinned that may be, taking their places off; and the others with the rule that forbids them."""
    given: list[Pair] = []
    refused: list[RefusedPin] = []
    for mentee, mentor in sorted(set(pinned)):
        why: str | None = "unknown"
        if mentee in mentees and mentor in mentors:
            why = gates.refusal(mentees[mentee], mentors[mentor], ctx, gates.STRICT)
            if why is None and (places[mentor] < 1 or mentee in {one for one, _ in given}):
                why = "capacity"
        if why:
            refused.append(RefusedPin(mentee, mentor, why))
        else:
            given.append((mentee, mentor))
            places[mentor] -= 1
    return given, refused


def exceptions(mentees: Sequence[Person], mentors: Sequence[Person], ctx: gates.Context) -> Array:
    """(mentee, mentor), k x 2: the pairs that a rule about these very two forbids."""
    column = {p.id: j for j, p in enumerate(mentors)}
    row = {p.id: i for i, p in enumerate(mentees)}
    forbidden: list[tuple[int, int]] = []
    for i, p in enumerate(mentees):
        for other in (p.id, *p.avoid, *ctx.above.get(p.id, ())):
            if other in column:
                forbidden.append((i, column[other]))
    for j, p in enumerate(mentors):
        for other in (*p.avoid, *ctx.above.get(p.id, ())):
            if other in row:
                forbidden.append((row[other], j))
    for pair in ctx.closed | ctx.vetoed:
        ends = tuple(pair) if len(pair) == 2 else (*pair, *pair)
        for one, other in (ends, ends[::-1]):
            if one in row and other in column:
                forbidden.append((row[one], column[other]))
    return np.array(forbidden, np.int64).reshape(-1, 2)
