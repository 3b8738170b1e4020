"""A browser, a workspace with the garden app in it, and windows of the people who work there."""

import inspect
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright

from sandbox import Clock, Server, Workspace
from tests.needs import lacking
from tests.page.garden import Garden

MANIFEST = Path(__file__).parent / "manifest.yml"
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--mute-audio"]

Open = Callable[..., Awaitable[Page]]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of these share the browser, and so its event loop."""
    for item in items:
        here = item.path.is_relative_to(Path(__file__).parent)
        if here and inspect.iscoroutinefunction(getattr(item, "function", None)):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        lacking("browser", "install chromium (on Debian: apt-get install chromium fonts-noto-core)")
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=path, args=QUIET)
        yield running
        await running.close()


@pytest.fixture
def clock() -> Clock:
    return Clock(MONDAY)


@pytest.fixture
def ws(clock: Clock) -> Workspace:
    ws = Workspace.from_manifest(MANIFEST, clock=clock, seed=7)
    ada = ws.add_person("Ada Park", tz="Europe/London", title="Engineer", admin=True)
    omar = ws.add_person("Omar Haddad", tz="Asia/Amman", title="Designer")
    ws.add_person("Mei Tanaka", tz="Asia/Tokyo")
    ws.add_channel("general", members=[ada.id, omar.id, ws.bot_user_id])
    ws.add_channel("beds", private=True, members=[ada.id, omar.id, ws.bot_user_id])
    ws.add_channel("random", members=[omar.id])
    return ws


@pytest.fixture
def people(ws: Workspace) -> dict[str, str]:
    return {person.name.split()[0].lower(): person.id for person in ws.people.values()}


@pytest_asyncio.fixture(loop_scope="session")
async def server(ws: Workspace) -> AsyncIterator[Server]:
    async with await Server.start(ws) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def garden(server: Server) -> AsyncIterator[Garden]:
    app = Garden(server)
    await app.connect()
    yield app
    await app.close()


@asynccontextmanager
async def windows(browser: Browser, server: Server) -> AsyncIterator[Open]:
    """Pages of this workspace; nothing may break in any of them."""
    contexts, broken = [], []

    async def open_as(
        name: str, place: str = "", *, width: int = 1280, height: int = 800, look: str = "light"
    ) -> Page:
        context = await browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if look == "dark" else "light",
        )
        contexts.append(context)
        context.set_default_timeout(8000)
        page = await context.new_page()
        page.on("pageerror", lambda error: broken.append(str(error)))
        at = place if place in ("", "home", "messages") else server.ws.channel(place).id
        await page.goto(f"{server.url}/?as={name}#{at}")
        await page.wait_for_selector("body.ready")
        return page

    yield open_as
    for context in contexts:
        await context.close()
    assert broken == []


@pytest_asyncio.fixture(loop_scope="session")
async def window(browser: Browser, server: Server) -> AsyncIterator[Open]:
    """`await window("Ada Park", "beds")`: that person's page, at that place."""
    async with windows(browser, server) as open_as:
        yield open_as


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility checker's source, from the folder where the set-up has put it."""
    folder = Path(os.environ.get("ALONGSIDE_NODE_MODULES", "node_modules"))
    path = folder / "axe-core" / "axe.min.js"
    if not path.is_file():
        lacking("browser", "put axe-core into ALONGSIDE_NODE_MODULES (npm install axe-core)")
    return path.read_text(encoding="utf-8")
