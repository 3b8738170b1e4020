"""What a person does in a modal, against a real Bolt app."""

import pytest
from slack_bolt.async_app import AsyncAck

from sandbox import Actor, ClientRefused, Workspace
from tests.sandbox.parrot import CHOICE, JSON, WORDS, Parrot, asking, button, field, open_modal, text


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
