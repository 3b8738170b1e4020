"""What the log keeps to itself."""

import io
import logging
from collections.abc import Iterator

import pytest

from bot import logs
from sandbox import Server, Workspace
from tests.bot.conftest import Office

SECRET = "what only Ada should read"


@pytest.fixture
def everything() -> Iterator[io.StringIO]:
    """All that is logged, with the root logger at DEBUG and our formatter."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.Frames())
    before = logging.root.level
    logging.root.addHandler(handler)
    logging.root.setLevel(logging.DEBUG)
    yield stream
    logging.root.removeHandler(handler)
    logging.root.setLevel(before)


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


def test_a_warning_of_the_libraries_keeps_its_words_and_loses_its_values(everything: io.StringIO) -> None:
    logs.slack_logger().warning("Unhandled request ({'text': '%s'})", SECRET)
    logs.slack_logger().info("Request body: %s", SECRET)
    logged = everything.getvalue()
    assert "Unhandled request" in logged
    assert SECRET not in logged


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
        await bot.identify()
        await bot.connect()
        assert (await server.act(ada.id).command("/mentor", SECRET)).ok
        await bot.stop()
    logged = everything.getvalue()
    assert SECRET not in logged
    assert workspace.app_token not in logged
