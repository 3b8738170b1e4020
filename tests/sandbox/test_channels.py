import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import ClientRefused, Person, Server, Workspace
from tests.sandbox.conftest import Refused


@pytest.fixture
async def quiet(client: AsyncWebClient) -> str:
    """The id of a private channel of the app's."""
    return str((await client.conversations_create(name="quiet", is_private=True))["channel"]["id"])


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("", "invalid_name_required"),
        ("x" * 81, "invalid_name_maxlength"),
        ("Loud", "invalid_name_specials"),
        ("two words", "invalid_name_specials"),
        ("dot.dot", "invalid_name_specials"),
        ("münchen", "invalid_name_specials"),
        ("---", "invalid_name_punctuation"),
    ],
)
async def test_a_name_is_checked_and_not_corrected(
    client: AsyncWebClient, refused: Refused, name: str, error: str
) -> None:
    assert await refused(client.conversations_create(name=name)) == error


async def test_a_name_of_eighty_characters_passes(client: AsyncWebClient) -> None:
    name = "mentor-" + "x" * 73
    assert (await client.conversations_create(name=name))["channel"]["name"] == name


async def test_a_taken_name_is_refused_even_when_archived(
    client: AsyncWebClient, quiet: str, refused: Refused
) -> None:
    await client.conversations_archive(channel=quiet)
    assert await refused(client.conversations_create(name="quiet")) == "name_taken"


async def test_a_name_taken_by_a_channel_one_cannot_see_is_refused_without_a_hint(
    client: AsyncWebClient, ws: Workspace, ada: Person
) -> None:
    ws.add_channel("secret", private=True, members=[ada.id])
    with pytest.raises(SlackApiError) as caught:
        await client.conversations_create(name="secret", is_private=True)
    assert caught.value.response.data == {"ok": False, "error": "name_taken"}


async def test_a_private_channel_one_is_not_in_does_not_exist(
    client: AsyncWebClient, ws: Workspace, ada: Person, refused: Refused
) -> None:
    secret = ws.add_channel("secret", private=True, members=[ada.id])
    assert await refused(client.conversations_info(channel=secret.id)) == "channel_not_found"
    assert await refused(client.conversations_members(channel=secret.id)) == "channel_not_found"
    assert await refused(client.chat_postMessage(channel=secret.id, text="hi")) == "channel_not_found"
    assert await refused(client.conversations_invite(channel=secret.id, users=ada.id)) == "channel_not_found"
    listed = await client.conversations_list(types="private_channel")
    assert listed["channels"] == []


async def test_the_maker_is_the_first_member(client: AsyncWebClient, ws: Workspace, quiet: str) -> None:
    assert (await client.conversations_members(channel=quiet))["members"] == [ws.bot_user_id]
    channel = (await client.conversations_info(channel=quiet, include_num_members=True))["channel"]
    assert (channel["is_private"], channel["is_member"], channel["num_members"]) == (True, True, 1)
    assert channel["creator"] == ws.bot_user_id


async def test_invited_people_are_members(
    client: AsyncWebClient, quiet: str, ada: Person, omar: Person
) -> None:
    await client.conversations_invite(channel=quiet, users=[ada.id, omar.id])
    assert (await client.conversations_members(channel=quiet))["members"][1:] == [ada.id, omar.id]


async def test_an_invitation_is_all_or_nothing(
    client: AsyncWebClient, ws: Workspace, quiet: str, ada: Person
) -> None:
    with pytest.raises(SlackApiError) as caught:
        await client.conversations_invite(channel=quiet, users=f"{ada.id},U404")
    response = caught.value.response
    assert response["error"] == "user_not_found"
    assert response["errors"] == [{"user": "U404", "ok": False, "error": "user_not_found"}]
    assert ada.id not in ws.channel(quiet).members


async def test_a_forced_invitation_takes_who_it_can(
    client: AsyncWebClient, ws: Workspace, quiet: str, ada: Person
) -> None:
    await client.conversations_invite(channel=quiet, users=f"{ada.id},U404", force=True)
    assert ada.id in ws.channel(quiet).members


async def test_who_cannot_be_invited(
    client: AsyncWebClient, ws: Workspace, quiet: str, ada: Person, omar: Person, refused: Refused
) -> None:
    await client.conversations_invite(channel=quiet, users=ada.id)
    ws.deactivate(omar.id)
    invite = client.conversations_invite
    assert await refused(invite(channel=quiet, users=ada.id)) == "already_in_channel"
    assert await refused(invite(channel=quiet, users=ws.bot_user_id)) == "cant_invite_self"
    assert await refused(invite(channel=quiet, users=omar.id)) == "user_not_found"
    assert await refused(invite(channel=quiet, users="")) == "no_user"
    assert await refused(invite(channel=quiet, users=[f"U{n}" for n in range(101)])) == "too_many_users"


