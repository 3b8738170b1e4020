"""A small Bolt app that says back what it hears, over sockets or HTTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Actor, Message, Server

JSON = dict[str, Any]


def text(words: str) -> JSON:
    return {"type": "plain_text", "text": words}


def button(action_id: str, value: str | None = None, **rest: Any) -> JSON:
    given = {"value": value} if value else {}
    return {"type": "button", "action_id": action_id, "text": text("Press"), **given, **rest}


def asking(*blocks: JSON, callback_id: str = "form", **rest: Any) -> JSON:
    view = {"type": "modal", "callback_id": callback_id, "title": text("Form"), "submit": text("Send")}
    return view | {"blocks": list(blocks)} | rest


def field(block_id: str, element: JSON, **rest: Any) -> JSON:
    return {"type": "input", "block_id": block_id, "label": text(block_id), "element": element, **rest}


WORDS = field("words", {"type": "plain_text_input", "action_id": "value", "max_length": 20})

CHOICE = {
    "type": "static_select",
    "action_id": "color",
    "options": [{"text": text("Red"), "value": "r"}, {"text": text("Blue"), "value": "b"}],
}


class Parrot:
    """Keeps every body it was sent in `heard`; what it does is set by each test on `app`."""

    def __init__(self, server: Server) -> None:
        ws = server.ws
        self.server = server
        self.heard: list[JSON] = []
        self.retries: list[tuple[int, str]] = []
        self.client = AsyncWebClient(ws.bot_token, base_url=f"{server.url}/api/", retry_handlers=[])
        self.app = AsyncApp(
            client=self.client, signing_secret=ws.signing_secret, process_before_response=True
        )
        self.handlers: list[AsyncSocketModeHandler] = []
        self.failing: set[str] = set()
        self.ready = asyncio.Event()
        self.ready.set()
        self.app.middleware(self._listen)
        self.modal = asking(WORDS)
        self.answers: dict[str, JSON] = {}
        self.app.command("/parrot")(self._say_back)
        self.app.shortcut("say_it")(self._ask)
        for name in ws.manifest.events:
            self.app.event(name.partition(".")[0])(_nothing)

    async def _listen(self, req: AsyncBoltRequest, next: Any) -> None:
        self.heard.append(req.body)
        num, reason = (req.headers.get(f"x-slack-retry-{name}", [""])[0] for name in ("num", "reason"))
        self.retries.append((int(num or 0), reason))
        await self.ready.wait()
        if (event := req.body.get("event")) and event["type"] in self.failing:
            raise RuntimeError("a parrot's bad day")
        await next()

    async def _say_back(self, ack: AsyncAck, body: JSON, respond: AsyncRespond) -> None:
        words = body["text"]
        if words == "slowly":
            await ack()
            await respond("said later")
        elif words in self.answers:
            await ack(**self.answers[words])
        elif words:
            await ack(words)
        else:
            await ack()

    async def _ask(self, ack: AsyncAck, body: JSON) -> None:
        await self.client.views_open(trigger_id=body["trigger_id"], view=self.modal)
        await ack()

    def events(self, kind: str) -> list[JSON]:
        return [b["event"] for b in self.heard if b.get("event", {}).get("type") == kind]

    async def connect(self, sockets: int = 1) -> None:
        for _ in range(sockets):
            api = AsyncWebClient(base_url=f"{self.server.url}/api/")
            handler = AsyncSocketModeHandler(
                self.app, self.server.ws.app_token, web_client=api, ping_interval=0.2
            )
            self.handlers.append(handler)
            await handler.connect_async()
        await self.server.connected(sockets)

    async def close(self) -> None:
        for handler in self.handlers:
            await handler.close_async()

    @asynccontextmanager
    async def over_http(self) -> AsyncIterator[str]:
        """Serve at an address of one's own, and have the workspace deliver there."""

        async def events(request: web.Request) -> web.Response:
            return await to_aiohttp_response(await self.app.async_dispatch(await to_bolt_request(request)))

        site = web.Application()
        site.router.add_post("/slack/events", events)
        runner = web.AppRunner(site, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
        self.server.ws.deliver_to(url)
        try:
            yield url
        finally:
            await runner.cleanup()


async def _nothing() -> None:
    """An event heard is enough."""


async def open_modal(me: Actor, parrot: Parrot, view: JSON) -> None:
    """Have the app open it for this person."""
    parrot.modal = view
    assert (await me.shortcut("say_it")).ok


async def card(me: Actor, parrot: Parrot, *elements: JSON) -> Message:
    """Have the app write them a message with these in a row."""
    block = {"type": "actions", "block_id": "row", "elements": list(elements)}
    await parrot.client.chat_postMessage(channel=me.id, text="card", blocks=[block])
    return me.messages()[-1]
