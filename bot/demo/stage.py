"""Where the demo plays: a company's Slack workspace, the bot connected to it, and the people by name."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.app import Alongside
from bot.demo.employees import Employee, employees
from bot.demo.telling import Telling
from bot.errors import ToMend
from bot.priority import switch_often
from bot.settings import load
from sandbox import Clock, Server, Workspace
from sandbox.actor import Actor
from storage import migrate

MANIFEST = Path(__file__).parent.parent.parent / "manifest.yml"
BEGINS = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
DAYS = 90
SEED = 2026
WORKSPACE = "Fernhill"


class PortTaken(ToMend):
    """The workspace can't listen on the port that was asked for."""


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
    except (OSError, OverflowError) as problem:
        why = os.strerror(problem.errno or 0) if isinstance(problem, OSError) else "ports are 0 to 65535"
        raise PortTaken(
            f"Port {port} can't be used ({why}): choose another, with make demo PORT=8700 "
            "or alongside demo --port 8700."
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
    switch_often()
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