async def test_only_members_invite(
    client: AsyncWebClient, ws: Workspace, ada: Person, refused: Refused
) -> None:
    general = ws.add_channel("general", members=[ada.id])
    assert await refused(client.conversations_invite(channel=general.id, users=ada.id)) == "not_in_channel"


async def test_joining_leaving_and_kicking(
    client: AsyncWebClient, ws: Workspace, ada: Person, omar: Person, refused: Refused
) -> None:
    ws.add_channel("general", members=[ada.id])
    lounge = ws.add_channel("lounge", members=[ada.id, omar.id])
    assert (await client.conversations_leave(channel=lounge.id))["not_in_channel"] is True
    await client.conversations_join(channel=lounge.id)
    assert (await client.conversations_join(channel=lounge.id))["warning"] == "already_in_channel"
    await client.conversations_kick(channel=lounge.id, user=omar.id)
    assert lounge.members == [ada.id, ws.bot_user_id]
    assert await refused(client.conversations_kick(channel=lounge.id, user=omar.id)) == "not_in_channel"
    assert (
        await refused(client.conversations_kick(channel=lounge.id, user=ws.bot_user_id)) == "cant_kick_self"
    )
    await client.conversations_leave(channel=lounge.id)
    assert lounge.members == [ada.id]


async def test_the_last_member_and_the_general_channel_cannot_be_left(
    client: AsyncWebClient, ws: Workspace, ada: Person, quiet: str, refused: Refused
) -> None:
    assert await refused(client.conversations_leave(channel=quiet)) == "last_member"
    general = ws.add_channel("general", members=[ada.id, ws.bot_user_id])
    assert await refused(client.conversations_leave(channel=general.id)) == "cant_leave_general"
    assert await refused(client.conversations_archive(channel=general.id)) == "cant_archive_general"


async def test_a_private_channel_cannot_be_joined(
    client: AsyncWebClient, quiet: str, refused: Refused
) -> None:
    error = "method_not_supported_for_channel_type"
    assert await refused(client.conversations_join(channel=quiet)) == error


async def test_there_is_one_dm_a_person(
    client: AsyncWebClient, ada: Person, omar: Person, refused: Refused
) -> None:
    first = await client.conversations_open(users=ada.id)
    again = await client.conversations_open(users=[ada.id], return_im=True)
    assert again["channel"]["id"] == first["channel"]["id"]
    assert again["already_open"] is True
    assert again["channel"]["user"] == ada.id
    group = await client.conversations_open(users=[ada.id, omar.id])
    assert (await client.conversations_open(users=[omar.id, ada.id]))["channel"]["id"] == group["channel"][
        "id"
    ]
    assert await refused(client.api_call("conversations.open")) == "users_list_not_supplied"


async def test_a_dm_may_be_looked_for_without_making_it(
    client: AsyncWebClient, ada: Person, refused: Refused
) -> None:
    look = {"users": ada.id, "prevent_creation": True}
    assert await refused(client.api_call("conversations.open", json=look)) == "channel_not_found"
    made = await client.conversations_open(users=ada.id)
    found = await client.api_call("conversations.open", json=look)
    assert found["channel"]["id"] == made["channel"]["id"]


async def test_whom_a_dm_cannot_be_opened_with(
    client: AsyncWebClient, ws: Workspace, omar: Person, refused: Refused
) -> None:
    ws.deactivate(omar.id)
    nine = [ws.add_person(f"Person {n}").id for n in range(9)]
    assert await refused(client.conversations_open(users=omar.id)) == "user_disabled"
    assert await refused(client.conversations_open(users="U404")) == "user_not_found"
    assert await refused(client.conversations_open(users=ws.bot_user_id)) == "cannot_dm_bot"
    assert await refused(client.conversations_open(users=nine)) == "too_many_users"
    assert (await client.conversations_open(users=nine[:8]))["ok"]


async def test_renaming_is_for_the_maker(
    client: AsyncWebClient, ws: Workspace, ada: Person, quiet: str, refused: Refused
) -> None:
    assert (await client.conversations_rename(channel=quiet, name="calm"))["channel"]["name"] == "calm"
    lounge = ws.add_channel("lounge", members=[ada.id, ws.bot_user_id])
    assert await refused(client.conversations_rename(channel=lounge.id, name="den")) == "not_authorized"
    assert await refused(client.conversations_rename(channel=quiet, name="lounge")) == "name_taken"


