"""On `emulate` (npm), over HTTP. It has no slash commands and no clicks: the test signs and sends those itself."""

import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from slack_sdk.signature import SignatureVerifier

from bot.app import Alongside
from bot.commands.doctor import examine, verdict
from handlers.views import setup as views
from handlers.views import wording
from handlers.views.setup import NAME
from program.running import setup
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

PACKAGE = "emulate@0.12.2 node@24.21.0"
TOKEN = "xoxb-emulated"
SECRET = "signed-by-the-test"
SEED = {
    "slack": {
        "team": {"name": "Fernhill", "domain": "fernhill"},
        "users": [
            {"name": "ada", "real_name": "Ada Park", "email": "ada@example.com"},
            {"name": "grace", "real_name": "Grace Osei", "email": "grace@example.com"},
            {"name": "alongside", "real_name": "Alongside", "email": "bot@example.com"},
        ],
        "tokens": [{"token": TOKEN, "user": "alongside", "scopes": ["chat:write"]}],
    }
}


@dataclass
class Here:
    emulator: Emulator
    bot: Alongside
    url: str
    ada: str
    grace: str

    async def send(self, form: dict[str, str]) -> dict[str, Any]:
        """What Slack would post to us, signed."""
        body, stamp = urlencode(form), str(int(time.time()))
        signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": str(signature),
        }
        async with self.emulator.http.post(self.url, data=body, headers=headers) as answer:
            assert answer.status == 200
            text = await answer.text()
            return json.loads(text) if text.startswith("{") else {"text": text}

    async def command(self, text: str) -> dict[str, Any]:
        trigger = await self.emulator.call("views.generateTriggerId", TOKEN)
        return await self.send(
            {
                "command": "/mentor",
                "text": text,
                "team_id": self.bot.workspace_id,
                "user_id": self.ada,
                "channel_id": "C000000001",
                "trigger_id": trigger["trigger_id"],
                "response_url": f"{self.emulator.url}/nowhere",
                "api_app_id": "A1",
                "is_enterprise_install": "false",
            }
        )

    async def submit(self, view: dict[str, Any], **answers: str) -> dict[str, Any]:
        payload = {
            "type": "view_submission",
            "team": {"id": self.bot.workspace_id},
            "user": {"id": self.ada, "team_id": self.bot.workspace_id},
            "view": {**view, "id": "V1", "hash": "1", "state": {"values": filled(view, **answers)}},
        }
        return await self.send({"payload": json.dumps(payload)})


@pytest.fixture
async def here(database: str, tmp_path: Path) -> AsyncIterator[Here]:
    command = find("emulate", PACKAGE)
    port = free_port()
    (tmp_path / "seed.json").write_text(json.dumps(SEED))
    words = [command, "--service", "slack", "--port", str(port), "--seed", "seed.json"]
    emulator = await Emulator.start(words, port, tmp_path)
    people = (await emulator.call("users.list", TOKEN))["members"]
    ids = {person["name"]: person["id"] for person in people}
    ada = ids["ada"]
    bot = bot_for(
        emulator, database, slack_bot_token=TOKEN, slack_signing_secret=SECRET, alongside_admins=ada
    )
    await bot.identify()
    listening = await bot.listen(0, host="127.0.0.1")
    yield Here(emulator, bot, f"http://127.0.0.1:{listening}/slack/events", ada, ids["grace"])
    await bot.stop()
    await emulator.stop()


async def test_a_program_is_set_up_and_a_pair_gets_its_channel(
    here: Here, caplog: pytest.LogCaptureFixture
) -> None:
    await settle(here.bot)
    assert "/mentor join" in said(await here.command("help"))

    await here.command("setup")
    async with here.emulator.http.get(f"{here.emulator.url}/?tab=views") as inspector:
        assert str(wording.setup.INTRO)[:40] in await inspector.text()
    answer = await here.submit(await _form(here), **{NAME: "Spring at Fernhill"})
    assert "errors" not in answer
    await settle(here.bot)
    assert "Spring at Fernhill" in said(await here.command("status"))

    name = await begin_pair(here.bot, here.ada, here.grace)
    await settle(here.bot)
    assert await trouble_of_pair(here.bot) == ("open", "")
    listed = await here.emulator.call("conversations.list", TOKEN, types="private_channel")
    (channel,) = [found for found in listed["channels"] if found["name"] == name]
    assert channel["is_private"] is True
    history = await here.emulator.call("conversations.history", TOKEN, channel=channel["id"])
    assert len(history["messages"]) >= 2

    lacking = [record.message for record in caplog.records if "this Slack has no" in record.message]
    assert lacking == sorted(set(lacking))
    assert any("usergroups.list" in line for line in lacking)


async def test_the_doctor_does_not_know_the_scopes_and_says_so(here: Here) -> None:
    findings = await examine(here.bot.settings)
    assert {finding.what: finding.ok for finding in findings}["scopes"] is None
    assert verdict(findings) == 0


async def _form(here: Here) -> dict[str, Any]:
    """The form that was opened: the emulator keeps it, and has no way to give it back but its page."""
    sheet = await here.bot.desk.read(
        setup.new_sheet,
        workspace_id=here.bot.workspace_id,
        person_id=here.ada,
        admins=here.bot.desk.admins,
        now=here.bot.desk.now(),
    )
    return views.form(sheet).args()
