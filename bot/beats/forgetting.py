"""The beat of forgetting: once a day and at each start, for the whole database, whatever programs there are.

Replicas all do it; whoever comes second finds nothing.
"""

from datetime import date

from bot.desk import Desk
from program.workspace import retention


class Forgetting:
    """Forgets what is old, in portions, so that nobody waits long for the writer."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._done: date | None = None

    async def beat(self) -> int:
        """Returns how much was forgotten; 0 when nothing old is left, and for the rest of that day (UTC)."""
        now = self._desk.now()
        if now.date() == self._done:
            return 0
        forgotten = await self._desk.transact(retention.forget_old, now=now)
        if not forgotten:
            self._done = now.date()
        return forgotten