@pytest.mark.parametrize("what", ["Topic", "Purpose"])
async def test_topic_and_purpose_hold_250_characters(
    client: AsyncWebClient, ws: Workspace, quiet: str, refused: Refused, what: str
) -> None:
    method, field = f"conversations.set{what}", what.lower()
    await client.api_call(method, params={"channel": quiet, field: "t" * 250})
    assert getattr(ws.channel(quiet), field) == "t" * 250
    too_long = client.api_call(method, params={"channel": quiet, field: "t" * 251})
    assert await refused(too_long) == "too_long"


async def test_an_archived_channel_takes_nothing(
    client: AsyncWebClient, ada: Person, quiet: str, refused: Refused
) -> None:
    await client.conversations_archive(channel=quiet)
    assert await refused(client.chat_postMessage(channel=quiet, text="hi")) == "is_archived"
    assert await refused(client.conversations_invite(channel=quiet, users=ada.id)) == "is_archived"
    assert await refused(client.conversations_setTopic(channel=quiet, topic="t")) == "is_archived"
    assert await refused(client.conversations_archive(channel=quiet)) == "already_archived"
    await client.conversations_unarchive(channel=quiet)
    assert (await client.chat_postMessage(channel=quiet, text="hi"))["ok"]
    assert await refused(client.conversations_unarchive(channel=quiet)) == "not_archived"


async def test_listing_filters_by_type_and_archived_and_a_page_may_hold_fewer(
    client: AsyncWebClient, ws: Workspace, ada: Person
) -> None:
    names = [f"room-{n}" for n in range(4)]
    rooms = [ws.add_channel(name, members=[ada.id]) for name in names]
    rooms[0].is_archived = True
    page = await client.conversations_list(limit=2, exclude_archived=True, types="public_channel")
    assert [c["name"] for c in page["channels"]] == ["room-1"]
    cursor = page["response_metadata"]["next_cursor"]
    rest = await client.conversations_list(limit=2, exclude_archived=True, cursor=cursor)
    assert [c["name"] for c in rest["channels"]] == ["room-2", "room-3"]
    assert rest["response_metadata"]["next_cursor"] == ""


async def test_users_conversations_shows_what_both_can_see(
    client: AsyncWebClient, ws: Workspace, ada: Person, quiet: str, refused: Refused
) -> None:
    ws.add_channel("open", members=[ada.id])
    ws.add_channel("secret", private=True, members=[ada.id])
    await client.conversations_invite(channel=quiet, users=ada.id)
    found = await client.users_conversations(user=ada.id, types="public_channel,private_channel")
    assert [c["name"] for c in found["channels"]] == ["quiet", "open"]
    assert await refused(client.users_conversations(user="U404")) == "user_not_found"


async def test_an_unknown_type_is_refused(client: AsyncWebClient, refused: Refused) -> None:
    assert await refused(client.conversations_list(types="carrier_pigeon")) == "invalid_types"


async def test_people_come_and_go_by_themselves(
    ws: Workspace, server: Server, ada: Person, omar: Person
) -> None:
    lounge = ws.add_channel("lounge", members=[ada.id])
    secret = ws.add_channel("secret", private=True, members=[ada.id])
    me = server.act(omar.id)
    await me.join("lounge")
    await me.join("#lounge")
    assert lounge.members == [ada.id, omar.id]
    with pytest.raises(ClientRefused, match="private"):
        await me.join(secret)
    assert [c.name for c in me.channels()] == ["lounge"]
    await server.act(ada.id).invite(secret, omar.id, ws.bot_user_id)
    assert [c.name for c in me.channels()] == ["lounge", "secret"]
    await me.leave(lounge)
    with pytest.raises(ClientRefused, match="not a member"):
        await me.say(lounge, "hello?")


async def test_people_make_rename_and_archive_channels(ws: Workspace, server: Server, ada: Person) -> None:
    me = server.act(ada.id)
    den = await me.create_channel("den", private=True)
    await me.rename(den, "lair")
    await me.archive(den)
    with pytest.raises(ClientRefused, match="already_archived"):
        await me.archive(den)
    with pytest.raises(ClientRefused, match="is archived"):
        await me.say(den, "anybody?")
    await me.unarchive("lair")
    await me.delete_channel(den)
    with pytest.raises(ClientRefused, match="invalid_name_specials"):
        await me.create_channel("The Den")
    assert den.id not in ws.channels
