"""People into the arrays that the inner loops run on: one table for each attribute, rules and terms in it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import count
from operator import attrgetter
from typing import Any

import numpy as np

from matching.loops.types import FORBIDDEN, Problem
from matching.scoring import terms
from matching.scoring.gates import Context
from matching.text.lexicon import ragged
from matching.text.names import normal
from matching.text.tfidf import Words
from matching.values import Person, weights_of

Array = np.ndarray[Any, Any]
SCALE = 1_000_000  # score 1.0
HOURS = 1  # the attribute of working hours
FLOOR, FLOOR_BIG = 330, 1640  # similarities that count as none, in 1/16384: 0.02, and 0.1 in a crowd
CROWD = 10_000  # mentors' items from which on there is always somebody nearer


@dataclass(frozen=True)
class Attribute:
    """How one attribute's values compare: boolean table of what the rules allow, and by term its 0..1 table."""

    of_mentor: Callable[[Person], Any]
    group: int  # 0 and 1 hold the hard rules
    compare: Callable[[list[Any], list[Any], Context], tuple[Array | None, dict[str, Array]]]
    one_sided: bool = False  # mentees are all alike in it

    @property
    def of_mentee(self) -> Callable[[Person], Any]:
        return (lambda _: None) if self.one_sided else self.of_mentor


def attributes(full: Collection[str]) -> list[Attribute]:
    """In the order of their groups; mentees are sorted by the first two groups, so few rows are summed anew."""
    return [
        Attribute(attrgetter("languages"), 0, terms.languages),
        Attribute(attrgetter("work"), 0, terms.hours_apart),
        Attribute(attrgetter("location"), 0, terms.location),
        Attribute(lambda p: p.id in full, 0, terms.places, one_sided=True),
        Attribute(attrgetter("level"), 1, terms.seniority),
        Attribute(attrgetter("department"), 1, terms.department),
        Attribute(attrgetter("style"), 2, terms.style),
        Attribute(attrgetter("drivers"), 2, terms.drivers),
    ]


@dataclass
class Tables:
    """Codes and tables of all attributes, kept to place newcomers and to write receipts."""

    attributes: list[Attribute]
    mentee_values: list[dict[Any, int]]
    mentor_values: list[dict[Any, int]]
    mentee_codes: Array  # attribute x mentee
    mentor_codes: Array
    parts: list[dict[str, Array]]  # by attribute, term -> table of 0..1
    allowed: list[Array | None]
    level_keys: dict[str, int]  # competencies that mentors have rated, by number
    role_keys: dict[str, int]  # roles that mentors have held
    minutes: Array  # shared working minutes by codes of attribute 1; -1 where unknown


def tables(
    mentees: Sequence[Person], mentors: Sequence[Person], full: Collection[str], ctx: Context
) -> Tables:
    """Number every attribute's different values and compare those. ``full``: mentors without a place left."""
    kinds = attributes(full)
    codes = [np.zeros((len(kinds), len(side)), np.int32) for side in (mentees, mentors)]
    values: list[list[dict[Any, int]]] = [[], []]
    parts, gates = [], []
    for a, kind in enumerate(kinds):
        for side, (people, key) in enumerate(((mentees, kind.of_mentee), (mentors, kind.of_mentor))):
            keys = list(map(key, people))
            number = dict(zip(dict.fromkeys(keys), count()))
            codes[side][a] = np.fromiter(map(number.__getitem__, keys), np.int32, len(keys))
            values[side].append(number)
        gate, part = kind.compare(list(values[0][a]), list(values[1][a]), ctx)
        gates.append(gate)
        parts.append(part)
    levels = dict.fromkeys(normal(k) for p in mentors for k, _ in p.levels)
    roles = dict.fromkeys(normal(role) for p in mentors for role in p.held)
    return Tables(
        kinds, values[0], values[1], codes[0], codes[1], parts, gates,
        {k: n for n, k in enumerate(levels)}, {k: n for n, k in enumerate(roles)},
        terms.shared_minutes(list(values[0][HOURS]), list(values[1][HOURS])),
    )  # fmt: skip


def shares(ctx: Context) -> dict[str, float]:
    """What each term's 1.0 is worth; all together SCALE."""
    weights = weights_of(ctx.rules.weights)
    total = sum(weights.values()) or 1.0
    return {name: weight / total * SCALE for name, weight in weights.items()}


