"""A program lived through on a clock that can be moved: for the demo and the journeys."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol

from bot.app import Alongside

SOON = timedelta(seconds=1)


class MovableClock(Protocol):
    def now(self) -> datetime: ...
    def set(self, moment: datetime, /) -> object: ...


async def live_until(
    bot: Alongside,
    clock: MovableClock,
    target: datetime,
    *,
    settled: Callable[[], Awaitable[object]],
    each: Callable[[datetime], Awaitable[object]] | None = None,
) -> None:
    """Move `clock` from one due moment to the next, up to `target`; at each, let the bot do what is due.

    `settled` waits until Slack has taken in what the bot sent; `each` may then act for the people.
    """
    await bot.pulse.settle()
    await settled()
    while clock.now() < target:
        due = await bot.next_due()
        clock.set(min(target, max(due, clock.now() + SOON) if due else target))
        await bot.pulse.settle()
        await settled()
        if each is not None:
            await each(clock.now())
            await bot.pulse.settle()
            await settled()
