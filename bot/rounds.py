"""The beat of matching: a child process reads the people and computes; what it proposes is written down here, in parts.

A process that dies in between leaves the round asked for; the next beat computes it again. A round that brings down its
child each time would keep all others waiting, so after a few it is given up.
"""

import logging
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from bot.attempt import attempt
from bot.desk import Desk
from bot.workers import Broke, Died, Interrupted, Workers
from program import drafts, matchmaking
from program.drafts import Draft, Part
from storage.unit import Store

log = logging.getLogger(__name__)

MOST_DEATHS = 3
"""So many children may die over one round; the first may have been killed by something else."""


class Rounds:
    """Computes the rounds that were asked for, one after the other."""

    def __init__(self, desk: Desk, workers: Workers) -> None:
        self._desk = desk
        self._workers = workers
        self._deaths: Counter[int] = Counter()

    async def beat(self) -> int:
        """Returns how many rounds were computed: 0 or 1."""
        round_id = await self._desk.read(matchmaking.next_asked)
        if round_id is None:
            return 0
        computing = self._workers.compute(compute, self._desk.store.url, round_id, self._desk.now())
        found = await attempt(computing)
        match found:
            case Interrupted():
                return 0
            case Died() if self._is_to_be_tried_again(round_id):
                log.warning("round %s: its child died; it is computed again", round_id)
                return 0
            case Exception():
                why = str(found) if isinstance(found, Broke) else type(found).__name__
                log.error("round %s can't be computed: %s", round_id, why, exc_info=found)
                await self._desk.transact(
                    matchmaking.give_up, round_id=round_id, why=why, now=self._desk.now()
                )
            case _ if not await self._record(found):
                log.info("round %s: people have changed meanwhile; it is computed again", round_id)
        return 1

    def _is_to_be_tried_again(self, round_id: int) -> bool:
        self._deaths[round_id] += 1
        return self._deaths[round_id] < MOST_DEATHS

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
