"""Shared working time, on the minutes of the UTC day."""

from collections.abc import Sequence
from typing import Any

import numpy as np

DAY = 1440
Spans = tuple[tuple[int, int], ...]
Array = np.ndarray[Any, Any]


def minutes_of(work: Spans) -> Array:
    """float32 (1440,): 1 in every minute of the UTC day that the spans cover; they may run past midnight."""
    day = np.zeros(DAY, np.float32)
    for start, end in work:
        length = min(end - start if end >= start else end - start + DAY, DAY)
        day[np.arange(start, start + length) % DAY] = 1
    return day


def shared_table(mine: Sequence[Spans], theirs: Sequence[Spans]) -> tuple[Array, Array]:
    """Minutes a day in which both work, and where both are known, for every two."""
    one = np.array([minutes_of(work) for work in mine]).reshape(len(mine), DAY)
    other = np.array([minutes_of(work) for work in theirs]).reshape(len(theirs), DAY)
    known = (
        np.array([bool(w) for w in mine], bool)[:, None] & np.array([bool(w) for w in theirs], bool)[None, :]
    )
    return np.rint(one @ other.T).astype(np.int64), known


def shared(one: Spans, other: Spans) -> int | None:
    """Minutes a day in which both work; None when either's hours are unknown."""
    minutes, known = shared_table([one], [other])
    return int(minutes[0, 0]) if known[0, 0] else None
