"""A few fixed beats in memory: deliver, advance, rounds. Nothing is stored in the scheduler."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from itertools import cycle

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.caught import attempt
from bot.watch.metrics import Metrics

log = logging.getLogger(__name__)

Beat = Callable[[], Awaitable[int]]
"""Does some of what is to be done, and returns how much that was: 0 when nothing is left."""

SECONDS = {"deliver": 1, "advance": 20}


class Pulse:
    """Runs each beat again until there is nothing left to do; `wake` has the outbox looked at at once.

    A beat that breaks is logged and comes again at its time; it stops neither itself nor the others.
    """

    def __init__(
        self,
        *,
        advance: Beat,
        deliver: Beat,
        others: Mapping[str, tuple[int, Beat]] | None = None,
        metrics: Metrics | None = None,
    ) -> None:
        self._metrics = metrics or Metrics()
        self._beats = {"advance": advance, "deliver": deliver}
        self._seconds = {**SECONDS}
        for name, (seconds, beat) in (others or {}).items():
            self._beats[name], self._seconds[name] = beat, seconds
        self._locks = {name: asyncio.Lock() for name in self._beats}
        self._scheduler = AsyncIOScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        self._at_hand: set[asyncio.Task[None]] = set()
        self._due = asyncio.Event()
        self._waiter: asyncio.Task[None] | None = None
        self._stopping = False

    def start(self) -> None:
        """Beat at once, and then at each one's time: a process that never lives long gets on, too."""
        for name, seconds in self._seconds.items():
            self._begin(name)
            self._scheduler.add_job(self._tick, "interval", (name,), seconds=seconds)
        self._scheduler.start()
        self._waiter = asyncio.create_task(self._deliver_when_woken())

    def wake(self) -> None:
        """Something was written: look at the outbox now."""
        self._due.set()

    async def settle(self) -> None:
        """Beat until there is nothing left to do at this moment. What breaks is raised."""
        idle = 0
        for name in cycle(self._beats):
            idle = (
                1 if await self._beat(name) else idle + 1
            )  # a beat that did something ends with nothing left
            if idle >= len(self._beats):
                return

    async def stop(self) -> None:
        """No more beats; those at hand are finished."""
        self._stopping = True
        if self._waiter is not None:
            self._waiter.cancel()
            self._scheduler.shutdown(wait=False)
        await asyncio.gather(*self._at_hand)
        for lock in self._locks.values():
            async with lock:
                pass

    async def _deliver_when_woken(self) -> None:
        while True:
            await self._due.wait()
            self._due.clear()
            await asyncio.shield(self._begin("deliver"))

    async def _tick(self, name: str) -> None:
        """Begin a beat. One that is still at it will find by itself what has become due."""
        if not self._locks[name].locked():
            self._begin(name)

    def _begin(self, name: str) -> asyncio.Task[None]:
        task = asyncio.create_task(self._beat_safely(name))
        self._at_hand.add(task)
        task.add_done_callback(self._at_hand.discard)
        return task

    async def _beat_safely(self, name: str) -> None:
        failure = await attempt(self._beat(name))
        self._metrics.beat(name, broke=isinstance(failure, Exception))
        if isinstance(failure, Exception):
            log.error("the beat %s broke; it comes again", name, exc_info=failure)

    async def _beat(self, name: str) -> int:
        """One beat, until it finds nothing more. Two of a kind never overlap."""
        done = 0
        async with self._locks[name]:
            while not self._stopping and (step := await self._beats[name]()):
                done += step
        return done
