"""A town that can be put back to where it was, and whose bot dies and is born again."""

import copy
import shutil
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.app import Alongside
from bot.settings import Settings, load
from sandbox import Server, Workspace
from sandbox.errors import ClientRefused
from sandbox.watch import Watchers
from tests.crash.life import Death, Life, MortalStore
from tests.journeys.town import WORKERS, Town

AFTERWARDS = 6
"""Minutes in which everything that a death has held up is caught up on: a lease, a quiet period, a few steps."""


@dataclass(frozen=True)
class Act:
    """A step of a journey. `done`: whether people see that it has been done, so that they don't do it again."""

    name: str
    do: "Do"
    done: "Done"
    mortal: bool = True


@dataclass(frozen=True)
class Moment:
    """The workspace and the database as they were, to begin from as often as wanted."""

    workspace: Workspace
    database: Path
    ids: dict[str, str]


Do = Callable[["MortalTown"], Awaitable[object]]
Done = Callable[["MortalTown"], Awaitable[bool]]


class MortalTown(Town):
    """Speaks over HTTP, so that a life that ends is noticed at once."""

    folder: Path
    lives: list[Life]
    life: Life
    bear: Callable[[], Life] = Life
    between: Callable[[], None]
    """What happens while no process runs: after one has died, before the next is born."""
    tries: int = 1
    """How often people try what does not work though the bot lives."""
    ends: dict[str, datetime]
    """When acts in which time passes are over."""

    @classmethod
    async def at(cls, moment: Moment, folder: Path, lives: list[Life]) -> "MortalTown":
        """The town at that moment, in a folder of its own. The last of `lives` is the bot's."""
        workspace = copy.deepcopy(moment.workspace)
        path = _copy(moment.database, folder)
        server = await Server.start(workspace, port=0)
        bot = _bot(_settings(workspace, server, f"sqlite:///{path}"), workspace, lives[-1])
        town = cls(workspace, server, bot, workspace.clock)
        town.ids = dict(moment.ids)
        town.folder = folder
        town.lives = lives
        town.ends = {}
        town.between = lambda: None
        await town._be_born()
        return town

    async def _be_born(self) -> None:
        """Begin to work, as the newest life."""
        self.life = self.lives[-1]
        await self.bot.identify()
        port = await self.bot.listen(0, host="127.0.0.1")
        self.workspace.deliver_to(f"http://127.0.0.1:{port}/slack/events")
        await self.workspace.settled()

    async def be_born_again(self) -> None:
        """The process has died; its supervisor starts another one, and again one if that dies at once."""
        while True:
            await self._stop()
            self.between()
            self.lives.append(self.bear())
            self.bot = _bot(self.bot.settings, self.workspace, self.lives[-1])
            with suppress(Death):
                await self._be_born()
                return

    async def _stop(self) -> None:
        """Let go of everything, though what the dead life was at still says that it is dead."""
        with suppress(Death):
            await self.bot.stop()
            return
        await self.bot.stop()

    async def play(self, act: Act) -> None:
        """Do it, through whatever deaths there are; then let some time pass."""
        self.life.armed = act.mortal
        failed = 0
        while True:
            try:
                await act.do(self)
                await self.workspace.settled()
                assert self.life.dead or await act.done(self), f"{act.name} was not done"
                if not self.life.dead:
                    break
            except (Death, ClientRefused, AssertionError, LookupError):
                failed += not self.life.dead
                if failed >= self.tries:
                    raise
            if self.life.dead:
                await self.be_born_again()
            await self.catch_up(AFTERWARDS)
            if await act.done(self):
                break
        await self.catch_up()
        self.life.armed = False

    async def catch_up(self, minutes: float = 2 * AFTERWARDS) -> None:
        """Let everything that is underway come to its end, through whatever deaths there are."""
        while True:
            try:
                await self.later(minutes=minutes)
                if not self.life.dead:
                    return
            except Death:
                assert self.life.dead
            await self.be_born_again()

    async def close(self) -> None:
        await self.workspace.settled()
        await self._stop()
        await self.server.stop()

    async def freeze(self) -> Moment:
        """Stop, and keep how everything is."""
        await self.close()
        self.workspace.clock._listeners = [self.workspace._moved]
        self.workspace.watchers._changed = Watchers()._changed
        return Moment(self.workspace, self.folder / "alongside.db", self.ids)


def _copy(database: Path, folder: Path) -> Path:
    folder.mkdir()
    return Path(shutil.copy(database, folder / "alongside.db"))


def _settings(workspace: Workspace, server: Server, database: str) -> Settings:
    return load(
        slack_bot_token=workspace.bot_token,
        slack_app_token=workspace.app_token,
        slack_signing_secret=workspace.signing_secret,
        slack_api_url=f"{server.url}/api/",
        database_url=database,
        _env_file=None,
    )


def _bot(settings: Settings, workspace: Workspace, life: Life) -> Alongside:
    store = MortalStore(settings.database, life)
    return Alongside(settings, workspace.clock, workers=WORKERS, store=store)
