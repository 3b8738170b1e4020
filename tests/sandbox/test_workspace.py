"""Watching the workspace, its state, and starting one from the command line."""

import asyncio
import json
import re
import signal
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Clock, Person, Server, Workspace
from sandbox.clock import monotonic
from tests.sandbox.conftest import MANIFEST
from tests.sandbox.parrot import Parrot

ROOT = Path(__file__).parent.parent.parent


async def test_a_watcher_hears_of_every_kind_of_change(
    server: Server, ws: Workspace, parrot: Parrot, ada: Person, clock: Clock
) -> None:
    with ws.watch() as watch:
        await parrot.connect()
        await parrot.client.chat_postMessage(channel=ada.id, text="hello")
        await server.act(ada.id).command("/parrot", "x")
        await server.act(ada.id).shortcut("say_it")
        await parrot.client.views_publish(user_id=ada.id, view={"type": "home", "blocks": []})
        ws.toast(ada.id, "oh")
        ws.add_person("Mei Tanaka")
        clock.advance(timedelta(hours=1))
        ws.add_channel("lounge")
    kinds = {notice["kind"] async for notice in watch}
    assert kinds == {
        "sockets",
        "call",
        "message",
        "envelope",
        "view",
        "home",
        "toast",
        "person",
        "clock",
        "channel",
    }


async def test_a_closed_watcher_hears_no_more(ws: Workspace) -> None:
    watch = ws.watch()
    watch.close()
    ws.add_channel("lounge")
    assert [notice async for notice in watch] == []


async def test_the_state_is_json_and_holds_everything(
    server: Server, ws: Workspace, parrot: Parrot, ada: Person
) -> None:
    await parrot.connect()
    await parrot.client.chat_postMessage(channel=ada.id, text="hello")
    await server.act(ada.id).shortcut("say_it")
    await parrot.client.chat_scheduleMessage(channel=ada.id, post_at=ws.now() + 60, text="later")
    ws.trouble.add(method="auth.test", kind="error")
    state = json.loads(json.dumps(ws.state()))
    assert state["clock"] == {"now": "2026-03-02T09:00:00+00:00", "running": False}
    assert state["app"]["commands"][0]["command"] == "/parrot"
    assert ada.id in [p["id"] for p in state["people"]]
    [dm] = state["channels"]
    assert [m["text"] for m in dm["messages"]] == ["hello"]
    assert state["screens"][ada.id]["modals"][0]["callback_id"] == "form"
    assert [s["text"] for s in state["scheduled"]] == ["later"]
    assert [m["method"] for m in state["trouble"]] == ["auth.test"]
    assert state["rate_limits"]["used"]["chat.postMessage"] == 1


async def test_settled_waits_for_what_is_under_way(
    server: Server, ws: Workspace, client: AsyncWebClient, ada: Person
) -> None:
    ws.trouble.add(method="chat.postMessage", kind="delay", seconds=0.1)
    posting = asyncio.ensure_future(client.chat_postMessage(channel=ada.id, text="hello"))
    await ws.watchers.until(lambda: ws.in_flight == 1 or posting.done(), 5)
    await ws.settled()
    assert [m.text for m in server.act(ada.id).messages()] == ["hello"]
    await posting


async def test_settled_gives_up_in_the_end(ws: Workspace) -> None:
    ws.in_flight += 1
    with pytest.raises(TimeoutError):
        await ws.settled(timeout=0.05)


async def test_a_running_clock_posts_what_falls_due_by_itself() -> None:
    ws = Workspace.from_manifest(MANIFEST, clock=Clock(running=True))
    ada = ws.add_person("Ada Park")
    async with await Server.start(ws) as server:
        client = AsyncWebClient(ws.bot_token, base_url=f"{server.url}/api/")
        await client.chat_scheduleMessage(channel=ada.id, post_at=ws.now() + 1, text="soon")
        await ws.watchers.until(lambda: bool(server.act(ada.id).messages()), 5)


async def test_a_port_that_is_taken_is_an_error(server: Server, ws: Workspace) -> None:
    with pytest.raises(OSError):
        await Server.start(ws, port=int(server.url.rpartition(":")[2]))


