"""Trying something whose failure must not stop the rest."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

T = TypeVar("T")


async def attempt(work: Awaitable[T]) -> T | Exception:
    """What `work` came to: its result, or the exception that it raised, as a value.

    Being canceled, and whatever else means that the process is to end, is raised as ever.
    """
    (outcome,) = await asyncio.gather(work, return_exceptions=True)
    if isinstance(outcome, BaseException) and not isinstance(outcome, Exception):
        raise outcome
    return outcome
