"""What a person does with blocks, against a real Bolt app."""

from dataclasses import replace
from typing import Any

import pytest
from slack_bolt.async_app import AsyncAck, AsyncRespond

from sandbox import Actor, ClientRefused, Message, Person, Server, Workspace
from tests.sandbox.parrot import JSON, WORDS, Parrot, asking, button, field, text

CHOICE = {
    "type": "static_select",
    "action_id": "color",
    "options": [{"text": text("Red"), "value": "r"}, {"text": text("Blue"), "value": "b"}],
}


@pytest.fixture
async def me(server: Server, parrot: Parrot, ada: Person) -> Actor:
    await parrot.connect()
    return server.act(ada.id)


async def open_modal(me: Actor, parrot: Parrot, view: JSON) -> None:
    parrot.modal = view
    assert (await me.shortcut("say_it")).ok


async def card(me: Actor, parrot: Parrot, *elements: JSON) -> Message:
    block = {"type": "actions", "block_id": "row", "elements": list(elements)}
    await parrot.client.chat_postMessage(channel=me.id, text="card", blocks=[block])
    return me.messages()[-1]


async def test_a_modal_is_filled_submitted_and_gone(me: Actor, parrot: Parrot, ws: Workspace) -> None:
    taken: list[JSON] = []

    @parrot.app.view("form")
    async def take(ack: AsyncAck, body: JSON) -> None:
        taken.append(body)
        await ack()

    await open_modal(me, parrot, asking(WORDS, field("color", CHOICE), private_metadata="m"))
    assert me.view is not None
    assert me.view["callback_id"] == "form"
    await me.fill({"words": "hello", "color": "b"})
    reply = await me.submit()
    assert reply.ok
    assert me.view is None
    [body] = taken
    assert body["view"]["state"]["values"]["words"]["value"]["value"] == "hello"
    assert body["view"]["state"]["values"]["color"]["color"]["selected_option"]["value"] == "b"
    assert body["view"]["private_metadata"] == "m"
    assert body["user"]["id"] == me.id
    assert (body["type"], body["is_enterprise_install"], body["response_urls"]) == (
        "view_submission",
        False,
        [],
    )
    assert body["team"] == {"id": ws.team_id, "domain": ws.domain}


@pytest.mark.parametrize(("value", "complaint"), [(None, "is required"), ("x" * 21, "at most 20 characters")])
async def test_the_client_refuses_before_the_app_hears_of_it(
    me: Actor, parrot: Parrot, value: str | None, complaint: str
) -> None:
    await open_modal(me, parrot, asking(WORDS))
    heard = len(parrot.heard)
    await me.fill({"words": value})
    with pytest.raises(ClientRefused, match=complaint) as caught:
        await me.submit()
    assert caught.value.field == "words"
    assert len(parrot.heard) == heard


async def test_errors_stand_at_their_field_until_it_changes(me: Actor, parrot: Parrot) -> None:
    @parrot.app.view("form")
    async def take(ack: AsyncAck) -> None:
        await ack(response_action="errors", errors={"words": "no such words"})

    await open_modal(me, parrot, asking(WORDS))
    await me.fill({"words": "bla"})
    reply = await me.submit()
    assert (reply.ok, reply.errors) == (False, {"words": "no such words"})
    assert me.view is not None
    assert me.view["errors"] == {"words": "no such words"}
    await me.fill({"words": "blah"})
    assert me.view["errors"] == {}


async def test_errors_for_a_field_that_is_not_there_are_trouble(
    me: Actor, parrot: Parrot, ws: Workspace
) -> None:
    @parrot.app.view("form")
    async def take(ack: AsyncAck) -> None:
        await ack(response_action="errors", errors={"elsewhere": "no"})

    await open_modal(me, parrot, asking(WORDS))
    await me.fill({"words": "bla"})
    reply = await me.submit()
    assert (reply.ok, reply.error) == (False, "invalid_errors")
    assert me.view is not None
    assert "trouble connecting" in ws.toasts[-1]["text"]


async def test_update_push_and_clear(me: Actor, parrot: Parrot) -> None:
    answers = iter(
        [
            {"response_action": "update", "view": asking(WORDS, private_metadata="updated")},
            {"response_action": "push", "view": asking(field("more", CHOICE), private_metadata="pushed")},
            {"response_action": "clear"},
        ]
    )

    @parrot.app.view("form")
    async def take(ack: AsyncAck) -> None:
        await ack(**next(answers))  # type: ignore[arg-type]

    await open_modal(me, parrot, asking(WORDS))
    await me.fill({"words": "bla"})
    await me.submit()
    assert [v["private_metadata"] for v in me.views] == ["updated"]
    assert me.views[0]["state"]["values"]["words"]["value"]["value"] == "bla"
    await me.submit()
    assert [v["private_metadata"] for v in me.views] == ["updated", "pushed"]
    await me.fill({"more": "Red"})
    assert (await me.submit()).ok
    assert me.views == []


