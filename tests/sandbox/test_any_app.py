"""Other ways of being a Bolt app: synchronous, acknowledging early, over the SDK's own socket client."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from slack_bolt import Ack, App, Respond
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk import WebClient

from sandbox import Actor, Person, Server, Workspace
from tests.sandbox.parrot import WORDS, Parrot, asking


@pytest.fixture
def me(server: Server, ada: Person) -> Actor:
    return server.act(ada.id)


@pytest.fixture
async def plain(ws: Workspace, server: Server) -> AsyncIterator[App]:
    """A synchronous app with everything at its default, in threads of its own."""
    api = WebClient(ws.bot_token, base_url=f"{server.url}/api/")
    app = await asyncio.to_thread(lambda: App(client=api, signing_secret=ws.signing_secret))
    handler = SocketModeHandler(app, ws.app_token, web_client=WebClient(base_url=f"{server.url}/api/"))
    await asyncio.to_thread(handler.connect)
    await server.connected()
    yield app
    await asyncio.to_thread(handler.close)


async def test_a_synchronous_app_opens_a_modal_and_takes_its_answer(
    plain: App, me: Actor, ws: Workspace
) -> None:
    @plain.command("/parrot")
    def ask(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=asking(WORDS))

    @plain.view("form")
    def take(ack: Ack, view: dict[str, Any], body: dict[str, Any], client: WebClient) -> None:
        words = view["state"]["values"]["words"]["value"]["value"]
        if words == "bad":
            ack(response_action="errors", errors={"words": "no"})
            return
        ack()
        client.chat_postMessage(channel=body["user"]["id"], text=words)

    assert (await me.command("/parrot")).ok
    await ws.watchers.until(lambda: me.view is not None, 5)
    await me.fill({"words": "bad"})
    assert (await me.submit()).errors == {"words": "no"}
    await me.fill({"words": "good"})
    assert (await me.submit()).ok
    await ws.watchers.until(lambda: bool(me.messages()), 5)
    assert [m.text for m in me.messages()] == ["good"]


async def test_a_synchronous_app_hears_events_and_responds(plain: App, me: Actor, ws: Workspace) -> None:
    heard: list[str] = []

    @plain.event("user_change")
    def note(event: dict[str, Any]) -> None:
        heard.append(event["user"]["id"])

    @plain.command("/parrot")
    def answer(ack: Ack, respond: Respond) -> None:
        ack()
        respond("later")

    ws.change_person(me.id, title="x")
    await ws.settled()
    assert heard == [me.id]
    reply = await me.command("/parrot")
    await ws.watchers.until(lambda: reply.text == "later", 5)


async def test_an_app_that_acknowledges_first_and_works_later_is_waited_for(
    ws: Workspace, parrot: Parrot, me: Actor
) -> None:
    eager = AsyncApp(client=parrot.client, signing_secret=ws.signing_secret)

    @eager.command("/parrot")
    async def work(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack("at once")
        await parrot.client.chat_postMessage(channel=body["user_id"], text="afterwards")

    parrot.app = eager
    await parrot.connect()
    reply = await me.command("/parrot")
    await ws.settled()
    assert reply.text == "at once"
    assert {m.text for m in me.messages()} == {"at once", "afterwards"}
