from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from aiohttp import web
from slack_bolt.async_app import AsyncAck

from sandbox import Clock, Person, Server, Workspace
from tests.sandbox.parrot import Parrot


async def test_a_command_over_signed_http_is_answered_in_its_body(
    server: Server, parrot: Parrot, ada: Person
) -> None:
    async with parrot.over_http():
        reply = await server.act(ada.id).command("/parrot", "hello")
    assert (reply.ok, reply.text) == (True, "hello")


async def test_the_app_refuses_what_is_not_signed_by_its_workspace(
    server: Server, ws: Workspace, parrot: Parrot, ada: Person
) -> None:
    ws.signing_secret = "another"
    async with parrot.over_http():
        reply = await server.act(ada.id).command("/parrot", "hello")
    assert (reply.ok, reply.error) == (False, "dispatch_failed")


async def test_a_modal_is_opened_and_submitted_over_http(server: Server, parrot: Parrot, ada: Person) -> None:
    @parrot.app.view("form")
    async def take(ack: AsyncAck) -> None:
        await ack(response_action="errors", errors={"words": "again, please"})

    me = server.act(ada.id)
    async with parrot.over_http():
        await me.shortcut("say_it")
        await me.fill({"words": "hello"})
        reply = await me.submit()
    assert reply.errors == {"words": "again, please"}


async def test_an_address_is_verified_before_it_gets_events(
    ws: Workspace, parrot: Parrot, ada: Person
) -> None:
    async with parrot.over_http():
        ws.change_person(ada.id, title="a")
        await ws.settled()
    assert [b["type"] for b in parrot.heard] == ["event_callback"]
    assert len(parrot.events("user_change")) == 1


async def test_an_address_that_does_not_know_the_challenge_gets_no_events(
    server: Server, ws: Workspace, ada: Person
) -> None:
    asked: list[dict[str, object]] = []

    async def shrug(request: web.Request) -> web.Response:
        asked.append(await request.json())
        return web.Response(text="?")

    async with _site(shrug) as url:
        ws.deliver_to(url)
        ws.change_person(ada.id, title="a")
        await ws.settled()
        await server.stop()
    assert [a["type"] for a in asked] == ["url_verification"]


async def test_a_failed_event_comes_again_with_number_and_reason(
    ws: Workspace, clock: Clock, parrot: Parrot, ada: Person
) -> None:
    async with parrot.over_http():
        parrot.failing = {"user_change"}
        ws.change_person(ada.id, title="a")
        await ws.settled()
        assert parrot.retries == [(0, ""), (1, "http_error")]
        parrot.failing = set()
        clock.advance(timedelta(minutes=1))
        await ws.settled()
        clock.advance(timedelta(hours=1))
        await ws.settled()
    assert parrot.retries[2:] == [(2, "http_error")]


async def test_a_slow_event_is_a_timeout(ws: Workspace, parrot: Parrot, ada: Person) -> None:
    async with parrot.over_http():
        ws.change_person(ada.id, title="a")
        await ws.settled()
        ws.ack_seconds = 0.2
        parrot.ready.clear()
        ws.change_person(ada.id, title="b")
        await ws.watchers.until(lambda: len(parrot.heard) == 3, 5)
        parrot.ready.set()
        ws.ack_seconds = 3.0
        await ws.settled()
    assert (1, "http_timeout") in parrot.retries


async def test_an_app_may_ask_for_no_retry(server: Server, ws: Workspace, ada: Person) -> None:
    asked: list[str] = []

    async def refuse(request: web.Request) -> web.Response:
        body = await request.json()
        asked.append(body["type"])
        if body["type"] == "url_verification":
            return web.json_response({"challenge": body["challenge"]})
        return web.Response(status=500, headers={"X-Slack-No-Retry": "1"})

    async with _site(refuse) as url:
        ws.deliver_to(url)
        ws.change_person(ada.id, title="a")
        await ws.settled()
        await server.stop()
    assert asked == ["url_verification", "event_callback"]


async def test_nobody_at_the_address_is_a_failed_dispatch(server: Server, ws: Workspace, ada: Person) -> None:
    ws.deliver_to("http://127.0.0.1:9/slack/events")
    reply = await server.act(ada.id).command("/parrot", "hello")
    assert (reply.ok, reply.error) == (False, "dispatch_failed")


@pytest.mark.parametrize("after", [False, True])
async def test_a_request_can_come_twice(ws: Workspace, parrot: Parrot, ada: Person, *, after: bool) -> None:
    async with parrot.over_http():
        ws.deliver_twice(after=after)
        ws.change_person(ada.id, title="a")
        await ws.settled()
    assert len(parrot.events("user_change")) == 2
    assert len(ws.envelopes[-1].answers) == 2


async def test_an_event_is_overtaken_by_the_one_after_it(ws: Workspace, parrot: Parrot, ada: Person) -> None:
    async with parrot.over_http():
        ws.deliver_overtaken()
        for title in ("first", "second", "third"):
            ws.change_person(ada.id, title=title)
        await ws.settled()
    heard = [event["user"]["profile"]["title"] for event in parrot.events("user_change")]
    assert sorted(heard) == ["first", "second", "third"]
    assert heard.index("first") > min(heard.index("second"), heard.index("third"))


async def test_what_nothing_overtakes_arrives_all_the_same(
    server: Server, ws: Workspace, parrot: Parrot, ada: Person
) -> None:
    async with parrot.over_http():
        ws.deliver_overtaken(2)
        assert (await server.act(ada.id).command("/parrot", "hello")).text == "hello"
        assert (await server.act(ada.id).command("/parrot", "again")).text == "again"


async def test_back_to_sockets(server: Server, ws: Workspace, parrot: Parrot, ada: Person) -> None:
    async with parrot.over_http():
        assert (await server.act(ada.id).command("/parrot", "a")).text == "a"
    ws.deliver_to(None)
    await parrot.connect()
    assert (await server.act(ada.id).command("/parrot", "b")).text == "b"


@asynccontextmanager
async def _site(answer: Callable[[web.Request], Awaitable[web.Response]]) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_post("/", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    finally:
        await runner.cleanup()
