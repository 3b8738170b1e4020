from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import ClientRefused, Clock, Person, Server, Workspace
from tests.sandbox.conftest import MONDAY, Refused

DIVIDER = [{"type": "divider"}]


@pytest.fixture
async def lounge(ws: Workspace, ada: Person) -> str:
    ws.unlimited()
    return ws.add_channel("lounge", members=[ada.id, ws.bot_user_id]).id


async def test_a_message_carries_the_workspaces_time_and_no_two_the_same(
    client: AsyncWebClient, lounge: str, clock: Clock
) -> None:
    stamps = [(await client.chat_postMessage(channel=lounge, text=str(n)))["ts"] for n in range(3)]
    clock.advance(timedelta(hours=1))
    stamps.append((await client.chat_postMessage(channel=lounge, text="later"))["ts"])
    assert stamps == sorted(set(stamps))
    assert int(float(stamps[0])) == int(MONDAY.timestamp())
    assert int(float(stamps[-1])) == int(MONDAY.timestamp()) + 3600


async def test_a_posted_message_comes_back_with_ids_and_marks(
    client: AsyncWebClient, ws: Workspace, lounge: str
) -> None:
    blocks = [{"type": "section", "text": {"type": "plain_text", "text": "hi"}}]
    said = await client.chat_postMessage(channel=lounge, text="hi", blocks=blocks)
    message = said["message"]
    assert said["channel"] == lounge
    assert (message["user"], message["bot_id"], message["app_id"]) == (ws.bot_user_id, ws.bot_id, ws.app_id)
    assert message["blocks"][0]["block_id"]
    assert message["blocks"][0]["text"]["emoji"] is True


async def test_where_one_cannot_post(
    client: AsyncWebClient, ws: Workspace, ada: Person, lounge: str, refused: Refused
) -> None:
    town = ws.add_channel("town", members=[ada.id])
    post = client.chat_postMessage
    assert await refused(post(channel=town.id, text="hi")) == "not_in_channel"
    assert await refused(post(channel="C404", text="hi")) == "channel_not_found"
    assert await refused(client.api_call("chat.postMessage", params={"channel": lounge})) == "no_text"
    assert await refused(post(channel=lounge, text="hi", thread_ts="1.1")) == "thread_not_found"
    assert (await post(channel="#lounge", text="by name"))["channel"] == lounge


async def test_a_scope_opens_public_channels_to_strangers(
    client: AsyncWebClient, ws: Workspace, ada: Person
) -> None:
    town = ws.add_channel("town", members=[ada.id])
    ws.scopes = (*ws.scopes, "chat:write.public")
    assert (await client.chat_postMessage(channel=town.id, text="hi"))["ok"]
    assert "chat:write.public" in ws.scopes_used()


async def test_a_persons_id_leads_to_the_dm_even_after_they_left(
    client: AsyncWebClient, ws: Workspace, server: Server, ada: Person
) -> None:
    said = await client.chat_postMessage(channel=ada.id, text="hello")
    assert said["channel"] == (await client.conversations_open(users=ada.id))["channel"]["id"]
    assert [m.text for m in server.act(ada.id).messages()] == ["hello"]
    ws.deactivate(ada.id)
    assert (await client.chat_postMessage(channel=ada.id, text="farewell"))["ok"]


async def test_a_very_long_text_is_cut(client: AsyncWebClient, lounge: str) -> None:
    said = await client.chat_postMessage(channel=lounge, text="x" * 40_001)
    assert len(said["message"]["text"]) == 40_000


async def test_bad_blocks_are_refused_in_slacks_own_words(client: AsyncWebClient, lounge: str) -> None:
    blocks = [{"type": "section", "text": {"type": "plain_text", "text": "x" * 3001}}]
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=lounge, text="hi", blocks=blocks)
    words = "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    assert caught.value.response.data == {
        "ok": False,
        "error": "invalid_blocks",
        "errors": [words],
        "response_metadata": {"messages": [f"[ERROR] {words}"]},
    }


