"""`alongside run`: the long-lived process, from its first check to its last letter."""

import asyncio
import gc
import logging
import os
import signal
import socket
from collections.abc import Awaitable
from typing import TypeVar

from bot.app import Alongside
from bot.clock import Clock, SystemClock
from bot.errors import OUT_OF_REACH, ToMend
from bot.letters.verdicts import FAILURES, classify
from bot.priority import switch_often
from bot.settings import Settings
from handlers.responses import word_of
from storage import migrate
from storage.alone import NotAlone, alone
from storage.faults import told_in_words

log = logging.getLogger(__name__)

T = TypeVar("T")

WATCH_SECONDS = 5
DEAF = OUT_OF_REACH
"""The exit code when Slack can't be heard any more: the supervisor starts the process again."""


class CannotStart(ToMend):
    """Why, one line for each reason."""


class OutOfReach(CannotStart):
    """Slack doesn't answer, which may pass by itself."""

    code = OUT_OF_REACH


async def serve(settings: Settings, *, http: bool, clock: Clock | None = None) -> int:
    """Run until SIGTERM or SIGINT. Returns the exit code; raises SettingsError,
    CannotStart or CannotOpen."""
    settings.need("slack_bot_token", "slack_signing_secret" if http else "slack_app_token")
    settings.prepare_data()
    try:
        with alone(settings.database), told_in_words():
            return await _serve_alone(settings, http=http, clock=clock or SystemClock())
    except NotAlone as error:
        raise CannotStart(
            f"Only one process can run on SQLite, and {error}. Several need PostgreSQL (DATABASE_URL)"
        ) from None


async def _serve_alone(settings: Settings, *, http: bool, clock: Clock) -> int:
    await asyncio.to_thread(migrate.upgrade, settings.database)
    bot = Alongside(settings, clock)
    try:
        await answered(bot.identify(), "SLACK_BOT_TOKEN", settings)
        if not http:  # the socket client would try a bad token for ever, so ask about it once
            token = settings.slack_app_token.get_secret_value()
            await answered(bot.client.apps_connections_open(app_token=token), "SLACK_APP_TOKEN", settings)
        stopped = _stop_signal()
        await _open_doors(bot, http=http)
        await _show_health(bot)
        bot.pulse.start()
        settle_in()
        log.info("alongside is at work in %s", bot.workspace_id)
        deaf = await _watch(bot, stopped)
    finally:
        await bot.stop()
    log.info("alongside has stopped")
    return DEAF if deaf else 0


async def answered(question: Awaitable[T], token: str, settings: Settings) -> T:
    """Slack's answer. Raises CannotStart where it refuses the token of that name, or can't be reached."""
    try:
        return await question
    except FAILURES as error:
        if word := word_of(error):
            raise CannotStart(f"Slack refuses {token}: {word}") from None
        where, why = settings.slack_api_url, classify(error).error
        raise OutOfReach(
            f"Slack can't be reached at {where}: {why} (check the network, HTTPS_PROXY and SLACK_API_URL)"
        ) from None


async def _open_doors(bot: Alongside, *, http: bool) -> None:
    if not http:
        await bot.connect()
        return
    host, port = bot.settings.http_host, bot.settings.port
    try:
        port = await bot.listen(port, host=host)
    except OSError as error:
        raise CannotStart(f"{_cannot_listen(host, port, error)} (HTTP_HOST, PORT)") from None
    log.info("listening on port %s", port)


async def _show_health(bot: Alongside) -> None:
    host, port = bot.settings.metrics_host, bot.settings.metrics_port
    if not port:
        return
    try:
        await bot.health.start(host, port)
    except OSError as error:
        raise CannotStart(f"{_cannot_listen(host, port, error)} (METRICS_HOST, METRICS_PORT)") from None


def _cannot_listen(host: str, port: int, error: OSError) -> str:
    unknown = isinstance(error, socket.gaierror)  # numbered otherwise than the system's errors
    return f"{host}:{port} can't be used: {error.strerror if unknown else os.strerror(error.errno or 0)}"


def settle_in() -> None:
    """What is in memory now stays: don't look through it for garbage again and again, while somebody waits.

    Nor does a thread keep the others waiting.
    """
    switch_often()
    gc.collect()
    gc.freeze()


def _stop_signal() -> asyncio.Event:
    """Set by SIGTERM and by Ctrl-C."""
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    return stopped


async def _watch(bot: Alongside, stopped: asyncio.Event) -> bool:
    """Wait for the end. True if it is that nothing can be heard from Slack any more."""
    while not stopped.is_set():
        try:
            await asyncio.wait_for(stopped.wait(), WATCH_SECONDS)
        except TimeoutError:
            if bot.sockets.deaf(bot.desk.now()):
                log.error("nothing was heard from Slack on any connection: ending, to be started again")
                return True
    return False
