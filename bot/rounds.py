"""The beat of matching: freeze the people, compute in a child process, write down what it proposes.

A process that dies in between leaves the round asked for; the next beat computes it again.
"""

import logging

import matching
from bot.attempt import attempt
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
        computing = self._workers.compute(
            matching.propose,
            taken.mentees,
            taken.mentors,
            taken.rules,
            closed=taken.closed,
            vetoed=taken.vetoed,
            managers=dict(taken.managers),
        )
        outcome = await attempt(computing)
        if isinstance(outcome, Interrupted):
            log.info("round %s was interrupted; it is computed again", taken.round_id)
            return 0
        if isinstance(outcome, Exception):
            log.error("round %s can't be computed", taken.round_id, exc_info=outcome)
            await self._desk.transact(
                matchmaking.give_up, round_id=taken.round_id, why=type(outcome).__name__, now=self._desk.now()
            )
            return 1
        recorded = await self._desk.transact(
            matchmaking.record, taken=taken, outcome=outcome, now=self._desk.now()
        )
        if not recorded:
            log.info("round %s: people have changed meanwhile; it is computed again", taken.round_id)
        return 1
