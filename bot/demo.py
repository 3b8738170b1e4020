"""`alongside demo`: a Slack workspace and the bot in one process, with real HTTP and sockets between them.

The workspace's clock is the only substitution: the bot is told that time instead of the machine's.
"""

import asyncio
import logging
import signal
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from bot.app import Alongside
from bot.settings import load
from bot.story import Story
from bot.story_people import Employee, employees
from bot.story_teller import Teller
from bot.story_telling import Telling
from sandbox import Clock, Server, Workspace
from sandbox.actor import Actor
from storage import migrate

MANIFEST = Path(__file__).parent.parent / "manifest.yml"
BEGINS = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
DAYS = 90
SEED = 2026
WORKSPACE = "Fernhill"


class PortTaken(Exception):
    """Something else listens on the port that was asked for."""


@dataclass
class Stage:
    """The workspace, the bot in it, and the company's people by name."""

    workspace: Workspace
    server: Server
    bot: Alongside
    clock: Clock
    people: dict[str, Employee]
    ids: dict[str, str]
    telling: Telling

    def act(self, name: str) -> Actor:
        """The hands of an employee, by full name."""
        return self.server.act(self.ids[name])


@asynccontextmanager
async def stage(folder: Path, *, port: int = 0) -> AsyncIterator[Stage]:
    """A company's workspace with the bot connected to it; its data lies in `folder`."""
    clock = Clock(BEGINS)
    workspace = Workspace.from_manifest(MANIFEST, clock=clock, seed=SEED, name=WORKSPACE)
    people = {person.name: person for person in employees()}
    ids = {
        name: workspace.add_person(
            name, email=person.email, tz=person.zone, title=person.title, admin=name == "Olga Brandt"
        ).id
        for name, person in people.items()
    }
    workspace.add_channel("general", members=list(ids.values()))
    workspace.add_channel("mentoring", members=list(ids.values()))
    try:
        server = await Server.start(workspace, port=port)
    except OSError as problem:
        raise PortTaken(
            f"Port {port} can't be used ({problem.strerror}): choose another with --port."
        ) from None
    settings = load(
        _env_file=None,
        slack_bot_token=workspace.bot_token,
        slack_app_token=workspace.app_token,
        slack_signing_secret=workspace.signing_secret,
        slack_api_url=f"{server.url}/api/",
        database_url=f"sqlite:///{folder / 'demo.db'}",
    )
    await asyncio.to_thread(migrate.upgrade, settings.database)
    bot = Alongside(settings, clock)
    try:
        await bot.identify()
        await bot.connect()
        workspace.story = telling = Telling(bot, workspace)
        yield Stage(workspace, server, bot, clock, people, ids, telling)
        await workspace.settled()
    finally:
        await bot.stop()
        await server.stop()


async def run(*, console: Console, empty: bool = False, serve: bool = False, port: int = 8642) -> None:
    """Play the program's ninety days, print its figures, and keep the workspace open if there is somebody to see it."""
    logging.getLogger("slack_bolt").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="alongside-demo-") as folder:
        async with stage(Path(folder), port=port) as here:
            teller = Teller(console, BEGINS, DAYS)
            teller.say(f"{WORKSPACE} has a Slack workspace on this machine: {here.server.url}")
            if not empty:
                with teller.telling():
                    story = Story(here, teller)
                    await story.play(DAYS)
                await story.sum_up()
            here.telling.finish()
            if serve:
                await _keep_open(here, teller)


async def _keep_open(here: Stage, teller: Teller) -> None:
    """Until Ctrl-C: the workspace's clock is in the visitor's hands, and the bot follows it."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    here.clock.resume()
    here.bot.pulse.start()
    teller.say(f"\nThe workspace is open at {here.server.url} (Ctrl-C ends it)")
    await stopped.wait()
