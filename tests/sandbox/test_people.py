from datetime import timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Clock, Dnd, Person, Workspace
from tests.sandbox.conftest import Refused


async def test_users_info_knows_zone_offset_and_standing(
    client: AsyncWebClient, ada: Person, ws: Workspace
) -> None:
    user = (await client.users_info(user=ada.id))["user"]
    assert (user["tz"], user["tz_offset"], user["tz_label"]) == ("Europe/London", 0, "GMT")
    assert user["is_admin"] is True
    assert user["is_bot"] is user["deleted"] is user["is_restricted"] is False
    assert user["profile"]["email"] == "ada@example.com"
    assert user["profile"]["title"] == "Engineer"
    assert "Manager" not in str(user)
    assert (await client.users_info(user=ws.bot_user_id))["user"]["is_bot"] is True


async def test_the_offset_follows_summer_time(client: AsyncWebClient, ada: Person, clock: Clock) -> None:
    clock.advance(timedelta(days=60))
    assert (await client.users_info(user=ada.id))["user"]["tz_offset"] == 3600


async def test_without_its_scope_no_email_is_shown(
    client: AsyncWebClient, ada: Person, ws: Workspace
) -> None:
    ws.scopes = ("users:read",)
    assert "email" not in (await client.users_info(user=ada.id))["user"]["profile"]


async def test_somebody_who_left_is_still_known_as_deleted(
    client: AsyncWebClient, ws: Workspace, omar: Person
) -> None:
    ws.deactivate(omar.id)
    user = (await client.users_info(user=omar.id))["user"]
    assert user["deleted"] is True
    assert "tz" not in user


async def test_a_guest_is_restricted(client: AsyncWebClient, ws: Workspace) -> None:
    guest = ws.add_person("Visiting Vera", guest=True)
    assert (await client.users_info(user=guest.id))["user"]["is_restricted"] is True


async def test_people_are_found_by_email_until_they_leave(
    client: AsyncWebClient, ws: Workspace, omar: Person, refused: Refused
) -> None:
    assert (await client.users_lookupByEmail(email="OMAR@example.com"))["user"]["id"] == omar.id
    ws.deactivate(omar.id)
    assert await refused(client.users_lookupByEmail(email="omar@example.com")) == "users_not_found"


async def test_an_unknown_person_is_not_found(client: AsyncWebClient, refused: Refused) -> None:
    assert await refused(client.users_info(user="U404")) == "user_not_found"
    assert await refused(client.users_profile_get(user="U404")) == "user_not_found"


async def test_groups_have_members(
    client: AsyncWebClient, ws: Workspace, ada: Person, omar: Person, refused: Refused
) -> None:
    group = ws.add_usergroup("mentors", members=[ada.id, omar.id])
    listed = (await client.usergroups_list())["usergroups"]
    assert [(g["handle"], g["user_count"]) for g in listed] == [("mentors", 2)]
    assert (await client.usergroups_users_list(usergroup=group.id))["users"] == [ada.id, omar.id]
    ws.deactivate(omar.id)
    assert (await client.usergroups_users_list(usergroup=group.id))["users"] == [ada.id]
    assert await refused(client.usergroups_users_list(usergroup="S404")) == "no_such_subteam"


async def test_quiet_hours_are_told(
    client: AsyncWebClient, ws: Workspace, ada: Person, omar: Person, refused: Refused
) -> None:
    ws.change_person(ada.id, dnd=Dnd(start=1772480000, end=1772520000, enabled=True))
    told = await client.dnd_info(user=ada.id)
    assert (told["dnd_enabled"], told["next_dnd_start_ts"], told["next_dnd_end_ts"]) == (
        True,
        1772480000,
        1772520000,
    )
    both = (await client.dnd_teamInfo(users=[ada.id, omar.id]))["users"]
    assert (both[ada.id]["dnd_enabled"], both[omar.id]["dnd_enabled"]) == (True, False)
    assert await refused(client.api_call("dnd.teamInfo")) == "no_users_provided"
    assert await refused(client.dnd_teamInfo(users=[ada.id] * 51)) == "too_many_users"


async def test_only_what_a_person_has_can_be_changed(ws: Workspace, ada: Person) -> None:
    ws.change_person(ada.id, title="Staff engineer", tz="Asia/Tokyo")
    assert (ada.title, ada.tz) == ("Staff engineer", "Asia/Tokyo")
    with pytest.raises(ValueError, match="shoe_size"):
        ws.change_person(ada.id, shoe_size=38)
    with pytest.raises(LookupError):
        ws.change_person(ada.id, tz="Atlantis/Center")


async def test_two_people_of_the_same_name_have_different_handles(ws: Workspace) -> None:
    first, second = ws.add_person("Mei Tanaka"), ws.add_person("Mei Tanaka")
    assert (first.handle, second.handle) == ("mei.tanaka", "mei.tanaka2")
