"""The beat of matching: freeze the people, compute in a child process, write down what it proposes.

A process that dies in between leaves the round asked for; the next beat computes it again.
"""

import logging

import matching
from bot.attempt import attempt
from bot.desk import Desk
from bot.workers import Interrupted, Workers
from program import drafts, matchmaking
from program.candidates import Snapshot

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
        if not await self._record(taken, outcome):
            log.info("round %s: people have changed meanwhile; it is computed again", taken.round_id)
        return 1

    async def _record(self, taken: Snapshot, outcome: matching.Round) -> bool:
        """Write it down, a big one part by part, so that clicks never wait long for the writer."""
        parts = list(drafts.parts(outcome))
        if len(parts) > 1:
            if not await self._desk.read(matchmaking.unchanged, taken=taken, now=self._desk.now()):
                return False
            for part in parts:
                if not await self._desk.transact_quietly(matchmaking.draft, taken=taken, part=part):
                    return False
        return await self._desk.transact(
            matchmaking.record, taken=taken, outcome=outcome, now=self._desk.now()
        )
