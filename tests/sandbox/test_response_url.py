from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from sandbox import Actor, Clock, Person, Server, Workspace
from tests.sandbox.parrot import Parrot, button

Answer = Callable[..., Awaitable[tuple[int, str]]]


@pytest.fixture
def answer(parrot: Parrot) -> Answer:
    """Answer the latest command or click."""

    async def post(**body: Any) -> tuple[int, str]:
        url = parrot.heard[-1]["response_url"]
        async with aiohttp.ClientSession() as session, session.post(url, json=body) as response:
            return response.status, await response.text()

    return post


async def test_an_answer_is_for_the_person_alone_unless_it_says_otherwise(
    me: Actor, server: Server, ws: Workspace, omar: Person, answer: Answer
) -> None:
    lounge = ws.add_channel("lounge", members=[me.id, omar.id])
    reply = await me.command("/parrot", channel=lounge)
    assert await answer(text="psst") == (200, "ok")
    assert await answer(text="all", response_type="in_channel") == (200, "ok")
    assert reply.text == "psst"
    assert [m.text for m in me.messages(lounge)] == ["psst", "all"]
    assert [m.text for m in server.act(omar.id).messages(lounge)] == ["all"]


async def test_it_works_five_times(me: Actor, answer: Answer) -> None:
    await me.command("/parrot")
    for _ in range(5):
        assert (await answer(text="x"))[0] == 200
    status, body = await answer(text="x")
    assert status == 404
    assert "used_url" in body


async def test_it_works_for_half_an_hour_of_the_workspaces_time(
    me: Actor, answer: Answer, clock: Clock
) -> None:
    await me.command("/parrot")
    clock.advance(timedelta(minutes=30))
    assert (await answer(text="x"))[0] == 200
    clock.advance(timedelta(seconds=1))
    status, body = await answer(text="x")
    assert status == 404
    assert "expired_url" in body


async def test_a_refused_answer_costs_nothing(me: Actor, answer: Answer) -> None:
    await me.command("/parrot")
    for _ in range(6):
        assert "no_text" in (await answer())[1]
        assert "invalid_blocks" in (await answer(text="x", blocks=[{"type": "nonsense"}]))[1]
    assert (await answer(text="x"))[0] == 200


async def test_the_clicked_card_can_be_replaced_and_deleted(
    me: Actor, parrot: Parrot, answer: Answer, ws: Workspace
) -> None:
    ws.ack_seconds = 0.1  # nobody answers the click itself
    row = {"type": "actions", "elements": [button("yes")]}
    await parrot.client.chat_postMessage(channel=me.id, text="card", blocks=[row])
    await me.click("yes")
    await answer(text="done", replace_original=True)
    [card] = me.messages()
    assert (card.text, card.blocks) == ("done", [])
    await answer(delete_original=True)
    assert me.messages() == []


async def test_an_ephemeral_answer_can_be_replaced_by_a_click_on_it(
    me: Actor, parrot: Parrot, answer: Answer, ws: Workspace
) -> None:
    await me.command("/parrot")
    row = {"type": "actions", "elements": [button("yes")]}
    await answer(text="sure?", blocks=[row])
    ws.ack_seconds = 0.1
    await me.click("yes")
    assert parrot.heard[-1]["container"]["is_ephemeral"] is True
    await answer(text="done", replace_original=True)
    assert [(m.text, m.ephemeral) for m in me.messages()] == [("done", me.id)]


async def test_a_made_up_address_is_not_found(server: Server) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.post(f"{server.url}/response/T1/2/x", json={"text": "x"}) as response:
            assert response.status == 404


@pytest.mark.usefixtures("me")
async def test_bolts_respond_works(me: Actor, ws: Workspace) -> None:
    reply = await me.command("/parrot", "slowly")
    await ws.settled()
    assert reply.text == "said later"
