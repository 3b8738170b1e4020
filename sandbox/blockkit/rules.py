"""Rules that no single block can keep: what may stand together in one message or view."""

import json
from collections.abc import Iterator
from typing import Any

from sandbox.blockkit.blocks import Surface, allowed_on
from sandbox.blockkit.objects import IDENTIFIER, plain
from sandbox.blockkit.shapes import Problem, Problems, array, boolean, by_type, one_of, shape, string

TEXT_LIMIT = 12_000
TABLE_TEXT_LIMIT = 10_000
VIEW_LIMIT = 250_000
MOST_BLOCKS: dict[Surface, int] = {"message": 50, "home": 100, "modal": 100}
MOST_OF_A_KIND = {"data_visualization": 2, "table": 1}
_ONLY_IN_MODALS = {"file_input"}
_ONLY_IN_MESSAGES = {"workflow_button"}


def walk(value: object, at: str) -> Iterator[tuple[dict[str, Any], str]]:
    """Every object in here, outermost first, with its pointer."""
    if isinstance(value, dict):
        yield value, at
        for name, each in value.items():
            yield from walk(each, f"{at}/{name}")
    elif isinstance(value, list):
        for n, each in enumerate(value):
            yield from walk(each, f"{at}/{n}")


def text_length(blocks: object) -> int:
    """How many characters of text these blocks carry; a message may have about 12,000."""
    texts = (each.get("text") for each, _ in walk(blocks, ""))
    return sum(len(text) for text in texts if isinstance(text, str))


def view_too_large(view: object) -> bool:
    """Whether the whole view is over Slack's 250 kB."""
    return len(json.dumps(view, ensure_ascii=False).encode()) > VIEW_LIMIT


def check_blocks_at(blocks: object, surface: Surface, at: str) -> Problems:
    yield from array(by_type(allowed_on(surface)), 0, MOST_BLOCKS[surface])(blocks, at)
    if not isinstance(blocks, list):
        return
    yield from _unique_blocks(blocks, at)
    yield from _few_of_a_kind(blocks, at)
    for n, block in enumerate(blocks):
        yield from _unique_actions(block, f"{at}/{n}")
    yield from _fits_the_surface(blocks, surface, at)


def _unique_blocks(blocks: list[Any], at: str) -> Problems:
    seen: set[str] = set()
    for n, block in enumerate(blocks):
        name = block.get("block_id") if isinstance(block, dict) else None
        if isinstance(name, str):
            if name in seen:
                yield Problem(f"`block_id` '{name}' already exists", f"{at}/{n}/block_id")
            seen.add(name)


def _unique_actions(block: object, at: str) -> Problems:
    seen: set[str] = set()
    for each, where in walk(block, at):
        name = each.get("action_id")
        if isinstance(name, str):
            if name in seen:
                yield Problem(f"`action_id` '{name}' already exists", f"{where}/action_id")
            seen.add(name)


def _few_of_a_kind(blocks: list[Any], at: str) -> Problems:
    kinds = [block.get("type") for block in blocks if isinstance(block, dict)]
    for kind, most in MOST_OF_A_KIND.items():
        if kinds.count(kind) > most:
            yield Problem(f"no more than {most} {kind} blocks allowed", at)
    tables = [block for block in blocks if isinstance(block, dict) and block.get("type") == "table"]
    if text_length(tables) > TABLE_TEXT_LIMIT:
        yield Problem(f"tables must have less than {TABLE_TEXT_LIMIT + 1} characters", at)


def _fits_the_surface(blocks: list[Any], surface: Surface, at: str) -> Problems:
    focused = 0
    for each, where in walk(blocks, at):
        kind = each.get("type")
        if kind in _ONLY_IN_MODALS and surface != "modal":
            yield Problem(f"{kind} is only allowed in modals", where)
        if kind in _ONLY_IN_MESSAGES and surface != "message":
            yield Problem(f"{kind} is only allowed in messages", where)
        if each.get("response_url_enabled") and surface != "modal":
            yield Problem("response_url_enabled is only allowed in modals", where)
        focused += each.get("focus_on_load") is True
        if each.get("focus_on_load") is True and focused > 1:
            yield Problem("only one element can have focus_on_load", f"{where}/focus_on_load")


_kept = {
    "callback_id": IDENTIFIER,
    "external_id": IDENTIFIER,
    "private_metadata": string(0, 3000),
    "clear_on_close": boolean,
    "notify_on_close": boolean,
}


def _anything(*_: object) -> Problems:
    """Blocks have a check of their own."""
    yield from ()


_VIEW = by_type(
    {
        "modal": shape(
            {"type": one_of("modal"), "title": plain(24), "blocks": _anything},
            {**_kept, "submit": plain(24), "close": plain(24)},
        ),
        "home": shape({"type": one_of("home"), "blocks": _anything}, _kept),
    }
)


def check_view_at(view: object, at: str) -> Problems:
    yield from _VIEW(view, at)
    if not isinstance(view, dict) or view.get("type") not in ("modal", "home"):
        return
    blocks = view.get("blocks")
    yield from check_blocks_at(blocks if blocks is not None else [], view["type"], f"{at}/blocks")
    asks = any(each.get("type") == "input" for each, _ in walk(blocks, ""))
    if view["type"] == "modal" and asks and view.get("submit") is None:
        yield Problem("missing required field: submit", at)
