"""Socket Mode in bad weather: dropped, refreshed, delivered twice, and stopped in the middle of something."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlmodel import select

from bot.clock import SystemClock
from bot.wire.sockets import CONNECTIONS, DEAF
from storage.models import SeenEvent
from tests.bot.conftest import Office

SECONDS = 20


@pytest.fixture
async def connected(office: Office) -> AsyncIterator[Office]:
    await office.bot.connect()
    yield office
    await office.workspace.settled()


async def test_two_connections_are_held(connected: Office) -> None:
    await connected.server.connected(CONNECTIONS)


@pytest.mark.parametrize("how", ["closed", "abruptly"])
async def test_after_every_connection_was_lost_commands_are_answered_again(
    connected: Office, how: str
) -> None:
    assert await connected.server.drop_sockets(how) == CONNECTIONS
    await connected.server.connected(1, timeout=SECONDS)
    assert (await connected.server.act(connected.ada).command("/mentor", "help")).ok


async def test_a_refresh_costs_nobody_an_answer(connected: Office) -> None:
    refreshing = asyncio.create_task(connected.server.refresh_sockets())
    me = connected.server.act(connected.ada)
    replies = await asyncio.gather(*(me.command("/mentor", "help") for _ in range(10)))
    await refreshing
    assert all(reply.ok for reply in replies)


async def test_an_event_that_comes_twice_is_acted_on_once(connected: Office) -> None:
    """Two people have joined, and the change of one of them comes twice: three events."""
    connected.workspace.deliver_twice(1)
    connected.workspace.change_person(connected.ada, title="Engineer")
    await connected.workspace.settled()
    seen = await connected.bot.desk.read(lambda session: session.exec(select(SeenEvent.event_id)).all())
    assert (
        len([one for one in seen if one.startswith("Ev")]) == 3
    )  # besides, the newest moment of what they tell
    assert connected.workspace.twice == 0


async def test_stopping_waits_for_the_answer_that_somebody_is_waiting_for(connected: Office) -> None:
    olga = connected.workspace.add_person("Olga Brandt", admin=True)
    await connected.settle()
    connected.workspace.trouble.add("views.open", "delay", seconds=0.2)
    asked = asyncio.create_task(connected.server.act(olga.id).command("/mentor", "setup"))
    await connected.workspace.watchers.until(
        lambda: bool(
            connected.bot.sockets._handlers[0].at_hand or connected.bot.sockets._handlers[1].at_hand
        ),
        5,
    )
    await connected.bot.sockets.close()
    assert (await asked).ok


async def test_the_process_is_deaf_after_two_minutes_without_a_sign_of_life(connected: Office) -> None:
    now = SystemClock().now()
    sockets = connected.bot.sockets
    assert not sockets.deaf(now)
    assert not sockets.deaf(now + DEAF - timedelta(seconds=30))
    assert sockets.deaf(now + DEAF + timedelta(seconds=30))


async def test_without_sockets_nobody_is_deaf(office: Office) -> None:
    now = SystemClock().now()
    assert not office.bot.sockets.deaf(now)
    assert not office.bot.sockets.deaf(now + DEAF * 2)