@pytest.mark.parametrize(
    ("blocks", "error"),
    [
        (DIVIDER * 51, "invalid_blocks"),
        ([{"type": "nonsense"}], "invalid_blocks"),
        ("not json", "invalid_blocks_format"),
        (
            [{"type": "section", "text": {"type": "plain_text", "text": "x" * 2500}} for _ in range(5)],
            "msg_blocks_too_long",
        ),
    ],
)
async def test_blocks_have_limits(
    client: AsyncWebClient, lounge: str, refused: Refused, blocks: Any, error: str
) -> None:
    call = client.api_call("chat.postMessage", json={"channel": lounge, "text": "hi", "blocks": blocks})
    assert await refused(call) == error


async def test_fifty_blocks_pass(client: AsyncWebClient, lounge: str) -> None:
    assert (await client.chat_postMessage(channel=lounge, text="hi", blocks=DIVIDER * 50))["ok"]


async def test_text_alone_takes_the_blocks_away_and_blocks_alone_leave_the_text(
    client: AsyncWebClient, lounge: str, server: Server, ada: Person
) -> None:
    me = server.act(ada.id)
    ts = (await client.chat_postMessage(channel=lounge, text="first", blocks=DIVIDER))["ts"]
    await client.api_call("chat.update", json={"channel": lounge, "ts": ts, "blocks": DIVIDER * 2})
    [seen] = me.messages("lounge")
    assert (seen.text, len(seen.blocks)) == ("first", 2)
    await client.chat_update(channel=lounge, ts=ts, text="second")
    [seen] = me.messages("lounge")
    assert (seen.text, seen.blocks) == ("second", [])
    assert seen.edited is not None


async def test_only_ones_own_messages_can_be_changed(
    client: AsyncWebClient, lounge: str, server: Server, ada: Person, refused: Refused
) -> None:
    theirs = await server.act(ada.id).say(lounge, "mine")
    update, delete = client.chat_update, client.chat_delete
    assert await refused(update(channel=lounge, ts=theirs.ts, text="x")) == "cant_update_message"
    assert await refused(delete(channel=lounge, ts=theirs.ts)) == "cant_delete_message"
    assert await refused(update(channel=lounge, ts="1.1", text="x")) == "message_not_found"
    assert await refused(delete(channel=lounge, ts="1.1")) == "message_not_found"


async def test_an_updated_text_holds_4000_characters(
    client: AsyncWebClient, lounge: str, refused: Refused
) -> None:
    ts = (await client.chat_postMessage(channel=lounge, text="a"))["ts"]
    assert (await client.chat_update(channel=lounge, ts=ts, text="x" * 4000))["ok"]
    assert await refused(client.chat_update(channel=lounge, ts=ts, text="x" * 4001)) == "msg_too_long"
    assert await refused(client.api_call("chat.update", params={"channel": lounge, "ts": ts})) == "no_text"


async def test_a_deleted_message_is_gone(
    client: AsyncWebClient, lounge: str, server: Server, ada: Person
) -> None:
    ts = (await client.chat_postMessage(channel=lounge, text="a"))["ts"]
    await client.chat_delete(channel=lounge, ts=ts)
    assert server.act(ada.id).messages("lounge") == []


async def test_an_ephemeral_message_is_for_one_member_alone(
    client: AsyncWebClient,
    ws: Workspace,
    server: Server,
    ada: Person,
    omar: Person,
    lounge: str,
    refused: Refused,
) -> None:
    whisper = client.chat_postEphemeral
    assert await refused(whisper(channel=lounge, user=omar.id, text="x")) == "user_not_in_channel"
    ws.rooms.add(ws.channel(lounge), omar.id)
    await whisper(channel=lounge, user=omar.id, text="psst")
    assert [(m.text, m.ephemeral) for m in server.act(omar.id).messages("lounge")] == [("psst", omar.id)]
    assert server.act(ada.id).messages("lounge") == []


async def test_a_permalink_leads_to_the_message(
    client: AsyncWebClient, lounge: str, refused: Refused
) -> None:
    ts = (await client.chat_postMessage(channel=lounge, text="a"))["ts"]
    link = (await client.chat_getPermalink(channel=lounge, message_ts=ts))["permalink"]
    assert link.endswith(f"/archives/{lounge}/p{ts.replace('.', '')}")
    reply = (await client.chat_postMessage(channel=lounge, text="b", thread_ts=ts))["ts"]
    link = (await client.chat_getPermalink(channel=lounge, message_ts=reply))["permalink"]
    assert link.endswith(f"?thread_ts={ts}&cid={lounge}")
    assert await refused(client.chat_getPermalink(channel=lounge, message_ts="1.1")) == "message_not_found"


