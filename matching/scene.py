"""People into the arrays that the inner loops run on: one table for each attribute, rules and terms in it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from matching import hours, terms
from matching.gates import Context
from matching.kernels import FORBIDDEN, Scene
from matching.lexicon import ragged
from matching.values import Person, weights_of
from matching.words import Words

Array = np.ndarray[Any, Any]
SCALE = 1_000_000  # score 1.0
FLOOR, FLOOR_BIG = (
    330,
    1310,
)  # similarities of two items that count as none, in 1/16384: 0.02; in a crowd 0.08
CROWD = 10_000  # mentors' items from which on there is always somebody nearer


@dataclass(frozen=True)
class Attribute:
    """How one attribute's values compare: boolean table of what the rules allow, and by term its 0..1 table."""

    key: Callable[[Person], Any]
    group: int  # 0 and 1 hold the hard rules
    compare: Callable[[list[Any], list[Any], Context], tuple[Array | None, dict[str, Array]]]


def attributes(full: Collection[str]) -> list[Attribute]:
    """In the order of their groups; mentees are sorted by the first two groups, so few rows are summed anew."""
    return [
        Attribute(lambda p: p.languages, 0, terms.languages),
        Attribute(lambda p: p.work, 0, terms.hours_apart),
        Attribute(lambda p: p.location, 0, terms.location),
        Attribute(lambda p: p.id in full, 0, terms.places),
        Attribute(lambda p: p.level, 1, terms.seniority),
        Attribute(lambda p: p.department, 1, terms.department),
        Attribute(lambda p: p.style, 2, terms.style),
        Attribute(lambda p: p.drivers, 2, terms.drivers),
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
    minutes: Array  # shared working minutes by codes of attribute 1; -1 where unknown


def tables(
    mentees: Sequence[Person], mentors: Sequence[Person], full: Collection[str], ctx: Context
) -> Tables:
    """Number every attribute's different values and compare those. ``full``: mentors without a place left."""
    kinds = attributes(full)
    out = Tables(
        kinds, [], [], np.zeros((len(kinds), len(mentees)), np.int32),
        np.zeros((len(kinds), len(mentors)), np.int32), [], [], np.zeros((0, 0), np.int64),
    )  # fmt: skip
    for a, kind in enumerate(kinds):
        mine: dict[Any, int] = {}
        theirs: dict[Any, int] = {}
        asks = (
            kind.key if kind.compare is not terms.places else lambda _: False
        )  # a mentee's own places don't count
        out.mentee_codes[a] = [mine.setdefault(asks(p), len(mine)) for p in mentees]
        out.mentor_codes[a] = [theirs.setdefault(kind.key(p), len(theirs)) for p in mentors]
        out.mentee_values.append(mine)
        out.mentor_values.append(theirs)
        allowed, parts = kind.compare(list(mine), list(theirs), ctx)
        out.allowed.append(allowed)
        out.parts.append(parts)
    shared, known = hours.shared_table(list(out.mentee_values[1]), list(out.mentor_values[1]))
    out.minutes = np.where(known, shared, -1)
    return out


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


def scene(
    mentees: Sequence[Person],
    mentors: Sequence[Person],
    kept: Tables,
    words: Words,
    exceptions: Sequence[Sequence[int]],
    ctx: Context,
) -> Scene:
    """``exceptions``: by mentee, the mentors that a rule about persons forbids."""
    worth = shares(ctx)
    n, m = len(mentees), len(mentors)
    group: list[Array] = []
    members: list[Array] = []
    sizes, bounds = [], [0]
    for g in range(3):
        inside = [a for a, kind in enumerate(kept.attributes) if kind.group == g]
        bounds.append(bounds[-1] + len(inside))
        members_of, member = np.unique(kept.mentor_codes[inside], axis=1, return_inverse=True)
        group.append(member.reshape(-1).astype(np.int32))
        sizes.append(members_of.shape[1])
        members += list(members_of)
    cells = []
    for a, (parts, allowed) in enumerate(zip(kept.parts, kept.allowed, strict=True)):
        shape_of = (len(kept.mentee_values[a]), len(kept.mentor_values[a]))
        whole = np.zeros(shape_of, np.int64)
        for name, part in parts.items():
            whole += np.rint(worth[name] * part).astype(np.int64)
        cells.append((whole if allowed is None else np.where(allowed, whole, 2 * FORBIDDEN)).astype(np.int32))
    except_at, except_j = ragged(exceptions)
    gap_unknown = round(worth["gap"] * terms.UNKNOWN)
    heading = round(worth["pathway"] * terms.UNKNOWN)
    constant = [
        round(worth["waited"] * terms.waited_term(p)) + gap_unknown + (0 if p.heading else heading)
        for p in mentees
    ]
    return Scene(
        n=n,
        m=m,
        code=kept.mentee_codes.ravel(),
        group=np.concatenate(group),
        member=np.concatenate(members).astype(np.int32),
        member_at=_starts([len(one) for one in members]),
        sizes=np.array(sizes, np.int64),
        attributes=np.array(bounds, np.int64),
        table=np.concatenate([cell.ravel() for cell in cells]),
        table_at=_starts([cell.size for cell in cells]),
        width=np.array([cell.shape[1] for cell in cells], np.int64),
        constant=np.array(constant, np.int32),
        except_at=except_at,
        except_j=except_j,
        **words.arrays,
        floor=FLOOR_BIG if len(words.arrays["owner"]) > CROWD else FLOOR,
        topics=round(worth["topics"]),
        ground=int(ctx.rules.common_ground),
        gap=round(worth["gap"]),
        gap_unknown=gap_unknown,
        pathway=round(worth["pathway"]),
        **_levels(mentees, mentors),
        **_roles(mentees, mentors),
        shape=shape(ctx.rules.fairness),
    )


def _starts(sizes: Sequence[int]) -> Array:
    return np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)


def _levels(mentees: Sequence[Person], mentors: Sequence[Person]) -> dict[str, Any]:
    keys: dict[str, int] = {}
    want = [
        [(keys.setdefault(k, len(keys)), have) for k, have in p.levels if have < 5] if p.levels else []
        for p in mentees
    ]
    offers: list[list[tuple[int, int]]] = [[] for _ in keys]
    for j, p in enumerate(mentors):
        for k, have in p.levels:
            if k in keys:
                offers[keys[k]].append((j, have))
    want_at, want_key = ragged([[k for k, _ in one] for one in want])
    offer_at, offer_j = ragged([[j for j, _ in one] for one in offers])
    return {
        "want_at": want_at,
        "want_key": want_key,
        "want_have": np.array([have for one in want for _, have in one], np.int32),
        "offer_at": offer_at,
        "offer_j": offer_j,
        "offer_have": np.array([have for one in offers for _, have in one], np.int32),
    }


def _roles(mentees: Sequence[Person], mentors: Sequence[Person]) -> dict[str, Any]:
    keys: dict[str, int] = {}
    roles = [[keys.setdefault(role.casefold(), len(keys)) for role in p.heading] for p in mentees]
    holders: list[list[int]] = [[] for _ in keys]
    for j, p in enumerate(mentors):
        for role in {role.casefold() for role in p.held} & keys.keys():
            holders[keys[role]].append(j)
    role_at, role_key = ragged(roles)
    held_at, held_j = ragged(holders)
    return {"role_at": role_at, "role_key": role_key, "held_at": held_at, "held_j": held_j}
