"""The beat of matching: a child process reads the people and computes; what it proposes is written down here, in parts.

A process that dies in between leaves the round asked for; the next beat computes it again.
"""

import logging
from collections.abc import Iterator
from datetime import datetime

from bot.attempt import attempt
from bot.desk import Desk
from bot.workers import Interrupted, Workers
from program import drafts, matchmaking
from program.drafts import Draft, Part
from storage.unit import Store

log = logging.getLogger(__name__)


class Rounds:
    """Computes the rounds that were asked for, one after the other."""

    def __init__(self, desk: Desk, workers: Workers) -> None:
        self._desk = desk
        self._workers = workers

    async def beat(self) -> int:
        """Returns how many rounds were computed: 0 or 1."""
        round_id = await self._desk.read(matchmaking.next_asked)
        if round_id is None:
            return 0
        computing = self._workers.compute(compute, self._desk.store.url, round_id, self._desk.now())
        found = await attempt(computing)
        if isinstance(found, Interrupted):
            log.info("round %s was interrupted; it is computed again", round_id)
            return 0
        if isinstance(found, Exception):
            log.error("round %s can't be computed", round_id, exc_info=found)
            await self._desk.transact(
                matchmaking.give_up, round_id=round_id, why=type(found).__name__, now=self._desk.now()
            )
        elif not await self._record(found):
            log.info("round %s: people have changed meanwhile; it is computed again", round_id)
        return 1

    async def _record(self, found: Iterator[Draft | Part]) -> bool:
        """Write it down part by part, so that clicks never wait long for the writer."""
        draft = next(found, None)
        if not isinstance(draft, Draft) or not await self._desk.transact_quietly(
            matchmaking.make_room, draft=draft
        ):
            return False
        for part in found:
            assert isinstance(part, Part)
            if not await self._desk.transact_quietly(matchmaking.write, draft=draft, part=part):
                return False
        return await self._desk.transact(matchmaking.record, draft=draft, now=self._desk.now())


def compute(url: str, round_id: int, now: datetime) -> Iterator[Draft | Part]:
    """In the child: the draft of a round and then its parts, or nothing if its people have changed meanwhile."""
    store = Store(url)
    try:
        taken = store.read(matchmaking.snapshot, round_id=round_id, now=now)
        if taken is None:
            return
        outcome = taken.inputs.compute()
        if store.read(matchmaking.snapshot, round_id=round_id, now=now) == taken:
            yield drafts.draft(taken, outcome)
            yield from drafts.parts(outcome)
    finally:
        store.close()
