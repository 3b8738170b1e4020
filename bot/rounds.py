"""The beat of matching: freeze the people, compute in a child process, write down what it proposes.

A process that dies in between leaves the round asked for; the next beat computes it again.
"""

import logging

import matching
from bot.desk import Desk
from bot.workers import Interrupted, Workers
from program import matchmaking

log = logging.getLogger(__name__)


class Rounds:
    """Computes the rounds that were asked for, one after the other."""

    def __init__(self, desk: Desk, workers: Workers) -> None:
        self._desk = desk
        self._workers = workers

    async def beat(self) -> int:
        """Returns how many rounds were computed: 0 or 1."""
        taken = await self._desk.read(matchmaking.snapshot, now=self._desk.now())
        if taken is None:
            return 0
        try:
            outcome = await self._workers.compute(
                matching.propose,
                taken.mentees,
                taken.mentors,
                taken.rules,
                closed=taken.closed,
                vetoed=taken.vetoed,
                managers=dict(taken.managers),
            )
        except Interrupted:
            log.info("round %s was interrupted; it is computed again", taken.round_id)
            return 0
        recorded = await self._desk.transact(
            matchmaking.record, taken=taken, outcome=outcome, now=self._desk.now()
        )
        if not recorded:
            log.info("round %s: people have changed meanwhile; it is computed again", taken.round_id)
        return 1
