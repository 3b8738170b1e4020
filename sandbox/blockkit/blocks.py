"""Every block: what it must have, what it may have, and on which surface it may stand."""

from collections.abc import Mapping
from typing import Literal

from sandbox.blockkit.charts import CHART
from sandbox.blockkit.elements import (
    ELEMENTS,
    IMAGE,
    IN_ACTIONS,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    IN_SECTION,
)
from sandbox.blockkit.objects import IDENTIFIER, URL, plain, text
from sandbox.blockkit.rich_text import RICH_TEXT
from sandbox.blockkit.shapes import (
    Check,
    array,
    at_least_one,
    boolean,
    both,
    by_type,
    exactly_one,
    number,
    one_of,
    shape,
    string,
)

Surface = Literal["message", "home", "modal"]


def block(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    return shape({"type": string(), **required}, {"block_id": IDENTIFIER, **(optional or {})})


_file = both(shape({}, {"id": string(), "url": URL}), exactly_one("id", "url"))
_raw_text = shape({"type": string(), "text": string()})
_raw_number = shape({"type": string(), "value": number()}, {"text": string()})
_cell = by_type({"raw_text": _raw_text, "raw_number": _raw_number, "rich_text": RICH_TEXT})
_column = shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean})
_source = shape({"type": one_of("url"), "url": URL, "text": string()})

CARD = both(
    block(
        {},
        {
            "icon": IMAGE,
            "hero_image": IMAGE,
            "title": text(150),
            "subtitle": text(150),
            "body": text(200),
            "actions": array(by_type({"button": ELEMENTS["button"]}), 1, 5),
        },
    ),
    at_least_one("hero_image", "title", "body", "actions"),
)
TASK = block(
    {
        "task_id": string(),
        "title": string(),
        "status": one_of("pending", "in_progress", "complete", "error"),
    },
    {"details": RICH_TEXT, "output": RICH_TEXT, "sources": array(_source)},
)

_SIMPLE: dict[str, Check] = {
    "section": both(
        block(
            {},
            {
                "text": text(3000),
                "fields": array(text(2000), 1, 10),
                "accessory": by_type(IN_SECTION),
                "expand": boolean,
            },
        ),
        at_least_one("text", "fields"),
    ),
    "header": block({"text": plain(150)}),
    "divider": block({}),
    "context": block(
        {"elements": array(by_type({"image": IMAGE, "plain_text": plain(), "mrkdwn": text()}), 1, 10)}
    ),
    "actions": block({"elements": array(by_type(IN_ACTIONS), 1, 25)}),
    "input": block(
        {"label": plain(2000), "element": by_type(IN_INPUT)},
        {"hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "image": both(
        block({"alt_text": string(1, 2000)}, {"title": plain(2000), "image_url": URL, "slack_file": _file}),
        exactly_one("image_url", "slack_file"),
    ),
    "video": block(
        {"title": plain(199), "video_url": URL, "thumbnail_url": URL, "alt_text": string()},
        {
            "title_url": URL,
            "author_name": string(1, 49),
            "provider_name": string(),
            "provider_icon_url": URL,
            "description": plain(),
        },
    ),
    "file": block({"external_id": string(), "source": one_of("remote")}),
    "rich_text": RICH_TEXT,
    "table": block({"rows": array(array(_cell, 1, 20), 1, 100)}, {"column_settings": array(_column, 0, 20)}),
}

BLOCKS: dict[str, Check] = {
    **_SIMPLE,
    "markdown": block({"text": string(1, 12_000)}),
    "context_actions": block({"elements": array(by_type(IN_CONTEXT_ACTIONS), 1, 5)}),
    "data_visualization": CHART,
    "data_table": block(
        {"caption": string(), "rows": array(array(_cell, 1, 20), 2, 101)},
        {"page_size": number(1, 100, whole=True), "row_header_column_index": number(0, whole=True)},
    ),
    "alert": block({"text": text()}, {"level": one_of("default", "info", "warning", "error", "success")}),
    "card": CARD,
    "carousel": block({"elements": array(by_type({"card": CARD}), 1, 10)}),
    "container": block(
        {"child_blocks": array(by_type(_SIMPLE), 1, 10)},
        {
            "title": plain(150),
            "rich_text_title": RICH_TEXT,
            "subtitle": text(150),
            "width": one_of("narrow", "standard", "wide", "full"),
            "icon": IMAGE,
            "is_collapsible": boolean,
            "default_collapsed": boolean,
            "has_header_divider": boolean,
        },
    ),
    "task_card": TASK,
    "plan": block({"title": string()}, {"tasks": array(by_type({"task_card": TASK}))}),
}

_MESSAGES_ONLY = {
    "file",
    "table",
    "markdown",
    "context_actions",
    "data_visualization",
    "data_table",
    "carousel",
    "task_card",
    "plan",
}


def allowed_on(surface: Surface) -> dict[str, Check]:
    return {n: check for n, check in BLOCKS.items() if surface == "message" or n not in _MESSAGES_ONLY}
