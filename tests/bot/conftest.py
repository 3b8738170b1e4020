"""A workspace and the right settings for it; an outbox and a sender, with letters that say a line through real HTTP."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from bot.app import Alongside
from bot.settings import Settings, load
from handlers.views.kit import Call, Message, post
from handlers.views.notices import RENDERERS, Renderer
from program import lifecycle
from program.base.notices import Notice, Policy, tell
from sandbox import Clock, Server, Workspace
from storage.models import Audit, Letter
from tests.stores import QuickStore

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MATTERS, NUDGE = Notice.ENDED, Notice.THANKS
"""Lent for these tests: a letter that is sent again when nobody knows, and one that is not."""
PATIENCE = 0.3
"""Seconds before a call to Slack times out here: the real ten would make the tests slow."""


class Office:
    """The bot's delivery on a workspace of its own. Every letter says one line to one place."""

    def __init__(self, workspace: Workspace, server: Server, bot: Alongside, clock: Clock) -> None:
        self.workspace = workspace
        self.server = server
        self.bot = bot
        self.clock = clock
        self.ada = workspace.add_person("Ada Park").id
        self.grace = workspace.add_person("Grace Osei").id
        self.followed: list[str] = []

    async def write(
        self, line: str, *, to: str | None = None, kind: Notice = MATTERS, after: float = 0.0, **params: Any
    ) -> None:
        """Put a letter in the outbox."""
        now = self.clock.now()

        def write_down(session: Session) -> None:
            tell(
                session,
                kind,
                self.workspace.team_id,
                to=to or self.ada,
                about=line,
                now=now,
                due=now + timedelta(seconds=after),
                line=line,
                **params,
            )

        await self.bot.desk.transact(write_down)

    async def settle(self) -> None:
        await self.bot.pulse.settle()

    async def wait(self, seconds: float) -> None:
        """Let time pass in one step, and then what is due."""
        self.clock.advance(timedelta(seconds=seconds))
        await self.settle()

    async def live(self, seconds: float) -> None:
        """Let time pass from one due moment to the next."""
        until = self.clock.now() + timedelta(seconds=seconds)
        await self.settle()
        while (due := await self.bot.next_due()) is not None and due <= until:
            self.clock.set(max(due, self.clock.now()))
            await self.settle()
        self.clock.set(until)

    def lines(self, person: str | None = None) -> list[str]:
        """What somebody can read in their conversation with the app."""
        return [str(said["text"]) for said in self.server.act(person or self.ada).messages()]

    async def letters(self) -> Sequence[Letter]:
        return await self.bot.desk.read(
            lambda session: session.exec(select(Letter).order_by(col(Letter.id))).all()
        )

    async def states(self) -> list[str]:
        return [letter.state for letter in await self.letters()]

    async def audits(self) -> list[str]:
        return list(
            await self.bot.desk.read(
                lambda session: session.exec(select(Audit.what).order_by(col(Audit.id))).all()
            )
        )


def _line(_session: Session, letter: Letter) -> dict[str, Any]:
    return {"to": letter.recipient, **letter.params}


def _draw(card: dict[str, Any]) -> Call:
    if card.get("method"):
        return Call(card["method"], {"channel": card["to"]})
    return post(card["to"], Message(card["line"]))


@pytest.fixture
async def office(database: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    clock = Clock(MONDAY)
    workspace = Workspace.from_manifest("manifest.yml", clock=clock, seed=7)
    server = await Server.start(workspace, port=0)
    settings = load(
        slack_bot_token=workspace.bot_token,
        slack_app_token=workspace.app_token,
        slack_signing_secret=workspace.signing_secret,
        slack_api_url=f"{server.url}/api/",
        database_url=database,
        _env_file=None,
    )
    bot = Alongside(settings, clock, store=QuickStore(settings.database))
    bot.client.timeout = PATIENCE  # type: ignore[assignment]
    built = Office(workspace, server, bot, clock)

    def follow(_session: Session, letter: Letter, _reply: Any, _now: datetime) -> None:
        built.followed.append(letter.params["line"])

    for kind, unknown in ((MATTERS, "resend"), (NUDGE, "skip")):
        monkeypatch.setattr(kind, "policy", Policy(unknown=unknown))  # type: ignore[arg-type]
        monkeypatch.setitem(lifecycle.LETTERS, kind, lifecycle.Kind(_line, arrived=follow))
        monkeypatch.setitem(RENDERERS, kind, Renderer(_draw))
    await bot.identify()
    yield built
    await bot.stop()
    await server.stop()


class Place:
    """A workspace and the right settings for it."""

    def __init__(self, workspace: Workspace, server: Server, database: str) -> None:
        self.workspace = workspace
        self.right: dict[str, Any] = {
            "slack_bot_token": workspace.bot_token,
            "slack_app_token": workspace.app_token,
            "slack_signing_secret": workspace.signing_secret,
            "slack_api_url": f"{server.url}/api/",
            "database_url": database,
        }

    def settings(self, **instead: Any) -> Settings:
        return load(_env_file=None, **{**self.right, **instead})


@pytest.fixture
async def place(database: str) -> AsyncIterator[Place]:
    workspace = Workspace.from_manifest("manifest.yml", clock=Clock(running=True), seed=7)
    async with await Server.start(workspace, port=0) as server:
        yield Place(workspace, server, database)
