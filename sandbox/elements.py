"""Interactive elements: where they are in blocks, what they hold, and what a person can put in."""

import re
from collections.abc import Iterator
from typing import Any

from sandbox.errors import ClientRefused
from sandbox.jsontype import JSON

# element type -> (key of its value in state, key of its initial value)
STATEFUL: dict[str, tuple[str, str]] = {
    "plain_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "checkboxes": ("selected_options", "initial_options"),
    "radio_buttons": ("selected_option", "initial_option"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "file_input": ("files", "initial_files"),
}
TEXTS = {"plain_text_input", "number_input", "email_text_input", "url_text_input"}
PATTERNS = {
    "number_input": (r"-?\d+(\.\d+)?", "must be a number"),
    "email_text_input": (r"[^@\s]+@[^@\s]+\.[^@\s]+", "must be an email address"),
    "url_text_input": (r"https?://\S+", "must be a link"),
    "datepicker": (r"\d{4}-\d\d-\d\d", "must be a date like 2026-03-02"),
    "timepicker": (r"\d\d:\d\d", "must be a time like 09:30"),
}


def walk(blocks: list[JSON]) -> Iterator[tuple[JSON, JSON]]:
    """Every interactive element with its block."""
    for block in blocks:
        single = block.get("element") if block.get("type") == "input" else block.get("accessory")
        if isinstance(single, dict) and single.get("type") != "image":
            yield block, single
        for element in [*(block.get("elements") or []), *(block.get("actions") or [])]:
            if isinstance(element, dict) and "action_id" in element:
                yield block, element
        yield from walk(block.get("child_blocks") or [])


def is_many(kind: str) -> bool:
    return kind.startswith("multi_") or kind in ("checkboxes", "file_input")


def initial(element: JSON) -> JSON:
    """The state of an element that nobody has touched yet."""
    kind = element["type"]
    key, first = STATEFUL[kind]
    return {"type": kind, key: element.get(first, [] if is_many(kind) else None)}


def state_of(blocks: list[JSON], before: JSON | None = None) -> JSON:
    """The `state.values` of these blocks; what was put in `before` stays where block and action are the same."""
    values: JSON = {}
    for block, element in walk(blocks):
        if element["type"] not in STATEFUL:
            continue
        old = (before or {}).get(block["block_id"], {}).get(element["action_id"])
        kept = old if old is not None and old["type"] == element["type"] else initial(element)
        values.setdefault(block["block_id"], {})[element["action_id"]] = kept
    return values


def options_of(element: JSON) -> list[JSON]:
    grouped = [o for group in element.get("option_groups") or [] for o in group["options"]]
    return [*(element.get("options") or []), *grouped]


def pick(element: JSON, wanted: object, offered: list[JSON]) -> JSON:
    """The offered option with this value (or, failing that, this text)."""
    for option in offered:
        if option["value"] == wanted:
            return option
    for option in offered:
        if option["text"]["text"] == wanted:
            return option
    values = [option["value"] for option in offered]
    raise ClientRefused(f"{wanted!r} is not offered by {element['action_id']}: {values}")


def fill(element: JSON, value: Any, offered: list[JSON] | None = None) -> JSON:
    """The state of an element after a person put `value` in; None or "" empties it."""
    kind = element["type"]
    if kind not in STATEFUL:
        raise ClientRefused(f"a {kind} can't be filled")
    key, _ = STATEFUL[kind]
    many = is_many(kind)
    if value is None or value == "" or value == []:
        return {"type": kind, key: [] if many else None}
    if many and isinstance(value, str):
        value = [value]
    if key in ("selected_option", "selected_options"):
        choices = options_of(element) if offered is None else offered
        chosen = [pick(element, v, choices) for v in value] if many else pick(element, value, choices)
        return {"type": kind, key: chosen}
    if kind == "rich_text_input":
        if isinstance(value, dict):
            return {"type": kind, key: value}
        section = {"type": "rich_text_section", "elements": [{"type": "text", "text": str(value)}]}
        return {"type": kind, key: {"type": "rich_text", "elements": [section]}}
    if kind == "datetimepicker":
        return {"type": kind, key: int(value)}
    if many:
        return {"type": kind, key: list(value)}
    text = str(value)
    if kind in ("datepicker", "timepicker") and not re.fullmatch(PATTERNS[kind][0], text):
        raise ClientRefused(f"{element['action_id']} {PATTERNS[kind][1]}")
    return {"type": kind, key: text}


def complaint(block: JSON, state: JSON) -> str | None:
    """What Slack's client says of an input before it sends anything, or None."""
    element = block["element"]
    value = state[STATEFUL[element["type"]][0]]
    if value in (None, "", []):
        return None if block.get("optional") else "is required"
    kind = element["type"]
    if kind in TEXTS:
        if kind in PATTERNS and not re.fullmatch(PATTERNS[kind][0], value):
            return PATTERNS[kind][1]
        return _number(element, value) if kind == "number_input" else _length(element, value)
    most = element.get("max_selected_items")
    if is_many(kind) and most is not None and len(value) > most:
        return f"takes at most {most}"
    return None


def _length(element: JSON, value: str) -> str | None:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(value) < least:
        return f"takes at least {least} characters, and has {len(value)}"
    if len(value) > most:
        return f"takes at most {most} characters, and has {len(value)}"
    return None


def _number(element: JSON, value: str) -> str | None:
    if not element.get("is_decimal_allowed") and "." in value:
        return "must be a whole number"
    if "min_value" in element and float(value) < float(element["min_value"]):
        return f"must be {element['min_value']} or more"
    if "max_value" in element and float(value) > float(element["max_value"]):
        return f"must be {element['max_value']} or less"
    return None


def action_of(block: JSON, element: JSON, state: JSON, ts: str) -> JSON:
    """One entry of a block_actions payload's `actions`."""
    action: JSON = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": ts,
    }
    for name in ("text", "value", "style", "url", "placeholder"):
        if name in element:
            action[name] = element[name]
    return action | {k: v for k, v in state.items() if k != "type"}
