"""Shared working time, on the minutes of the UTC day."""

from functools import lru_cache

DAY = 1440
FULL = (1 << DAY) - 1


@lru_cache(maxsize=65536)
def mask(work: tuple[tuple[int, int], ...]) -> int:
    """The spans as a bit per minute of the UTC day; spans may run past midnight."""
    bits = 0
    for start, end in work:
        length = min((end - start) % DAY or (DAY if end != start else 0), DAY)
        span = ((1 << length) - 1) << (start % DAY)
        bits |= (span | span >> DAY) & FULL
    return bits


def shared(one: tuple[tuple[int, int], ...], other: tuple[tuple[int, int], ...]) -> int | None:
    """Minutes a day in which both work; None when either's hours are unknown."""
    if not one or not other:
        return None
    return (mask(one) & mask(other)).bit_count()
