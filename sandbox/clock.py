"""The workspace's time, and the only reader of the machine's."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def monotonic() -> float:
    """Real seconds, for the three of an acknowledgement and the three of a trigger."""
    return time.monotonic()


def wall() -> int:
    """Real seconds since 1970, for signatures: the app compares them with its own clock."""
    return int(time.time())


class Clock:
    """Stands still until moved, or runs with real time from its start, `speed` times as fast. It never goes back."""

    def __init__(self, start: datetime | None = None, *, running: bool = False, speed: float = 1.0) -> None:
        moment = start or datetime.now(UTC)
        if moment.tzinfo is None:
            raise ValueError("a clock starts at an aware datetime")
        self._at = moment.astimezone(UTC)
        self._since: float | None = monotonic() if running else None
        self._speed = speed
        self._listeners: list[Callable[[], None]] = []

    @property
    def running(self) -> bool:
        return self._since is not None

    def now(self) -> datetime:
        if self._since is None:
            return self._at
        return self._at + timedelta(seconds=(monotonic() - self._since) * self._speed)

    def timestamp(self) -> float:
        return self.now().timestamp()

    def advance(self, delta: timedelta) -> datetime:
        """Move on by `delta`; everything that falls due on the way happens."""
        return self.set(self.now() + delta)

    def set(self, moment: datetime) -> datetime:
        if moment.tzinfo is None:
            raise ValueError("a clock is set to an aware datetime")
        if moment < self.now():
            raise ValueError("a clock only moves forward")
        self._at = moment.astimezone(UTC)
        if self._since is not None:
            self._since = monotonic()
        self.tick()
        return self._at

    def pause(self) -> None:
        self._at, self._since = self.now(), None

    def resume(self) -> None:
        if self._since is None:
            self._since = monotonic()

    def listen(self, listener: Callable[[], None]) -> None:
        """Have `listener` called after each move."""
        self._listeners.append(listener)

    def tick(self) -> None:
        for listener in list(self._listeners):
            listener()
