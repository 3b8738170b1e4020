"""The beats of the process."""

import asyncio

from bot.pulse import SECONDS, Pulse


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
