"""Composition objects: texts, options, confirmation dialogs, and what elements share."""

from collections.abc import Callable
from typing import Any

from sandbox.blockkit.shapes import (
    Check,
    Problem,
    Problems,
    array,
    boolean,
    by_type,
    one_of,
    shape,
    string,
)

IDENTIFIER = string(0, 255)
URL = string(1, 3000)


def plain(most: int = 3000) -> Check:
    return by_type({"plain_text": shape({"type": string(), "text": string(1, most)}, {"emoji": boolean})})


def text(most: int = 3000) -> Check:
    return by_type(
        {
            "plain_text": shape({"type": string(), "text": string(1, most)}, {"emoji": boolean}),
            "mrkdwn": shape({"type": string(), "text": string(1, most)}, {"verbatim": boolean}),
        }
    )


def option(label: Check, *, link: bool = False) -> Check:
    extra = {"url": URL} if link else {}
    return shape({"text": label, "value": string(1, 150)}, {"description": plain(75), **extra})


PLAIN_OPTION = option(plain(75))
LINK_OPTION = option(plain(75), link=True)
TEXT_OPTION = shape({"text": text(75), "value": string(1, 150)}, {"description": text(75)})
OPTION_GROUP = shape({"label": plain(75), "options": array(PLAIN_OPTION, 1, 100)})

CONFIRM = shape(
    {"text": text(300)},
    {
        "title": plain(100),
        "confirm": plain(30),
        "deny": plain(30),
        "style": one_of("primary", "danger"),
    },
)

DISPATCH = shape({}, {"trigger_actions_on": array(one_of("on_enter_pressed", "on_character_entered"), 1, 2)})

CONVERSATION_FILTER = shape(
    {},
    {
        "include": array(one_of("im", "mpim", "private", "public"), 1),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)


def offered(element: dict[str, Any]) -> list[dict[str, Any]]:
    """All options of a static element, those in groups included."""
    groups = element.get("option_groups") or []
    return [*(element.get("options") or []), *(each for group in groups for each in group["options"])]


def chosen_are_offered(element: dict[str, Any], at: str) -> Problems:
    """What is chosen from the start has to be one of the options, with the same text and value."""

    def key(each: dict[str, Any]) -> tuple[str, str]:
        return each["value"], each["text"]["text"]

    known = {key(each) for each in offered(element)}
    first = element.get("initial_option")
    if first is not None and key(first) not in known:
        yield Problem("initial_option must match one of the options", f"{at}/initial_option")
    for n, each in enumerate(element.get("initial_options") or []):
        if key(each) not in known:
            yield Problem("initial_options must match the options", f"{at}/initial_options/{n}")


def within_maximum(name: str) -> Callable[[dict[str, Any], str], Problems]:
    def check(element: dict[str, Any], at: str) -> Problems:
        most = element.get("max_selected_items")
        if most is not None and len(element.get(name) or []) > most:
            yield Problem(f"no more than {most} items allowed", f"{at}/{name}")

    return check
