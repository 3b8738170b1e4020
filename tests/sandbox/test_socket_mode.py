import asyncio
import json
from datetime import timedelta

import aiohttp
import pytest
from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Clock, Person, Server, Workspace
from sandbox.manifest import Command
from tests.sandbox.parrot import Parrot


async def _socket(session: aiohttp.ClientSession, server: Server) -> aiohttp.ClientWebSocketResponse:
    client = AsyncWebClient(server.ws.app_token, base_url=f"{server.url}/api/")
    return await session.ws_connect(
        (await client.apps_connections_open(app_token=server.ws.app_token))["url"]
    )


async def test_a_socket_begins_with_hello(server: Server, ws: Workspace) -> None:
    async with aiohttp.ClientSession() as session:
        sockets = [await _socket(session, server), await _socket(session, server)]
        first, second = [await socket.receive_json() for socket in sockets]
    assert (first["type"], first["num_connections"], second["num_connections"]) == ("hello", 1, 2)
    assert first["connection_info"]["app_id"] == ws.app_id
    assert first["debug_info"]["approximate_connection_time"] > 0


async def test_a_ticket_opens_one_socket(server: Server) -> None:
    client = AsyncWebClient(base_url=f"{server.url}/api/")
    url = (await client.apps_connections_open(app_token=server.ws.app_token))["url"]
    async with aiohttp.ClientSession() as session:
        await session.ws_connect(url)
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)


async def test_ten_sockets_are_enough(server: Server) -> None:
    async with aiohttp.ClientSession() as session:
        sockets = [await _socket(session, server) for _ in range(11)]
        *hellos, refused = [await socket.receive_json() for socket in sockets]
    assert {hello["type"] for hello in hellos} == {"hello"}
    assert (refused["type"], refused["reason"]) == ("disconnect", "too_many_websockets")


async def test_a_command_reaches_the_app_with_every_field(
    server: Server, ws: Workspace, parrot: Parrot, ada: Person
) -> None:
    await parrot.connect()
    lounge = ws.add_channel("lounge", members=[ada.id])
    reply = await server.act(ada.id).command("/parrot", "hello", channel=lounge)
    assert (reply.ok, reply.text) == (True, "hello")
    body = parrot.heard[-1]
    assert body.pop("trigger_id")
    assert body.pop("response_url").startswith(server.url)
    assert body == {
        "token": ws.verification_token,
        "team_id": ws.team_id,
        "team_domain": ws.domain,
        "channel_id": lounge.id,
        "channel_name": "lounge",
        "user_id": ada.id,
        "user_name": "ada.park",
        "command": "/parrot",
        "text": "hello",
        "api_app_id": ws.app_id,
        "is_enterprise_install": "false",
    }


async def test_a_private_place_keeps_its_name_to_itself(
    server: Server, ws: Workspace, parrot: Parrot, ada: Person
) -> None:
    await parrot.connect()
    secret = ws.add_channel("secret", private=True, members=[ada.id])
    await server.act(ada.id).command("/parrot", channel=secret)
    await server.act(ada.id).command("/parrot")
    assert [b["channel_name"] for b in parrot.heard[-2:]] == ["privategroup", "directmessage"]


async def test_without_a_socket_a_command_fails_at_once(server: Server, ws: Workspace, ada: Person) -> None:
    reply = await server.act(ada.id).command("/parrot", "hello")
    assert (reply.ok, reply.error) == (False, "dispatch_failed")
    assert "dispatch_failed" in ws.toasts[-1]["text"]


async def test_a_command_not_acknowledged_in_time_fails_for_the_person(
    server: Server, ws: Workspace, parrot: Parrot, ada: Person
) -> None:
    ws.ack_seconds = 0.2
    await parrot.connect()
    parrot.ready.clear()
    reply = await server.act(ada.id).command("/parrot", "hello")
    parrot.ready.set()
    assert (reply.ok, reply.error) == (False, "timeout")
    assert "operation_timeout" in ws.toasts[-1]["text"]
    assert len(parrot.heard) == 1


async def test_real_slack_waits_three_seconds(ws: Workspace) -> None:
    assert ws.ack_seconds == 3.0


async def test_an_event_has_slacks_whole_envelope(ws: Workspace, parrot: Parrot, ada: Person) -> None:
    await parrot.connect()
    ws.change_person(ada.id, title="Staff engineer")
    await ws.settled()
    [body] = [b for b in parrot.heard if b["event"]["type"] == "user_change"]
    assert body["event"]["user"]["profile"]["title"] == "Staff engineer"
    assert body["type"] == "event_callback"
    assert (body["team_id"], body["api_app_id"]) == (ws.team_id, ws.app_id)
    assert body["event_id"].startswith("Ev")
    assert body["event_time"] == ws.now()
    assert body["authorizations"] == [
        {
            "enterprise_id": None,
            "team_id": ws.team_id,
            "user_id": ws.bot_user_id,
            "is_bot": True,
            "is_enterprise_install": False,
        }
    ]


