"""The beats of the process."""

import asyncio
import logging

import pytest

from bot.beats.pulse import SECONDS, Pulse


async def nothing() -> int:
    return 0


async def test_what_is_due_is_looked_at_as_soon_as_the_process_starts() -> None:
    looked = {"advance": asyncio.Event(), "deliver": asyncio.Event()}

    async def advance() -> int:
        looked["advance"].set()
        return 0

    async def deliver() -> int:
        looked["deliver"].set()
        return 0

    pulse = Pulse(advance=advance, deliver=deliver)
    pulse.start()
    async with asyncio.timeout(SECONDS["advance"] / 2):
        for event in looked.values():
            await event.wait()
    await pulse.stop()


async def test_the_beat_at_hand_is_finished_before_the_process_stops() -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()
    finished = []

    async def deliver() -> int:
        begun.set()
        await go_on.wait()
        finished.append(True)
        return 1

    pulse = Pulse(advance=nothing, deliver=deliver)
    pulse.start()
    await begun.wait()
    stopping = asyncio.create_task(pulse.stop())
    await asyncio.sleep(0)
    go_on.set()
    await stopping
    assert finished == [True]


async def test_a_beat_that_takes_longer_than_until_the_next_is_not_begun_twice_and_nobody_is_warned(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(SECONDS, "advance", 0.01)
    monkeypatch.setitem(SECONDS, "deliver", 0.01)
    ticks, go_on, begun, begun_by_then = 0, asyncio.Event(), 0, 0

    async def advance() -> int:
        nonlocal ticks, begun_by_then
        ticks += 1
        if ticks == 20:
            begun_by_then = begun
            go_on.set()
        return 0

    async def deliver() -> int:
        nonlocal begun
        begun += 1
        await go_on.wait()
        return 0

    pulse = Pulse(advance=advance, deliver=deliver)
    with caplog.at_level(logging.WARNING):
        pulse.start()
        async with asyncio.timeout(10):
            await go_on.wait()
        await pulse.stop()
    assert begun_by_then == 1
    assert not caplog.records
