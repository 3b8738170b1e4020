"""Around the conversation: Home, the clock, the story, the wire, people, channels; by keyboard; on a phone."""

from datetime import timedelta

import pytest
from playwright.async_api import Page, expect

from sandbox import Clock, Server, Workspace
from tests.page.conftest import MONDAY, Open
from tests.page.garden import Garden
from tests.sandbox.tale import DUE, Tale

pytestmark = pytest.mark.usefixtures("garden")


async def test_home_is_drawn_and_drawn_anew(window: Open, garden: Garden, ws: Workspace) -> None:
    ada = await window("Ada Park", "home")
    await expect(ada.get_by_role("region", name="Home tab")).to_contain_text("You were here 0 times.")
    await ada.get_by_role("button", name="I am here").click()
    await expect(ada.get_by_role("region", name="Home tab")).to_contain_text("You were here 1 times.")
    await expect(ada.get_by_role("button", name="I am here")).to_be_focused()
    await ada.get_by_role("button", name="Choose a plant").click()
    await ada.get_by_role("option", name="Squash").click()
    await expect(ada.locator(".home .select-text")).to_have_text("Squash")
    await ws.settled()
    assert garden.heard[-1]["actions"][0]["selected_option"]["value"] == "squash"


async def test_the_clock_moves_by_an_hour_a_day_a_week_and_to_what_is_due(
    window: Open, garden: Garden, ws: Workspace, clock: Clock
) -> None:
    await garden.client.chat_scheduleMessage(
        channel=ws.channel("beds").id, post_at=int((MONDAY + timedelta(days=10)).timestamp()), text="Ten days"
    )
    ada = await window("Ada Park", "beds")
    for label, moved in (("1 hour", 1), ("1 day", 25), ("1 week", 193)):
        await ada.get_by_role("button", name=f"Move the clock {label} on").click()
        there = MONDAY + timedelta(hours=moved)
        await expect(ada.locator(".now-day")).to_contain_text(f"Mar {there.day}")
        await expect(ada.locator(".now b")).to_contain_text(f"{there.hour}:00")
        assert clock.now() == there
    await ada.get_by_role("button", name="Move the clock to the next due moment").click()
    await expect(ada.locator(".message")).to_contain_text("Ten days")
    assert clock.now() == MONDAY + timedelta(days=10)


async def test_a_story_is_played_and_paused_and_knows_what_is_due(
    window: Open, ws: Workspace, clock: Clock
) -> None:
    ws.story = Tale(clock)
    ada = await window("Ada Park", "home")
    progress = ada.get_by_role("progressbar", name="The story")
    await ada.get_by_role("button", name="Play the story").click()
    await expect(progress).to_have_attribute("aria-valuenow", "30")
    await ada.get_by_role("button", name="Pause the story").click()
    await expect(ada.get_by_role("button", name="Play the story")).to_be_visible()
    await ada.get_by_role("button", name="Move the clock to the next due moment").click()
    await expect(ada.locator(".now-day")).to_contain_text("Mar 4")
    assert clock.now() == DUE


async def test_without_a_story_there_is_nothing_to_play(window: Open) -> None:
    ada = await window("Ada Park", "home")
    await expect(ada.get_by_role("progressbar")).to_have_count(0)


async def test_the_wire_shows_calls_and_envelopes_and_makes_trouble(
    window: Open, ws: Workspace, server: Server, people: dict[str, str]
) -> None:
    ada = await window("Ada Park", "beds")
    await ada.get_by_role("button", name="Wire").click()
    wire = ada.get_by_role("complementary", name="Wire")
    await server.act(people["omar"]).command("/plant", "card", channel="beds")
    call = wire.get_by_role("button", name="chat.postMessage")
    await call.click()
    await expect(wire).to_contain_text('"text": "Watered?"')
    await expect(wire).to_contain_text("1 in that minute")
    await expect(wire.get_by_role("button", name="/plant").first).to_contain_text("acked")
    await wire.get_by_text("Make trouble").click()
    await wire.get_by_label("Times").fill("2")
    await wire.get_by_role("button", name="Order").click()
    await expect(ada.locator(".toast")).to_contain_text("The next 2 calls of chat.postMessage will go wrong.")
    assert [(m.method, m.kind, m.status, m.times) for m in ws.trouble.waiting] == [
        ("chat.postMessage", "status", 429, 2)
    ]
    await wire.get_by_label("Filter").fill("home_opened")
    await expect(wire.locator(".log-row")).to_have_count(0)
    await ada.keyboard.press("Escape")
    await expect(wire).to_be_hidden()


