"""Block elements: everything a person can press, choose or fill in, and images."""

from collections.abc import Mapping
from datetime import date
from re import compile as regex
from typing import Any

from sandbox.blockkit.objects import (
    CONFIRM,
    CONVERSATION_FILTER,
    DISPATCH,
    IDENTIFIER,
    LINK_OPTION,
    OPTION_GROUP,
    PLAIN_OPTION,
    TEXT_OPTION,
    URL,
    chosen_are_offered,
    plain,
    within_maximum,
)
from sandbox.blockkit.rich_text import RICH_TEXT
from sandbox.blockkit.shapes import (
    Check,
    Problem,
    Problems,
    array,
    boolean,
    both,
    exactly_one,
    number,
    one_of,
    pattern,
    shape,
    string,
)

TYPE = string()
DATE = pattern(lambda text: len(text) == 10 and date.fromisoformat(text), "a date like 2026-03-02")
TIME = pattern(regex(r"([01]\d|2[0-3]):[0-5]\d").fullmatch, "a time like 09:30")
NUMERAL = pattern(regex(r"-?\d+(\.\d+)?").fullmatch, "a number")
STYLE = one_of("primary", "danger")


def element(required: Mapping[str, Check], optional: Mapping[str, Check]) -> Check:
    return shape({"type": TYPE, **required}, {"action_id": IDENTIFIER, **optional})


def field(optional: Mapping[str, Check], required: Mapping[str, Check] | None = None) -> Check:
    """An element that may have a placeholder and ask for the cursor."""
    return element(required or {}, {"placeholder": plain(150), "focus_on_load": boolean, **optional})


def select(name: str, first: Check, extra: Mapping[str, Check] | None = None) -> Check:
    return field({"confirm": CONFIRM, f"initial_{name}": first, **(extra or {})})


def multi(name: str, first: Check, extra: Mapping[str, Check] | None = None) -> Check:
    most = {"max_selected_items": number(1, whole=True)}
    chosen = {f"initial_{name}": array(first)}
    return both(
        field({"confirm": CONFIRM, **chosen, **most, **(extra or {})}), within_maximum(f"initial_{name}")
    )


def static(base: Check) -> Check:
    return both(both(base, exactly_one("options", "option_groups")), chosen_are_offered)


def ordered(low: str, high: str) -> Any:
    def check(value: dict[str, Any], at: str) -> Problems:
        if None not in (value.get(low), value.get(high)) and float(value[low]) > float(value[high]):
            yield Problem(f"{low} must not be above {high}", f"{at}/{low}")

    return check


_groups = {"options": array(PLAIN_OPTION, 1, 100), "option_groups": array(OPTION_GROUP, 1, 100)}
_conversations = {"default_to_current_conversation": boolean, "filter": CONVERSATION_FILTER}
_query = {"min_query_length": number(0, whole=True)}
_link = {"response_url_enabled": boolean}
_typed = {"dispatch_action_config": DISPATCH}
_feedback = shape({"text": plain(75), "value": string(1, 2000)}, {"accessibility_label": string(1, 75)})
_trigger = shape(
    {"url": URL},
    {"customizable_input_parameters": array(shape({"name": string(), "value": string(0)}))},
)

IMAGE = both(
    shape(
        {"type": TYPE, "alt_text": string(1, 2000)},
        {
            "image_url": URL,
            "slack_file": both(shape({}, {"id": string(), "url": URL}), exactly_one("id", "url")),
        },
    ),
    exactly_one("image_url", "slack_file"),
)

