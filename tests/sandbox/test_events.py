"""Which events reach the app, in which shape: those it subscribes to, may have, and is there for."""

from dataclasses import replace
from typing import Any

import pytest

from sandbox import Actor, Channel, Dnd, Person, Server, Workspace
from tests.sandbox.parrot import Parrot


@pytest.fixture
def secret(ws: Workspace, ada: Person, omar: Person) -> Channel:
    return ws.add_channel("secret", private=True, members=[ada.id, omar.id, ws.bot_user_id])


@pytest.fixture
def lounge(ws: Workspace, ada: Person) -> Channel:
    return ws.add_channel("lounge", members=[ada.id, ws.bot_user_id])


async def only(parrot: Parrot, kind: str) -> dict[str, Any]:
    await parrot.server.ws.settled()
    [event] = parrot.events(kind)
    assert event.pop("event_ts")
    return event


async def test_somebody_joins_the_workspace(me: Actor, parrot: Parrot, ws: Workspace) -> None:
    new = ws.add_person("Mei Tanaka", email="mei@example.com", tz="Asia/Tokyo")
    event = await only(parrot, "team_join")
    assert (event["user"]["id"], event["user"]["tz"]) == (new.id, "Asia/Tokyo")
    assert me.id != new.id


@pytest.mark.usefixtures("me")
async def test_somebody_leaves_the_company_quietly(
    parrot: Parrot, ws: Workspace, omar: Person, secret: Channel
) -> None:
    ws.deactivate(omar.id)
    event = await only(parrot, "user_change")
    assert event["user"]["deleted"] is True
    assert omar.id not in secret.members
    assert parrot.events("member_left_channel") == []


@pytest.mark.usefixtures("me")
async def test_somebody_comes_back(parrot: Parrot, ws: Workspace, omar: Person, secret: Channel) -> None:
    ws.deactivate(omar.id)
    ws.reactivate(omar.id)
    await ws.settled()
    assert [e["user"]["deleted"] for e in parrot.events("user_change")] == [True, False]
    assert omar.id not in secret.members


@pytest.mark.usefixtures("me")
async def test_quiet_hours_change(parrot: Parrot, ws: Workspace, omar: Person) -> None:
    ws.change_person(omar.id, dnd=Dnd(1, 2, enabled=True))
    event = await only(parrot, "dnd_updated_user")
    assert (event["user"], event["dnd_status"]["dnd_enabled"]) == (omar.id, True)


@pytest.mark.usefixtures("me")
async def test_a_group_changes(parrot: Parrot, ws: Workspace, omar: Person) -> None:
    group = ws.add_usergroup("mentors", members=[])
    ws.set_usergroup(group.id, [omar.id])
    event = await only(parrot, "subteam_updated")
    assert event["subteam"]["users"] == [omar.id]


async def test_people_come_into_and_leave_a_channel(
    me: Actor, parrot: Parrot, ws: Workspace, server: Server, secret: Channel, omar: Person
) -> None:
    await server.act(omar.id).leave(secret)
    left = await only(parrot, "member_left_channel")
    await me.invite(secret, omar.id)
    joined = await only(parrot, "member_joined_channel")
    same = {"user": omar.id, "channel": secret.id, "channel_type": "G", "team": ws.team_id}
    assert left == {"type": "member_left_channel", **same}
    assert joined == {"type": "member_joined_channel", **same, "inviter": me.id}


async def test_a_private_channel_speaks_of_groups(me: Actor, parrot: Parrot, secret: Channel) -> None:
    await me.rename(secret, "hidden")
    assert (await only(parrot, "group_rename"))["channel"]["name"] == "hidden"
    await me.archive(secret)
    archived = await only(parrot, "group_archive")
    assert (archived["channel"], archived["user"]) == (secret.id, me.id)
    await me.unarchive(secret)
    await only(parrot, "group_unarchive")
    await me.delete_channel(secret)
    assert (await only(parrot, "group_deleted"))["channel"] == secret.id
    assert not [b for b in parrot.heard if b["event"]["type"].startswith("channel_")]


async def test_a_public_one_speaks_of_channels(me: Actor, parrot: Parrot, lounge: Channel) -> None:
    await me.rename(lounge, "den")
    await only(parrot, "channel_rename")
    await me.archive(lounge)
    assert (await only(parrot, "channel_archive"))["channel"] == lounge.id


