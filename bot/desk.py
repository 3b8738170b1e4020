"""The desk: joins handlers (and the pulse) to storage, in threads of its own.

On SQLite one thread writes, so writers queue here and not in the database; on PostgreSQL a pool does. Reading has
its own threads on both: a click's question never waits behind a write.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

from bot.clock import Clock
from storage.unit import Store

P = ParamSpec("P")
T = TypeVar("T")
THREADS = 5


class Desk:
    """See program.desk.Desk."""

    def __init__(
        self, store: Store, clock: Clock, *, admins: frozenset[str] = frozenset(), wake: Callable[[], None]
    ) -> None:
        self.store = store
        self.admins = admins
        self._clock = clock
        self._wake = wake
        self._writers = ThreadPoolExecutor(1 if store.embedded else THREADS, thread_name_prefix="write")
        self._readers = ThreadPoolExecutor(THREADS, thread_name_prefix="read")

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
        return await asyncio.get_running_loop().run_in_executor(self._writers, work)

    async def read(
        self, question: Callable[Concatenate[Session, P], T], /, *args: P.args, **facts: P.kwargs
    ) -> T:
        work = partial(self.store.read, question, *args, **facts)
        return await asyncio.get_running_loop().run_in_executor(self._readers, work)

    def close(self) -> None:
        """Finish the work at hand, and take no more."""
        self._writers.shutdown(wait=True)
        self._readers.shutdown(wait=True)
