"""The desk: joins handlers (and the pulse) to storage, in threads of its own.

On SQLite one thread writes, so writers queue here and not in the database; on PostgreSQL a pool does. Reading has
its own threads on both: a click's question never waits behind a write. Who clicks goes before who can wait (`later`).
"""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from datetime import datetime
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

from bot.clock import Clock
from bot.priority import Priority
from bot.watch.outage import Outage
from storage.faults import FAULTS
from storage.unit import Store

P = ParamSpec("P")
T = TypeVar("T")
THREADS = 5
READERS = 3
"""Where the database is in this process, more threads would only wait for each other."""
BEHIND = 1
"""So many of each pool may be at work for those who can wait; with two, letters went slower and clicks much."""


class Desk:
    """See program.base.desk.Desk."""

    def __init__(
        self, store: Store, clock: Clock, *, admins: frozenset[str] = frozenset(), wake: Callable[[], None]
    ) -> None:
        self.store = store
        self.admins = admins
        self.reads_history = False
        self._clock = clock
        self.outage = Outage(clock.now)
        self._wake = wake
        self._writers = ThreadPoolExecutor(1 if store.embedded else THREADS, thread_name_prefix="write")
        self._readers = ThreadPoolExecutor(READERS if store.embedded else THREADS, thread_name_prefix="read")
        self._room = {pool: asyncio.Semaphore(BEHIND) for pool in (self._writers, self._readers)}
        self._priority = Priority()
        self._patient = False

    def later(self) -> "Desk":
        """The same desk, for what can wait: whoever clicks goes first."""
        other = copy(self)
        other._patient = True
        other.store = self.store.behind(self._priority.stand_back)
        return other

    def now(self) -> datetime:
        return self._clock.now()

    async def transact(
        self, verb: Callable[Concatenate[Session, P], T], /, *args: P.args, **facts: P.kwargs
    ) -> T:
        outcome = await self.transact_quietly(verb, *args, **facts)
        self._wake()
        return outcome

    async def transact_quietly(
        self, verb: Callable[Concatenate[Session, P], T], /, *args: P.args, **facts: P.kwargs
    ) -> T:
        """`transact` for delivery itself, which looks at the outbox again anyway and needs no waking."""
        work = partial(self.store.transact, verb, *args, **facts)
        return await self._do(self._writers, work)

    async def read(
        self, question: Callable[Concatenate[Session, P], T], /, *args: P.args, **facts: P.kwargs
    ) -> T:
        work = partial(self.store.read, question, *args, **facts)
        return await self._do(self._readers, work)

    async def _do(self, pool: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        loop = asyncio.get_running_loop()
        if self._patient:
            async with self._priority.later(self._room[pool]):
                return await self._heard(loop.run_in_executor(pool, work))
        with self._priority.first():
            return await self._heard(loop.run_in_executor(pool, work))

    async def _heard(self, work: Awaitable[T]) -> T:
        try:
            done = await work
        except FAULTS as error:
            self.outage.failed(error)
            raise
        self.outage.worked()
        return done

    def close(self) -> None:
        """Finish the work at hand, and take no more."""
        self._writers.shutdown(wait=True)
        self._readers.shutdown(wait=True)