async def test_an_event_that_fails_comes_again_at_once_after_one_and_after_five_minutes(
    ws: Workspace, clock: Clock, parrot: Parrot, ada: Person
) -> None:
    ws.ack_seconds = 0.1
    await parrot.connect()
    parrot.failing = {"user_change"}
    ws.change_person(ada.id, title="a")
    await ws.settled()
    assert len(parrot.events("user_change")) == 2
    for minutes, times in ((0.9, 2), (0.2, 3), (4, 3), (1, 4), (60, 4)):
        clock.advance(timedelta(minutes=minutes))
        await ws.settled()
        assert len(parrot.events("user_change")) == times
    assert len({b["event_id"] for b in parrot.heard if b["event"]["type"] == "user_change"}) == 1
    assert [num for num, _ in parrot.retries if num] == [1, 2, 3]
    assert {reason for num, reason in parrot.retries if num} == {"timeout"}


async def test_an_event_acknowledged_the_second_time_comes_no_more(
    ws: Workspace, clock: Clock, parrot: Parrot, ada: Person
) -> None:
    ws.ack_seconds = 0.1
    await parrot.connect()
    parrot.failing = {"user_change"}
    ws.change_person(ada.id, title="a")
    await ws.settled()
    parrot.failing, ws.ack_seconds = set(), 3.0
    clock.advance(timedelta(minutes=1))
    await ws.settled()
    clock.advance(timedelta(minutes=10))
    await ws.settled()
    assert len(parrot.events("user_change")) == 3


async def test_events_wait_for_a_socket(ws: Workspace, parrot: Parrot, ada: Person) -> None:
    ws.change_person(ada.id, title="a")
    await ws.settled()
    await parrot.connect()
    await ws.settled()
    assert len(parrot.events("user_change")) == 1


async def test_events_nobody_takes_are_lost_in_the_end(
    ws: Workspace, clock: Clock, parrot: Parrot, ada: Person
) -> None:
    ws.change_person(ada.id, title="a")
    await ws.settled()
    for _ in range(3):
        clock.advance(timedelta(minutes=5))
        await ws.settled()
    await parrot.connect()
    await ws.settled()
    assert parrot.events("user_change") == []


async def test_several_sockets_share_the_envelopes(server: Server, ada: Person) -> None:
    taken: list[int] = []

    async def answer(number: int, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for message in socket:
            body = json.loads(message.data)
            if body["type"] == "slash_commands":
                taken.append(number)
                await socket.send_json({"envelope_id": body["envelope_id"], "payload": {"text": "ok"}})

    async with aiohttp.ClientSession() as session:
        tasks = [asyncio.ensure_future(answer(n, await _socket(session, server))) for n in range(3)]
        await server.connected(3)
        me = server.act(ada.id)
        replies = [await me.command("/parrot", str(n)) for n in range(6)]
        assert all(reply.ok for reply in replies)
        assert sorted(taken) == [0, 0, 1, 1, 2, 2]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def test_an_ack_counts_over_whichever_socket_it_comes(server: Server, ada: Person) -> None:
    async with aiohttp.ClientSession() as session:
        sockets = [await _socket(session, server) for _ in range(2)]
        for socket in sockets:
            await socket.receive_json()
        sending = asyncio.ensure_future(server.act(ada.id).command("/parrot", "hi"))
        waits = {asyncio.ensure_future(socket.receive_json()): socket for socket in sockets}
        done, idle = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        got = done.pop()
        other = next(s for s in sockets if s is not waits[got])
        for wait in idle:
            wait.cancel()
        await other.send_json({"envelope_id": got.result()["envelope_id"]})
        assert (await sending).ok


async def test_an_event_on_a_broken_socket_comes_again_over_another(
    server: Server, ws: Workspace, ada: Person
) -> None:
    async with aiohttp.ClientSession() as session:
        socket = await _socket(session, server)
        await socket.receive_json()
        ws.change_person(ada.id, title="a")
        first = await socket.receive_json()
        await server.drop_sockets()
        again = await _socket(session, server)
        assert (await again.receive_json())["type"] == "hello"
        second = await again.receive_json()
        assert second["payload"]["event_id"] == first["payload"]["event_id"]
        assert second["retry_attempt"] > first["retry_attempt"] == 0
        await again.send_json({"envelope_id": second["envelope_id"]})
        await ws.settled()


async def test_a_dropped_client_comes_back_by_itself(server: Server, parrot: Parrot, ada: Person) -> None:
    await parrot.connect()
    assert await server.drop_sockets() == 1
    await server.connected()
    reply = await server.act(ada.id).command("/parrot", "still here")
    assert reply.text == "still here"


async def test_a_refresh_is_announced_and_new_envelopes_take_another_socket(
    server: Server, ws: Workspace, parrot: Parrot, ada: Person
) -> None:
    await parrot.connect()
    await server.refresh_sockets()
    await ws.watchers.until(lambda: any(not c.retiring for c in server.sockets.connections), 5)
    assert (await server.act(ada.id).command("/parrot", "hi")).ok


@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "link_disabled"])
async def test_a_goodbye_says_why(server: Server, reason: str) -> None:
    async with aiohttp.ClientSession() as session:
        socket = await _socket(session, server)
        await socket.receive_json()
        await server.refresh_sockets(reason)
        goodbye = await socket.receive_json()
        assert (goodbye["type"], goodbye["reason"]) == ("disconnect", reason)


