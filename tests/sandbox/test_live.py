"""What the page lives on: one person's view, every change of it, and nothing that isn't theirs."""

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Clock, Person, Server, Workspace
from tests.sandbox.tale import DUE, Tale

JSON = dict[str, Any]


@pytest.fixture
async def http(server: Server) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(f"{server.url}/") as session:
        yield session


async def change(socket: aiohttp.ClientWebSocketResponse, fits: Callable[[JSON], object]) -> JSON:
    """The next change that fits; others on the way are let by."""
    while True:
        told: JSON = await socket.receive_json(timeout=3)
        if fits(told):
            return told


def of_kind(kind: str) -> Callable[[JSON], bool]:
    return lambda told: bool(told["kind"] == kind)


async def test_the_first_word_is_all_a_page_needs(
    http: aiohttp.ClientSession, ws: Workspace, ada: Person, omar: Person
) -> None:
    ws.add_channel("general", members=[omar.id])
    ws.add_channel("secret", private=True, members=[omar.id])
    async with http.ws_connect(f"_control/live?person={ada.id}") as socket:
        hello = await socket.receive_json(timeout=3)
    assert (hello["kind"], hello["me"], hello["now"]) == ("hello", ada.id, "2026-03-02T09:00:00+00:00")
    assert {person["name"] for person in hello["people"]} >= {"Ada Park", "Omar Haddad"}
    shown = {channel["name"]: channel["member"] for channel in hello["channels"] if channel["kind"] != "im"}
    assert shown == {"general": False}


async def test_whoever_isnt_there_becomes_an_admin(http: aiohttp.ClientSession, ada: Person) -> None:
    for wanted in ("", "U404", "Ada Park"):
        async with http.ws_connect("_control/live", params={"person": wanted}) as socket:
            assert (await socket.receive_json(timeout=3))["me"] == ada.id


async def test_a_message_is_told_to_those_who_see_it(
    http: aiohttp.ClientSession,
    ws: Workspace,
    client: AsyncWebClient,
    ada: Person,
    omar: Person,
) -> None:
    pair = ws.add_channel("pair", private=True, members=[ada.id, ws.bot_user_id])
    room = ws.add_channel("room", members=[ada.id, omar.id, ws.bot_user_id])
    async with (
        http.ws_connect(f"_control/live?person={ada.id}") as adas,
        http.ws_connect(f"_control/live?person={omar.id}") as omars,
    ):
        await client.chat_postMessage(channel=pair.id, text="Only in the pair")
        await client.chat_postEphemeral(channel=room.id, user=ada.id, text="Only Ada")
        await client.chat_postMessage(channel=room.id, text=f"Both, <@{omar.id}>")
        first = await change(adas, of_kind("message"))
        second = await change(adas, of_kind("message"))
        omars_first = await change(omars, of_kind("message"))
    assert first["message"]["text"] == "Only in the pair"
    assert second["message"]["ephemeral"] == ada.id
    assert omars_first["message"]["text"].startswith("Both")
    assert (omars_first["channel"]["unread"], omars_first["channel"]["mentioned"]) == (1, True)


async def test_what_was_read_isnt_counted_again(
    http: aiohttp.ClientSession, server: Server, ws: Workspace, ada: Person, omar: Person
) -> None:
    room = ws.add_channel("room", members=[ada.id, omar.id])
    said = await server.act(omar.id).say(room, "Hello")
    async with http.ws_connect(f"_control/live?person={ada.id}") as socket:
        hello = await socket.receive_json(timeout=3)
        assert [c["unread"] for c in hello["channels"] if c["id"] == room.id] == [1]
        read = {"person": ada.id, "channel": room.id, "ts": said.ts}
        async with http.post("_control/read", json=read) as answer:
            assert answer.status == 200
        told = await change(
            socket, lambda told: told["kind"] == "channel" and told["channel"]["id"] == room.id
        )
        assert (told["channel"]["unread"], told["channel"]["read"]) == (0, said.ts)
        await server.act(omar.id).say(room, "Once more")
        assert (await change(socket, of_kind("message")))["channel"]["unread"] == 1


