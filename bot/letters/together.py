"""What is written down about letters at about the same moment goes into one transaction."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from sqlmodel import Session

from bot.caught import attempt
from storage.unit import AWAY

Change = Callable[[Session], None]
Transact = Callable[[Change], Awaitable[None]]


class Together:
    """Whoever comes while a transaction is under way goes with the next one: a transaction waits its turn behind
    people's clicks, and so may as well take along all that has come up meanwhile.
    """

    def __init__(self, transact: Transact) -> None:
        self._transact = transact
        self._waiting: list[tuple[Change, asyncio.Future[None]]] = []
        self._turn = asyncio.Lock()

    async def do(self, change: Change) -> None:
        """Make this change. Raises what it raises alone: one that breaks takes no other along."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((change, done))
        async with self._turn:
            if not done.done():
                await self._make_all()
        await done

    async def _make_all(self) -> None:
        batch, self._waiting = self._waiting, []
        failure = await attempt(self._transact(_one_by_one([change for change, _ in batch])))
        for change, done in batch:
            if isinstance(failure, Exception) and len(batch) > 1 and not isinstance(failure, AWAY):
                _tell(done, await attempt(self._transact(change)))
            else:
                _tell(done, failure)


def _one_by_one(changes: Sequence[Change]) -> Change:
    def make(session: Session) -> None:
        for change in changes:
            change(session)
            session.flush()

    return make


def _tell(done: asyncio.Future[None], outcome: object) -> None:
    if isinstance(outcome, Exception):
        done.set_exception(outcome)
    else:
        done.set_result(None)
