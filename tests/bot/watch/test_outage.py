"""A database that goes away and comes back, in the log and in the figures."""

import asyncio
import io
import logging
from collections.abc import Iterator
from contextlib import AsyncExitStack
from datetime import timedelta

import aiohttp
import pytest
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from bot.app import Alongside
from bot.settings import load
from bot.watch import logs
from bot.watch.outage import EACH, STEADY, Outage, Told
from sandbox import Clock, Server, Workspace
from tests.bot.conftest import MONDAY
from tests.postgres import EVERYBODY_OUT, Postgres

SECONDS = 50
TRIES = 8
"""More than the lines that may be told."""


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the process would log."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.Frames())
    handler.addFilter(Told())
    logging.root.addHandler(handler)
    before = logging.root.level
    logging.root.setLevel(logging.INFO)
    yield stream
    logging.root.setLevel(before)
    logging.root.removeHandler(handler)


def gone() -> OperationalError:
    import psycopg

    return OperationalError("", {}, psycopg.OperationalError("connection refused"))


@pytest.mark.breaks
def test_a_line_when_it_goes_one_a_minute_and_one_when_it_is_back(caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock(MONDAY)
    outage = Outage(clock.now)
    caplog.set_level(logging.INFO)
    for second in range(150):
        outage.failed(gone())
        if second % 7 == 0:
            outage.worked()  # one of many connections still stands
        clock.advance(timedelta(seconds=1))
    outage.worked()
    clock.advance(STEADY)
    for _ in range(3):
        outage.worked()
    assert [record.getMessage() for record in caplog.records] == [
        "the database can't be used: nothing listens at that host and port: does the server run?; "
        "work waits until it can",
        "the database can't be used for 60 seconds: nothing listens at that host and port: does the server run?; "
        "61 transactions failed",
        "the database can't be used for 120 seconds: nothing listens at that host and port: does the server run?; "
        "121 transactions failed",
        "the database can be used again, after 149 seconds; 150 transactions failed",
    ]


@pytest.mark.breaks
def test_what_is_no_fault_of_the_database_is_logged_as_ever(log: io.StringIO) -> None:
    outage = Outage(Clock(MONDAY).now)
    broken = OperationalError("", {}, ValueError("no such table"))
    outage.failed(broken)
    logging.getLogger("bot.test").error("it broke", exc_info=broken)
    logging.getLogger("bot.test").error("it is away", exc_info=gone())
    assert "it broke" in log.getvalue()
    assert "it is away" not in log.getvalue()
    assert "can't be used" not in log.getvalue()


@pytest.mark.postgres
@pytest.mark.breaks
async def test_postgresql_away_is_a_few_lines_and_the_figures_go_on(
    postgres_server: Postgres, log: io.StringIO
) -> None:
    url = postgres_server.database()
    name = make_url(url).database
    clock = Clock(MONDAY)
    workspace = Workspace.from_manifest("manifest.yml", clock=clock, seed=7)
    async with AsyncExitStack() as life:
        server = await life.enter_async_context(await Server.start(workspace, port=0))
        bot = Alongside(
            load(
                _env_file=None,
                slack_bot_token=workspace.bot_token,
                slack_app_token=workspace.app_token,
                slack_api_url=f"{server.url}/api/",
                database_url=url,
            ),
            clock,
        )
        life.push_async_callback(bot.stop)
        await bot.connect()
        port = await bot.health.start("127.0.0.1", 0)
        bot.pulse.start()
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as watcher:

            async def until(name: str, least: float) -> None:
                async with asyncio.timeout(SECONDS):
                    while (await figures(watcher)).get(name, 0.0) < least:
                        bot.pulse.wake()

            broke = 'alongside_beats_total{beat="deliver",outcome="broke"}'
            await until("alongside_database_up", 1)
            log.truncate(0)
            await allow(postgres_server, name, "false")
            await until(broke, TRIES)
            away = await figures(watcher)
            assert away["alongside_database_up"] == 0
            assert away["alongside_oldest_due_letter_seconds"] != away["alongside_oldest_due_letter_seconds"]
            assert not [key for key in away if key.startswith("alongside_letters_waiting{")]
            async with watcher.get("/readyz") as answer:
                assert (answer.status, (await answer.json())["database"]) == (503, False)
            clock.advance(EACH)
            await until(broke, away[broke] + TRIES)
            await allow(postgres_server, name, "true")
            async with asyncio.timeout(SECONDS):
                while "again" not in log.getvalue():
                    clock.advance(STEADY)  # again and again: a beat may have failed since
                    await until("alongside_database_up", 1)
    postgres_server.drop(url)
    told = [line for line in log.getvalue().splitlines() if line.strip("\0")]
    assert [
        next(
            words for words in ("can't be used:", "can't be used for 6", "can be used again") if words in line
        )
        for line in told
    ] == ["can't be used:", "can't be used for 6", "can be used again"]


async def allow(server: Postgres, name: str | None, yes: str) -> None:
    """Whether the server takes connections to that database; whoever is connected is cut off."""
    server._admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS {yes}".encode())
    others = EVERYBODY_OUT.replace("current_database()", f"'{name}'")
    server._admin.execute(others.encode())


async def figures(watcher: aiohttp.ClientSession) -> dict[str, float]:
    async with watcher.get("/metrics") as answer:
        assert answer.status == 200
        lines = (await answer.text()).splitlines()
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines if line[0] != "#")}
