"""Alongside on the page, as people live it: two windows, one program."""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from tests.journeys.cast import a_program, two_pairs
from tests.journeys.pairs import a_pair, until
from tests.journeys.town import Town
from tests.page.conftest import Open, windows


@pytest_asyncio.fixture(loop_scope="session")
async def town(database: str) -> AsyncIterator[Town]:
    built = await Town.build(database)
    built.workspace.add_channel("general", members=list(built.ids.values()))
    yield built
    await built.close()


@pytest_asyncio.fixture(loop_scope="session")
async def at(browser: Browser, town: Town) -> AsyncIterator[Open]:
    """`await at("Ada Park", "general")`: her window."""
    async with windows(browser, town.server) as open_as:
        yield open_as


async def command(page: Page, text: str) -> None:
    await page.get_by_role("combobox", name="Message #").fill(text)
    await page.keyboard.press("Enter")


async def press(town: Town, button: Locator) -> None:
    """A press, and all that the bot does after it."""
    async with button.page.expect_response("**/_control/act"):
        await button.click()
    await town.settle()


async def test_one_joins_by_a_modal_with_an_error_and_its_mend(town: Town, at: Open) -> None:
    await a_program(town)
    ada = await at("Ada Park", "general")
    await command(ada, "/mentor join")
    dialog = ada.get_by_role("dialog")
    submit = dialog.locator("button[type=submit]")
    goals = dialog.locator("textarea").first
    await submit.click()
    await expect(dialog.locator(".wrong .error")).to_have_text("This is required.")
    await expect(goals).to_be_focused()
    await goals.fill("Leading without a title")
    await submit.click()
    await expect(dialog).to_contain_text("You're in Growing together")
    await ada.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)


async def test_a_tap_on_the_check_in_is_seen_by_both(town: Town, at: Open) -> None:
    channel = await a_pair(town)
    await until(town, "check_in")
    ada, grace = await at("Ada Park", channel.id), await at("Grace Osei", channel.id)
    await expect(ada.get_by_text("have you met since").last).to_be_visible()
    await press(town, grace.get_by_role("button", name="We met").last)
    for page in (ada, grace):
        await expect(page.locator(".message", has_text="You met, says Grace Osei.")).to_be_visible()
        await expect(page.get_by_role("button", name="We met")).to_have_count(0)


async def test_two_people_are_asked_alone_a_month_in(town: Town, at: Open) -> None:
    await a_pair(town)
    await until(town, "calibration")
    ada, grace = await at("Ada Park", "messages"), await at("Grace Osei", "messages")
    await expect(ada.get_by_text("how is it with Grace Osei?")).to_be_visible()
    before = await ada.locator("#messages").inner_text()
    await press(town, grace.get_by_role("button", name="Keep going"))
    await expect(grace.get_by_text("You keep going.")).to_be_visible()
    assert await ada.locator("#messages").inner_text() == before
    await ada.get_by_role("button", name="Change something").click()
    await expect(ada.get_by_role("dialog")).to_be_visible()


async def test_an_owner_previews_and_publishes_a_round(town: Town, at: Open) -> None:
    await two_pairs(town)
    olga, ada = await at("Olga Brandt", "general"), await at("Ada Park", "messages")
    await command(olga, "/mentor match")
    await expect(olga.locator(".only-me")).to_contain_text("working on a round")
    await town.settle()
    await olga.locator(".place", has_text="Messages").click()
    await olga.locator("[data-action=match_review]").click()
    dialog = olga.get_by_role("dialog")
    await expect(dialog).to_contain_text("Ada Park with Grace Osei as mentor")
    await press(town, dialog.locator("[data-action=match_approve_all]"))
    await dialog.locator("[data-action=match_publish]").click()
    await press(town, olga.locator(".dialog .button.primary"))
    await town.later(minutes=2)
    await expect(ada.get_by_text("Grace Osei is your mentor in Growing together.")).to_be_visible()
    await expect(ada.locator(".place", has_text="mentor-")).to_be_visible()


async def test_home_shows_where_one_stands(town: Town, at: Open) -> None:
    await a_pair(town)
    grace = await at("Grace Osei", "messages")
    await press(town, grace.get_by_role("link", name="Home"))
    await expect(grace.get_by_role("region", name="Home tab")).to_contain_text("Ada Park")


async def test_a_digest_is_previewed_and_posted_with_its_chart(town: Town, at: Open) -> None:
    await two_pairs(town)
    olga, ada = await at("Olga Brandt", "general"), await at("Ada Park", "general")
    await command(olga, "/mentor digest")
    await expect(olga.locator(".only-me")).to_contain_text("Ada Park and Ravi Costa")
    await olga.locator("[data-action=digest_post]").click()
    posted = ada.locator(".message", has_text="Joined: 3")
    await expect(posted).to_be_visible()
    await expect(posted.locator(".chart svg rect.mark")).not_to_have_count(0)
    await expect(ada.get_by_text("Ravi Costa")).to_have_count(0)