async def test_an_empty_ack_goes_back_one_modal(me: Actor, parrot: Parrot) -> None:
    @parrot.app.view("form")
    async def take(ack: AsyncAck) -> None:
        await ack()

    @parrot.app.action("deeper")
    async def push(ack: AsyncAck, body: JSON) -> None:
        await parrot.client.views_push(trigger_id=body["trigger_id"], view=asking(WORDS, callback_id="form"))
        await ack()

    row = {"type": "actions", "elements": [button("deeper")]}
    await open_modal(me, parrot, asking(row, callback_id="root"))
    await me.click("deeper", in_view=True)
    assert [v["callback_id"] for v in me.views] == ["root", "form"]
    await me.fill({"words": "bla"})
    await me.submit()
    assert [v["callback_id"] for v in me.views] == ["root"]


async def test_a_bad_view_in_an_answer_leaves_the_modal_open(me: Actor, parrot: Parrot) -> None:
    @parrot.app.view("form")
    async def take(ack: AsyncAck) -> None:
        await ack(response_action="update", view=asking(WORDS, title=text("t" * 25)))

    await open_modal(me, parrot, asking(WORDS))
    await me.fill({"words": "bla"})
    reply = await me.submit()
    assert (reply.ok, reply.error) == (False, "invalid_arguments")
    assert me.view is not None


async def test_a_modal_stays_open_when_the_app_does_not_answer(
    me: Actor, parrot: Parrot, ws: Workspace
) -> None:
    await open_modal(me, parrot, asking(WORDS))
    await me.fill({"words": "bla"})
    ws.ack_seconds = 0.2
    parrot.ready.clear()
    reply = await me.submit()
    parrot.ready.set()
    assert (reply.ok, reply.error) == (False, "timeout")
    assert me.view is not None


async def test_a_closed_modal_tells_if_it_was_asked_to(me: Actor, parrot: Parrot) -> None:
    closed: list[JSON] = []

    @parrot.app.view_closed("form")
    async def note(ack: AsyncAck, body: JSON) -> None:
        closed.append(body)
        await ack()

    await open_modal(me, parrot, asking(WORDS, notify_on_close=True))
    await me.close_view()
    assert [(b["type"], b["is_cleared"], b["view"]["callback_id"]) for b in closed] == [
        ("view_closed", False, "form")
    ]
    await open_modal(me, parrot, asking(WORDS, callback_id="quiet"))
    heard = len(parrot.heard)
    await me.close_view()
    assert len(parrot.heard) == heard
    with pytest.raises(ClientRefused, match="no modal"):
        await me.close_view()


async def test_a_dispatching_input_tells_the_app_what_was_put_in(me: Actor, parrot: Parrot) -> None:
    chosen: list[JSON] = []

    @parrot.app.action("color")
    async def note(ack: AsyncAck, body: JSON) -> None:
        chosen.append(body)
        view = asking(WORDS, private_metadata=body["actions"][0]["selected_option"]["value"])
        await parrot.client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=view)
        await ack()

    await open_modal(me, parrot, asking(WORDS, field("color", CHOICE, dispatch_action=True)))
    await me.fill({"words": "kept", "color": "b"})
    [body] = chosen
    assert body["container"] == {"type": "view", "view_id": body["view"]["id"]}
    assert body["view"]["state"]["values"]["color"]["color"]["selected_option"]["value"] == "b"
    assert "response_url" not in body
    assert me.view is not None
    assert me.view["private_metadata"] == "b"
    assert me.view["state"]["values"] == {"words": {"value": {"type": "plain_text_input", "value": "kept"}}}


async def test_what_is_not_there_cannot_be_filled(me: Actor, parrot: Parrot) -> None:
    people = field("people", {"type": "multi_users_select", "action_id": "who"})
    await open_modal(me, parrot, asking(WORDS, field("color", CHOICE), people))
    for values in ({"nothing": "x"}, {"color": "green"}, {"people": ["U404"]}):
        with pytest.raises(ClientRefused) as caught:
            await me.fill(values)
        assert caught.value.field == next(iter(values))


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


async def test_an_external_select_offers_what_the_app_says(me: Actor, parrot: Parrot) -> None:
    @parrot.app.options("skill")
    async def offer(ack: AsyncAck, body: JSON) -> None:
        await ack(options=[{"text": text(body["value"].title()), "value": body["value"]}])

    search = {"type": "external_select", "action_id": "skill", "min_query_length": 2}
    await open_modal(me, parrot, asking(field("skill", search)))
    with pytest.raises(ClientRefused, match="not offered"):
        await me.fill({"skill": "python"})
    with pytest.raises(ClientRefused, match="a little more"):
        await me.options("skill", "p")
    offered = await me.options("skill", "python")
    assert [o["text"]["text"] for o in offered] == ["Python"]
    await me.fill({"skill": "python"})
    assert me.view is not None
    chosen = me.view["state"]["values"]["skill"]["skill"]["selected_option"]
    assert chosen["value"] == "python"


async def test_a_conversation_chosen_in_a_modal_comes_with_an_address(
    me: Actor, parrot: Parrot, ws: Workspace
) -> None:
    taken: list[JSON] = []

    @parrot.app.view("form")
    async def take(ack: AsyncAck, body: JSON) -> None:
        taken.append(body)
        await ack()

    lounge = ws.add_channel("lounge", members=[me.id])
    where = {"type": "conversations_select", "action_id": "where", "response_url_enabled": True}
    await open_modal(me, parrot, asking(field("where", where)))
    await me.fill({"where": lounge.id})
    await me.submit()
    [given] = taken[0]["response_urls"]
    assert (given["channel_id"], given["block_id"], given["action_id"]) == (lounge.id, "where", "where")


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
