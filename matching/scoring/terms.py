"""Everything that counts besides words: each term in 0..1, 0.5 where nothing is known, and the hard rules that hang
on one attribute. Every comparison takes the different values on both sides and returns what is allowed (None: all) and
its terms, as tables mentee values x mentor values."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from matching.scoring import hours
from matching.scoring.gates import Context
from matching.text.names import normal
from matching.values import Person

Array = np.ndarray[Any, Any]
Answer = tuple[Array | None, dict[str, Array]]
UNKNOWN = 0.5
ENOUGH = 240  # minutes of shared working time a day that make the hours term 1
WAITED_FULL = 3  # rounds after which waiting counts fully
LEVELS_APART = 2  # up to so many levels apart are best for a mentorship
DIFFERENCES = 3  # department, location and style make up the difference term


def _sets(mine: Sequence[tuple[str, ...]], theirs: Sequence[tuple[str, ...]]) -> tuple[Array, Array, Array]:
    """How many codes each two share, and how many each has."""
    codes = {code: k for k, code in enumerate(sorted({normal(c) for one in (*mine, *theirs) for c in one}))}
    hot = []
    for side in (mine, theirs):
        rows = np.zeros((len(side), max(1, len(codes))), np.float32)
        for at, one in enumerate(side):
            rows[at, [codes[normal(c)] for c in one]] = 1
        hot.append(rows)
    return hot[0] @ hot[1].T, hot[0].sum(axis=1)[:, None], hot[1].sum(axis=1)[None, :]


def _alike(mine: Sequence[tuple[str, ...]], theirs: Sequence[tuple[str, ...]]) -> tuple[Array, Array]:
    """Shared codes as a part of the shorter list, and where both lists say something."""
    both, one, other = _sets(mine, theirs)
    known = (one > 0) & (other > 0)
    return both / np.maximum(1, np.minimum(one, other)), known


def _different(differs: Array, known: Array, ctx: Context) -> Array:
    """One attribute's third of the difference term: how well it fits the owner's "similar <-> different"."""
    stretch = ctx.rules.stretch
    return np.where(known, stretch * differs + (1 - stretch) * (1 - differs), UNKNOWN) / DIFFERENCES


def _unlike(mine: Sequence[Any], theirs: Sequence[Any]) -> tuple[Array, Array]:
    """Where two values differ, and where both are known."""
    names = [[normal(value or "") for value in side] for side in (mine, theirs)]
    numbers = {name: k for k, name in enumerate({*names[0], *names[1]} - {""}, start=1)} | {"": 0}
    one = np.array([numbers[name] for name in names[0]], np.int64)[:, None]
    other = np.array([numbers[name] for name in names[1]], np.int64)[None, :]
    return one != other, (one > 0) & (other > 0)


def languages(mine: list[Any], theirs: list[Any], ctx: Context) -> Answer:
    if not ctx.rules.same_language:
        return None, {}
    both, one, other = _sets(mine, theirs)
    return (both > 0) | (one == 0) | (other == 0), {}


def hours_apart(mine: list[Any], theirs: list[Any], ctx: Context) -> Answer:
    shared, known = hours.shared_table(mine, theirs)
    allowed = ~known | (shared >= ctx.rules.min_overlap) if ctx.rules.min_overlap else None
    return allowed, {"hours": np.where(known, np.minimum(1, shared / ENOUGH), UNKNOWN)}


def shared_minutes(mine: list[Any], theirs: list[Any]) -> Array:
    """Minutes a day in which both work, -1 where either's hours are unknown."""
    shared, known = hours.shared_table(mine, theirs)
    return np.where(known, shared, -1)


def location(mine: list[Any], theirs: list[Any], ctx: Context) -> Answer:
    return None, {"difference": _different(*_unlike(mine, theirs), ctx)}


def places(mine: list[Any], theirs: list[Any], _: Context) -> Answer:
    full = np.array(theirs, bool)[None, :]
    return np.repeat(~full, len(mine), axis=0) if full.any() else None, {}


def department(mine: list[Any], theirs: list[Any], ctx: Context) -> Answer:
    differs, known = _unlike(mine, theirs)
    rule = ctx.rules.departments
    allowed = None if rule == "any" else ~known | (differs == (rule == "different"))
    return allowed, {"difference": _different(differs, known, ctx)}


def seniority(mine: list[Any], theirs: list[Any], ctx: Context) -> Answer:
    """Best one or two levels up (down in reverse mode; level with each other among peers)."""
    one = np.array([np.nan if v is None else v for v in mine], float)[:, None]
    ahead = np.array([np.nan if v is None else v for v in theirs], float)[None, :] - one
    known = ~np.isnan(ahead)
    ahead = np.where(known, ahead, 0)
    if ctx.rules.mode == "peer":  # nobody leads
        return None, {"seniority": np.where(known, 1 / (1 + abs(ahead)), UNKNOWN)}
    if ctx.rules.mode == "reverse":
        ahead = -ahead
    up = np.where(ahead <= LEVELS_APART, 1.0, np.maximum(0.4, 1 - 0.2 * (ahead - LEVELS_APART)))
    fits = np.where(ahead > 0, up, np.maximum(0, 0.4 + 0.2 * ahead))
    allowed = ~known | (ahead > 0) if ctx.rules.mentor_more_senior else None
    return allowed, {"seniority": np.where(known, fits, UNKNOWN)}


def style(mine: list[Any], theirs: list[Any], ctx: Context) -> Answer:
    alike, known = _alike(mine, theirs)
    return None, {"style": np.where(known, alike, UNKNOWN), "difference": _different(1 - alike, known, ctx)}


def drivers(mine: list[Any], theirs: list[Any], _: Context) -> Answer:
    alike, known = _alike(mine, theirs)
    return None, {"drivers": np.where(known, alike, UNKNOWN)}


def gap_term(mentee: Person, mentor: Person) -> float:
    """How far the mentor's levels fill what the mentee lacks (two levels up is full), over what both rated."""
    offered = {normal(name): there for name, there in mentor.levels}
    both = [
        (have, offered[normal(name)]) for name, have in mentee.levels if normal(name) in offered and have < 5
    ]
    if not both:
        return UNKNOWN
    return sum(min(1.0, max(0, there - have) / min(2, 5 - have)) for have, there in both) / len(both)


def pathway_term(mentee: Person, mentor: Person) -> float:
    """Whether the mentor has held a role that the mentee is heading to."""
    if not mentee.heading:
        return UNKNOWN
    held = {normal(role) for role in mentor.held}
    return 1.0 if any(normal(role) in held for role in mentee.heading) else 0.0


def waited_term(mentee: Person) -> float:
    """How long somebody has waited: full after three rounds."""
    return min(1.0, max(0, mentee.waited) / WAITED_FULL)
