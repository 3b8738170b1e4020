"""The beat of matching: a child process reads the people and computes; what it proposes is written down here, in parts.

A process that dies in between leaves the round asked for; the next beat computes it again. So it does when the database
went away meanwhile. A round that breaks each time would keep all others waiting: after a few it is given up.
"""

import logging
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from bot.beats.workers import Broke, Died, Interrupted, Workers
from bot.caught import attempt
from bot.desk import Desk
from program.rounds import drafts, matchmaking
from program.rounds.drafts import Draft, Part
from storage.unit import AWAY, Store

log = logging.getLogger(__name__)

MOST_TRIES = 3
"""So often is a round computed whose child dies, or whose database goes away: it may be the round's own fault."""
PASSES = frozenset(kind.__name__ for kind in AWAY)


class Rounds:
    """Computes the rounds that were asked for, one after the other."""

    def __init__(self, desk: Desk, workers: Workers) -> None:
        self._desk = desk
        self._workers = workers
        self._tries: Counter[int] = Counter()

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
            case Died() | Broke() if self._is_to_be_tried_again(round_id, found):
                log.warning("round %s: %s; it is computed again", round_id, _why(found))
                return 0
            case Exception():
                why = _why(found)
                log.error("round %s can't be computed: %s", round_id, why, exc_info=found)
                await self._desk.transact(
                    matchmaking.give_up, round_id=round_id, why=why, now=self._desk.now()
                )
            case _ if not await self._record(found):
                log.info("round %s: people have changed meanwhile; it is computed again", round_id)
        return 1

    def _is_to_be_tried_again(self, round_id: int, failure: Died | Broke) -> bool:
        self._tries[round_id] += 1
        may_pass = isinstance(failure, Died) or _why(failure) in PASSES
        return may_pass and self._tries[round_id] < MOST_TRIES

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


def _why(failure: Exception) -> str:
    return str(failure) if isinstance(failure, Broke) else type(failure).__name__


def compute(url: str, round_id: int, now: datetime) -> Iterator[Draft | Part]:
    """In the child: the draft of a round and then its parts, or nothing if its people have changed meanwhile."""
    store = Store(url)
    try:
        taken = store.read(matchmaking.snapshot, round_id=round_id, now=now)
        if taken is None:
            return
        proposed = taken.inputs.compute()
        if store.read(matchmaking.snapshot, round_id=round_id, now=now) == taken:
            yield drafts.draft(taken, proposed)
            yield from drafts.parts(proposed)
    finally:
        store.close()
