"""What whoever watches the process can ask it."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.watch.health import SILENT
from storage import migrate
from tests.bot.conftest import Office

POST = "chat.postMessage"


@pytest.fixture
async def watcher(office: Office) -> AsyncIterator[aiohttp.ClientSession]:
    port = await office.bot.health.start("127.0.0.1", 0)
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
        yield session


async def figures(watcher: aiohttp.ClientSession) -> dict[str, float]:
    async with watcher.get("/metrics") as answer:
        lines = (await answer.text()).splitlines()
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines if line[0] != "#")}


async def test_letters_are_counted_by_kind_and_outcome(
    office: Office, watcher: aiohttp.ClientSession
) -> None:
    office.workspace.trouble.add(POST, "error", error="service_unavailable")
    office.workspace.trouble.add(POST, "error", error="channel_not_found")
    for line in ("later", "refused"):
        await office.write(line)
    await office.live(60)
    await office.write("waits", after=-600)
    found = await figures(watcher)
    assert found['alongside_letters_total{kind="ended",outcome="passing"}'] == 1
    assert found['alongside_letters_total{kind="ended",outcome="permanent"}'] == 1
    assert found['alongside_letters_total{kind="ended",outcome="done"}'] == 1
    assert found['alongside_letters_waiting{state="ready"}'] == 1
    assert found['alongside_letters_waiting{state="rejected"}'] == 1
    assert found["alongside_oldest_due_letter_seconds"] == 600


async def test_the_time_of_each_ack_is_measured(office: Office, watcher: aiohttp.ClientSession) -> None:
    port = await office.bot.listen(0, host="127.0.0.1")
    office.workspace.deliver_to(f"http://127.0.0.1:{port}/slack/events")
    assert (await office.server.act(office.ada).command("/mentor", "help")).ok
    assert (await figures(watcher))["alongside_ack_seconds_count"] >= 1


async def test_over_sockets_too_and_silence_makes_it_unready(
    office: Office, watcher: aiohttp.ClientSession
) -> None:
    await office.bot.connect()
    assert (await office.server.act(office.ada).command("/mentor", "help")).ok
    assert (await figures(watcher))["alongside_ack_seconds_count"] >= 1
    office.bot.sockets.heard(office.clock.now())
    async with watcher.get("/readyz") as answer:
        assert answer.status == 200
    for handler in office.bot.sockets._handlers:
        handler.client.last_ping_pong_time = None
    office.bot.sockets._heard = office.clock.now()
    office.clock.advance(SILENT)
    async with watcher.get("/readyz") as answer:
        assert (answer.status, await answer.json()) == (503, {"database": True, "slack": False})


async def test_over_http_there_is_no_silence_to_be_unready_for(
    office: Office, watcher: aiohttp.ClientSession
) -> None:
    await office.bot.listen(0, host="127.0.0.1")
    for _ in range(2):
        async with watcher.get("/readyz") as answer:
            assert (answer.status, await answer.json()) == (200, {"database": True, "slack": True})
        office.clock.advance(SILENT)
    assert (await figures(watcher))["alongside_socket_silence_seconds"] == 0


async def test_without_its_database_it_lives_but_is_not_ready(
    watcher: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_session: object) -> None:
        raise OSError

    monkeypatch.setattr(migrate, "probe", broken)
    async with watcher.get("/readyz") as answer:
        assert (answer.status, await answer.json()) == (503, {"database": False, "slack": True})
    async with watcher.get("/healthz") as answer:
        assert answer.status == 200


@pytest.mark.breaks
async def test_a_database_that_answers_but_takes_no_change_is_not_ready(
    office: Office, watcher: aiohttp.ClientSession
) -> None:
    """As on a disk that is full."""
    with office.bot.store._writing.connect() as full:
        full.exec_driver_sql("PRAGMA query_only=ON")
    async with watcher.get("/readyz") as answer:
        assert (answer.status, await answer.json()) == (503, {"database": False, "slack": True})


async def test_the_figures_name_nobody(office: Office, watcher: aiohttp.ClientSession) -> None:
    await office.write("a secret of hers")
    await office.settle()
    async with watcher.get("/metrics") as answer:
        text = await answer.text()
    assert 'kind="ended"' in text
    assert office.ada not in text
    assert "secret" not in text
