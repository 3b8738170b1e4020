"""Slack emulators that nobody here wrote, as processes of their own, and what every one of them is asked."""

import asyncio
import json
import os
import shutil
import signal
import socket
from asyncio.subprocess import DEVNULL, Process
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
from sqlmodel import Session, select

from bot.app import Alongside
from bot.settings import load
from program.pair.mentorship import Chosen, begin, open_channel
from storage.models import Mentorship, Program
from tests.needs import lacking

READY_SECONDS = 20
SOON = timedelta(seconds=5)
PROGRAMS = (".bin", "local-slack-linux-x64/bin", "local-slack-linux-arm64/bin")
"""Where npm puts commands; of packages that are a program and nothing else it makes no link."""
ADVICE = "npm install {package} (docs/emulators.md), and point ALONGSIDE_NODE_MODULES at its node_modules"


def find(command: str, package: str) -> str:
    """The emulator's command, in ALONGSIDE_NODE_MODULES or on PATH; without it the test is skipped."""
    found = shutil.which(command, path=places())
    if found is None:
        lacking("emulators", ADVICE.format(package=package))
    return found


def places() -> str:
    """A PATH on which what npm installed comes first: its Node, too, where the machine's is too old."""
    modules = Path(os.environ.get("ALONGSIDE_NODE_MODULES", "node_modules")).absolute()
    return os.pathsep.join((*(str(modules / program) for program in PROGRAMS), os.environ.get("PATH", "")))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Emulator:
    """A running one, and our hands on it."""

    def __init__(self, process: Process, url: str, http: aiohttp.ClientSession) -> None:
        self.process = process
        self.url = url
        self.http = http

    @classmethod
    async def start(cls, words: list[str], port: int, folder: Path) -> "Emulator":
        process = await asyncio.create_subprocess_exec(
            *words,
            cwd=folder,
            env={**os.environ, "PATH": places()},
            stdin=DEVNULL,
            stdout=DEVNULL,
            stderr=DEVNULL,
            start_new_session=True,
        )
        emulator = cls(process, f"http://127.0.0.1:{port}", aiohttp.ClientSession())
        async with asyncio.timeout(READY_SECONDS):
            while not await emulator._answers(port):
                await asyncio.wait({asyncio.ensure_future(process.wait())}, timeout=0.1)
                assert process.returncode is None, "the emulator has ended"
        return emulator

    async def _answers(self, port: int) -> bool:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            return False
        writer.close()
        await writer.wait_closed()
        return True

    async def call(self, method: str, token: str, **args: str) -> dict[str, Any]:
        """A method of its Web API, as a test has to call it for what the bot doesn't."""
        headers = {"Authorization": f"Bearer {token}"}
        async with self.http.post(f"{self.url}/api/{method}", data=args, headers=headers) as answer:
            said: dict[str, Any] = await answer.json()
            return said

    async def stop(self) -> None:
        await self.http.close()
        if self.process.returncode is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        await self.process.wait()


def bot_for(emulator: Emulator, database: str, **settings: str) -> Alongside:
    """The bot, told of the emulator by SLACK_API_URL and its tokens alone."""
    return Alongside(
        load(_env_file=None, slack_api_url=f"{emulator.url}/api/", database_url=database, **settings)
    )


def filled(view: dict[str, Any], **answers: str) -> dict[str, Any]:
    """A form's state: what is typed into its text fields, and what it came with in all others."""
    state: dict[str, Any] = {}
    for block in view["blocks"]:
        element = block.get("element") or block.get("accessory")
        if not element or "action_id" not in element or "block_id" not in block:
            continue
        value = {"type": element["type"]}
        value |= {
            key.replace("initial_", "selected_"): kept for key, kept in element.items() if "initial_" in key
        }
        if element["type"] == "plain_text_input":
            value["value"] = answers.get(block["block_id"], element.get("initial_value"))
            value.pop("selected_value", None)
        if element["type"] in ("checkboxes", "multi_static_select"):
            value.setdefault("selected_options", [])
        state[block["block_id"]] = {element["action_id"]: value}
    return state


async def begin_pair(bot: Alongside, mentor: str, mentee: str) -> str:
    """Two people are matched in the one program there is. Returns the name that their channel will have."""

    def begin_one(session: Session) -> str:
        [one] = begin(
            session,
            program=session.exec(select(Program)).one(),
            round_id=None,
            pairs=[Chosen(mentor, mentee, {})],
            who=mentor,
            now=bot.desk.now(),
        )
        begun = session.get_one(Mentorship, one)
        open_channel(session, begun, bot.desk.now())
        return begun.channel_name

    return await bot.desk.transact(begin_one)


async def settle(bot: Alongside) -> None:
    """Let the bot do what is due, also what its own pace has put off by a few seconds."""
    async with asyncio.timeout(READY_SECONDS):
        await bot.pulse.settle()
        while (due := await bot.next_due()) is not None and due - bot.desk.now() < SOON:
            await asyncio.sleep(max(0.0, (due - bot.desk.now()).total_seconds()))
            await bot.pulse.settle()


async def trouble_of_pair(bot: Alongside) -> tuple[str, str]:
    """The state of the one mentorship, and at which step it is stuck."""
    return await bot.desk.read(
        lambda session: session.exec(select(Mentorship.state, Mentorship.trouble)).one()
    )


def said(thing: object) -> str:
    """All the words of a reply, for looking something up in them."""
    return json.dumps(thing, ensure_ascii=False)
