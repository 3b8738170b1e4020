"""On `local-slack` (npm), over Socket Mode: its own sockets, commands, modals and Home."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.app import Alongside
from handlers.views.setup import NAME
from tests.emulators.foreign import (
    Emulator,
    begin_pair,
    bot_for,
    filled,
    find,
    free_port,
    said,
    settle,
    trouble_of_pair,
)

PACKAGE = "local-slack-linux-x64@0.1.8"
ADA, GRACE, GENERAL = "U01ADA", "U02GRACE", "C01GENERAL"
CONFIG = {
    "workspace": {"name": "Fernhill", "domain": "fernhill", "teamId": "T01FERN"},
    "app": {
        "appId": "A01APP",
        "botUserId": "U0BOT",
        "botName": "alongside",
        "botToken": "xoxb-local",
        "appToken": "xapp-local",
        "signingSecret": "unused",
        "mode": "socket",
    },
    "users": [
        {
            "id": ADA,
            "name": "ada",
            "real_name": "Ada Park",
            "email": "ada@example.com",
            "tz": "Europe/London",
        },
        {"id": GRACE, "name": "grace", "real_name": "Grace Osei", "email": "grace@example.com"},
    ],
    "channels": [{"id": GENERAL, "name": "general", "members": [ADA, GRACE, "U0BOT"]}],
}


@dataclass
class Here:
    emulator: Emulator
    bot: Alongside

    async def control(self, what: str, **body: str) -> None:
        async with self.emulator.http.post(f"{self.emulator.url}/_control/{what}", json=body) as answer:
            assert answer.status == 200

    async def command(self, who: str, text: str) -> list[dict[str, Any]]:
        """Type /mentor in #general. Returns what can be seen there."""
        await self.control("command", channel=GENERAL, user=who, command="/mentor", text=text)
        async with self.emulator.http.get(f"{self.emulator.url}/_control/messages/{GENERAL}") as answer:
            messages: list[dict[str, Any]] = (await answer.json())["messages"]
            return messages

    async def calls(self, method: str) -> list[dict[str, Any]]:
        async with self.emulator.http.get(f"{self.emulator.url}/_control/log") as answer:
            log = (await answer.json())["log"]
        return [entry for entry in log if method in said(entry)]

    async def submit(self, who: str, **answers: str) -> None:
        """Fill the modal that is open, and send it, over the socket of the emulator's page."""
        async with self.emulator.http.ws_connect(f"{self.emulator.url}/ui") as page:
            state = (await page.receive_json())["state"]
            view = state["modalStack"][-1]
            values = filled(view, **answers)
            await page.send_json({"t": "view_submit", "user": who, "values": values})
            async with asyncio.timeout(5):
                while (heard := await page.receive_json())["t"] not in ("view", "view_errors"):
                    pass
            assert heard["t"] == "view", heard


@pytest.fixture
async def here(database: str, tmp_path: Path) -> AsyncIterator[Here]:
    command = find("local-slack", PACKAGE)
    port = free_port()
    (tmp_path / "config.json").write_text(json.dumps(CONFIG))
    words = [
        command,
        "--config",
        str(tmp_path / "config.json"),
        "--port",
        str(port),
        "--base-host",
        "127.0.0.1",
    ]
    emulator = await Emulator.start(words, port, tmp_path)
    bot = bot_for(
        emulator, database, slack_bot_token="xoxb-local", slack_app_token="xapp-local", alongside_admins=ADA
    )
    await bot.identify()
    await bot.connect()
    await bot.pulse.settle()
    yield Here(emulator, bot)
    await bot.stop()
    await emulator.stop()


async def test_help_is_answered_to_the_person_alone(here: Here) -> None:
    answer = (await here.command(ADA, "help"))[-1]
    assert answer["ephemeral_to"] == ADA
    assert "/mentor join" in said(answer)


async def test_a_program_is_set_up_and_seen_on_home(here: Here) -> None:
    await here.command(ADA, "setup")
    await here.submit(ADA, **{NAME: "Spring at Fernhill"})
    await here.control("open-home", user=GRACE)
    await settle(here.bot)
    assert "Spring at Fernhill" in said(await here.calls("views.publish"))


async def test_what_this_slack_lacks_is_left_out_with_one_line_each(
    here: Here, caplog: pytest.LogCaptureFixture
) -> None:
    """It has no conversations.invite: the channel is made, and the owner is shown where opening got stuck."""
    await here.command(ADA, "setup")
    await here.submit(ADA, **{NAME: "Spring at Fernhill"})
    await begin_pair(here.bot, ADA, GRACE)
    await settle(here.bot)
    assert await trouble_of_pair(here.bot) == ("opening", "channel_invite:unknown_method")
    for phase in ("setup", "call"):
        lines = [
            record.message for record in caplog.get_records(phase) if "this Slack has no" in record.message
        ]
        assert lines == list(dict.fromkeys(lines))
    assert not here.bot.scopes
