"""The story as the workspace's page sees it: play, pause, how far it is; and the clock in a visitor's hands."""

import asyncio
from datetime import datetime

from bot.app import Alongside
from bot.rehearsal import live_until
from sandbox.errors import ClientRefused
from sandbox.workspace import Workspace


class Telling:
    """See sandbox.story.Story."""

    def __init__(self, bot: Alongside, workspace: Workspace) -> None:
        self._bot = bot
        self._workspace = workspace
        self._may_go_on = asyncio.Event()
        self._may_go_on.set()
        self._finished = False
        self._moving = asyncio.Lock()
        self.progress = 0.0

    @property
    def playing(self) -> bool:
        return self._may_go_on.is_set() and not self._finished

    def play(self) -> None:
        self._may_go_on.set()

    def pause(self) -> None:
        self._may_go_on.clear()

    def finish(self) -> None:
        """The story is told; from now on the clock is the visitor's."""
        self._finished = True
        self.progress = 1.0

    async def turn(self) -> None:
        """Wait until the story may go on."""
        await self._may_go_on.wait()

    async def next_due(self) -> datetime | None:
        return await self._bot.next_due()

    async def go_to(self, moment: datetime) -> None:
        """Move the clock there, through everything that falls due on the way."""
        if self.playing:
            raise ClientRefused("the story moves the clock: pause it first")
        clock = self._workspace.clock
        async with self._moving:
            running = clock.running
            clock.pause()
            try:
                await live_until(self._bot, clock, moment, settled=self._workspace.settled)
            finally:
                if running:
                    clock.resume()