async def test_the_command_line_starts_a_workspace_that_an_app_can_use() -> None:
    command = [sys.executable, "-m", "sandbox", "--port", "0", "--manifest", str(MANIFEST)]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    found: dict[str, str] = {}
    async with asyncio.timeout(20):
        while len(found) < 4:
            line = (await process.stdout.readline()).decode()
            assert line, "it ended"
            if match := re.match(r"export (\w+)=(\S+)", line):
                found[match[1]] = match[2]
    client = AsyncWebClient(found["SLACK_BOT_TOKEN"], base_url=found["SLACK_API_URL"])
    assert (await client.auth_test())["user"] == "parrot"
    assert len((await client.users_list())["members"]) == 6
    process.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(process.wait(), 10) == 0


@pytest.mark.parametrize("manifest", ["nowhere.yml", "pyproject.toml"])
async def test_the_command_line_says_what_is_wrong_with_a_manifest(manifest: str) -> None:
    command = [sys.executable, "-m", "sandbox", "--manifest", manifest]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stderr=asyncio.subprocess.PIPE)
    _, complaint = await asyncio.wait_for(process.communicate(), 20)
    assert process.returncode == 2
    assert complaint.decode().startswith("python -m sandbox: can't read the manifest")
    assert complaint.count(b"\n") == 1


async def test_the_command_line_refuses_a_port_that_there_is_not() -> None:
    command = [sys.executable, "-m", "sandbox", "--port", "99999", "--manifest", str(MANIFEST)]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stderr=asyncio.subprocess.PIPE)
    _, complaint = await asyncio.wait_for(process.communicate(), 20)
    assert process.returncode == 2
    assert complaint == b"python -m sandbox: port 99999 can't be used: ports are 0 to 65535\n"


async def test_both_directions_are_logged_with_their_answers(
    server: Server, ws: Workspace, parrot: Parrot, ada: Person
) -> None:
    await parrot.connect()
    await server.act(ada.id).command("/parrot", "hello")
    [envelope] = ws.envelopes
    assert (envelope.kind, envelope.attempts, envelope.acked, envelope.error) == (
        "slash_commands",
        1,
        True,
        None,
    )
    assert (envelope.payload["text"], envelope.answer) == ("hello", {"text": "hello"})
    ws.manifest = replace(ws.manifest, events=frozenset({"user_change"}))
    ws.ack_seconds = 0.05
    parrot.failing = {"user_change"}
    ws.change_person(ada.id, title="x")
    await ws.settled()
    assert (ws.envelopes[1].attempts, ws.envelopes[1].acked, ws.envelopes[1].error) == (2, False, "timeout")
    await parrot.client.team_info()
    assert ws.calls[-1].answer["team"]["id"] == ws.team_id


async def test_a_watcher_gets_what_changed_itself(ws: Workspace, parrot: Parrot, ada: Person) -> None:
    with ws.watch() as watch:
        said = await parrot.client.chat_postMessage(channel=ada.id, text="hello")
        await parrot.client.chat_delete(channel=said["channel"], ts=said["ts"])
    notices = [notice async for notice in watch]
    posted, deleted = [n for n in notices if n["kind"] == "message"]
    assert (posted["message"]["text"], posted["message"]["channel"]) == ("hello", said["channel"])
    assert (deleted["message"], deleted["deleted"], deleted["ts"]) == ({}, True, said["ts"])
    calls = [n["call"]["method"] for n in notices if n["kind"] == "call"]
    assert calls == ["chat.postMessage", "chat.delete"]


async def test_a_workspace_that_is_renamed_says_so(ws: Workspace, client: AsyncWebClient) -> None:
    ws.rename("Initech")
    assert (await client.team_info())["team"]["name"] == "Initech"


async def test_five_thousand_messages_and_five_hundred_people_are_no_burden(
    server: Server, ws: Workspace
) -> None:
    people = [ws.add_person(f"Person {n}") for n in range(500)]
    for n in range(5000):
        ws.posts.by_app(ws.rooms.app_dm(people[n % 500].id), text=f"message {n}")
    started = monotonic()
    assert len(ws.state(latest=1)["channels"]) == 500
    assert len(server.act(people[0].id).messages()) == 10
    assert monotonic() - started < 2