async def test_one_becomes_somebody_else_without_a_reload(window: Open, people: dict[str, str]) -> None:
    ada = await window("Ada Park", "general")
    await ada.evaluate("window.same = true")
    await ada.get_by_role("button", name="You are Ada Park").click()
    await ada.get_by_role("option", name="Omar Haddad").click()
    await expect(ada.get_by_role("button", name="You are Omar Haddad")).to_be_visible()
    await expect(ada.locator(".place", has_text="random")).to_be_visible()
    assert people["omar"] in ada.url
    assert await ada.evaluate("window.same")


async def test_a_channel_is_looked_at_joined_left_and_archived(window: Open, ws: Workspace) -> None:
    ada = await window("Ada Park", "random")
    await expect(ada.get_by_text("You are looking at #random")).to_be_visible()
    await ada.get_by_role("button", name="Join", exact=True).click()
    await expect(ada.get_by_label("Message #random")).to_be_visible()
    await ada.get_by_role("button", name="More about this channel").click()
    await ada.get_by_role("menuitem", name="Archive").click()
    await ada.get_by_role("dialog").get_by_role("button", name="Archive").click()
    await expect(ada.get_by_text("This channel is archived.")).to_be_visible()
    assert ws.channel("random").is_archived


async def test_the_connection_comes_back_by_itself(window: Open, ws: Workspace) -> None:
    ada = await window("Ada Park", "general")
    for watch in list(ws.watchers.all):
        watch.close()
    await expect(ada.locator("body.offline")).to_have_count(1)
    await expect(ada.locator("body.offline")).to_have_count(0)
    ws.posts.post(ws.channel("general"), ws.channel("general").creator, text="Here again")
    await expect(ada.locator(".message")).to_contain_text("Here again")


async def test_all_goes_by_keyboard_alone(window: Open, garden: Garden, ws: Workspace) -> None:
    ada = await window("Ada Park", "home")
    press, write = ada.keyboard.press, ada.keyboard.type
    await press("Control+k")
    await write("general")
    await press("Enter")
    await expect(ada.get_by_role("heading", name="general")).to_be_visible()
    await _until_focused(ada, "F6", "Message #general")
    await write("/pla")
    await press("Tab")
    await write("join")
    await press("Enter")
    await expect(ada.get_by_role("dialog")).to_be_visible()
    await expect(ada.get_by_label("What would you like to grow?")).to_be_focused()
    await write("Thyme")
    await press("Tab")
    await press("Enter")
    await write("thy")
    await expect(ada.get_by_role("option")).to_have_count(1)
    await press("Enter")
    await press("Escape")
    await expect(ada.get_by_role("option")).to_have_count(0)
    await expect(ada.get_by_role("dialog")).to_contain_text("Thyme")
    await press("Tab")
    await press("Tab")
    await press("Enter")
    await press("ArrowRight")
    await press("Enter")
    await expect(ada.get_by_role("button", name="From")).to_contain_text("Mar 3, 2026")
    await press("Tab")
    await press("Space")
    await expect(ada.get_by_role("radio", name="Weekly")).to_be_checked()
    await _until_focused(ada, "Tab", "Send")
    await press("Enter")
    await expect(ada.get_by_role("dialog")).to_have_count(0)
    await ws.settled()
    values = garden.heard[-1]["view"]["state"]["values"]
    assert values["goal"]["value"]["value"] == "Thyme"
    assert values["often"]["value"]["selected_option"]["value"] == "weekly"


TOO_WIDE = """
  [...document.querySelectorAll(".main *")]
    .filter((each) => each.checkVisibility() && !each.closest(".visually-hidden, .bookmarks, svg"))
    .filter((each) => each.getBoundingClientRect().right > 391)
    .map((each) => each.className)
"""


async def _until_focused(page: Page, key: str, name: str) -> None:
    named = "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"
    for _ in range(12):
        if await page.evaluate(named) == name:
            return
        await page.keyboard.press(key)
    raise AssertionError(f"{key} never reached {name}")


@pytest.mark.parametrize("place", ["home", "beds"])
async def test_nothing_is_wider_than_a_phone(
    window: Open, server: Server, people: dict[str, str], place: str
) -> None:
    for word in ("card", "figures"):
        await server.act(people["ada"]).command("/plant", word, channel="beds")
    ada = await window("Ada Park", place, width=390, height=800)
    await expect(ada.locator(".head-title")).to_be_visible()
    assert await ada.evaluate("document.scrollingElement.scrollWidth") <= 390
    assert await ada.evaluate(TOO_WIDE) == []
    await ada.get_by_role("button", name="Back to the list").click()
    await expect(ada.locator(".place", has_text="general")).to_be_visible()
    await ada.locator(".place", has_text="general").click()
    await expect(ada.get_by_label("Message #general")).to_be_visible()
    await ada.locator(".now").click()
    await ada.get_by_role("menuitem", name="+1 day").click()
    await expect(ada.locator(".now-day")).to_contain_text("Mar 3")
