"""The gallery: every block and element once, all of them as Slack would take them, and drawn as they were before.

What was drawn is kept as small gray prints in gallery_prints.json. After a change that is meant, look at /gallery, then
run these tests once with ALONGSIDE_DRAW=1.
"""

import base64
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page

from sandbox import Server
from sandbox.blockkit import check_blocks
from sandbox.blockkit.blocks import BLOCKS
from sandbox.blockkit.elements import ELEMENTS
from tests.needs import lacking
from tests.page.conftest import windows

SPECIMENS = Path("sandbox/page/gallery.json")
FONT = Path("/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf")
PRINTS = Path(__file__).parent / "gallery_prints.json"
WIDE, HIGH = 32, 12
ALIKE = (
    9.0  # mean difference of gray, of 255: other versions of a font stay below it, a missing part does not
)

PRINT = """async ([png, wide, high]) => {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const canvas = new OffscreenCanvas(wide, high);
  const brush = canvas.getContext("2d");
  brush.imageSmoothingQuality = "high";
  brush.drawImage(image, 0, 0, wide, high);
  const { data } = brush.getImageData(0, 0, wide, high);
  const gray = (n) => (data[n * 4] + data[n * 4 + 1] + data[n * 4 + 2]) / 3;
  return Array.from({ length: wide * high }, (_, n) => Math.round(gray(n)));
}"""


def specimens() -> list[dict[str, Any]]:
    groups = json.loads(SPECIMENS.read_text(encoding="utf-8"))
    return [each for group in groups for each in group["specimens"]]


def types(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield str(value.get("type"))
        for each in value.values():
            yield from types(each)
    elif isinstance(value, list):
        for each in value:
            yield from types(each)


def test_every_block_and_element_is_there() -> None:
    shown = set(types([each["blocks"] for each in specimens()]))
    assert {*BLOCKS, *ELEMENTS} - shown == set()
    charts = {each["blocks"][0].get("chart", {}).get("type") for each in specimens()}
    assert {"bar", "line", "area", "pie"} <= charts


@pytest.mark.parametrize("specimen", specimens(), ids=lambda each: str(each["name"]))
def test_slack_would_take_it(specimen: dict[str, Any]) -> None:
    assert check_blocks(specimen["blocks"], specimen["surface"]) == []


async def _print(page: Page, name: str) -> bytes:
    shown = page.locator(f'.specimen[data-name="{name}"] > .blocks')
    await shown.scroll_into_view_if_needed()
    box = await shown.bounding_box()
    assert box is not None
    assert box["height"] > 0
    png = base64.b64encode(await shown.screenshot(animations="disabled")).decode()
    return bytes(await page.evaluate(PRINT, [png, WIDE, HIGH]))


def kept_prints() -> dict[str, bytes]:
    kept = json.loads(PRINTS.read_text(encoding="utf-8"))
    return {name: base64.b64decode(gray) for name, gray in kept.items()}


@pytest.fixture
def noto() -> None:
    if not FONT.is_file():
        lacking("browser", "install fonts-noto-core: the prints were made with it")


@pytest.mark.usefixtures("noto")
async def test_all_is_drawn_as_before(browser: Browser, server: Server) -> None:
    async with windows(browser, server) as open_as:
        page = await open_as("Ada Park", "home", width=900, height=1000)
        await page.goto(f"{server.url}/gallery")
        await page.wait_for_selector("body.ready")
        await page.wait_for_selector(".picture.missing")
        drawn = {each["name"]: await _print(page, each["name"]) for each in specimens()}
        unknown = await page.locator(".unknown").all_inner_texts()
    assert unknown == []
    if os.environ.get("ALONGSIDE_DRAW"):
        prints = {name: base64.b64encode(gray).decode() for name, gray in drawn.items()}
        PRINTS.write_text(json.dumps(prints, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    kept = kept_prints()
    assert set(kept) == set(drawn)
    apart = {name: difference(kept[name], gray) for name, gray in drawn.items()}
    assert {name: far for name, far in apart.items() if far > ALIKE} == {}


def difference(one: bytes, other: bytes) -> float:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / len(one)


def test_a_print_tells_one_specimen_from_another() -> None:
    kept = kept_prints()
    charts = [gray for name, gray in kept.items() if name.startswith("data_visualization")]
    apart = [difference(one, other) for n, one in enumerate(charts) for other in charts[:n]]
    assert min(apart) > ALIKE


def test_every_module_is_preloaded() -> None:
    index = Path("sandbox/page/index.html").read_text(encoding="utf-8")
    modules = {path.name for path in Path("sandbox/page/js").glob("*.js")} - {"gallery.js", "main.js"}
    assert {
        name for name in modules if f'<link rel="modulepreload" href="/page/js/{name}">' not in index
    } == set()
