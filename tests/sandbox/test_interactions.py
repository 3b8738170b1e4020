"""What a person does with messages, Home and commands, against a real Bolt app."""

from dataclasses import replace
from typing import Any

import pytest
from slack_bolt.async_app import AsyncAck, AsyncRespond

from sandbox import Actor, ClientRefused, Person, Server, Workspace
from tests.sandbox.parrot import CHOICE, JSON, WORDS, Parrot, asking, button, card, open_modal, text


async def test_a_button_on_a_message_sends_the_message_and_an_address_for_answers(
    me: Actor, parrot: Parrot, server: Server
) -> None:
    pressed: list[JSON] = []

    @parrot.app.action("yes")
    async def note(ack: AsyncAck, body: JSON, respond: AsyncRespond) -> None:
        pressed.append(body)
        await respond("noted")
        await ack()

    message = await card(me, parrot, button("yes", "1", confirm={"title": text("Sure?"), "text": text("?")}))
    reply = await me.click("yes", message=message)
    assert (reply.ok, reply.text) == (True, "noted")
    [body] = pressed
    assert body["container"] == {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": False,
    }
    assert body["channel"] == {"id": message.channel, "name": "directmessage"}
    assert body["message"]["ts"] == message.ts
    assert body["message"]["blocks"] == message.blocks
    assert body["response_url"].startswith(server.url)
    assert body["state"] == {"values": {}}
    [action] = body["actions"]
    assert (action["type"], action["action_id"], action["block_id"], action["value"]) == (
        "button",
        "yes",
        "row",
        "1",
    )


async def test_two_of_the_same_name_are_told_apart_by_value(me: Actor, parrot: Parrot) -> None:
    pressed: list[str] = []

    @parrot.app.action("pick")
    async def note(ack: AsyncAck, body: JSON) -> None:
        pressed.append(body["actions"][0]["value"])
        await ack()

    rows = [
        {"type": "section", "block_id": f"r{n}", "text": text(str(n)), "accessory": button("pick", str(n))}
        for n in range(2)
    ]
    await parrot.client.chat_postMessage(channel=me.id, text="card", blocks=rows)
    with pytest.raises(ClientRefused, match="2 are called pick"):
        await me.click("pick")
    await me.click("pick", value="1")
    await me.click("pick", block_id="r0")
    assert pressed == ["1", "0"]


async def test_a_select_and_an_overflow_on_a_message(me: Actor, parrot: Parrot) -> None:
    chosen: list[Any] = []

    @parrot.app.action("color")
    async def color(ack: AsyncAck, body: JSON) -> None:
        chosen.append((body["actions"][0]["selected_option"]["value"], body["state"]["values"]))
        await ack()

    @parrot.app.action("more")
    async def more(ack: AsyncAck, body: JSON) -> None:
        chosen.append(body["actions"][0]["selected_option"]["value"])
        await ack()

    await card(me, parrot, CHOICE, {**CHOICE, "type": "overflow", "action_id": "more"})
    await me.click("color", select="b")
    await me.click("more", select="Red")
    (value, state), other = chosen
    assert (value, other) == ("b", "r")
    assert state["row"]["color"]["selected_option"]["value"] == "b"


async def test_an_ephemeral_card_is_sent_without_its_content(
    me: Actor, parrot: Parrot, ws: Workspace
) -> None:
    pressed: list[JSON] = []

    @parrot.app.action("yes")
    async def note(ack: AsyncAck, body: JSON, respond: AsyncRespond) -> None:
        pressed.append(body)
        await respond(delete_original=True)
        await ack()

    row = {"type": "actions", "elements": [button("yes")]}
    await parrot.client.chat_postEphemeral(
        channel=ws.rooms.app_dm(me.id).id, user=me.id, text="?", blocks=[row]
    )
    await me.click("yes", message=me.messages()[-1])
    assert pressed[0]["container"]["is_ephemeral"] is True
    assert "message" not in pressed[0]
    assert me.messages() == []


async def test_a_click_on_what_is_gone_or_changed(me: Actor, parrot: Parrot) -> None:
    pressed: list[str] = []

    @parrot.app.action("yes")
    async def note(ack: AsyncAck, body: JSON) -> None:
        pressed.append(body["message"]["text"])
        await ack()

    message = await card(me, parrot, button("yes"))
    await parrot.client.chat_update(channel=message.channel, ts=message.ts, text="done")
    with pytest.raises(ClientRefused, match="nothing to click"):
        await me.click("yes", message=message)
    await me.click("yes", message=message, stale=True)
    assert pressed == ["card"]
    await parrot.client.chat_delete(channel=message.channel, ts=message.ts)
    with pytest.raises(ClientRefused, match="gone"):
        await me.click("yes", message=message)