ELEMENTS: dict[str, Check] = {
    "button": element(
        {"text": plain(75)},
        {
            "value": string(0, 2000),
            "url": URL,
            "style": STYLE,
            "confirm": CONFIRM,
            "accessibility_label": string(1, 75),
        },
    ),
    "workflow_button": element(
        {"text": plain(75), "workflow": shape({"trigger": _trigger})},
        {"style": STYLE, "confirm": CONFIRM, "accessibility_label": string(1, 75)},
    ),
    "icon_button": element(
        {"icon": one_of("trash"), "text": plain(75)},
        {
            "value": string(1, 2000),
            "confirm": CONFIRM,
            "accessibility_label": string(1, 75),
            "visible_to_user_ids": array(string()),
        },
    ),
    "feedback_buttons": element({"positive_button": _feedback, "negative_button": _feedback}, {}),
    "overflow": element({"options": array(LINK_OPTION, 1, 5)}, {"confirm": CONFIRM}),
    "checkboxes": both(
        element(
            {"options": array(TEXT_OPTION, 1, 10)},
            {"initial_options": array(TEXT_OPTION, 1), "confirm": CONFIRM, "focus_on_load": boolean},
        ),
        chosen_are_offered,
    ),
    "radio_buttons": both(
        element(
            {"options": array(TEXT_OPTION, 1, 10)},
            {"initial_option": TEXT_OPTION, "confirm": CONFIRM, "focus_on_load": boolean},
        ),
        chosen_are_offered,
    ),
    "static_select": static(select("option", PLAIN_OPTION, _groups)),
    "external_select": select("option", PLAIN_OPTION, _query),
    "users_select": select("user", string()),
    "channels_select": select("channel", string(), _link),
    "conversations_select": select("conversation", string(), {**_conversations, **_link}),
    "multi_static_select": static(multi("options", PLAIN_OPTION, _groups)),
    "multi_external_select": multi("options", PLAIN_OPTION, _query),
    "multi_users_select": multi("users", string()),
    "multi_channels_select": multi("channels", string()),
    "multi_conversations_select": multi("conversations", string(), _conversations),
    "datepicker": field({"initial_date": DATE, "confirm": CONFIRM}),
    "timepicker": field({"initial_time": TIME, "timezone": string(), "confirm": CONFIRM}),
    "datetimepicker": element(
        {},
        {
            "initial_date_time": number(1_000_000_000, 9_999_999_999, whole=True),
            "confirm": CONFIRM,
            "focus_on_load": boolean,
        },
    ),
    "plain_text_input": both(
        field(
            {
                "initial_value": string(0, 3000),
                "multiline": boolean,
                "min_length": number(0, 3000, whole=True),
                "max_length": number(1, 3000, whole=True),
                **_typed,
            }
        ),
        ordered("min_length", "max_length"),
    ),
    "email_text_input": field({"initial_value": string(0), **_typed}),
    "url_text_input": field({"initial_value": string(0), **_typed}),
    "number_input": both(
        field(
            {"initial_value": NUMERAL, "min_value": NUMERAL, "max_value": NUMERAL, **_typed},
            {"is_decimal_allowed": boolean},
        ),
        ordered("min_value", "max_value"),
    ),
    "rich_text_input": field(
        {
            "initial_value": RICH_TEXT,
            "min_lines": number(1, whole=True),
            "max_lines": number(1, whole=True),
            **_typed,
        }
    ),
    "file_input": element({}, {"filetypes": array(string(), 1), "max_files": number(1, 10, whole=True)}),
    "image": IMAGE,
}

_SELECTS = {name for name in ELEMENTS if name.endswith("_select")}
_CHOICES = _SELECTS | {"checkboxes", "radio_buttons", "datepicker", "timepicker"}
_TYPED = {"plain_text_input", "email_text_input", "url_text_input", "number_input", "file_input"}


def only(*names: str) -> dict[str, Check]:
    return {name: ELEMENTS[name] for name in names}


IN_ACTIONS = only(*_CHOICES, "button", "workflow_button", "overflow", "datetimepicker", "rich_text_input")
IN_SECTION = only(*_CHOICES, "button", "workflow_button", "overflow", "image")
IN_INPUT = only(*_CHOICES, *_TYPED, "datetimepicker", "rich_text_input")
IN_CONTEXT_ACTIONS = only("feedback_buttons", "icon_button")
