"""Who goes first: somebody who clicked waits for an answer; letters, planned moments and rounds can wait a little.

What can wait begins only while nobody's request is at hand, and never takes every thread; once it has begun to read, it
stands back each time before it asks something. It is not put off for ever.
"""

import asyncio
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

PATIENCE = 0.05
"""Seconds after which what can wait begins even though people keep clicking."""
MOMENT = 0.002
"""Seconds that it stands back at most before each of its questions. Threads that want the interpreter get it in turns:
a click of twenty questions would wait twenty times for somebody who doesn't mind waiting."""

SWITCH_SECONDS = 0.0005
"""How long a thread may keep the others from the interpreter: by default ten times that, at each of its questions."""


def switch_often() -> None:
    """For this whole process: no thread keeps the others waiting for long."""
    sys.setswitchinterval(SWITCH_SECONDS)


class Priority:
    """Of the work at hand: people's requests are counted, and the rest waits for them."""

    def __init__(self) -> None:
        self._people = 0
        self._nobody = asyncio.Event()
        self._free = threading.Event()
        self._free.set()

    @contextmanager
    def first(self) -> Iterator[None]:
        """Somebody waits for this."""
        self._people += 1
        self._nobody.clear()
        self._free.clear()
        try:
            yield
        finally:
            self._people -= 1
            if not self._people:
                self._nobody.set()
                self._free.set()

    @asynccontextmanager
    async def later(self, room: asyncio.Semaphore) -> AsyncIterator[None]:
        """This can wait for its turn, and for `room`."""
        async with room:
            if self._people:
                await self._until_nobody_waits()
            yield

    def stand_back(self) -> None:
        """In a thread that can wait: let those go first who are at hand."""
        self._free.wait(MOMENT)

    async def _until_nobody_waits(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._nobody.wait(), PATIENCE)