def shape(fairness: float) -> Array:
    """What a score is worth once the worst-off count more: between the score and its root. Empty for 0."""
    if not fairness:
        return np.zeros(0, np.int32)
    score = (np.arange(SCALE // 256 + 2) * 256 + 128) / SCALE
    return np.rint(((1 - fairness) * score + fairness * np.sqrt(score)) * SCALE).astype(np.int32)


def problem(
    mentees: Sequence[Person],
    mentors: Sequence[Person],
    kept: Tables,
    words: Words,
    exceptions: Array,
    ctx: Context,
) -> Problem:
    """``exceptions``: (mentee, mentor) k x 2, the pairs that a rule about persons forbids."""
    worth = shares(ctx)
    n, m = len(mentees), len(mentors)
    group: list[Array] = []
    members: list[Array] = []
    sizes, bounds = [], [0]
    for g in range(3):
        inside = [a for a, kind in enumerate(kept.attributes) if kind.group == g]
        bounds.append(bounds[-1] + len(inside))
        first, member = numbered(kept.mentor_codes[inside])
        members_of = kept.mentor_codes[inside][:, first]
        group.append(member.astype(np.int32))
        sizes.append(members_of.shape[1])
        members += list(members_of)
    except_at, except_j = by_mentee(exceptions, n, m)
    return Problem(
        n=n,
        m=m,
        code=kept.mentee_codes.ravel(),
        group=np.concatenate(group),
        member=np.concatenate(members).astype(np.int32),
        member_at=_starts([len(one) for one in members]),
        sizes=np.array(sizes, np.int64),
        attributes=np.array(bounds, np.int64),
        **cells(kept, ctx),
        constant=constants(mentees, worth),
        except_at=except_at,
        except_j=except_j,
        **words.arrays,
        floor=FLOOR_BIG if len(words.arrays["owner"]) > CROWD else FLOOR,
        topics=round(worth["topics"]),
        ground=int(ctx.rules.common_ground),
        gap=round(worth["gap"]),
        gap_unknown=round(worth["gap"] * terms.UNKNOWN),
        pathway=round(worth["pathway"]),
        **personal(mentees, kept),
        **_offers(mentors, kept),
        shape=shape(ctx.rules.fairness),
    )


def numbered(codes: Array) -> tuple[Array, Array]:
    """Equal columns get the same number: a column of each number, and the numbers."""
    first, number = np.zeros(1, np.int64), np.zeros(codes.shape[1], np.int64)
    for row in codes:
        both = number * (int(row.max(initial=0)) + 1) + row
        _, first, number = np.unique(both, return_index=True, return_inverse=True)
    return first, number


def by_mentee(pairs: Array, n: int, m: int) -> tuple[Array, Array]:
    """CSR (at, mentors) of pairs (mentee, mentor), k x 2: each once, in order."""
    mentee, mentor = np.divmod(np.unique(pairs[:, 0] * m + pairs[:, 1]), max(1, m))
    at = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount(mentee, minlength=n), out=at[1:])
    return at, mentor.astype(np.int32)


def _starts(sizes: Sequence[int]) -> Array:
    return np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)


def cells(kept: Tables, ctx: Context) -> dict[str, Any]:
    """The tables of all attributes in units of SCALE, the hard rules in them, laid end to end."""
    worth = shares(ctx)
    out = []
    for a, (parts, allowed) in enumerate(zip(kept.parts, kept.allowed, strict=True)):
        whole = np.zeros((len(kept.mentee_values[a]), len(kept.mentor_values[a])), np.int64)
        for name, part in parts.items():
            whole += np.rint(worth[name] * part).astype(np.int64)
        out.append((whole if allowed is None else np.where(allowed, whole, 2 * FORBIDDEN)).astype(np.int32))
    return {
        "table": np.concatenate([one.ravel() for one in out]),
        "table_at": _starts([one.size for one in out]),
        "width": np.array([one.shape[1] for one in out], np.int64),
    }


def constants(mentees: Sequence[Person], worth: dict[str, float]) -> Array:
    """By mentee, what every mentor is worth alike, before the terms that only some mentors have."""
    n = len(mentees)
    heading = np.fromiter((not p.heading for p in mentees), bool, n)
    waited = np.fromiter(map(terms.waited_term, mentees), float, n)
    unknown = round(worth["gap"] * terms.UNKNOWN) + heading * round(worth["pathway"] * terms.UNKNOWN)
    return np.asarray(np.rint(worth["waited"] * waited) + unknown, np.int32)


def personal(mentees: Sequence[Person], kept: Tables) -> dict[str, Any]:
    """The mentees' side of the gap and pathway terms; what no mentor has is left out."""
    levels, roles = kept.level_keys, kept.role_keys
    want = [
        [(levels[normal(k)], have) for k, have in p.levels if have < 5 and normal(k) in levels]
        for p in mentees
    ]
    want_at, want_key = ragged([[k for k, _ in one] for one in want])
    heading = [[roles[normal(role)] for role in p.heading if normal(role) in roles] for p in mentees]
    role_at, role_key = ragged(heading)
    return {
        "want_at": want_at,
        "want_key": want_key,
        "want_have": np.array([have for one in want for _, have in one], np.int32),
        "role_at": role_at,
        "role_key": role_key,
    }


def _offers(mentors: Sequence[Person], kept: Tables) -> dict[str, Any]:
    """The mentors' side of the gap and pathway terms."""
    offers: list[list[tuple[int, int]]] = [[] for _ in kept.level_keys]
    holders: list[list[int]] = [[] for _ in kept.role_keys]
    for j, p in enumerate(mentors):
        for k, have in p.levels:
            offers[kept.level_keys[normal(k)]].append((j, have))
        for role in {normal(role) for role in p.held}:
            holders[kept.role_keys[role]].append(j)
    offer_at, offer_j = ragged([[j for j, _ in one] for one in offers])
    held_at, held_j = ragged(holders)
    return {
        "offer_at": offer_at,
        "offer_j": offer_j,
        "offer_have": np.array([have for one in offers for _, have in one], np.int32),
        "held_at": held_at,
        "held_j": held_j,
    }