async def test_the_app_is_removed_from_a_private_channel(
    me: Actor, parrot: Parrot, ws: Workspace, secret: Channel
) -> None:
    await me.remove_app(secret)
    assert await only(parrot, "group_left") == {"type": "group_left", "channel": secret.id, "actor_id": me.id}
    assert ws.bot_user_id not in secret.members
    await me.archive(secret)
    await ws.settled()
    assert parrot.events("group_archive") == []


async def test_what_is_said_reaches_members_only(
    me: Actor, parrot: Parrot, ws: Workspace, secret: Channel, lounge: Channel
) -> None:
    elsewhere = await me.create_channel("elsewhere")
    for channel in (secret, lounge, elsewhere):
        await me.say(channel, f"hello {channel.name}")
    await ws.settled()
    heard = [
        (e["text"], e["channel_type"], e["user"]) for e in parrot.events("message") if "subtype" not in e
    ]
    assert heard == [("hello secret", "group", me.id), ("hello lounge", "channel", me.id)]


async def test_a_mention_and_a_reaction(me: Actor, parrot: Parrot, ws: Workspace, lounge: Channel) -> None:
    said = await me.say(lounge, f"<@{ws.bot_user_id}> hello")
    assert (await only(parrot, "app_mention"))["text"] == said.text
    await me.react(said, "wave")
    event = await only(parrot, "reaction_added")
    assert event["item"] == {"type": "message", "channel": lounge.id, "ts": said.ts}
    assert (event["user"], event["reaction"], event["item_user"]) == (me.id, "wave", me.id)


@pytest.mark.usefixtures("me")
async def test_the_app_is_uninstalled_and_hears_it(parrot: Parrot, ws: Workspace) -> None:
    ws.uninstall_app()
    revoked = await only(parrot, "tokens_revoked")
    assert revoked["tokens"] == {"oauth": [], "bot": [ws.bot_user_id]}
    await only(parrot, "app_uninstalled")
    ws.add_person("Mei Tanaka")
    await ws.settled()
    assert parrot.events("team_join") == []


@pytest.mark.usefixtures("me")
async def test_an_event_not_subscribed_to_never_comes(parrot: Parrot, ws: Workspace, ada: Person) -> None:
    ws.manifest = replace(ws.manifest, events=frozenset({"team_join"}))
    ws.change_person(ada.id, title="x")
    ws.add_person("Mei Tanaka")
    await ws.settled()
    assert [b["event"]["type"] for b in parrot.heard] == ["team_join"]


@pytest.mark.usefixtures("me")
async def test_an_event_without_its_scope_never_comes(parrot: Parrot, ws: Workspace, ada: Person) -> None:
    ws.scopes = ("chat:write",)
    ws.change_person(ada.id, title="x")
    await ws.settled()
    assert parrot.heard == []


async def test_delivered_events_and_commands_count_as_used_scopes(
    me: Actor, ws: Workspace, secret: Channel
) -> None:
    await me.archive(secret)
    await me.command("/parrot", "x")
    await ws.settled()
    assert ws.scopes_used() == {"groups:read", "commands"}


async def test_a_message_to_the_app_is_heard_where_its_tab_takes_some(
    me: Actor, parrot: Parrot, ws: Workspace
) -> None:
    ws.manifest = replace(ws.manifest, messages_tab_read_only=False)
    said = await me.say(None, "hello, app")
    event = await only(parrot, "message")
    assert (event["text"], event["channel_type"], event["ts"]) == ("hello, app", "im", said.ts)


@pytest.mark.usefixtures("me")
async def test_a_changed_and_a_deleted_message_are_news(
    parrot: Parrot, ws: Workspace, lounge: Channel
) -> None:
    said = await parrot.client.chat_postMessage(channel=lounge.id, text="first")
    await parrot.client.chat_update(channel=lounge.id, ts=said["ts"], text="second")
    await parrot.client.chat_delete(channel=lounge.id, ts=said["ts"])
    await ws.settled()
    sent = [envelope.payload["event"] for envelope in ws.envelopes]  # Bolt itself skips an app's own
    changed, deleted = [e for e in sent if "subtype" in e]
    assert (changed["subtype"], changed["hidden"]) == ("message_changed", True)
    assert (changed["message"]["text"], changed["previous_message"]["text"]) == ("second", "first")
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", said["ts"])