async def test_an_envelope_can_come_twice(ws: Workspace, parrot: Parrot, ada: Person) -> None:
    await parrot.connect(2)
    ws.deliver_twice(1)
    ws.change_person(ada.id, title="a")
    ws.change_person(ada.id, title="b")
    await ws.settled()
    await ws.watchers.until(lambda: len(parrot.events("user_change")) == 3, 5)
    titles = [e["user"]["profile"]["title"] for e in parrot.events("user_change")]
    assert sorted(titles) == ["a", "a", "b"]


@pytest.mark.parametrize("after", [False, True])
async def test_whoever_acts_gets_the_first_of_two_answers_and_both_are_kept(
    server: Server, ws: Workspace, parrot: Parrot, ada: Person, *, after: bool
) -> None:
    await parrot.connect(2)
    answers = iter(("first", "second"))

    async def count(ack: AsyncAck) -> None:
        await ack(next(answers))

    parrot.app.command("/count")(count)
    ws.manifest.commands["/count"] = Command("/count")
    ws.deliver_twice(after=after)
    reply = await server.act(ada.id).command("/count")
    assert reply.text == "first"
    assert [answer["text"] for answer in ws.envelopes[-1].answers] == ["first", "second"]
    assert ws.in_flight == 0
    assert (await server.act(ada.id).command("/parrot", "once")).text == "once"
    assert len(ws.envelopes[-1].answers) == 1


async def test_a_second_copy_that_nobody_is_left_to_answer_is_not_waited_for(
    server: Server, ws: Workspace, parrot: Parrot, ada: Person
) -> None:
    await parrot.connect(1)
    ws.ack_seconds = 60.0
    heard = asyncio.Event()

    async def once(ack: AsyncAck) -> None:
        if heard.is_set():
            await server.drop_sockets("abruptly")
        else:
            heard.set()
            await ack("first")

    parrot.app.command("/once")(once)
    ws.manifest.commands["/once"] = Command("/once")
    ws.deliver_twice(after=True)
    async with asyncio.timeout(10):
        assert (await server.act(ada.id).command("/once")).text == "first"
    assert len(ws.envelopes[-1].answers) == 1


async def test_nonsense_on_a_socket_is_ignored(server: Server, ada: Person, parrot: Parrot) -> None:
    await parrot.connect()
    socket = parrot.handlers[0].client.current_session
    assert socket is not None
    for nonsense in ("{", "[]", '{"envelope_id": "unknown"}', '"text"'):
        await socket.send_str(nonsense)
    assert (await server.act(ada.id).command("/parrot", "fine")).ok


async def test_a_cut_line_is_noticed_and_mended(server: Server, parrot: Parrot, ada: Person) -> None:
    await parrot.connect()
    await server.drop_sockets("abruptly")
    assert server.sockets.connections == []
    await server.connected()
    assert (await server.act(ada.id).command("/parrot", "back")).text == "back"


async def test_a_silent_line_stays_up_and_answers_nothing(
    server: Server, ws: Workspace, parrot: Parrot, ada: Person
) -> None:
    await parrot.connect()
    await server.drop_sockets("silently")
    assert len(server.sockets.connections) == 1
    ws.ack_seconds = 0.1
    assert (await server.act(ada.id).command("/parrot", "hello?")).error == "timeout"
    await server.drop_sockets("abruptly")
