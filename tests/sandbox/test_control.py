"""The controls over HTTP, as a program in another process uses them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from sandbox import Person, Server, Workspace
from tests.sandbox.parrot import JSON, Parrot, button

Ask = Callable[..., Awaitable[tuple[int, JSON]]]


@pytest.fixture
async def ask(server: Server) -> AsyncIterator[Ask]:
    """`await ask("clock", advance=60)` posts; without a body it gets."""
    async with aiohttp.ClientSession() as session:

        async def request(path: str, verb: str | None = None, **body: Any) -> tuple[int, JSON]:
            verb = verb or ("POST" if body else "GET")
            url = f"{server.url}/_control/{path}"
            async with session.request(verb, url, json=body or None) as response:
                answer = await response.json()
                assert isinstance(answer, dict)
                return response.status, answer

        yield request


@pytest.fixture
def act(ask: Ask, ada: Person) -> Callable[..., Awaitable[JSON]]:
    async def do(what: str, **rest: Any) -> JSON:
        status, answer = await ask("act", person=ada.id, do=what, **rest)
        assert status == 200, answer
        return answer

    return do


async def test_the_clock_is_read_moved_and_set_going(ask: Ask, ws: Workspace) -> None:
    assert (await ask("clock"))[1] == {"ok": True, "now": "2026-03-02T09:00:00+00:00", "running": False}
    assert (await ask("clock", advance=90))[1]["now"] == "2026-03-02T09:01:30+00:00"
    assert (await ask("clock", set="2026-03-03T09:00:00+00:00"))[1]["now"] == "2026-03-03T09:00:00+00:00"
    assert (await ask("clock", running=True))[1]["running"] is True
    assert (await ask("clock", running=False))[1]["running"] is False
    assert not ws.clock.running


@pytest.mark.parametrize(
    ("path", "body", "why"),
    [
        ("clock", {"set": "2020-01-01T00:00:00+00:00"}, "forward"),
        ("clock", {"set": "tomorrow"}, "tomorrow"),
        ("clock", {"advance": "a day"}, "advance has to be a number"),
        ("clock", {"running": "yes"}, "running has to be true or false"),
        ("trouble", {"method": "auth.test", "kind": "earthquake"}, "earthquake"),
        ("trouble", {"kind": "error"}, "method is missing"),
        ("act", {"person": "U404", "do": "view"}, "nobody here is 'U404'"),
        ("act", {"person": "USLACKBOT", "do": "dance"}, "nobody can 'dance'"),
        ("act", {"person": "USLACKBOT", "do": "join", "channel": "nowhere"}, "no channel 'nowhere'"),
        ("act", {"person": "USLACKBOT", "do": "submit"}, "no modal is open"),
        ("act", {"person": "USLACKBOT", "do": "fill", "values": []}, "values has to be an object"),
        ("act", {"person": "USLACKBOT", "do": "fill", "values": "x"}, "values has to be an object"),
        ("channels", {"name": "Loud"}, "invalid_name_specials"),
        ("channels", {"name": "calm", "members": ["U404"]}, "U404"),
        ("channels", {"name": "calm", "members": "all"}, "members has to be a list"),
        ("change", {"person": "USLACKBOT", "changes": {"shoe_size": 3}}, "shoe_size"),
        ("people", {"name": 3}, "name has to be text"),
    ],
)
async def test_what_is_wrong_is_said(ask: Ask, path: str, body: JSON, why: str) -> None:
    status, answer = await ask(path, **body)
    assert status == 400
    assert answer["ok"] is False
    assert why in answer["error"]


async def test_a_body_has_to_be_a_json_object(server: Server) -> None:
    async with aiohttp.ClientSession() as session:
        for data, why in (("{", "not JSON"), ("[]", "a JSON object")):
            async with session.post(f"{server.url}/_control/clock", data=data) as response:
                assert response.status == 400
                assert why in (await response.json())["error"]


async def test_another_program_learns_how_to_be_the_app(ask: Ask, ws: Workspace, server: Server) -> None:
    answer = (await ask("app"))[1]
    assert answer["api_url"] == f"{server.url}/api/"
    assert (answer["bot_token"], answer["app_token"]) == (ws.bot_token, ws.app_token)
    assert answer["signing_secret"] == ws.signing_secret


async def test_trouble_is_added_listed_and_called_off(ask: Ask, ws: Workspace) -> None:
    await ask("trouble", method="auth.test", kind="error", error="fatal_error", times=3)
    assert [m["method"] for m in (await ask("trouble"))[1]["waiting"]] == ["auth.test"]
    await ask("trouble", verb="DELETE")
    assert ws.trouble.waiting == []


async def test_the_log_is_read_from_where_one_left_off(ask: Ask, parrot: Parrot) -> None:
    await parrot.client.auth_test()
    first = (await ask("calls"))[1]
    assert [c["method"] for c in first["calls"]] == ["auth.test"]
    await parrot.client.team_info()
    rest = (await ask(f"calls?since={first['next']}"))[1]
    assert [(c["method"], c["ok"], c["scopes"]) for c in rest["calls"]] == [
        ("team.info", True, ["team:read"])
    ]
    assert (await ask("calls?method=auth.test"))[1]["calls"] == first["calls"]


async def test_people_and_channels_come_and_change(ask: Ask, ws: Workspace) -> None:
    person = (await ask("people", name="Mei Tanaka", tz="Asia/Tokyo", profile_fields={"Team": "Blue"}))[1][
        "person"
    ]
    channel = (await ask("channels", name="lounge", private=True, members=[person["id"]]))[1]["channel"]
    assert ws.channel("lounge").members == [person["id"]]
    await ask("change", person=person["id"], changes={"title": "Lead"})
    assert ws.people[person["id"]].title == "Lead"
    await ask("deactivate", person=person["id"])
    assert ws.people[person["id"]].deleted
    assert channel["is_private"] is True


async def test_limits_sockets_and_deliveries_are_in_ones_hands(
    ask: Ask, ws: Workspace, parrot: Parrot, ada: Person
) -> None:
    await parrot.connect()
    assert (await ask("limits", per_minute={"auth.test": 1}))[1]["per_minute"] == {"auth.test": 1}
    assert (await ask("limits", unlimited=True))[1]["enabled"] is False
    assert (await ask("twice", n=1))[1]["twice"] == 1
    assert (await ask("twice", n=1, after=True))[1]["twice"] == 2
    assert ws.again == ["at once", "after"]
    assert (await ask("overtaken", n=1))[1]["overtaken"] == 1
    ws.change_person(ada.id, title="x")
    assert (await ask("settled", timeout=5))[0] == 200
    assert (await ask("drop", verb="POST"))[1]["dropped"] == 1
    await ask("refresh", reason="warning")
    await ask("deliver", url="http://127.0.0.1:9/")
    assert ws.request_url == "http://127.0.0.1:9/"
    await ask("deliver", url="")
    assert ws.request_url is None
    await ask("uninstall", verb="POST")
    assert not ws.installed


async def test_settled_says_when_it_is_not(ask: Ask, ws: Workspace) -> None:
    ws.in_flight += 1
    status, answer = await ask("settled", timeout=0.05)
    ws.in_flight -= 1
    assert (status, answer["error"]) == (400, "still busy")


async def test_a_person_is_acted_for(
    act: Callable[..., Awaitable[JSON]], parrot: Parrot, ws: Workspace, ada: Person, omar: Person
) -> None:
    await parrot.connect()
    reply = (await act("command", name="/parrot", text="hello"))["reply"]
    assert [m["text"] for m in reply["ephemeral"]] == ["hello"]
    shown = await act("shortcut", callback_id="say_it")
    assert shown["view"]["callback_id"] == "form"
    assert (await act("fill", values={"words": "bla"}))["view"]["state"]["values"]["words"]["value"][
        "value"
    ] == "bla"
    assert len((await act("view"))["views"]) == 1
    assert (await act("close"))["view"] is None
    await act("create_channel", name="den", private=True)
    await act("invite", channel="den", people=[omar.id, ws.bot_user_id])
    said = (await act("say", channel="den", text="hello"))["message"]
    await act("react", message={"channel": "den", "ts": said["ts"]}, name="wave")
    assert (await act("messages", channel="den"))["messages"][0]["reactions"][0]["name"] == "wave"
    await act("rename", channel="den", name="lair")
    assert [c["name"] for c in (await act("channels"))["channels"] if c["kind"] == "private"] == ["lair"]
    await act("remove_app", channel="lair")
    await act("archive", channel="lair")
    await act("unarchive", channel="lair")
    await act("leave", channel="lair")
    await act("create_channel", name="open")
    await act("leave", channel="open")
    await act("join", channel="open")
    await act("delete_channel", channel="open")
    assert (await act("open_home"))["home"] is (await act("home"))["home"] is None
    assert ada.id not in ws.channel("lair").members


async def test_a_click_and_a_submit_are_answered(
    act: Callable[..., Awaitable[JSON]], parrot: Parrot, ws: Workspace, ada: Person
) -> None:
    await parrot.connect()
    ws.ack_seconds = 0.1  # nobody answers these
    row = {"type": "actions", "elements": [button("yes", "1")]}
    said = await parrot.client.chat_postMessage(channel=ada.id, text="card", blocks=[row])
    where = {"channel": said["channel"], "ts": said["ts"]}
    reply = (await act("click", action_id="yes", message=where, value="1"))["reply"]
    assert (reply["ok"], reply["error"]) == (False, "timeout")
    await act("shortcut", callback_id="say_it")
    await act("fill", values={"words": "bla"})
    assert (await act("submit"))["reply"]["error"] == "timeout"


async def test_changes_are_told_as_they_happen(server: Server, parrot: Parrot, ada: Person) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(f"{server.url}/_control/watch") as socket:
            await server.ws.watchers.until(lambda: bool(server.ws.watchers.all), 5)
            await parrot.client.chat_postMessage(channel=ada.id, text="hello")
            seen = []
            async with asyncio.timeout(5):
                while "call" not in seen:
                    seen.append((await socket.receive_json())["kind"])
    assert "message" in seen


async def test_history_is_read_backwards_page_by_page(
    ask: Ask, ws: Workspace, parrot: Parrot, ada: Person
) -> None:
    ws.unlimited()
    for n in range(5):
        said = await parrot.client.chat_postMessage(channel=ada.id, text=str(n))
    dm = said["channel"]
    last = (await ask(f"history?channel={dm}&limit=2"))[1]
    assert ([m["text"] for m in last["messages"]], last["more"]) == (["3", "4"], True)
    rest = (await ask(f"history?channel={dm}&before={last['messages'][0]['ts']}"))[1]
    assert ([m["text"] for m in rest["messages"]], rest["more"]) == (["0", "1", "2"], False)
    [channel] = [c for c in (await ask("state?latest=1"))[1]["channels"] if c["id"] == dm]
    assert ([m["text"] for m in channel["messages"]], channel["message_count"]) == (["4"], 5)
    assert (await ask("history?channel=nowhere"))[0] == 400
    assert (await ask("state?latest=some"))[0] == 400


async def test_the_envelopes_are_read_from_where_one_left_off(
    ask: Ask, server: Server, parrot: Parrot, ada: Person
) -> None:
    await parrot.connect()
    await server.act(ada.id).command("/parrot", "a")
    first = (await ask("envelopes"))[1]
    assert [(e["kind"], e["answer"]) for e in first["envelopes"]] == [("slash_commands", {"text": "a"})]
    assert (await ask(f"envelopes?since={first['next']}"))[1]["envelopes"] == []


@pytest.mark.parametrize(("origin", "status"), [("https://example.com", 403), ("{url}", 200)])
async def test_a_page_of_another_site_gets_nothing(server: Server, origin: str, status: int) -> None:
    headers = {"Origin": origin.format(url=server.url)}
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{server.url}/_control/app", headers=headers) as response:
            assert response.status == status


async def test_people_of_elsewhere_and_an_organization_can_be_asked_for(ask: Ask, ws: Workspace) -> None:
    _, sam = await ask("people", name="Sam Vale", team="T0OTHERCO", stranger=True)
    assert (sam["person"]["team_id"], sam["person"]["is_stranger"]) == ("T0OTHERCO", True)
    _, mei = await ask("people", name="Mei Tanaka", teams=["T0SISTER1"])
    assert mei["person"]["enterprise_user"]["teams"] == ["T0SISTER1"]
    _, flow = await ask("people", name="Welcome flow", workflow_bot=True)
    assert flow["person"]["is_workflow_bot"] is True
    _, ines = await ask("people", name="Ines Roth", invited=True)
    assert ines["person"]["is_invited_user"] is True
    _, gus = await ask("people", name="Gus Vale", single_channel=True)
    assert gus["person"]["is_ultra_restricted"] is True
    await ask("change", person=ines["person"]["id"], changes={"invited": False})
    assert ws.people[ines["person"]["id"]].invited is False
    _, answer = await ask("org_wide", teams=["T0SISTER1"])
    assert answer["teams"] == ["T0SISTER1"]
    assert ws.org_wide is True


async def test_trouble_can_be_partial_and_forced(ask: Ask, ws: Workspace, ada: Person) -> None:
    status, answer = await ask("trouble", method="auth.test", kind="error", error="name_taken")
    assert status == 400
    assert "say force" in answer["error"]
    assert (await ask("trouble", method="auth.test", kind="error", error="name_taken", force=True))[0] == 200
    asked = {"method": "conversations.invite", "kind": "partial", "error": "user_is_restricted"}
    assert (await ask("trouble", **asked, users=[ada.id]))[0] == 200
    assert [(one.kind, one.users) for one in ws.trouble.waiting] == [("error", []), ("partial", [ada.id])]
