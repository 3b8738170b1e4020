"""Modals: every input, errors at their field and the mend, the stack, and focus that finds its way back."""

import asyncio
from collections.abc import Callable
from functools import partial

import pytest
from playwright.async_api import Page, Route, WebSocketRoute, expect

from sandbox import Server
from tests.page.conftest import Open
from tests.page.garden import Garden

pytestmark = pytest.mark.usefixtures("garden")


async def join(window: Open, name: str = "Ada Park") -> Page:
    page = await window(name, "general")
    await page.get_by_label("Message #general").fill("/plant join")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog", name="Join the garden")).to_be_visible()
    return page


async def test_what_is_missing_is_said_at_its_field_before_anything_is_sent(
    window: Open, garden: Garden
) -> None:
    page = await join(window)
    await page.get_by_role("button", name="Send", exact=True).last.click()
    await expect(page.locator(".wrong .error")).to_have_text(["This is required."] * 3)
    await expect(page.get_by_label("What would you like to grow?")).to_be_focused()
    await expect(page.get_by_label("What would you like to grow?")).to_have_attribute("aria-invalid", "true")
    assert garden.heard == []


async def test_an_error_goes_as_soon_as_its_field_is_mended(window: Open) -> None:
    page = await join(window)
    await page.get_by_role("button", name="Send", exact=True).last.click()
    await expect(page.locator(".wrong .error")).to_have_count(3)
    await page.get_by_label("Weekly").check()
    await expect(page.locator(".wrong .error")).to_have_count(2)


async def test_an_error_of_the_apps_stands_at_its_field_and_is_mended(
    window: Open, garden: Garden, people: dict[str, str]
) -> None:
    page = await join(window)
    dialog = page.get_by_role("dialog", name="Join the garden")
    goal = page.get_by_label("What would you like to grow?")
    await goal.fill("nothing at all")
    await expect(dialog.locator(".count")).to_have_text("14 of 60")
    await dialog.get_by_role("button", name="Plants").click()
    await page.get_by_role("option", name="Beans").click()
    await page.get_by_role("combobox", name="Search").fill("mi")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Escape")
    await expect(dialog.locator(".chip")).to_have_text(["Beans", "Mint"])
    await dialog.get_by_role("button", name="With whom").click()
    await page.get_by_role("option", name="Omar Haddad").click()
    await dialog.get_by_role("button", name="From").click()
    await page.get_by_role("button", name="Thursday, March 5, 2026").click()
    await dialog.get_by_label("Weekly").check()
    await dialog.get_by_role("button", name="Send", exact=True).click()
    await expect(dialog.locator(".error").filter(has_text="Try a bean")).to_be_visible()
    await expect(goal).to_be_focused()
    await goal.fill("Something for soup")
    await dialog.get_by_role("button", name="Send", exact=True).click()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(page.get_by_label("Message #general")).to_be_focused()
    values = garden.heard[-1]["view"]["state"]["values"]
    assert values["goal"]["value"]["value"] == "Something for soup"
    assert [each["value"] for each in values["plants"]["value"]["selected_options"]] == ["beans", "mint"]
    assert values["with"]["value"]["selected_user"] == people["omar"]
    assert values["start"]["value"]["selected_date"] == "2026-03-05"
    assert values["often"]["value"]["selected_option"]["value"] == "weekly"
    await page.locator(".place", has_text="Messages").click()
    await expect(page.locator(".message .prose")).to_have_text("You grow Beans, Mint. 🌱")


GOAL_AND_SEND = """(often) => {
  const form = document.querySelector("dialog form");
  const goal = form.querySelector("textarea");
  goal.value = "Soup";
  goal.dispatchEvent(new Event("input", { bubbles: true }));
  if (often) form.querySelector(`input[value="${often}"]`).click();
  form.requestSubmit();
}"""
"""What hands can't do: all of it within one moment."""


async def filled_in(window: Open) -> Page:
    """The form with everything in it, and all of that with the workspace."""
    page = await join(window)
    await page.get_by_label("What would you like to grow?").fill("Peas")
    await page.get_by_role("button", name="Plants").click()
    await page.get_by_role("option", name="Beans").click()
    await page.keyboard.press("Escape")
    await page.get_by_label("Weekly").check()
    second = await window("Ada Park", "general")
    await expect(second.get_by_label("Weekly")).to_be_checked()
    await expect(second.get_by_label("What would you like to grow?")).to_have_value("Peas")
    return page


