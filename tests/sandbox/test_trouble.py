import asyncio
from datetime import timedelta

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Actor, Clock, Person, Server, Workspace
from tests.sandbox.conftest import Refused


@pytest.fixture
def me(server: Server, ada: Person) -> Actor:
    return server.act(ada.id)


def texts(me: Actor) -> list[str]:
    return [m.text for m in me.messages()]


async def test_an_error_is_answered_so_many_times(
    client: AsyncWebClient, ws: Workspace, me: Actor, refused: Refused
) -> None:
    ws.trouble.add(method="chat.postMessage", kind="error", error="fatal_error", times=2)
    for _ in range(2):
        assert await refused(client.chat_postMessage(channel=me.id, text="x")) == "fatal_error"
    assert texts(me) == []
    await client.chat_postMessage(channel=me.id, text="x")
    assert texts(me) == ["x"]


async def test_only_that_method_and_channel_are_in_trouble(
    client: AsyncWebClient, ws: Workspace, me: Actor, omar: Person, refused: Refused
) -> None:
    ws.trouble.add(method="chat.postMessage", kind="error", channel=omar.id)
    assert (await client.auth_test())["ok"]
    assert (await client.chat_postMessage(channel=me.id, text="x"))["ok"]
    assert await refused(client.chat_postMessage(channel=omar.id, text="x")) == "internal_error"


async def test_a_status_is_answered_and_nothing_applied(
    client: AsyncWebClient, ws: Workspace, me: Actor
) -> None:
    ws.trouble.add(method="chat.postMessage", kind="status", status=503)
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=me.id, text="x")
    assert caught.value.response.status_code == 503
    assert texts(me) == []


async def test_a_429_says_how_long_to_wait(client: AsyncWebClient, ws: Workspace, me: Actor) -> None:
    ws.trouble.add(method="chat.postMessage", kind="status", status=429, seconds=7)
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=me.id, text="x")
    assert caught.value.response.headers["Retry-After"] == "7"
    assert ws.calls[-1].retry_after == 7


async def test_a_delay_applies_and_answers_late(client: AsyncWebClient, ws: Workspace, me: Actor) -> None:
    ws.trouble.add(method="chat.postMessage", kind="delay", seconds=0.1)
    assert (await client.chat_postMessage(channel=me.id, text="x"))["ok"]
    assert ws.calls[-1].duration >= 0.1


async def test_a_client_that_gave_up_is_still_obeyed(ws: Workspace, server: Server, me: Actor) -> None:
    ws.trouble.add(method="chat.postMessage", kind="delay", seconds=0.2)
    hasty = AsyncWebClient(ws.bot_token, base_url=f"{server.url}/api/", timeout=0.05, retry_handlers=[])  # type: ignore[arg-type]
    with pytest.raises(asyncio.TimeoutError):
        await hasty.chat_postMessage(channel=me.id, text="x")
    await ws.settled()
    assert texts(me) == ["x"]


async def test_a_lost_reply_has_been_applied(client: AsyncWebClient, ws: Workspace, me: Actor) -> None:
    ws.trouble.add(method="chat.postMessage", kind="reply_lost")
    with pytest.raises(aiohttp.ClientConnectionError):
        await client.chat_postMessage(channel=me.id, text="x")
    assert texts(me) == ["x"]
    assert (ws.calls[-1].ok, ws.calls[-1].trouble) == (True, "reply_lost")


async def test_the_sdks_own_retry_posts_twice_then(ws: Workspace, server: Server, me: Actor) -> None:
    ws.trouble.add(method="chat.postMessage", kind="reply_lost")
    trusting = AsyncWebClient(ws.bot_token, base_url=f"{server.url}/api/")
    await trusting.chat_postMessage(channel=me.id, text="x")
    assert texts(me) == ["x", "x"]


async def test_a_dropped_call_has_not_been_applied(client: AsyncWebClient, ws: Workspace, me: Actor) -> None:
    ws.trouble.add(method="chat.postMessage", kind="dropped")
    with pytest.raises(aiohttp.ClientConnectionError):
        await client.chat_postMessage(channel=me.id, text="x")
    assert texts(me) == []
    assert (ws.calls[-1].ok, ws.calls[-1].error) == (False, "dropped")


async def test_a_late_call_is_applied_when_the_workspaces_clock_says_so(
    client: AsyncWebClient, ws: Workspace, me: Actor, clock: Clock
) -> None:
    ws.trouble.add(method="chat.postMessage", kind="late", seconds=20)
    with pytest.raises(aiohttp.ClientConnectionError):
        await client.chat_postMessage(channel=me.id, text="x")
    clock.advance(timedelta(seconds=19))
    assert texts(me) == []
    clock.advance(timedelta(seconds=1))
    assert texts(me) == ["x"]


async def test_a_late_call_may_go_by_the_real_clock(client: AsyncWebClient, ws: Workspace, me: Actor) -> None:
    ws.trouble.add(method="chat.postMessage", kind="late", seconds=0.05, real=True)
    with pytest.raises(aiohttp.ClientConnectionError):
        await client.chat_postMessage(channel=me.id, text="x")
    assert texts(me) == []
    await ws.watchers.until(lambda: texts(me) == ["x"], 5)


@pytest.mark.parametrize(("kind", "said"), [("status", False), ("dropped", False), ("reply_lost", True)])
async def test_an_answer_to_a_response_url_can_go_wrong_too(
    ws: Workspace, server: Server, me: Actor, kind: str, said: bool
) -> None:
    url = ws.responses.make(server.url, me.id, me.dm.id)
    ws.trouble.add(method="response_url", kind=kind)  # type: ignore[arg-type]
    async with aiohttp.ClientSession() as session:
        try:
            async with session.post(url, json={"text": "x"}) as response:
                assert response.status == 503
        except aiohttp.ClientConnectionError:
            assert kind != "status"
    assert texts(me) == (["x"] if said else [])


async def test_an_unknown_kind_of_trouble_is_refused(ws: Workspace) -> None:
    with pytest.raises(ValueError, match="earthquake"):
        ws.trouble.add(method="auth.test", kind="earthquake")  # type: ignore[arg-type]


async def test_trouble_can_be_called_off(client: AsyncWebClient, ws: Workspace) -> None:
    ws.trouble.add(method="auth.test", kind="error", times=9)
    ws.trouble.clear()
    assert (await client.auth_test())["ok"]


async def test_trouble_in_a_channel_finds_it_under_any_name(
    client: AsyncWebClient, ws: Workspace, me: Actor, refused: Refused
) -> None:
    for name in (me.id, me.dm.id):
        ws.trouble.add(method="chat.postMessage", kind="error", channel=me.id)
        assert await refused(client.chat_postMessage(channel=name, text="x")) == "internal_error"
    lounge = ws.add_channel("lounge", members=[me.id, ws.bot_user_id])
    ws.trouble.add(method="bookmarks.list", kind="error", channel="lounge")
    assert await refused(client.bookmarks_list(channel_id=lounge.id)) == "internal_error"
    ws.trouble.add(method="views.publish", kind="error", channel=me.id)
    home = client.views_publish(user_id=me.id, view={"type": "home", "blocks": []})
    assert await refused(home) == "internal_error"
