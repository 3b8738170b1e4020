"""People who aren't simply members, as Slack sends them: of other companies, of sister workspaces, only invited."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Person, Server, Workspace
from tests.sandbox.conftest import Refused
from tests.sandbox.parrot import JSON, Parrot

OTHER, SISTER = "T0OTHERCO", "T0SISTER1"


async def shown(client: AsyncWebClient, person: Person) -> JSON:
    user: JSON = (await client.users_info(user=person.id))["user"]
    return user


async def test_somebody_of_another_company_has_another_team_and_may_be_a_stranger(
    client: AsyncWebClient, ws: Workspace
) -> None:
    sam = ws.add_person("Sam Vale", team=OTHER, stranger=True, email="sam@example.org")
    user = await shown(client, sam)
    assert (user["team_id"], user["profile"]["team"], user["is_stranger"]) == (OTHER, OTHER, True)
    assert user["is_bot"] is user["is_restricted"] is False
    listed = (await client.users_list())["members"]
    assert [one["is_stranger"] for one in listed if one["id"] == sam.id] == [True]
    assert "is_stranger" not in await shown(client, ws.add_person("Lena Moss"))


async def test_a_stranger_is_none_once_in_a_channel_with_the_app(
    client: AsyncWebClient, ws: Workspace, server: Server, ada: Person
) -> None:
    sam = ws.add_person("Sam Vale", team=OTHER, stranger=True)
    channel = ws.add_channel("both", members=[ada.id, ws.bot_user_id])
    assert (await client.conversations_info(channel=channel.id))["channel"]["is_ext_shared"] is False
    await server.act(ada.id).invite(channel, sam.id)
    seen = (await client.conversations_info(channel=channel.id))["channel"]
    assert (seen["is_shared"], seen["is_ext_shared"]) == (True, True)
    assert seen["shared_team_ids"] == [ws.team_id, OTHER]
    user = await shown(client, sam)
    assert (user["team_id"], user["is_stranger"]) == (OTHER, False)


async def test_strangers_can_neither_be_invited_nor_written_to(
    client: AsyncWebClient, ws: Workspace, refused: Refused
) -> None:
    sam = ws.add_person("Sam Vale", team=OTHER, stranger=True, email="sam@example.org")
    channel = (await client.conversations_create(name="quiet", is_private=True))["channel"]["id"]
    assert await refused(client.conversations_invite(channel=channel, users=sam.id)) == "cant_invite"
    assert await refused(client.conversations_open(users=sam.id)) == "user_not_visible"
    assert await refused(client.chat_postMessage(channel=sam.id, text="x")) == "channel_not_found"
    assert await refused(client.users_lookupByEmail(email="sam@example.org")) == "users_not_found"


async def test_somebody_of_a_sister_workspace_has_an_enterprise_user_with_other_teams(
    client: AsyncWebClient, ws: Workspace, refused: Refused
) -> None:
    mei = ws.add_person("Mei Tanaka", teams=[SISTER])
    user = await shown(client, mei)
    assert user["team_id"] == SISTER
    assert user["enterprise_user"] == {
        "id": mei.id,
        "enterprise_id": ws.enterprise.id,
        "enterprise_name": "Acme Group",
        "is_admin": False,
        "is_owner": False,
        "is_primary_owner": False,
        "teams": [SISTER],
    }
    assert "is_stranger" not in user
    channel = (await client.conversations_create(name="quiet", is_private=True))["channel"]["id"]
    assert await refused(client.conversations_invite(channel=channel, users=mei.id)) == "org_user_not_in_team"
    ws.change_person(mei.id, teams=[SISTER, ws.team_id])
    assert (await shown(client, mei))["team_id"] == ws.team_id
    assert (await client.conversations_invite(channel=channel, users=mei.id))["ok"]


async def test_a_workflow_is_a_bot_of_its_own_kind(
    client: AsyncWebClient, ws: Workspace, refused: Refused
) -> None:
    flow = ws.add_person("Welcome flow", workflow_bot=True)
    user = await shown(client, flow)
    assert (user["is_bot"], user["is_workflow_bot"], user["is_email_confirmed"]) == (True, True, False)
    assert await refused(client.chat_postMessage(channel=flow.id, text="x")) == "cannot_dm_bot"
    assert await refused(client.conversations_open(users=flow.id)) == "cannot_dm_bot"


async def test_whoever_is_only_invited_joins_when_they_come(ws: Workspace, parrot: Parrot) -> None:
    await parrot.connect()
    ines = ws.add_person("Ines Roth", invited=True)
    await ws.settled()
    assert parrot.events("team_join") == []
    [heard] = parrot.events("user_change")
    assert (heard["user"]["id"], heard["user"]["is_invited_user"]) == (ines.id, True)
    ws.change_person(ines.id, invited=False)
    await ws.settled()
    [joined] = parrot.events("team_join")
    assert joined["user"]["id"] == ines.id
    assert "is_invited_user" not in joined["user"]


async def test_people_of_elsewhere_are_first_heard_of_by_a_change(ws: Workspace, parrot: Parrot) -> None:
    await parrot.connect()
    ws.add_person("Sam Vale", team=OTHER)
    ws.add_person("Mei Tanaka", teams=[SISTER])
    await ws.settled()
    assert parrot.events("team_join") == []
    assert {heard["user"]["team_id"] for heard in parrot.events("user_change")} == {OTHER, SISTER}


async def test_what_a_stranger_does_says_where_they_are_from(
    ws: Workspace, server: Server, parrot: Parrot
) -> None:
    await parrot.connect()
    sam = ws.add_person("Sam Vale", team=OTHER)
    assert (await server.act(sam.id).shortcut("say_it")).ok
    assert parrot.heard[-1]["user"]["team_id"] == OTHER
    assert parrot.heard[-1]["team"]["id"] == ws.team_id
    assert (await server.act(sam.id).command("/parrot", "hello")).text == "hello"


async def test_a_guest_of_one_channel_is_in_one_channel(
    client: AsyncWebClient, ws: Workspace, refused: Refused
) -> None:
    gus = ws.add_person("Gus Vale", single_channel=True)
    user = await shown(client, gus)
    assert (user["is_restricted"], user["is_ultra_restricted"]) == (True, True)
    for name in ("one", "two"):
        await client.conversations_create(name=name, is_private=True)
    assert (await client.conversations_invite(channel=ws.channel("one").id, users=gus.id))["ok"]
    again = client.conversations_invite(channel=ws.channel("two").id, users=gus.id)
    assert await refused(again) == "ura_max_channels"


@pytest.mark.parametrize(("force", "there"), [(False, []), (True, ["omar"])])
async def test_an_invitation_can_be_refused_for_one_of_them(
    client: AsyncWebClient, ws: Workspace, ada: Person, omar: Person, *, force: bool, there: list[str]
) -> None:
    """Nobody is invited then, or the others by force; each refused one has their own entry."""
    channel = (await client.conversations_create(name="quiet", is_private=True))["channel"]["id"]
    ws.trouble.add("conversations.invite", "partial", error="user_is_restricted", users=[ada.id])
    errors = [{"user": ada.id, "ok": False, "error": "user_is_restricted"}]
    invitation = client.conversations_invite(channel=channel, users=[ada.id, omar.id], force=force)
    if force:
        answer = await invitation
        assert (answer["ok"], answer["errors"]) == (True, errors)
    else:
        with pytest.raises(SlackApiError) as caught:
            await invitation
        assert (caught.value.response["error"], caught.value.response["errors"]) == (
            "user_is_restricted",
            errors,
        )
    assert ws.channel("quiet").members == [ws.bot_user_id, *(omar.id for _ in there)]
    assert (await client.conversations_invite(channel=channel, users=ada.id))["ok"]


async def test_one_who_is_there_already_keeps_the_other_out(
    client: AsyncWebClient, ws: Workspace, ada: Person, omar: Person
) -> None:
    channel = (await client.conversations_create(name="quiet", is_private=True))["channel"]["id"]
    await client.conversations_invite(channel=channel, users=ada.id)
    with pytest.raises(SlackApiError) as caught:
        await client.conversations_invite(channel=channel, users=[ada.id, omar.id])
    assert caught.value.response["errors"] == [{"user": ada.id, "ok": False, "error": "already_in_channel"}]
    assert omar.id not in ws.channel("quiet").members
    assert (await client.conversations_invite(channel=channel, users=[ada.id, omar.id], force=True))["ok"]
    assert omar.id in ws.channel("quiet").members


async def test_a_token_of_the_whole_organization_says_so_everywhere(
    client: AsyncWebClient, ws: Workspace, server: Server, parrot: Parrot, ada: Person
) -> None:
    await parrot.connect()
    ws.install_org_wide()
    said = await client.auth_test()
    assert said["is_enterprise_install"] is True
    assert said["enterprise_id"] == said["team_id"] == ws.enterprise.id
    ws.change_person(ada.id, title="Lead")
    await ws.settled()
    body = parrot.heard[-1]
    assert body["team_id"] == ws.team_id
    [authorization] = body["authorizations"]
    assert (authorization["is_enterprise_install"], authorization["team_id"]) == (True, None)
    assert authorization["enterprise_id"] == body["context_enterprise_id"] == ws.enterprise.id
    await server.act(ada.id).command("/parrot", "hello")
    typed = parrot.heard[-1]
    assert (typed["is_enterprise_install"], typed["enterprise_id"]) == ("true", ws.enterprise.id)
    await server.act(ada.id).shortcut("say_it")
    assert parrot.heard[-1]["enterprise"] == {"id": ws.enterprise.id, "name": "Acme Group"}
    assert parrot.heard[-1]["is_enterprise_install"] is True


async def test_such_a_token_names_the_workspace_and_has_to_be_let_in(
    client: AsyncWebClient, ws: Workspace, refused: Refused
) -> None:
    ws.install_org_wide()
    create = client.conversations_create
    for call in (
        client.users_list,
        client.conversations_list,
        client.users_conversations,
        client.usergroups_list,
    ):
        assert await refused(call()) == "missing_argument"
        assert (await call(team_id=ws.team_id))["ok"]
    assert await refused(create(name="quiet")) == "missing_argument"
    assert (await create(name="quiet", team_id=ws.team_id))["ok"]
    ws.install_org_wide(teams=[])
    assert await refused(client.users_list(team_id=ws.team_id)) == "team_access_not_granted"


async def test_trouble_is_what_slack_answers_to_that_method(ws: Workspace) -> None:
    ws.trouble.add("conversations.invite", "error", error="user_is_restricted")
    ws.trouble.add("conversations.create", "error", error="org_login_required")
    for method, error in (
        ("conversations.create", "user_is_restricted"),
        ("chat.postMessage", "chanel_not_found"),
    ):
        with pytest.raises(ValueError, match="say force"):
            ws.trouble.add(method, "error", error=error)
        assert ws.trouble.add(method, "error", error=error, force=True).error == error
    ws.trouble.add("some.method", "error", error="whatever_it_says")


async def test_a_partial_refusal_says_of_whom_and_is_for_invitations(ws: Workspace, ada: Person) -> None:
    for method, users in (("conversations.invite", []), ("conversations.kick", [ada.id])):
        with pytest.raises(ValueError, match="partial is for"):
            ws.trouble.add(method, "partial", error="user_not_found", users=users)