async def test_a_click_that_is_not_answered_is_a_toast(me: Actor, parrot: Parrot, ws: Workspace) -> None:
    message = await card(me, parrot, button("yes"))
    ws.ack_seconds = 0.1
    reply = await me.click("yes", message=message)
    assert (reply.ok, reply.error) == (False, "timeout")
    assert ws.toasts[-1]["user"] == me.id


async def test_home_is_opened_published_and_clicked(me: Actor, parrot: Parrot) -> None:
    pressed: list[JSON] = []

    @parrot.app.middleware
    async def publish(body: JSON, next: Any) -> None:
        if body.get("event", {}).get("type") == "app_home_opened":
            row = {"type": "actions", "block_id": "row", "elements": [button("leave"), CHOICE]}
            view: JSON = {"type": "home", "blocks": [row]}
            await parrot.client.views_publish(user_id=body["event"]["user"], view=view)
        await next()

    @parrot.app.action("leave")
    @parrot.app.action("color")
    async def note(ack: AsyncAck, body: JSON) -> None:
        pressed.append(body)
        await ack()

    assert await me.home() is None
    home = await me.open_home()
    assert home is not None
    assert home["type"] == "home"
    await me.click("leave", in_home=True)
    await me.fill({"row": {"color": "b"}}, in_home=True)
    assert [b["view"]["type"] for b in pressed] == ["home", "home"]
    assert pressed[1]["view"]["state"]["values"]["row"]["color"]["selected_option"]["value"] == "b"
    again = await me.open_home()
    assert again is not None
    assert parrot.events("app_home_opened")[-1]["view"]["id"] == again["id"]
    assert parrot.events("app_home_opened")[-1]["tab"] == "home"


async def test_a_shortcut_on_a_message(me: Actor, parrot: Parrot) -> None:
    used: list[JSON] = []

    @parrot.app.shortcut("repeat_it")
    async def note(ack: AsyncAck, body: JSON) -> None:
        used.append(body)
        await ack()

    message = await card(me, parrot, button("yes"))
    await me.shortcut("repeat_it", message)
    assert (used[0]["type"], used[0]["message"]["ts"]) == ("message_action", message.ts)
    for wrong in (me.shortcut("repeat_it"), me.shortcut("nothing"), me.command("/nothing")):
        with pytest.raises(ClientRefused):
            await wrong


async def test_somebody_who_left_can_do_nothing(me: Actor, ws: Workspace, parrot: Parrot) -> None:
    await open_modal(me, parrot, asking(WORDS))
    ws.deactivate(me.id)
    assert me.views == []
    for act in (me.command("/parrot"), me.open_home(), me.submit(), me.say("general", "x")):
        with pytest.raises(ClientRefused, match="deactivated"):
            await act


async def test_a_command_answered_in_the_channel_is_for_all(
    server: Server, parrot: Parrot, me: Actor, omar: Person, ws: Workspace
) -> None:
    parrot.answers["loudly"] = {"text": "HELLO", "response_type": "in_channel"}
    lounge = ws.add_channel("lounge", members=[me.id, omar.id])
    reply = await me.command("/parrot", "loudly", channel=lounge)
    assert reply.ephemeral == []
    assert [m.text for m in server.act(omar.id).messages(lounge)] == ["HELLO"]


async def test_an_answer_slack_would_refuse_fails_for_the_person(parrot: Parrot, me: Actor) -> None:
    parrot.answers["badly"] = {"text": "x", "blocks": [{"type": "nonsense"}]}
    reply = await me.command("/parrot", "badly")
    assert (reply.ok, reply.error) == (False, "invalid_blocks")


async def test_without_interactivity_in_the_manifest_nothing_can_be_clicked(
    me: Actor, parrot: Parrot, ws: Workspace
) -> None:
    message = await card(me, parrot, button("yes"))
    ws.manifest = replace(ws.manifest, interactivity=False)
    with pytest.raises(ClientRefused, match="interactivity"):
        await me.click("yes", message=message)


async def test_the_logs_keep_what_was_sent_and_not_what_became_of_it(
    me: Actor, parrot: Parrot, ws: Workspace
) -> None:
    @parrot.app.view("form")
    async def take(ack: AsyncAck) -> None:
        await ack(response_action="errors", errors={"words": "again"})

    await open_modal(me, parrot, asking(WORDS))
    for words in ("first", "second"):
        await me.fill({"words": words})
        await me.submit()
    sent = [e.payload for e in ws.envelopes if e.payload["type"] == "view_submission"]
    values = [p["view"]["state"]["values"]["words"]["value"]["value"] for p in sent]
    assert values == ["first", "second"]
    opened = next(c for c in ws.calls if c.method == "views.open")
    assert opened.answer["view"]["state"]["values"]["words"]["value"]["value"] is None
    message = await card(me, parrot, button("yes"))
    await parrot.client.chat_update(channel=message.channel, ts=message.ts, text="changed")
    posted = next(c for c in ws.calls if c.method == "chat.postMessage")
    assert posted.answer["message"]["text"] == "card"