async def test_history_runs_backwards_and_threads_forwards(
    client: AsyncWebClient, lounge: str, refused: Refused
) -> None:
    first = (await client.chat_postMessage(channel=lounge, text="first"))["ts"]
    second = (await client.chat_postMessage(channel=lounge, text="second"))["ts"]
    for text in ("a", "b"):
        await client.chat_postMessage(channel=lounge, text=text, thread_ts=first)
    history = await client.conversations_history(channel=lounge, limit=1)
    assert [m["text"] for m in history["messages"]] == ["second"]
    assert history["has_more"] is True
    cursor = history["response_metadata"]["next_cursor"]
    rest = await client.conversations_history(channel=lounge, limit=1, cursor=cursor)
    assert [(m["text"], m["reply_count"]) for m in rest["messages"]] == [("first", 2)]
    thread = await client.conversations_replies(channel=lounge, ts=first)
    assert [m["text"] for m in thread["messages"]] == ["first", "a", "b"]
    assert await refused(client.conversations_replies(channel=lounge, ts="1.1")) == "thread_not_found"
    newer = await client.conversations_history(channel=lounge, oldest=first, latest=second)
    assert newer["messages"] == []
    within = await client.conversations_history(channel=lounge, oldest=first, latest=second, inclusive=True)
    assert [m["text"] for m in within["messages"]] == ["second", "first"]


async def test_history_needs_membership_and_its_own_scope(
    client: AsyncWebClient, ws: Workspace, ada: Person, lounge: str, refused: Refused
) -> None:
    town = ws.add_channel("town", members=[ada.id])
    assert await refused(client.conversations_history(channel=town.id)) == "not_in_channel"
    ws.scopes = ("groups:history",)
    assert await refused(client.conversations_history(channel=lounge)) == "missing_scope"


async def test_reactions(client: AsyncWebClient, ws: Workspace, lounge: str, refused: Refused) -> None:
    ts = (await client.chat_postMessage(channel=lounge, text="a"))["ts"]
    react, unreact = client.reactions_add, client.reactions_remove
    await react(channel=lounge, timestamp=ts, name="wave")
    assert ws.channel(lounge).messages[ts].reactions == {"wave": [ws.bot_user_id]}
    assert await refused(react(channel=lounge, timestamp=ts, name="wave")) == "already_reacted"
    assert await refused(react(channel=lounge, timestamp="1.1", name="wave")) == "message_not_found"
    assert await refused(react(channel=lounge, timestamp=ts, name="no such!")) == "invalid_name"
    await unreact(channel=lounge, timestamp=ts, name="wave")
    assert await refused(unreact(channel=lounge, timestamp=ts, name="wave")) == "no_reaction"
    assert ws.channel(lounge).messages[ts].reactions == {}


async def test_pins(client: AsyncWebClient, lounge: str, refused: Refused) -> None:
    ts = (await client.chat_postMessage(channel=lounge, text="a"))["ts"]
    await client.pins_add(channel=lounge, timestamp=ts)
    pinned = (await client.pins_list(channel=lounge))["items"]
    assert [(i["message"]["text"], i["message"]["pinned_to"]) for i in pinned] == [("a", [lounge])]
    assert await refused(client.pins_add(channel=lounge, timestamp=ts)) == "already_pinned"
    assert await refused(client.pins_add(channel=lounge, timestamp="1.1")) == "message_not_found"
    assert await refused(client.pins_add(channel=lounge)) == "no_item_specified"
    await client.pins_remove(channel=lounge, timestamp=ts)
    assert await refused(client.pins_remove(channel=lounge, timestamp=ts)) == "no_pin"
    assert (await client.pins_list(channel=lounge))["items"] == []


