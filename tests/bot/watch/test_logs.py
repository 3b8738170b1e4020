"""What the log keeps to itself."""

import asyncio
import gc
import io
import json
import logging
from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from bot.watch import logs
from sandbox import Server, Workspace
from storage.models import Person
from storage.unit import Store
from tests.bot.conftest import Office
from tests.heard import heard, leaks

SECRET = "what only Ada should read"


@pytest.fixture(params=sorted(logs.FORMATS))
def everything(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """All that is logged, with the root logger at DEBUG and each of our formatters."""
    with heard(request.param) as stream:
        yield stream
    if request.param == "json":
        assert all(json.loads(line) for line in stream.getvalue().splitlines())


@pytest.mark.breaks
def test_an_exception_is_logged_by_type_and_place_without_its_message(everything: io.StringIO) -> None:
    try:
        raise ValueError(SECRET)
    except ValueError as inner:
        try:
            raise KeyError(SECRET) from inner
        except KeyError:
            logging.getLogger("bot.test").exception("it broke")
    logged = everything.getvalue()
    assert "it broke" in logged
    assert "ValueError" in logged
    assert "KeyError" in logged
    assert "test_logs.py" in logged
    assert f"\n{SECRET}" not in logged
    assert f": {SECRET}" not in logged
    assert f"\\n{SECRET}" not in logged


def test_in_json_each_record_is_one_object_with_its_exception_by_type_and_place() -> None:
    with heard("json") as log:
        logging.getLogger("bot.test").warning("letter %s\nis late", 7)
        try:
            raise ValueError(SECRET)
        except ValueError:
            logging.getLogger("aiohttp.server").exception("it failed: %s", SECRET)
    late, failed = (json.loads(line) for line in log.getvalue().splitlines())
    assert late.keys() == {"time", "level", "logger", "message"}
    assert datetime.fromisoformat(late["time"]).tzinfo is not None
    assert (late["level"], late["logger"], late["message"]) == (
        "WARNING",
        "bot.test",
        "letter 7\nis late",
    )
    assert failed["message"] == "it failed"
    assert failed["exception"].endswith("\nValueError")
    assert "test_logs.py" in failed["exception"]


def test_a_warning_of_the_libraries_keeps_its_words_and_loses_its_values(everything: io.StringIO) -> None:
    logs.slack_logger().warning("Unhandled request ({'text': '%s'})", SECRET)
    logs.slack_logger().info("Request body: %s", SECRET)
    logged = everything.getvalue()
    assert "Unhandled request" in logged
    assert SECRET not in logged


@pytest.mark.breaks
@pytest.mark.parametrize(
    "name", ["bot.letters.delivery", "handlers.mishaps", "program.setup", "storage.unit"]
)
def test_what_we_log_at_debug_is_found(everything: io.StringIO, name: str) -> None:
    """Else finding nothing would prove nothing."""
    logging.getLogger(name).debug("somebody wrote %s", SECRET)
    assert leaks(everything.getvalue(), {SECRET, "another one"}) == [SECRET]


@pytest.mark.parametrize("name", logs.TALKATIVE)
def test_a_library_at_any_level_keeps_values_to_itself(everything: io.StringIO, name: str) -> None:
    """Bolt and the SDK, aiohttp, asyncio and the rest, with loggers of their own below these."""
    logs.hush()
    for logger in (logging.getLogger(name), logging.getLogger(f"{name}.below")):
        logger.debug("Sending: %s", SECRET)
        logger.info("request body: %s", SECRET)
        logger.warning("Unhandled request ({'text': '%s'})", SECRET)
        try:
            raise ValueError(SECRET)
        except ValueError:
            logger.exception("it failed: %s", SECRET)
    logged = everything.getvalue()
    assert "it failed" in logged
    assert "ValueError" in logged
    assert not leaks(logged, {SECRET})


async def test_a_task_that_nobody_waited_for_is_logged_without_its_words(everything: io.StringIO) -> None:
    async def breaks() -> None:
        raise ValueError(SECRET)

    task = asyncio.ensure_future(breaks())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert task.done()
    del task
    gc.collect()
    logged = everything.getvalue()
    assert "Task exception was never retrieved" in logged
    assert not leaks(logged, {SECRET})


@pytest.mark.breaks
@pytest.mark.both_databases
def test_what_a_database_refuses_is_logged_without_what_somebody_wrote(
    store: Store, everything: io.StringIO
) -> None:
    """PostgreSQL names the row that it refuses, and SQLAlchemy its parameters."""

    def twice(session: Session) -> None:
        for _ in range(2):
            session.execute(insert(Person).values(workspace_id="T1", id=SECRET, name=SECRET, seen_at=None))

    with pytest.raises(IntegrityError) as refused:
        store.transact(twice)
    assert "parameters hidden" in str(refused.value)
    logging.getLogger("bot.test").error("it was refused", exc_info=refused.value)
    logged = everything.getvalue()
    assert "IntegrityError" in logged
    assert not leaks(logged, {SECRET})


async def test_at_debug_nothing_that_was_sent_or_stored_is_logged(
    office: Office, everything: io.StringIO
) -> None:
    await office.write(SECRET)
    await office.settle()
    assert office.lines() == [SECRET]
    logged = everything.getvalue()
    assert SECRET not in logged
    assert office.workspace.bot_token not in logged


async def test_at_debug_nothing_that_a_person_typed_is_logged(database: str, everything: io.StringIO) -> None:
    from bot.app import Alongside
    from bot.settings import load

    workspace = Workspace.from_manifest("manifest.yml", seed=7)
    ada = workspace.add_person("Ada Park")
    async with await Server.start(workspace, port=0) as server:
        bot = Alongside(
            load(
                _env_file=None,
                slack_bot_token=workspace.bot_token,
                slack_app_token=workspace.app_token,
                slack_api_url=f"{server.url}/api/",
                database_url=database,
            )
        )
        try:
            await bot.identify()
            await bot.connect()
            assert (await server.act(ada.id).command("/mentor", SECRET)).ok
        finally:
            await bot.stop()
    logged = everything.getvalue()
    assert SECRET not in logged
    assert workspace.app_token not in logged
