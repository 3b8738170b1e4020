"""What every call has in common: arguments, tokens, scopes, pages, the log."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Person, Server, Workspace
from tests.sandbox.conftest import MANIFEST, Refused


async def test_auth_test_says_who_the_app_is(client: AsyncWebClient, ws: Workspace) -> None:
    answer = await client.auth_test()
    assert (answer["user_id"], answer["team_id"], answer["bot_id"]) == (ws.bot_user_id, ws.team_id, ws.bot_id)


async def test_the_synchronous_client_works_from_a_thread(ws: Workspace, server: Server) -> None:
    client = WebClient(ws.bot_token, base_url=f"{server.url}/api/")
    made = await asyncio.to_thread(client.conversations_create, name="quiet", is_private=True)
    assert made["channel"]["is_private"] is True


@pytest.mark.parametrize("value", ["1", "true", "True"])
async def test_a_form_may_say_true_in_three_ways(ws: Workspace, server: Server, value: str) -> None:
    answer = await _post(server, "conversations.create", {"name": "quiet", "is_private": value}, ws.bot_token)
    assert answer["channel"]["is_private"] is True


@pytest.mark.parametrize("value", ["0", "false"])
async def test_a_form_may_say_false_in_two_ways(ws: Workspace, server: Server, value: str) -> None:
    answer = await _post(server, "conversations.create", {"name": "loud", "is_private": value}, ws.bot_token)
    assert answer["channel"]["is_private"] is False


async def test_a_call_may_be_a_form_or_json_or_a_query(
    ws: Workspace, server: Server, client: AsyncWebClient, ada: Person
) -> None:
    blocks = [{"type": "divider"}]
    form = {"channel": ada.id, "text": "a", "blocks": json.dumps(blocks)}
    assert (await _post(server, "chat.postMessage", form, ws.bot_token))["ok"]
    assert (
        await client.api_call("chat.postMessage", json={"channel": ada.id, "text": "b", "blocks": blocks})
    )["ok"]
    assert (await client.api_call("users.info", http_verb="GET", params={"user": ada.id}))["ok"]
    first, second, third = ws.calls
    assert first.args == {"channel": ada.id, "text": "a", "blocks": blocks}
    assert second.args == {"channel": ada.id, "text": "b", "blocks": blocks}
    assert third.args == {"user": ada.id}


async def test_the_token_may_be_in_the_body(ws: Workspace, server: Server) -> None:
    assert (await _post(server, "auth.test", {"token": ws.bot_token}))["ok"]


async def test_no_token_a_wrong_one_and_the_wrong_kind_are_told_apart(ws: Workspace, server: Server) -> None:
    assert (await _post(server, "auth.test", {}))["error"] == "not_authed"
    assert (await _post(server, "auth.test", {}, "xoxb-nobody"))["error"] == "invalid_auth"
    assert (await _post(server, "auth.test", {}, ws.app_token))["error"] == "not_allowed_token_type"
    answer = await _post(server, "apps.connections.open", {}, ws.bot_token)
    assert answer["error"] == "not_allowed_token_type"


async def test_a_body_that_is_no_json_is_refused(ws: Workspace, server: Server) -> None:
    async with aiohttp.ClientSession() as session:
        headers = {"Authorization": f"Bearer {ws.bot_token}", "Content-Type": "application/json"}
        async with session.post(f"{server.url}/api/auth.test", data="{", headers=headers) as response:
            assert (await response.json())["error"] == "invalid_json"


async def test_an_unknown_method_is_said_to_be_one(client: AsyncWebClient, refused: Refused) -> None:
    assert await refused(client.api_call("canvases.create")) == "unknown_method"


async def test_a_missing_scope_is_named_and_so_are_those_granted(
    ws: Workspace, client: AsyncWebClient
) -> None:
    ws.scopes = ("chat:write",)
    with pytest.raises(SlackApiError) as caught:
        await client.users_info(user=ws.bot_user_id)
    response = caught.value.response
    assert response["error"] == "missing_scope"
    assert (response["needed"], response["provided"]) == ("users:read", "chat:write")


async def test_each_answer_tells_the_scopes_in_its_headers(client: AsyncWebClient, ws: Workspace) -> None:
    answer = await client.users_info(user=ws.bot_user_id)
    headers = {name.lower(): value for name, value in answer.headers.items()}
    assert headers["x-oauth-scopes"] == ",".join(ws.scopes)
    assert headers["x-accepted-oauth-scopes"] == "users:read"


async def test_a_private_channel_needs_groups_write_and_a_public_one_channels_manage(
    ws: Workspace, client: AsyncWebClient
) -> None:
    ws.scopes = ("channels:manage",)
    assert (await client.conversations_create(name="open", is_private=False))["ok"]
    with pytest.raises(SlackApiError) as caught:
        await client.conversations_create(name="closed", is_private=True)
    assert caught.value.response["needed"] == "groups:write"


async def test_the_scopes_used_are_those_of_calls_that_worked(
    ws: Workspace, client: AsyncWebClient, ada: Person, refused: Refused
) -> None:
    await client.conversations_create(name="closed", is_private=True)
    await refused(client.conversations_create(name="closed", is_private=False))
    await client.users_info(user=ada.id)
    assert ws.scopes_used() == {"groups:write", "users:read", "users:read.email"}


async def test_the_log_holds_every_call_with_decoded_arguments(
    ws: Workspace, client: AsyncWebClient, refused: Refused
) -> None:
    await client.conversations_create(name="quiet", is_private=True)
    await refused(client.conversations_info(channel="C404", include_num_members=True))
    made, asked = ws.calls
    assert (made.method, made.args) == ("conversations.create", {"name": "quiet", "is_private": True})
    assert (made.ok, made.error, made.scopes, made.status) == (True, None, ["groups:write"], 200)
    assert made.ts == ws.clock.timestamp()
    assert 0 <= made.duration < 5
    assert (asked.ok, asked.error) == (False, "channel_not_found")
    assert asked.args == {"channel": "C404", "include_num_members": True}


async def test_paging_leads_through_everything_once(client: AsyncWebClient, ws: Workspace) -> None:
    for n in range(7):
        ws.add_person(f"Person {n}")
    seen: list[str] = []
    cursor = ""
    for _ in range(20):
        page = await client.users_list(limit=3, cursor=cursor)
        assert len(page["members"]) <= 3
        seen += [m["id"] for m in page["members"]]
        cursor = page["response_metadata"]["next_cursor"]
        if not cursor:
            break
    assert seen == list(ws.people)


@pytest.mark.parametrize("cursor", ["nonsense!", "bmV4dDphYmM=", "b3RoZXI6Mw=="])
async def test_a_made_up_cursor_is_refused(client: AsyncWebClient, refused: Refused, cursor: str) -> None:
    assert await refused(client.users_list(limit=3, cursor=cursor)) == "invalid_cursor"


async def test_a_big_workspace_wants_a_limit(client: AsyncWebClient, ws: Workspace, refused: Refused) -> None:
    for n in range(1001):
        ws.add_person(f"Person {n}")
    assert await refused(client.users_list()) == "limit_required"
    assert len((await client.users_list(limit=200))["members"]) == 200


async def test_the_same_seed_gives_the_same_ids() -> None:
    first, second, other = (Workspace.from_manifest(MANIFEST, seed=seed) for seed in (3, 3, 4))
    assert first.add_person("Ada Park").id == second.add_person("Ada Park").id
    assert first.bot_token == second.bot_token != other.bot_token


async def test_uninstalling_needs_the_apps_own_secret_and_ends_its_tokens(
    ws: Workspace, client: AsyncWebClient, refused: Refused
) -> None:
    wrong = client.apps_uninstall(client_id=ws.client_id, client_secret="guess")
    assert await refused(wrong) == "bad_client_secret"
    wrong = client.apps_uninstall(client_id="guess", client_secret=ws.client_secret)
    ws.unlimited()
    assert await refused(wrong) == "invalid_client_id"
    await client.apps_uninstall(client_id=ws.client_id, client_secret=ws.client_secret)
    assert await refused(client.auth_test()) == "account_inactive"


async def test_a_manifest_may_be_json_too(tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps({"display_information": {"name": "Parrot"}}))
    assert Workspace.from_manifest(path).manifest.bot_name == "Parrot"


@pytest.mark.parametrize("text", ["- a list", "display_information: {}", "features: 3"])
async def test_what_is_no_manifest_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "manifest.yml"
    path.write_text(text)
    with pytest.raises(ValueError, match="manifest"):
        Workspace.from_manifest(path)


async def test_the_team_has_a_name_and_custom_profile_fields(
    client: AsyncWebClient, ws: Workspace, omar: Person
) -> None:
    assert (await client.team_info())["team"]["name"] == ws.name
    fields = (await client.team_profile_get())["profile"]["fields"]
    assert [f["label"] for f in fields] == ["Manager"]
    profile = (await client.users_profile_get(user=omar.id))["profile"]
    assert profile["fields"][fields[0]["id"]]["value"] == omar.profile_fields["Manager"]


async def test_a_home_tab_that_the_manifest_lacks_cannot_be_published(
    ws: Workspace, client: AsyncWebClient, ada: Person, refused: Refused
) -> None:
    ws.manifest = replace(ws.manifest, home_tab=False)
    call = client.views_publish(user_id=ada.id, view={"type": "home", "blocks": []})
    assert await refused(call) == "not_enabled"


async def _post(server: Server, method: str, form: dict[str, str], token: str = "") -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with aiohttp.ClientSession() as session:
        async with session.post(f"{server.url}/api/{method}", data=form, headers=headers) as response:
            answer = await response.json()
            assert isinstance(answer, dict)
            return answer
