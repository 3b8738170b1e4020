"""`make screenshots`: pictures of the page for docs/images/, taken while the demo's own story is played."""

import asyncio
import logging
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, async_playwright
from rich.console import Console

from bot.demo import cast
from bot.demo.stage import BEGINS, DAYS, Stage, stage
from bot.demo.story import LASTS, Story
from bot.demo.teller import Teller
from sandbox import Actor, Message, Reply
from tests.page.conftest import QUIET

IMAGES = Path("docs/images")
SIZE = {"width": 1240, "height": 800}
SETTLED = 21
"""So many check-ins are answered before the pair's channel is worth looking at."""


LATE = timedelta(days=77, hours=2)
"""By then the digest has something to tell of everything."""


class Posing(Actor):
    """Somebody of the story who holds still for a picture before each click."""

    name: str
    photographer: "Photographer"

    async def click(self, action_id: str, **how: Any) -> Reply:
        await self.photographer.before(self.name, action_id, how.get("message"))
        reply = await super().click(action_id, **how)
        if self.view is None:
            await self.photographer.after(self.name, action_id)
        return reply


class Studio(Stage):
    photographer: "Photographer"

    def act(self, name: str) -> Actor:
        posing = Posing(self.workspace, self.server.courier, self.server.url, self.ids[name])
        posing.name, posing.photographer = name, self.photographer
        return posing


class Photographer:
    def __init__(self, browser: Browser, here: Stage) -> None:
        self._browser = browser
        self._here = here
        self._taken: set[str] = set()
        self._check_ins = 0

    async def before(self, name: str, action_id: str, message: Message | None) -> None:
        """What is about to be clicked is what a picture shows."""
        if action_id == "match_approve_all" and name == cast.OWNER:
            await self.take("preview", name, "home")
        elif action_id == "calibration_keep":
            await self.take("calibration", name, "messages")
        elif action_id == "checkins_met" and message is not None:
            self._check_ins += 1
            if self._check_ins >= SETTLED:
                await self.take("pair", name, message.channel)
                await self.take("phone", name, message.channel, phone=True)
            if self._here.clock.now() - BEGINS >= LATE:
                await self.take("digest", cast.OWNER, "mentoring")

    async def after(self, name: str, action_id: str) -> None:
        """A Home tab is drawn once the app has heard that it is looked at."""
        if action_id == "digest_post":
            await self.take("owner", name, "home")
        elif action_id == "checkins_met" and self._check_ins >= SETTLED:
            await self.take("home", name, "home")

    async def take(self, picture: str, name: str, place: str, *, phone: bool = False) -> None:
        """The page as this person sees it now; once for each picture."""
        if picture in self._taken:
            return
        self._taken.add(picture)
        size = {"width": 390, "height": 780} if phone else SIZE
        page = await self._browser.new_page(viewport=size, device_scale_factor=2)  # type: ignore[arg-type]
        at = place if place in ("home", "messages") else self._here.workspace.channel(place).id
        await page.goto(f"{self._here.server.url}/?as={name}#{at}")
        await page.wait_for_selector("body.ready")
        await page.wait_for_load_state("networkidle")
        if place == "home":
            await self._here.bot.pulse.settle()
        await page.wait_for_timeout(600)
        await page.screenshot(path=IMAGES / f"{picture}.png")
        await page.close()


async def main() -> None:
    logging.getLogger("slack_bolt").setLevel(logging.ERROR)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder:
        async with async_playwright() as playwright, stage(Path(folder)) as here:
            browser = await playwright.chromium.launch(executable_path=chromium, args=QUIET)
            studio, photographer = Studio(**vars(here)), Photographer(browser, here)
            studio.photographer = photographer
            teller = Teller(Console(), BEGINS, LASTS)
            with teller.telling():
                await Story(studio, teller).play(DAYS)
            await browser.close()


if __name__ == "__main__":
    IMAGES.mkdir(parents=True, exist_ok=True)
    asyncio.run(main())
