"""A story that is told in steps, as a demonstration would give one to the page."""

from datetime import UTC, datetime

from sandbox import Clock

DUE = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)


class Tale:
    """Three tenths of it are told as soon as it plays; the next thing is due at DUE."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.playing = False
        self.progress = 0.0

    def play(self) -> None:
        self.playing, self.progress = True, 0.3

    def pause(self) -> None:
        self.playing = False

    async def next_due(self) -> datetime | None:
        return DUE

    async def go_to(self, moment: datetime) -> None:
        self._clock.set(moment)
