"""The fields of a form: each input, and its namesake that reads it. A field's block_id is its action_id too."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from slack_sdk.models.blocks import (
    CheckboxesElement,
    ConversationFilter,
    ConversationSelectElement,
    DatePickerElement,
    InputBlock,
    InputInteractiveElement,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    StaticMultiSelectElement,
    StaticSelectElement,
    UserMultiSelectElement,
    UserSelectElement,
)

from handlers.views.language import Text
from handlers.views.text import NOTHING, bare, typed

# --- inputs: each reads with its namesake below -------------------------------------------------------------------

Choices = Mapping[str, Text]
"""Code to label, in the order shown."""


def _options(choices: Choices) -> list[Option]:
    return [
        Option(text=PlainTextObject(text=bare(label, 75) or NOTHING), value=code)
        for code, label in choices.items()
    ]


def _chosen(choices: Choices, codes: Sequence[str]) -> list[Option] | None:
    return _options({code: choices[code] for code in codes if code in choices}) or None


def _first(choices: Choices, code: str | None) -> Option | None:
    return next(iter(_chosen(choices, [code] if code else []) or ()), None)


def _input(
    block_id: str,
    label: Text,
    element: InputInteractiveElement,
    *,
    optional: bool = False,
    hint: Text = "",
    live: bool = False,
) -> InputBlock:
    return InputBlock(
        block_id=block_id,
        label=PlainTextObject(text=bare(label, 2000)),
        element=element,
        optional=optional,
        hint=PlainTextObject(text=bare(hint, 2000)) if hint else None,
        dispatch_action=True if live else None,
    )


def text_input(
    block_id: str,
    label: Text,
    *,
    initial: str = "",
    lines: bool = False,
    most: int | None = None,
    optional: bool = False,
    hint: Text = "",
    placeholder: Text = "",
) -> InputBlock:
    element = PlainTextInputElement(
        action_id=block_id,
        multiline=lines,
        initial_value=bare(initial, most or 3000) or None,
        max_length=most,
        placeholder=PlainTextObject(text=bare(placeholder, 150)) if placeholder else None,
    )
    return _input(block_id, label, element, optional=optional, hint=hint)


def one_of(
    block_id: str,
    label: Text,
    choices: Choices,
    *,
    initial: str | None = None,
    hint: Text = "",
    live: bool = False,
) -> InputBlock:
    """A select of one. `live`: a change is sent at once as an action named `block_id`."""
    element = StaticSelectElement(
        action_id=block_id, options=_options(choices), initial_option=_first(choices, initial)
    )
    return _input(block_id, label, element, hint=hint, live=live)


def radio(block_id: str, label: Text, choices: Choices, *, initial: str = "") -> InputBlock:
    element = RadioButtonsElement(
        action_id=block_id, options=_options(choices), initial_option=_first(choices, initial)
    )
    return _input(block_id, label, element)


def many_of(
    block_id: str, label: Text, choices: Choices, *, initial: Sequence[str] = (), hint: Text = ""
) -> InputBlock:
    """Any of these, or none."""
    element = StaticMultiSelectElement(
        action_id=block_id, options=_options(choices), initial_options=_chosen(choices, initial)
    )
    return _input(block_id, label, element, optional=True, hint=hint)


def checkboxes(
    block_id: str, label: Text, choices: Choices, *, initial: Sequence[str] = (), optional: bool = True
) -> InputBlock:
    element = CheckboxesElement(
        action_id=block_id, options=_options(choices), initial_options=_chosen(choices, initial)
    )
    return _input(block_id, label, element, optional=optional)


def person_input(block_id: str, label: Text, *, hint: Text = "") -> InputBlock:
    return _input(block_id, label, UserSelectElement(action_id=block_id), hint=hint)


def people_input(block_id: str, label: Text, *, initial: Sequence[str] = (), hint: Text = "") -> InputBlock:
    """Any people, or none."""
    element = UserMultiSelectElement(action_id=block_id, initial_users=list(initial) or None)
    return _input(block_id, label, element, optional=True, hint=hint)


def channel_input(
    block_id: str, label: Text, *, initial: str | None = None, optional: bool = False, hint: Text = ""
) -> InputBlock:
    element = ConversationSelectElement(
        action_id=block_id,
        initial_conversation=initial,
        filter=ConversationFilter(
            include=["public", "private"], exclude_bot_users=True, exclude_external_shared_channels=True
        ),
    )
    return _input(block_id, label, element, optional=optional, hint=hint)


def date_input(
    block_id: str, label: Text, *, initial: date | None = None, optional: bool = False, hint: Text = ""
) -> InputBlock:
    element = DatePickerElement(action_id=block_id, initial_date=initial.isoformat() if initial else None)
    return _input(block_id, label, element, optional=optional, hint=hint)


# --- reading a form: state is view["state"]["values"] -----------------------------------------------------------------

State = Mapping[str, Mapping[str, Any]]


def _element(state: State, block_id: str) -> Mapping[str, Any]:
    return (state.get(block_id) or {}).get(block_id) or {}


def text_of(state: State, block_id: str) -> str:
    """What was typed, without what nobody can see, store or send."""
    return typed(_element(state, block_id).get("value") or "")


def choice_of(state: State, block_id: str) -> str:
    """The code chosen in a select or among radio buttons; "" for none."""
    return str((_element(state, block_id).get("selected_option") or {}).get("value", ""))


def choices_of(state: State, block_id: str) -> tuple[str, ...]:
    return tuple(option["value"] for option in _element(state, block_id).get("selected_options") or ())


def person_of(state: State, block_id: str) -> str:
    return _element(state, block_id).get("selected_user") or ""


def people_of(state: State, block_id: str) -> tuple[str, ...]:
    return tuple(_element(state, block_id).get("selected_users") or ())


def channel_of(state: State, block_id: str) -> str:
    element = _element(state, block_id)
    return element.get("selected_channel") or element.get("selected_conversation") or ""


def date_of(state: State, block_id: str) -> date | None:
    chosen = _element(state, block_id).get("selected_date")
    return date.fromisoformat(chosen) if chosen else None
