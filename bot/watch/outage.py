"""The database goes away, and comes back: one line for each, and one a minute in between, however much fails meanwhile.

The desk says what came of each of its transactions. What else is logged of such a failure, by beats, listeners or the
pool, says nothing more, and is left out (`Told`).
"""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.plural import quantity
from storage.faults import fault_of

log = logging.getLogger(__name__)

EACH = timedelta(minutes=1)
STEADY = timedelta(seconds=5)
"""Without a failure for so long it is back: where some transactions work and others don't, it comes and goes."""


class Outage:
    """Whether the database is away, as far as the last transaction knows."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._since: datetime | None = None
        self._told = self._last = datetime.max.replace(tzinfo=UTC)
        self._failed = 0

    def failed(self, error: Exception) -> None:
        """A transaction has failed: it counts if it is the database's fault."""
        fault = fault_of(error)
        if fault is None:
            return
        self._last = now = self._now()
        self._failed += 1
        if self._since is None:
            self._since = self._told = now
            log.error("the database can't be used: %s; work waits until it can", fault)
        elif now - self._told >= EACH:
            self._told = now
            log.error("the database can't be used for %s: %s; %s", self._spent(now), fault, self._count())

    def worked(self) -> None:
        """A transaction has come to its end."""
        if self._since is not None and self._now() - self._last >= STEADY:
            log.warning(
                "the database can be used again, after %s; %s", self._spent(self._last), self._count()
            )
            self._since, self._failed = None, 0

    def _spent(self, now: datetime) -> str:
        assert self._since is not None
        return quantity(int((now - self._since).total_seconds()), "second")

    def _count(self) -> str:
        return f"{quantity(self._failed, 'transaction')} failed"


class Told(logging.Filter):
    """Leaves out what is logged of a failure that is the database's: an Outage tells of it."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        return error is None or fault_of(error) is None