def answers(garden: Garden) -> tuple[str, str]:
    values = garden.heard[-1]["view"]["state"]["values"]
    return values["goal"]["value"]["value"], values["often"]["value"]["selected_option"]["value"]


async def test_two_fields_that_change_as_the_form_is_sent_both_arrive(window: Open, garden: Garden) -> None:
    page = await filled_in(window)
    await page.evaluate(GOAL_AND_SEND, "monthly")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    assert answers(garden) == ("Soup", "monthly")


async def test_what_changes_while_the_form_waits_for_a_slow_line_arrives_too(
    window: Open, garden: Garden
) -> None:
    page = await filled_in(window)
    underway, go_on = asyncio.Event(), asyncio.Event()

    async def line(route: Route) -> None:
        if (route.request.post_data_json or {})["do"] == "fill":
            underway.set()
            await go_on.wait()
            await page.evaluate("0")  # whatever is sent in the same moment comes first
        await route.continue_()

    await page.route("**/_control/act", line)
    await page.evaluate(GOAL_AND_SEND)
    await underway.wait()
    await page.get_by_label("Monthly").check()
    go_on.set()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    assert answers(garden) == ("Soup", "monthly")


async def test_a_form_is_sent_before_the_workspaces_news_of_its_last_field_comes(
    window: Open, garden: Garden
) -> None:
    page = await filled_in(window)
    late: list[Callable[[], None]] = []
    held = False

    def line(near: WebSocketRoute) -> None:
        def bring(message: str | bytes) -> None:
            late.append(partial(near.send, message)) if held else near.send(message)

        near.connect_to_server().on_message(bring)

    await page.route_web_socket("**/_control/live*", line)
    await page.reload()
    goal = page.get_by_label("What would you like to grow?")
    async with page.expect_response("**/_control/act"):
        await goal.fill("")
    await expect(page.locator(".count")).to_have_text("0 of 60")
    held = True
    async with page.expect_response("**/_control/act"):
        await goal.fill("Soup")
    async with page.expect_response("**/_control/act", timeout=3000):
        await page.get_by_role("button", name="Send", exact=True).last.click()
    held = False
    for news in late:
        news()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    assert answers(garden) == ("Soup", "weekly")


async def test_a_modal_on_top_goes_back_to_the_one_below_with_its_values(window: Open) -> None:
    page = await join(window)
    await page.get_by_label("What would you like to grow?").fill("Peas")
    await page.get_by_role("button", name="What is a bed?").click()
    above = page.get_by_role("dialog", name="What is a bed?")
    await expect(above).to_contain_text("A place where things grow.")
    await above.get_by_role("button", name="Back").click()
    await expect(page.get_by_label("What would you like to grow?")).to_have_value("Peas")


async def test_escape_closes_the_list_first_and_then_the_modal_and_the_app_hears_of_it(
    window: Open, garden: Garden, server: Server
) -> None:
    page = await join(window)
    await page.get_by_role("button", name="Plants").click()
    await expect(page.get_by_role("listbox")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("listbox")).to_have_count(0)
    await expect(page.get_by_role("dialog")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await server.ws.settled()
    assert [body["type"] for body in garden.heard] == ["view_closed"]


async def test_an_update_of_the_app_is_drawn_and_keeps_what_is_being_typed(
    window: Open, garden: Garden, server: Server, people: dict[str, str]
) -> None:
    page = await join(window)
    goal = page.get_by_label("What would you like to grow?")
    await goal.press_sequentially("Le")
    view = server.act(people["ada"]).view
    assert view is not None
    heading = {"type": "section", "text": {"type": "mrkdwn", "text": "Only *two* beds are left."}}
    fresh = {name: view[name] for name in ("type", "title", "submit", "close", "callback_id")}
    await garden.client.views_update(
        view_id=view["id"], view={**fresh, "blocks": [heading, *view["blocks"][1:]]}
    )
    await expect(page.get_by_role("dialog")).to_contain_text("Only two beds are left.")
    await expect(goal).to_be_focused()
    await page.keyboard.type("eks")
    await expect(goal).to_have_value("Leeks")


async def test_two_windows_of_one_person_show_the_same_modal(window: Open) -> None:
    first = await join(window)
    second = await window("Ada Park", "general")
    await first.get_by_label("What would you like to grow?").fill("Kale")
    await expect(second.get_by_label("What would you like to grow?")).to_have_value("Kale")
    await second.get_by_role("button", name="Not now").click()
    await expect(first.get_by_role("dialog")).to_have_count(0)
