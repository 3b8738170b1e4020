from datetime import timedelta

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Clock, Person, Workspace
from sandbox.limits import POST_BURST, POSTS_A_MINUTE


async def _over(call: object) -> int:
    """How long a refused call has to wait."""
    with pytest.raises(SlackApiError) as caught:
        await call  # type: ignore[misc]
    assert caught.value.response.status_code == 429
    assert caught.value.response["error"] == "ratelimited"
    headers = {name.lower(): value for name, value in caught.value.response.headers.items()}
    return int(headers["retry-after"])


@pytest.mark.parametrize(
    ("method", "allowed"), [("usergroups.list", 20), ("team.info", 50), ("users.info", 100)]
)
async def test_each_tier_lets_so_many_through_a_minute(
    client: AsyncWebClient, clock: Clock, ada: Person, method: str, allowed: int
) -> None:
    args = {"user": ada.id} if method == "users.info" else {}
    for _ in range(allowed):
        await client.api_call(method, params=args)
    clock.advance(timedelta(seconds=20))
    assert await _over(client.api_call(method, params=args)) == 40
    clock.advance(timedelta(seconds=40))
    assert (await client.api_call(method, params=args))["ok"]


async def test_one_method_over_its_limit_leaves_the_others_alone(
    client: AsyncWebClient, ws: Workspace
) -> None:
    ws.rate_limits = {"team.info": 1}
    await client.team_info()
    await _over(client.team_info())
    assert (await client.usergroups_list())["ok"]


async def test_a_refused_call_is_not_counted_or_applied(
    client: AsyncWebClient, ws: Workspace, clock: Clock
) -> None:
    ws.rate_limits = {"conversations.create": 1}
    await client.conversations_create(name="one")
    for _ in range(3):
        assert await _over(client.conversations_create(name="two")) == 60
    clock.advance(timedelta(minutes=1))
    await client.conversations_create(name="two")
    assert ws.calls[1].retry_after == 60
    assert ws.calls[1].status == 429


async def test_a_channel_takes_a_short_burst_and_then_a_post_a_second(
    client: AsyncWebClient, clock: Clock, ada: Person, omar: Person
) -> None:
    for n in range(POST_BURST):
        await client.chat_postMessage(channel=ada.id, text=str(n))
    assert await _over(client.chat_postMessage(channel=ada.id, text="one too many")) == 1
    assert (await client.chat_postMessage(channel=omar.id, text="elsewhere"))["ok"]
    clock.advance(timedelta(seconds=1))
    assert (await client.chat_postMessage(channel=ada.id, text="now"))["ok"]
    await _over(client.chat_postMessage(channel=ada.id, text="again too early"))


async def test_the_whole_workspace_takes_some_hundred_posts_a_minute(
    client: AsyncWebClient, ws: Workspace
) -> None:
    people = [ws.add_person(f"Person {n}") for n in range(POSTS_A_MINUTE // POST_BURST + 1)]
    for n in range(POSTS_A_MINUTE):
        await client.chat_postMessage(channel=people[n // POST_BURST].id, text="hello")
    assert await _over(client.chat_postMessage(channel=people[-1].id, text="hello")) == 60


async def test_limits_can_be_switched_off(client: AsyncWebClient, ws: Workspace) -> None:
    ws.unlimited()
    for _ in range(25):
        assert (await client.usergroups_list())["ok"]


async def test_the_state_shows_what_was_used(client: AsyncWebClient, ws: Workspace) -> None:
    await client.team_info()
    await client.team_info()
    assert ws.state()["rate_limits"]["used"] == {"team.info": 2}


async def test_a_dm_is_one_place_under_both_its_names(client: AsyncWebClient, ada: Person) -> None:
    dm = (await client.chat_postMessage(channel=ada.id, text="first"))["channel"]
    for n in range(POST_BURST - 1):
        await client.chat_postMessage(channel=(ada.id, dm)[n % 2], text=str(n))
    await _over(client.chat_postMessage(channel=dm, text="one too many"))
    await _over(client.chat_postMessage(channel=ada.id, text="one too many"))
