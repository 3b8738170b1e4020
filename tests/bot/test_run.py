"""The process itself: `python -m bot …` as an operator starts it, against a workspace on this machine."""

import asyncio
import os
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from sandbox import Clock, Server, Workspace

ROOT = Path(__file__).parents[2]
READY = "alongside is at work"
SECONDS = 30
HEAVY = ("slack_bolt", "alembic", "sklearn", "numpy", "sqlmodel", "aiohttp", "apscheduler")


class Machine:
    """A workspace, and a folder in which the bot is started with the settings for it."""

    def __init__(self, workspace: Workspace, server: Server, folder: Path) -> None:
        self.workspace = workspace
        self.server = server
        self.folder = folder
        self.ada = workspace.add_person("Ada Park", email="ada@example.com", admin=True)
        self.settings = {
            "SLACK_BOT_TOKEN": workspace.bot_token,
            "SLACK_APP_TOKEN": workspace.app_token,
            "SLACK_SIGNING_SECRET": workspace.signing_secret,
            "SLACK_API_URL": f"{server.url}/api/",
        }
        self._running: list[Process] = []

    async def start(self, *words: str, **settings: str) -> Process:
        """`alongside` with these words, and these settings instead of the right ones."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "bot", *words),
            cwd=self.folder,
            env={**inherited, "PYTHONPATH": str(ROOT), "COLUMNS": "200", **self.settings, **settings},
            stdout=PIPE,
            stderr=PIPE,
        )
        self._running.append(process)
        return process

    async def run(self, *words: str, **settings: str) -> tuple[int | None, str, str]:
        """The exit code and what was said on both streams."""
        process = await self.start(*words, **settings)
        async with asyncio.timeout(SECONDS):
            said, complained = await process.communicate()
        return process.returncode, said.decode(), complained.decode()

    async def until_at_work(self, process: Process) -> str:
        """Wait for the line that says so. Returns all that was logged up to it."""
        assert process.stderr is not None
        logged = ""
        async with asyncio.timeout(SECONDS):
            while READY not in logged:
                line = (await process.stderr.readline()).decode()
                assert line, logged
                logged += line
        return logged

    async def end(self, process: Process, *, by: signal.Signals = signal.SIGTERM) -> tuple[int | None, str]:
        """Tell it to stop. Returns the exit code and what else was logged."""
        process.send_signal(by)
        async with asyncio.timeout(SECONDS):
            _, complained = await process.communicate()
        return process.returncode, complained.decode()

    async def clear(self) -> None:
        for process in self._running:
            if process.returncode is None:
                process.kill()
                await process.communicate()


@pytest.fixture
async def machine(tmp_path: Path) -> AsyncIterator[Machine]:
    workspace = Workspace.from_manifest("manifest.yml", clock=Clock(running=True), seed=7)
    server = await Server.start(workspace, port=0)
    built = Machine(workspace, server, tmp_path)
    yield built
    await built.clear()
    await server.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def test_help_needs_none_of_the_heavy_libraries() -> None:
    look = f"import sys, bot.cli; print([name for name in {HEAVY} if name in sys.modules])"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", look, cwd=ROOT, stdout=PIPE)
    said, _ = await process.communicate()
    assert said.decode().strip() == "[]"


async def test_help_and_version_answer(machine: Machine) -> None:
    code, said, _ = await machine.run("--help")
    assert code == 0
    assert all(word in said for word in ("run", "doctor", "demo", "people"))
    code, said, _ = await machine.run("--version")
    assert (code, said.split()[0]) == (0, "alongside")


async def test_over_sockets_it_answers_and_ends_when_told(machine: Machine) -> None:
    process = await machine.start("run")
    await machine.until_at_work(process)
    reply = await machine.server.act(machine.ada.id).command("/mentor", "help")
    assert reply.ok
    code, _ = await machine.end(process, by=signal.SIGINT)
    assert code == 0


async def test_over_http_it_answers_slack_alone_and_ends_when_told(machine: Machine) -> None:
    port = free_port()
    process = await machine.start("run", "--http", PORT=str(port), SLACK_APP_TOKEN="")
    logged = await machine.until_at_work(process)
    machine.workspace.deliver_to(f"http://127.0.0.1:{port}/slack/events")
    replies = await asyncio.gather(
        *(machine.server.act(machine.ada.id).command("/mentor", "help") for _ in range(20))
    )
    assert all(reply.ok for reply in replies)
    form = {"command": "/mentor", "text": "a secret of mine", "user_id": "U1", "team_id": "T1"}
    forged = {"X-Slack-Signature": "v0=00", "X-Slack-Request-Timestamp": "1"}
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as outside:
        for headers in ({}, forged):
            async with outside.post("/slack/events", data=form, headers=headers) as answer:
                assert answer.status == 401
        async with outside.get("/healthz") as health:
            assert health.status == 200
    code, more = await machine.end(process)
    assert code == 0
    assert "secret" not in logged + more


async def test_it_listens_where_it_is_told_and_nowhere_else(machine: Machine) -> None:
    """As in a container, whose 127.0.0.1 nobody outside reaches."""
    told, other = "127.0.0.2", "127.0.0.1"
    port, watched = str(free_port()), str(free_port())
    where = {"HTTP_HOST": told, "PORT": port, "METRICS_HOST": told, "METRICS_PORT": watched}
    await machine.until_at_work(await machine.start("run", "--http", SLACK_APP_TOKEN="", **where))
    async with aiohttp.ClientSession() as outside:
        for url in (f"http://%s:{port}/healthz", f"http://%s:{watched}/readyz"):
            async with outside.get(url % told) as answer:
                assert answer.status == 200
            with pytest.raises(aiohttp.ClientConnectorError):
                await outside.get(url % other)


async def test_what_was_promised_before_the_end_goes_out_after_the_next_start(machine: Machine) -> None:
    """Home is drawn by a letter; the first life can't deliver it, the second one does."""
    machine.workspace.trouble.add("views.publish", "error", error="service_unavailable", times=1_000)
    first = await machine.start("run")
    await machine.until_at_work(first)
    await machine.server.act(machine.ada.id).open_home()
    await machine.end(first)
    machine.workspace.trouble.clear()
    second = await machine.start("run")
    await machine.until_at_work(second)
    published = "views.publish"
    await machine.workspace.watchers.until(
        lambda: any(call.method == published and call.ok for call in machine.workspace.calls), SECONDS
    )
    await machine.end(second)


async def test_on_sqlite_a_second_process_is_refused_until_the_first_is_gone(machine: Machine) -> None:
    first = await machine.start("run")
    await machine.until_at_work(first)
    code, _, complained = await machine.run("run")
    assert code == 2
    assert "Only one process can run on SQLite" in complained.splitlines()[-1]
    assert "PostgreSQL" in complained.splitlines()[-1]
    code, said, complained = await machine.run("backup", "copy.db")
    assert (code, said.split(":")[0]) == (0, "copy.db"), complained
    code, _, complained = await machine.run("restore", "copy.db")
    assert (code, complained[:19]) == (2, "Stop the bot first:")
    first.kill()
    await first.wait()
    code, said, complained = await machine.run("restore", "copy.db")
    assert code == 0, complained
    assert "is the database now" in said
    second = await machine.start("run")
    await machine.until_at_work(second)
    await machine.end(second)