async def test_bookmarks(client: AsyncWebClient, lounge: str, refused: Refused) -> None:
    add = client.bookmarks_add
    made = await add(channel_id=lounge, title="Plan", type="link", link="https://example.com/plan")
    bookmark = made["bookmark"]["id"]
    await client.bookmarks_edit(bookmark_id=bookmark, channel_id=lounge, title="Our plan")
    listed = (await client.bookmarks_list(channel_id=lounge))["bookmarks"]
    assert [(b["title"], b["link"]) for b in listed] == [("Our plan", "https://example.com/plan")]
    assert await refused(add(channel_id=lounge, title="x", type="link", link="plan")) == "invalid_link"
    assert await refused(add(channel_id=lounge, title="x", type="tape")) == "invalid_bookmark_type"
    edit = client.bookmarks_edit(bookmark_id="Bk404", channel_id=lounge, title="x")
    assert await refused(edit) == "not_found"


async def test_a_hundred_bookmarks_are_enough(client: AsyncWebClient, lounge: str, refused: Refused) -> None:
    for n in range(100):
        await client.bookmarks_add(channel_id=lounge, title=str(n), type="link", link="https://example.com")
    more = client.bookmarks_add(channel_id=lounge, title="x", type="link", link="https://example.com")
    assert await refused(more) == "too_many_bookmarks"


async def test_a_read_only_messages_tab_takes_nothing_from_people(server: Server, ada: Person) -> None:
    with pytest.raises(ClientRefused, match="turned off"):
        await server.act(ada.id).say(None, "hello?")


async def test_what_a_person_types_is_escaped_but_for_mentions(
    server: Server, ada: Person, lounge: str
) -> None:
    said = await server.act(ada.id).say(lounge, f"<@{ada.id}> 1 < 2 & <!channel>")
    assert said.text == f"<@{ada.id}> 1 &lt; 2 &amp; &lt;!channel&gt;"


async def test_slacks_own_lines_are_seen_on_request(
    client: AsyncWebClient, server: Server, ada: Person, lounge: str
) -> None:
    await client.conversations_setTopic(channel=lounge, topic="tea")
    me = server.act(ada.id)
    assert me.messages("lounge") == []
    assert [m.subtype for m in me.messages("lounge", system=True)] == ["channel_topic"]


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"metadata": {"event_type": "x"}}, "invalid_metadata_format"),
        ({"attachments": [{"text": "x"}] * 101}, "too_many_attachments"),
        ({"attachments": {"text": "x"}}, "invalid_attachments"),
        ({"username": "Somebody else"}, "missing_scope"),
    ],
)
async def test_what_else_a_message_may_not_carry(
    client: AsyncWebClient, lounge: str, refused: Refused, args: dict[str, Any], error: str
) -> None:
    call = client.api_call("chat.postMessage", json={"channel": lounge, "text": "hi", **args})
    assert await refused(call) == error


async def test_metadata_comes_back_with_the_history(client: AsyncWebClient, lounge: str) -> None:
    metadata = {"event_type": "letter", "event_payload": {"key": "k1"}}
    await client.chat_postMessage(channel=lounge, text="hi", metadata=metadata)
    history = await client.conversations_history(channel=lounge, include_all_metadata=True)
    assert history["messages"][0]["metadata"] == metadata
    bare = await client.conversations_history(channel=lounge)
    assert bare["messages"][0]["metadata"] == {"event_type": "letter"}


async def test_an_app_without_a_messages_tab_cannot_write_there(
    client: AsyncWebClient, ws: Workspace, ada: Person, refused: Refused
) -> None:
    ws.manifest = replace(ws.manifest, messages_tab=False)
    assert await refused(client.chat_postMessage(channel=ada.id, text="hi")) == "messages_tab_disabled"
    assert await refused(client.chat_postMessage(channel=ws.bot_user_id, text="hi")) == "cannot_dm_bot"


async def test_a_hundred_pins_are_enough(client: AsyncWebClient, lounge: str, refused: Refused) -> None:
    said = [(await client.chat_postMessage(channel=lounge, text=str(n)))["ts"] for n in range(101)]
    for ts in said[:100]:
        await client.pins_add(channel=lounge, timestamp=ts)
    assert await refused(client.pins_add(channel=lounge, timestamp=said[100])) == "too_many_pins"
