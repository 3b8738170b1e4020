"""axe-core finds nothing serious, in light and in dark."""

import pytest
from playwright.async_api import Page, expect

from sandbox import Server
from tests.page.conftest import Open

pytestmark = pytest.mark.usefixtures("garden")
LOOKS = pytest.mark.parametrize("look", ["light", "dark"])


async def serious(page: Page, axe: str) -> str:
    await page.evaluate(axe)
    found = await page.evaluate("axe.run({ resultTypes: ['violations'] })")
    return "\n".join(
        f"{rule['id']} ({rule['impact']}): {node['target']} {node['failureSummary']}"
        for rule in found["violations"]
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    )


@LOOKS
async def test_a_channel_with_its_cards(
    window: Open, server: Server, people: dict[str, str], axe: str, look: str
) -> None:
    for word in ("card", "figures", "hello"):
        await server.act(people["ada"]).command("/plant", word, channel="beds")
    ada = await window("Ada Park", "beds", look=look)
    await expect(ada.locator(".only-me")).to_be_visible()
    await ada.get_by_role("button", name="Wire").click()
    await expect(ada.locator(".log-row").first).to_be_visible()
    assert await serious(ada, axe) == ""


@LOOKS
async def test_home_and_a_list_of_people(window: Open, axe: str, look: str) -> None:
    ada = await window("Ada Park", "home", look=look)
    await expect(ada.get_by_role("button", name="I am here")).to_be_visible()
    await ada.get_by_role("button", name="You are Ada Park").click()
    await expect(ada.get_by_role("option").first).to_be_visible()
    assert await serious(ada, axe) == ""


@LOOKS
async def test_a_modal_with_errors(window: Open, axe: str, look: str) -> None:
    ada = await window("Ada Park", "general", look=look)
    await ada.get_by_label("Message #general").fill("/plant join")
    await ada.keyboard.press("Enter")
    await ada.get_by_role("dialog").get_by_role("button", name="Send").click()
    await expect(ada.locator(".wrong")).to_have_count(3)
    assert await serious(ada, axe) == ""


@LOOKS
async def test_the_gallery(window: Open, server: Server, axe: str, look: str) -> None:
    page = await window("Ada Park", "home", look=look)
    await page.goto(f"{server.url}/gallery")
    await page.wait_for_selector("body.ready")
    assert await serious(page, axe) == ""


async def test_a_phone(window: Open, server: Server, people: dict[str, str], axe: str) -> None:
    await server.act(people["ada"]).command("/plant", "card", channel="beds")
    ada = await window("Ada Park", "beds", width=390)
    await expect(ada.locator(".message")).to_be_visible()
    assert await serious(ada, axe) == ""
