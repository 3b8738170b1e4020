"""The beat of planned moments: many in one transaction, and one by one when one of them breaks."""

import logging

from bot.caught import attempt
from bot.desk import Desk
from program import lifecycle

log = logging.getLogger(__name__)

CHUNK = 10
"""Few enough that a click never waits long for the writer: a moment takes some milliseconds."""


class Advance:
    """Does what has fallen due. A moment that breaks is put off and counted; the others go on."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def beat(self) -> int:
        """Returns how many moments were dealt with."""
        now = self._desk.now()
        due = await self._desk.read(lifecycle.due_now, now=now, limit=CHUNK)
        if not due:
            return 0
        done = await attempt(self._desk.transact(lifecycle.advance, now=now, limit=CHUNK))
        if not isinstance(done, Exception):
            return done
        for touchpoint_id in due:
            failure = await attempt(
                self._desk.transact(lifecycle.reach, touchpoint_id=touchpoint_id, now=now)
            )
            if isinstance(failure, Exception):
                log.error("touchpoint %s broke; it is put off", touchpoint_id, exc_info=failure)
                await self._desk.transact(
                    lifecycle.stumble, touchpoint_id=touchpoint_id, error=type(failure).__name__, now=now
                )
        return len(due)
