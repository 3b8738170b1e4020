from datetime import timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Clock, Person, Server, Workspace
from tests.sandbox.conftest import MONDAY, Refused

NOW = int(MONDAY.timestamp())
DAY = 24 * 3600


@pytest.fixture
def dm(ws: Workspace, ada: Person) -> str:
    ws.unlimited()
    return ws.rooms.app_dm(ada.id).id


async def test_a_scheduled_message_is_posted_when_its_time_has_come(
    client: AsyncWebClient, server: Server, clock: Clock, ada: Person, dm: str
) -> None:
    await client.chat_scheduleMessage(channel=dm, post_at=NOW + DAY, text="tomorrow")
    me = server.act(ada.id)
    clock.advance(timedelta(hours=23, minutes=59))
    assert me.messages() == []
    clock.advance(timedelta(minutes=1))
    assert [m.text for m in me.messages()] == ["tomorrow"]
    clock.advance(timedelta(days=1))
    assert len(me.messages()) == 1


@pytest.mark.parametrize(
    ("post_at", "error"),
    [
        (NOW, "time_in_past"),
        (5, "time_in_past"),
        (NOW + 120 * DAY + 1, "time_too_far"),
        ("soon", "invalid_time"),
    ],
)
async def test_a_time_is_in_the_next_120_days(
    client: AsyncWebClient, refused: Refused, dm: str, post_at: int | str, error: str
) -> None:
    call = client.api_call("chat.scheduleMessage", params={"channel": dm, "post_at": post_at, "text": "x"})
    assert await refused(call) == error


async def test_the_120th_day_is_near_enough(client: AsyncWebClient, dm: str) -> None:
    assert (await client.chat_scheduleMessage(channel=dm, post_at=NOW + 120 * DAY, text="x"))["ok"]


async def test_five_minutes_hold_thirty_a_channel(
    client: AsyncWebClient, refused: Refused, dm: str, ws: Workspace, omar: Person
) -> None:
    start = (NOW // 300 + 10) * 300
    for n in range(30):
        await client.chat_scheduleMessage(channel=dm, post_at=start + n, text="x")
    more = client.chat_scheduleMessage(channel=dm, post_at=start + 299, text="x")
    assert await refused(more) == "restricted_too_many"
    assert (await client.chat_scheduleMessage(channel=dm, post_at=start + 300, text="x"))["ok"]
    elsewhere = ws.rooms.app_dm(omar.id).id
    assert (await client.chat_scheduleMessage(channel=elsewhere, post_at=start, text="x"))["ok"]


async def test_one_with_metadata_is_never_posted(
    client: AsyncWebClient, server: Server, clock: Clock, ada: Person, dm: str
) -> None:
    metadata = {"event_type": "nudge", "event_payload": {}}
    await client.chat_scheduleMessage(channel=dm, post_at=NOW + 60, text="x", metadata=metadata)
    clock.advance(timedelta(hours=1))
    assert server.act(ada.id).messages() == []
    assert (await client.chat_scheduledMessages_list())["scheduled_messages"] == []


async def test_what_is_scheduled_is_listed_and_can_be_called_off(
    client: AsyncWebClient, server: Server, clock: Clock, ada: Person, dm: str, refused: Refused
) -> None:
    made = await client.chat_scheduleMessage(channel=dm, post_at=NOW + 60, text="x")
    item = made["scheduled_message_id"]
    listed = (await client.chat_scheduledMessages_list(channel=dm))["scheduled_messages"]
    assert [(s["id"], s["channel_id"], s["post_at"], s["text"]) for s in listed] == [
        (item, dm, NOW + 60, "x")
    ]
    await client.chat_deleteScheduledMessage(channel=dm, scheduled_message_id=item)
    again = client.chat_deleteScheduledMessage(channel=dm, scheduled_message_id=item)
    assert await refused(again) == "invalid_scheduled_message_id"
    clock.advance(timedelta(hours=1))
    assert server.act(ada.id).messages() == []


async def test_a_message_for_a_channel_archived_since_is_lost(
    client: AsyncWebClient, ws: Workspace, server: Server, clock: Clock, ada: Person
) -> None:
    lounge = ws.add_channel("lounge", members=[ada.id, ws.bot_user_id])
    await client.chat_scheduleMessage(channel=lounge.id, post_at=NOW + 60, text="x")
    await server.act(ada.id).archive(lounge)
    clock.advance(timedelta(hours=1))
    assert server.act(ada.id).messages(lounge) == []
