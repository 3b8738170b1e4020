"""A workspace with the bot in it, over real sockets: what every journey starts from."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from sqlmodel import Session

from bot.app import Alongside
from bot.beats.workers import Workers
from bot.rehearsal import live_until
from bot.settings import load
from sandbox import Clock, Server, Workspace
from sandbox.actor import Actor
from tests.stores import QuickStore

T = TypeVar("T")
PATIENCE = 10.0
"""Seconds to acknowledge in: journeys are about what is said; the three seconds are tested with the workspace."""
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PEOPLE = {
    "Olga Brandt": "Europe/Berlin",
    "Ada Park": "Europe/London",
    "Grace Osei": "Europe/London",
    "Kofi Lund": "Europe/Berlin",
    "Mei Tanaka": "Asia/Tokyo",
    "Ravi Costa": "America/New_York",
}
"""Invented people; Olga is the workspace's admin."""
WORKERS = Workers()
"""One warm child process for all towns: a cold one takes seconds to import what it computes with."""


class Town:
    """The workspace, the bot, and the hands of everybody in it."""

    def __init__(self, workspace: Workspace, server: Server, bot: Alongside, clock: Clock) -> None:
        self.workspace = workspace
        self.server = server
        self.bot = bot
        self.clock = clock
        self.ids: dict[str, str] = {}

    @classmethod
    async def build(cls, database: str) -> "Town":
        clock = Clock(MONDAY)
        workspace = Workspace.from_manifest("manifest.yml", clock=clock, seed=7)
        workspace.ack_seconds = PATIENCE
        server = await Server.start(workspace, port=0)
        settings = load(
            slack_bot_token=workspace.bot_token,
            slack_app_token=workspace.app_token,
            slack_signing_secret=workspace.signing_secret,
            slack_api_url=f"{server.url}/api/",
            database_url=database,
            _env_file=None,
        )
        bot = Alongside(settings, clock, workers=WORKERS, store=QuickStore(settings.database))
        town = cls(workspace, server, bot, clock)
        for name, zone in PEOPLE.items():
            town.add(name, zone=zone, admin=name == "Olga Brandt")
        await bot.identify()
        await bot.connect()
        await workspace.settled()
        return town

    async def restart(self) -> None:
        """The process ends, and another one begins on the same database."""
        await self.bot.stop()
        store = QuickStore(self.bot.settings.database)
        self.bot = Alongside(self.bot.settings, self.clock, workers=WORKERS, store=store)
        await self.bot.identify()
        await self.bot.connect()
        await self.workspace.settled()

    def add(self, name: str, *, zone: str = "Europe/London", admin: bool = False, guest: bool = False) -> str:
        """Somebody new in the workspace. Returns their id; `town.person(first name)` acts as them."""
        first = name.split()[0].lower()
        person = self.workspace.add_person(
            name, email=f"{first}@example.com", tz=zone, admin=admin, guest=guest
        )
        self.ids[first] = person.id
        return person.id

    def person(self, first: str) -> Actor:
        return self.server.act(self.ids[first.lower()])

    async def settle(self) -> None:
        """Let everything that is due now happen, on both sides."""
        await self.bot.pulse.settle()
        await self.workspace.settled()
        await self.bot.pulse.settle()

    async def later(self, each: Callable[[datetime], Awaitable[object]] | None = None, **span: float) -> None:
        """Let that much time pass (`days=3`, `hours=2`), with everything that falls due on the way."""
        target = self.clock.now() + timedelta(**span)
        await live_until(self.bot, self.clock, target, settled=self.workspace.settled, each=each)

    async def ask(self, question: Callable[[Session], T]) -> T:
        """Look into the bot's database."""
        return await self.bot.desk.read(question)

    async def close(self) -> None:
        await self.workspace.settled()
        await self.bot.stop()
        await self.server.stop()
