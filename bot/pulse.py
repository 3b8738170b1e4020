"""A few fixed beats in memory: deliver, advance, rounds. Nothing is stored in the scheduler."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)

DELIVER_SECONDS = 1
ADVANCE_SECONDS = 20


class Pulse:
    """Runs each beat again until there is nothing left to do; `wake` has the outbox looked at at once."""

    def __init__(
        self, *, advance: Callable[[], Awaitable[int]], deliver: Callable[[], Awaitable[int]]
    ) -> None:
        self._beats = {"advance": advance, "deliver": deliver}
        self._locks = {name: asyncio.Lock() for name in self._beats}
        self._scheduler = AsyncIOScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        self._due = asyncio.Event()
        self._waiter: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._scheduler.add_job(self._beat, "interval", ("deliver",), seconds=DELIVER_SECONDS)
        self._scheduler.add_job(self._beat, "interval", ("advance",), seconds=ADVANCE_SECONDS)
        self._scheduler.start()
        self._waiter = asyncio.create_task(self._deliver_when_woken())

    def wake(self) -> None:
        """Something was written: look at the outbox now."""
        self._due.set()

    async def settle(self) -> None:
        """Beat until there is nothing left to do at this moment."""
        while await self._beat("advance") + await self._beat("deliver"):
            pass

    async def stop(self) -> None:
        """No more beats; the one at hand is finished."""
        if self._waiter is not None:
            self._waiter.cancel()
            self._scheduler.shutdown(wait=False)
        for lock in self._locks.values():
            async with lock:
                pass

    async def _deliver_when_woken(self) -> None:
        while True:
            await self._due.wait()
            self._due.clear()
            await asyncio.shield(self._beat("deliver"))

    async def _beat(self, name: str) -> int:
        """One beat, until it finds nothing more. Two of a kind never overlap."""
        done = 0
        async with self._locks[name]:
            while step := await self._beats[name]():
                done += step
        return done
