"""Who goes first: somebody who clicked waits for an answer; letters, planned moments and rounds can wait a little.

What can wait begins only while nobody's request is at hand, and never takes every thread. It is not put off for ever.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

PATIENCE = 0.05
"""Seconds after which a letter goes even though people keep clicking."""


class Turns:
    """Counts the people who wait."""

    def __init__(self) -> None:
        self._people = 0
        self._nobody = asyncio.Event()

    @contextmanager
    def first(self) -> Iterator[None]:
        """Somebody waits for this."""
        self._people += 1
        self._nobody.clear()
        try:
            yield
        finally:
            self._people -= 1
            if not self._people:
                self._nobody.set()

    @asynccontextmanager
    async def later(self, room: asyncio.Semaphore) -> AsyncIterator[None]:
        """This can wait for its turn, and for `room`."""
        async with room:
            if self._people:
                await self._until_nobody_waits()
            yield

    async def _until_nobody_waits(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._nobody.wait(), PATIENCE)
