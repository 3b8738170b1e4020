"""A small Bolt app with a bit of everything the page has to draw and to do."""

import asyncio
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Server

JSON = dict[str, Any]


def words(text: str) -> JSON:
    return {"type": "plain_text", "text": text}


def section(text: str, **rest: Any) -> JSON:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **rest}


def button(action_id: str, text: str, **rest: Any) -> JSON:
    return {"type": "button", "action_id": action_id, "text": words(text), **rest}


def asking(block_id: str, label: str, element: JSON, **rest: Any) -> JSON:
    put = {"action_id": "value", **element}
    return {"type": "input", "block_id": block_id, "label": words(label), "element": put, **rest}


def options(*names: str) -> list[JSON]:
    return [{"text": words(name), "value": name.lower()} for name in names]


PLANTS = options("Basil", "Beans", "Carrots", "Kale", "Leeks", "Mint", "Peas", "Squash", "Thyme")

GOAL: JSON = {"type": "plain_text_input", "multiline": True, "max_length": 60}
JOIN: JSON = {
    "type": "modal",
    "callback_id": "join",
    "title": words("Join the garden"),
    "submit": words("Send"),
    "close": words("Not now"),
    "notify_on_close": True,
    "blocks": [
        section("Two minutes, and you have a bed of your own."),
        asking("goal", "What would you like to grow?", GOAL),
        asking("plants", "Plants", {"type": "multi_static_select", "options": PLANTS}),
        asking("with", "With whom", {"type": "users_select"}, optional=True),
        asking("start", "From", {"type": "datepicker"}, optional=True),
        asking("often", "How often", {"type": "radio_buttons", "options": options("Weekly", "Monthly")}),
        {"type": "actions", "block_id": "more", "elements": [button("details", "What is a bed?")]},
    ],
}  # fmt: skip
DETAILS: JSON = {
    "type": "modal",
    "title": words("What is a bed?"),
    "blocks": [section("A place where things grow. It is *1 m* wide.")],
}
FIGURES: JSON = {
    "type": "data_visualization",
    "title": "Watered, by week",
    "chart": {
        "type": "bar",
        "series": [{"name": "beds", "data": [{"label": f"W{n}", "value": n + 2} for n in range(1, 6)]}],
        "axis_config": {"categories": [f"W{n}" for n in range(1, 6)], "y_label": "Beds"},
    },
}


def card(answer: str = "") -> list[JSON]:
    ask = section("*Has the bed been watered since <!date^1772442000^{date_long_pretty}|Monday>?*")
    if answer:
        return [ask, section(answer)]
    drop = {
        "title": words("Sure?"),
        "text": words("Everything goes."),
        "confirm": words("Drop it"),
        "deny": words("Keep"),
    }
    buttons = [
        button("watered", "Watered", style="primary"),
        button("later", "Not yet"),
        button("drop", "Give up the bed", style="danger", confirm=drop),
    ]
    return [ask, {"type": "actions", "block_id": "water", "elements": buttons}]  # fmt: skip


class Garden:
    def __init__(self, server: Server) -> None:
        ws = server.ws
        self.server = server
        self.client = AsyncWebClient(ws.bot_token, base_url=f"{server.url}/api/", retry_handlers=[])
        self.app = AsyncApp(
            client=self.client, signing_secret=ws.signing_secret, process_before_response=True
        )
        self.heard: list[JSON] = []
        self.visits: dict[str, int] = {}
        self.asleep = asyncio.Event()
        self.app.command("/plant")(self._plant)
        self.app.view("join")(self._joined)
        self.app.view_closed("join")(self._heard)
        self.app.action("watered")(self._watered)
        self.app.action("later")(self._watered)
        self.app.action("drop")(self._watered)
        self.app.action("details")(self._details)
        self.app.action("visit")(self._visit)
        self.app.action("bed")(self._heard)
        self.app.shortcut("keep")(self._heard)
        self.app.event("app_home_opened")(self._home_opened)

    async def connect(self) -> None:
        api = AsyncWebClient(base_url=f"{self.server.url}/api/")
        self.handler = AsyncSocketModeHandler(
            self.app, self.server.ws.app_token, web_client=api, ping_interval=0.5
        )
        await self.handler.connect_async()
        await self.server.connected()

    async def close(self) -> None:
        self.asleep.set()
        await self.handler.close_async()

    async def _heard(self, ack: AsyncAck, body: JSON) -> None:
        self.heard.append(body)
        await ack()

    async def _plant(self, ack: AsyncAck, body: JSON, respond: AsyncRespond) -> None:
        word = body["text"].strip()
        if word == "join":
            await self.client.views_open(trigger_id=body["trigger_id"], view=JOIN)
        elif word == "card":
            await self.client.chat_postMessage(channel=body["channel_id"], text="Watered?", blocks=card())
        elif word == "figures":
            await self.client.chat_postMessage(channel=body["channel_id"], text="Figures", blocks=[FIGURES])
        elif word == "silent":
            await self.asleep.wait()
        else:
            await respond(f"You said *{word}*, and only you can read this.")
        await ack()

    async def _joined(self, ack: AsyncAck, body: JSON, view: JSON) -> None:
        self.heard.append(body)
        values = view["state"]["values"]
        if "nothing" in values["goal"]["value"]["value"]:
            await ack(response_action="errors", errors={"goal": "Something has to grow. Try a bean."})
            return
        plants = ", ".join(option["text"]["text"] for option in values["plants"]["value"]["selected_options"])
        await self.client.chat_postMessage(channel=body["user"]["id"], text=f"You grow {plants}. :seedling:")
        await ack()

    async def _watered(self, ack: AsyncAck, body: JSON) -> None:
        self.heard.append(body)
        said = {"watered": "was watered", "later": "waits", "drop": "is free again"}[
            body["actions"][0]["action_id"]
        ]
        text = f"The bed {said}, says <@{body['user']['id']}>."
        place = body["container"]
        await self.client.chat_update(
            channel=place["channel_id"], ts=place["message_ts"], text=text, blocks=card(text)
        )
        await ack()

    async def _details(self, ack: AsyncAck, body: JSON) -> None:
        await self.client.views_push(trigger_id=body["trigger_id"], view=DETAILS)
        await ack()

    async def _home_opened(self, event: JSON) -> None:
        await self._publish(event["user"])

    async def _visit(self, ack: AsyncAck, body: JSON) -> None:
        who = body["user"]["id"]
        self.visits[who] = self.visits.get(who, 0) + 1
        await self._publish(who)
        await ack()

    async def _publish(self, who: str) -> None:
        choose = {
            "type": "static_select",
            "action_id": "bed",
            "options": PLANTS,
            "placeholder": words("Choose a plant"),
        }
        blocks = [
            {"type": "header", "text": words("Your garden")},
            section(
                f"You were here *{self.visits.get(who, 0)}* times.", accessory=button("visit", "I am here")
            ),
            section("What grows in it", block_id="bed", accessory=choose),
        ]
        await self.client.views_publish(user_id=who, view={"type": "home", "blocks": blocks})
