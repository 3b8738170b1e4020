"""An app in a process of its own: the bot itself, or a bare one that does nothing but acknowledge.

    python -m bench.host '{"app": "bot", "database": …, "slack": …, "http": false}'

Prints its port (0 over sockets) when it is at work, and ends when its standard input does. Where it is, it's always a
Monday's morning; nothing paces its letters.
"""

import asyncio
import json
import sys
from datetime import UTC, datetime
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bench.standin import SECRET
from bot.app import Alongside
from bot.letters.pace import Pace
from bot.service import settle_in
from bot.settings import Settings, load
from bot.watch.metrics import Metrics
from bot.wire.client import web_client
from bot.wire.http import Http
from bot.wire.sockets import Sockets

MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TOKENS = {"bot": "xapp-bot", "bare": "xapp-bare"}


class Monday:
    """A clock that goes as ours does, from a moment at which everybody is at work."""

    def __init__(self, start: datetime = MONDAY) -> None:
        self._ahead = start - datetime.now(UTC)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead


def settings(app: str, slack: str, database: str) -> Settings:
    return load(
        slack_bot_token="xoxb-bench",
        slack_app_token=TOKENS[app],
        slack_signing_secret=SECRET,
        slack_api_url=f"{slack}/api/",
        database_url=database,
        _env_file=None,
    )


async def run_bot(given: Settings, *, http: bool) -> None:
    bot = Alongside(given, Monday(), pace=Pace({}))
    await bot.identify()
    port = 0
    if http:
        port = await bot.listen(0, host="127.0.0.1")
    else:
        await bot.connect()
    bot.pulse.start()
    settle_in()
    print(port, flush=True)
    await _until_told()
    await bot.stop()


async def run_bare(given: Settings, *, http: bool) -> None:
    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-bench", bot_user_id="UBOT")

    bolt = AsyncApp(
        signing_secret=SECRET,
        client=web_client(given),
        authorize=authorize,
        process_before_response=True,
    )

    async def acknowledge(ack: Any) -> None:
        await ack()

    bolt.command("/mentor")(acknowledge)
    bolt.action("checkins_met")(acknowledge)
    bolt.view_submission("enrollment_form")(acknowledge)
    bolt.event("app_home_opened")(acknowledge)
    port, metrics = 0, Metrics()
    if http:
        port = await Http(bolt, metrics, signing_secret=SECRET, host="127.0.0.1", port=0).start()
    else:
        await Sockets(bolt, TOKENS["bare"], lambda: web_client(given), metrics).connect()
    print(port, flush=True)
    await _until_told()


async def _until_told() -> None:
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asked = json.loads(sys.argv[1])
    run = run_bot if asked["app"] == "bot" else run_bare
    asyncio.run(run(settings(asked["app"], asked["slack"], asked.get("database", "")), http=asked["http"]))