async def test_messages_come_page_by_page_with_answers_counted_and_ephemerals_of_ones_own(
    http: aiohttp.ClientSession,
    server: Server,
    ws: Workspace,
    client: AsyncWebClient,
    ada: Person,
    omar: Person,
) -> None:
    room = ws.add_channel("room", members=[ada.id, omar.id, ws.bot_user_id])
    me = server.act(ada.id)
    said = [await me.say(room, f"{n}") for n in range(5)]
    await me.say(room, "an answer", said[3].ts)
    await client.chat_postEphemeral(channel=room.id, user=omar.id, text="Only Omar")

    async def seen(**query: str) -> JSON:
        query = {"person": ada.id, "channel": room.id, "limit": "2", **query}
        async with http.get("_control/seen", params=query) as answer:
            body: JSON = await answer.json()
            return body

    latest = await seen()
    assert [m["text"] for m in latest["messages"]] == ["3", "4"]
    assert latest["messages"][0]["answers"]["count"] == 1
    assert latest["more"]
    assert [m["text"] for m in (await seen(before=said[3].ts))["messages"]] == ["1", "2"]
    assert not (await seen(before=said[2].ts))["more"]
    assert [m["text"] for m in (await seen(thread=said[3].ts))["messages"]] == ["3", "an answer"]
    assert [m["text"] for m in (await seen(person=omar.id))["messages"]] == ["4", "Only Omar"]


async def test_a_private_channel_isnt_shown_to_others(
    http: aiohttp.ClientSession, ws: Workspace, ada: Person, omar: Person
) -> None:
    pair = ws.add_channel("pair", private=True, members=[omar.id])
    async with http.get("_control/seen", params={"person": ada.id, "channel": pair.id}) as answer:
        assert (answer.status, (await answer.json())["error"]) == (400, "that channel is private")


async def test_calls_are_told_only_to_who_asks_for_the_log(
    http: aiohttp.ClientSession, client: AsyncWebClient, ada: Person
) -> None:
    async with (
        http.ws_connect(f"_control/live?person={ada.id}") as quiet,
        http.ws_connect(f"_control/live?person={ada.id}&log") as curious,
    ):
        await client.auth_test()
        assert (await change(curious, of_kind("call")))["call"]["method"] == "auth.test"
        async with http.post("_control/clock", json={"advance": 60}):
            pass
        kinds = [(await quiet.receive_json(timeout=3))["kind"]]
        while kinds[-1] != "clock":
            kinds.append((await quiet.receive_json(timeout=3))["kind"])
    assert "call" not in kinds


async def test_a_running_clock_is_told_by_the_minute(
    http: aiohttp.ClientSession, ws: Workspace, clock: Clock, ada: Person
) -> None:
    async with http.ws_connect(f"_control/live?person={ada.id}") as socket:
        await change(socket, of_kind("hello"))
        clock.resume()
        for _ in range(5):
            clock.tick()
        ws.toast(ada.id, "five ticks later")
        kinds = [(await socket.receive_json(timeout=3))["kind"]]
        while kinds[-1] != "toast":
            kinds.append((await socket.receive_json(timeout=3))["kind"])
    assert kinds.count("clock") == 1


async def test_a_story_tells_how_far_it_is(
    http: aiohttp.ClientSession, ws: Workspace, clock: Clock, ada: Person
) -> None:
    ws.story = Tale(clock)
    async with http.ws_connect(f"_control/live?person={ada.id}") as socket:
        assert (await socket.receive_json(timeout=3))["story"] == {"playing": False, "progress": 0.0}
        async with http.post("_control/story", json={"do": "play"}) as answer:
            assert (await answer.json())["story"]["playing"]
        told = await change(socket, lambda told: told["kind"] == "clock" and told["story"]["playing"])
        assert told["story"]["progress"] == 0.3
    async with http.post("_control/story", json={"do": "next"}) as answer:
        assert (await answer.json())["due"] == DUE.isoformat()
    assert clock.now() == DUE


async def test_without_a_story_the_next_moment_is_what_is_scheduled(
    http: aiohttp.ClientSession, ws: Workspace, clock: Clock, client: AsyncWebClient
) -> None:
    async with http.post("_control/story", json={"do": "play"}) as answer:
        assert answer.status == 400
    async with http.post("_control/story", json={"do": "next"}) as answer:
        assert (await answer.json())["due"] is None
    room = ws.add_channel("room", members=[ws.bot_user_id])
    later = clock.now() + timedelta(hours=3)
    await client.chat_scheduleMessage(channel=room.id, post_at=int(later.timestamp()), text="Later")
    async with http.post("_control/story", json={"do": "next"}):
        pass
    assert clock.now() == later
    assert [m.text for m in room.messages.values()] == ["Later"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("", 200),
        ("gallery", 200),
        ("page/js/main.js", 200),
        ("page/css/look.css", 200),
        ("page/icons.svg", 200),
        ("page/gallery.json", 200),
        ("page/js/none.js", 404),
        ("page/js/..%2f..%2flive.py", 404),
        ("page/html/index.html", 404),
    ],
)
async def test_the_page_is_served_and_nothing_beside_it(
    http: aiohttp.ClientSession, path: str, status: int
) -> None:
    async with http.get(path) as answer:
        assert answer.status == status
        if status == 200:
            assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
