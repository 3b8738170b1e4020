"""Real processes: `alongside run`, killed and started again, beside a workspace that outlives them."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from sqlmodel import Session, col, select

from sandbox import Clock, Server, Workspace
from sandbox.clock import monotonic
from storage.models import Letter, Round, Touchpoint
from storage.unit import Store

T = TypeVar("T")
ROOT = Path(__file__).parents[2]
MONDAY = datetime.fromisoformat("2026-03-02T09:30:00+00:00")
SPEED = 10.0
"""A lease of a minute takes six seconds, and so does the quiet period after it."""
READY = "alongside is at work"
BROKE = " ERROR "
PATIENCE = 90.0
LOOK_SECONDS = 0.2
SETTLE_SECONDS = 600.0
QUIET = timedelta(minutes=5)
"""Nothing is to be due for so long, when everything counts as settled."""


class Replica:
    """A place where a process runs, and after its death another one."""

    def __init__(self, command: Callable[[], list[str]], environment: dict[str, str], folder: Path) -> None:
        self._command = command
        self._environment = environment
        self._folder = folder
        self._process: Process | None = None
        self._listening: asyncio.Task[None] | None = None
        self._ready = asyncio.Event()
        self.log: list[str] = []

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def start(self) -> None:
        self._ready.clear()
        self._process = await asyncio.create_subprocess_exec(
            *self._command(), cwd=self._folder, env=self._environment, stdout=DEVNULL, stderr=PIPE
        )
        self._listening = asyncio.create_task(self._listen(self._process))

    async def at_work(self) -> None:
        """Wait until it says so."""
        try:
            await asyncio.wait_for(self._ready.wait(), PATIENCE)
        except TimeoutError:
            raise AssertionError(("it never was at work", self.log[-20:])) from None
        assert self.alive, self.log[-20:]

    async def end(self, by: signal.Signals) -> int:
        """Send it this signal. Returns the exit code."""
        assert self.alive, self.log[-20:]
        assert self._process is not None
        assert self._listening is not None
        self._process.send_signal(by)
        async with asyncio.timeout(PATIENCE):
            code = await self._process.wait()
            await self._listening
        return code

    async def _listen(self, process: Process) -> None:
        assert process.stderr is not None
        async for line in process.stderr:
            self.log.append(line.decode().rstrip())
            if READY in self.log[-1]:
                self._ready.set()
        self._ready.set()  # whoever waits needn't wait any longer


class Fleet:
    """Replicas on one database, in one workspace, by one hurried clock."""

    def __init__(
        self, workspace: Workspace, server: Server, database: str, folder: Path, *, size: int, speed: float
    ) -> None:
        self.workspace = workspace
        self.server = server
        self.clock = workspace.clock
        self.speed = speed
        self.store = Store(database)
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}
        environment = {
            **inherited,
            "PYTHONPATH": str(ROOT),
            "SLACK_BOT_TOKEN": workspace.bot_token,
            "SLACK_APP_TOKEN": workspace.app_token,
            "SLACK_SIGNING_SECRET": workspace.signing_secret,
            "SLACK_API_URL": f"{server.url}/api/",
            "DATABASE_URL": database,
        }
        self.replicas = [Replica(self._command, environment, folder) for _ in range(size)]
        self.kills = 0

    @classmethod
    async def gather(
        cls,
        database: str,
        folder: Path,
        *,
        staff: Callable[[Workspace], object],
        size: int = 1,
        speed: float = SPEED,
    ) -> "Fleet":
        """A fleet that has yet to start, where the people are that `staff` adds."""
        clock = Clock(MONDAY, running=True, speed=speed)
        workspace = Workspace.from_manifest(ROOT / "manifest.yml", clock=clock, seed=7)
        staff(workspace)
        server = await Server.start(workspace, port=0)
        return cls(workspace, server, database, folder, size=size, speed=speed)

    def _command(self) -> list[str]:
        """Each process's clock shows what the workspace's does."""
        moment, since = self.clock.now().isoformat(), repr(monotonic())
        return [sys.executable, "-P", "-m", "tests.replicas.replica", moment, since, repr(self.speed)]

    async def start(self) -> None:
        """All of them together."""
        await asyncio.gather(*(replica.start() for replica in self.replicas))
        await asyncio.gather(*(replica.at_work() for replica in self.replicas))

    async def stop(self) -> list[int]:
        """Tell all of them to stop. Returns their exit codes."""
        living = [replica for replica in self.replicas if replica.alive]
        for replica in living:
            await replica.at_work()
        return list(await asyncio.gather(*(replica.end(signal.SIGTERM) for replica in living)))

    async def kill(self, replica: Replica) -> None:
        self.kills += 1
        assert await replica.end(signal.SIGKILL) == -signal.SIGKILL

    async def ask(self, question: Callable[[Session], T]) -> T:
        """Look into the database."""
        return await asyncio.to_thread(self.store.read, question)

    async def transact(self, work: Callable[[Session], T]) -> T:
        return await asyncio.to_thread(self.store.transact, work)

    async def until(self, question: Callable[[Session], bool], *, seconds: float = SETTLE_SECONDS) -> None:
        """Wait until the database says so."""
        async with asyncio.timeout(seconds):
            while not await self.ask(question):  # noqa: ASYNC110  it's other processes that change it
                await asyncio.sleep(LOOK_SECONDS)

    async def settled(self, *, seconds: float = SETTLE_SECONDS) -> None:
        """Wait until nothing is underway, and nothing will be for a while."""
        try:
            await self.until(lambda session: is_settled(session, self.clock.now() + QUIET), seconds=seconds)
        except TimeoutError:
            raise AssertionError(("it never settled", await self.ask(unsettled))) from None
        await self.workspace.settled(seconds)

    @property
    def broke(self) -> list[str]:
        """What the processes say went wrong inside them."""
        return [line for replica in self.replicas for line in replica.log if BROKE in line]

    async def close(self) -> None:
        for replica in self.replicas:
            if replica.alive:
                await replica.end(signal.SIGKILL)
        self.store.close()
        await self.server.stop()


def unsettled(session: Session) -> list[tuple[str, str, str]]:
    """The first letters that have not come to an end."""
    found = select(Letter).where(col(Letter.state).in_(("ready", "sending", "unknown"))).limit(10)
    return [(letter.kind, letter.state, letter.last_error) for letter in session.exec(found).all()]


def is_settled(session: Session, by: datetime) -> bool:
    """Whether no letter is underway, and nothing falls due before then."""
    letters = select(Letter.id).where(
        col(Letter.state).in_(("sending", "unknown")) | ((Letter.state == "ready") & (Letter.due_at <= by))
    )
    moments = select(Touchpoint.id).where(Touchpoint.state == "planned", Touchpoint.due_at <= by)
    rounds = select(Round.id).where(Round.state == "asked")
    return all(session.exec(one.limit(1)).first() is None for one in (letters, moments, rounds))
