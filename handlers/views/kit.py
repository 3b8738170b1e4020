"""The few pieces that every view is made of, on slack_sdk's models, which check Slack's limits.

Sentences are templates (see wording.py). `write` fills one for mrkdwn, with every value escaped; `plain` fills one
for plain text. A value that is meant as markup says so by its type: Mention, Channel or Moment.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    CheckboxesElement,
    ConfirmObject,
    ContextBlock,
    ConversationFilter,
    ConversationSelectElement,
    DatePickerElement,
    DividerBlock,
    HeaderBlock,
    InputBlock,
    InputInteractiveElement,
    InteractiveElement,
    MarkdownTextObject,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    SectionBlock,
    StaticMultiSelectElement,
    StaticSelectElement,
    UserMultiSelectElement,
    UserSelectElement,
)

BLOCKS_IN_A_MESSAGE = 50
BLOCKS_IN_A_VIEW = 100
SECTION_TEXT = 3000
Pieces = Sequence[Block | dict[str, Any]]


@dataclass(frozen=True)
class Mention:
    """Names a person so that Slack tells them. Only for people in that conversation."""

    person_id: str

    def __str__(self) -> str:
        return f"<@{self.person_id}>"


@dataclass(frozen=True)
class Mentions:
    """Names several people so that Slack tells them. Only for people in that conversation."""

    person_ids: Sequence[str]

    def __str__(self) -> str:
        return names([str(Mention(person_id)) for person_id in self.person_ids])


@dataclass(frozen=True)
class Channel:
    channel_id: str

    def __str__(self) -> str:
        return f"<#{self.channel_id}>"


@dataclass(frozen=True)
class Moment:
    """A moment, shown in the reader's own zone with its weekday."""

    at: datetime
    with_time: bool = True

    def __str__(self) -> str:
        form = "{date_long_pretty} at {time}" if self.with_time else "{date_long_pretty}"
        return f"<!date^{int(self.at.timestamp())}^{form}|{spell(self.at.date())}>"


@dataclass(frozen=True)
class Hour:
    """A time of day, shown in the reader's own zone."""

    at: datetime

    def __str__(self) -> str:
        return f"<!date^{int(self.at.timestamp())}^{{time}}|{self.at:%H:%M} UTC>"


Markup = Mention | Mentions | Channel | Moment | Hour


def spell(day: date) -> str:
    """A date in words, with its weekday: "Tuesday 3 March"."""
    return f"{day:%A} {day.day} {day:%B}"


def escape(text: str) -> str:
    """Slack's escaping: what a person wrote can't become a mention, a link or a channel ping."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _shown(value: object, *, mrkdwn: bool) -> str:
    if isinstance(value, date) and not isinstance(value, datetime):
        return spell(value)
    if isinstance(value, Markup):
        return str(value)
    return escape(str(value)) if mrkdwn else str(value)


def write(template: str, /, **values: object) -> str:
    """A sentence as mrkdwn."""
    return template.format(**{name: _shown(value, mrkdwn=True) for name, value in values.items()})


def plain(template: str, /, **values: object) -> str:
    """A sentence as plain text."""
    return template.format(**{name: _shown(value, mrkdwn=False) for name, value in values.items()})


def names(people: Sequence[str]) -> str:
    """ "Ada", "Ada and Grace", "Ada, Grace and Kofi"."""
    if len(people) < 2:
        return "".join(people)
    return f"{', '.join(people[:-1])} and {people[-1]}"


def clip(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def quote(text: str, limit: int = 600) -> str:
    """What a person wrote, as a quotation (already escaped)."""
    return "\n".join(f">{line}" for line in escape(clip(text, limit)).splitlines() or [""])


# --- blocks -----------------------------------------------------------------------------------------------------


def header(text: str) -> HeaderBlock:
    return HeaderBlock(text=PlainTextObject(text=clip(text, 150)))


def section(
    text: str, *, accessory: InteractiveElement | None = None, block_id: str | None = None
) -> SectionBlock:
    return SectionBlock(
        text=MarkdownTextObject(text=clip(text, SECTION_TEXT)), accessory=accessory, block_id=block_id
    )


def fields(*texts: str) -> SectionBlock:
    return SectionBlock(fields=[MarkdownTextObject(text=clip(text, 2000)) for text in texts])


def context(*texts: str) -> ContextBlock:
    return ContextBlock(elements=[MarkdownTextObject(text=clip(text, SECTION_TEXT)) for text in texts])


def divider() -> DividerBlock:
    return DividerBlock()


def actions(*elements: InteractiveElement) -> ActionsBlock:
    return ActionsBlock(elements=list(elements))


def button(
    text: str,
    action_id: str,
    value: str | int = "",
    *,
    style: str | None = None,
    confirm: ConfirmObject | None = None,
) -> ButtonElement:
    """A button. `value` holds ids only."""
    return ButtonElement(
        text=PlainTextObject(text=clip(text, 75)),
        action_id=action_id,
        value=str(value) or "-",
        style=style,
        confirm=confirm,
    )


def confirm(title: str, text: str, yes: str, no: str) -> ConfirmObject:
    return ConfirmObject(
        title=PlainTextObject(text=title), text=PlainTextObject(text=text), confirm=yes, deny=no
    )


# --- inputs: each reads with its namesake below -------------------------------------------------------------------

Choices = Mapping[str, str]
"""Code to label, in the order shown."""


def _options(choices: Choices) -> list[Option]:
    return [Option(text=PlainTextObject(text=clip(label, 75)), value=code) for code, label in choices.items()]


def _chosen(choices: Choices, codes: Sequence[str]) -> list[Option] | None:
    return _options({code: choices[code] for code in codes if code in choices}) or None


def _input(
    block_id: str, label: str, element: InputInteractiveElement, optional: bool, hint: str, live: bool
) -> InputBlock:
    return InputBlock(
        block_id=block_id,
        label=PlainTextObject(text=label),
        element=element,
        optional=optional,
        hint=PlainTextObject(text=hint) if hint else None,
        dispatch_action=True if live else None,
    )


def text_input(
    block_id: str,
    label: str,
    *,
    initial: str = "",
    lines: bool = False,
    most: int | None = None,
    optional: bool = False,
    hint: str = "",
    placeholder: str = "",
) -> InputBlock:
    element = PlainTextInputElement(
        action_id=block_id,
        multiline=lines,
        initial_value=initial or None,
        max_length=most,
        placeholder=PlainTextObject(text=clip(placeholder, 150)) if placeholder else None,
    )
    return _input(block_id, label, element, optional, hint, live=False)


def one_of(
    block_id: str,
    label: str,
    choices: Choices,
    *,
    initial: str | None = None,
    optional: bool = False,
    hint: str = "",
    live: bool = False,
) -> InputBlock:
    """A select of one. `live`: a change is sent at once as an action named `block_id`."""
    chosen = _chosen(choices, [initial] if initial else [])
    element = StaticSelectElement(
        action_id=block_id, options=_options(choices), initial_option=chosen[0] if chosen else None
    )
    return _input(block_id, label, element, optional, hint, live)


def radio(
    block_id: str,
    label: str,
    choices: Choices,
    *,
    initial: str | None = None,
    optional: bool = False,
    hint: str = "",
    live: bool = False,
) -> InputBlock:
    chosen = _chosen(choices, [initial] if initial else [])
    element = RadioButtonsElement(
        action_id=block_id, options=_options(choices), initial_option=chosen[0] if chosen else None
    )
    return _input(block_id, label, element, optional, hint, live)


def many_of(
    block_id: str,
    label: str,
    choices: Choices,
    *,
    initial: Sequence[str] = (),
    optional: bool = False,
    hint: str = "",
    most: int | None = None,
) -> InputBlock:
    element = StaticMultiSelectElement(
        action_id=block_id,
        options=_options(choices),
        initial_options=_chosen(choices, initial),
        max_selected_items=most,
    )
    return _input(block_id, label, element, optional, hint, live=False)


def checkboxes(
    block_id: str,
    label: str,
    choices: Choices,
    *,
    initial: Sequence[str] = (),
    optional: bool = True,
    hint: str = "",
) -> InputBlock:
    element = CheckboxesElement(
        action_id=block_id, options=_options(choices), initial_options=_chosen(choices, initial)
    )
    return _input(block_id, label, element, optional, hint, live=False)


def person_input(
    block_id: str, label: str, *, initial: str | None = None, optional: bool = False, hint: str = ""
) -> InputBlock:
    element = UserSelectElement(action_id=block_id, initial_user=initial)
    return _input(block_id, label, element, optional, hint, live=False)


def people_input(
    block_id: str, label: str, *, initial: Sequence[str] = (), optional: bool = True, hint: str = ""
) -> InputBlock:
    element = UserMultiSelectElement(action_id=block_id, initial_users=list(initial) or None)
    return _input(block_id, label, element, optional, hint, live=False)


def channel_input(
    block_id: str, label: str, *, initial: str | None = None, optional: bool = False, hint: str = ""
) -> InputBlock:
    element = ConversationSelectElement(
        action_id=block_id,
        initial_conversation=initial,
        filter=ConversationFilter(include=["public", "private"], exclude_bot_users=True),
    )
    return _input(block_id, label, element, optional, hint, live=False)


def date_input(
    block_id: str, label: str, *, initial: date | None = None, optional: bool = False, hint: str = ""
) -> InputBlock:
    element = DatePickerElement(action_id=block_id, initial_date=initial.isoformat() if initial else None)
    return _input(block_id, label, element, optional, hint, live=False)


# --- reading a form: state is view["state"]["values"] -----------------------------------------------------------------

State = Mapping[str, Mapping[str, Any]]


def _element(state: State, block_id: str) -> Mapping[str, Any]:
    return (state.get(block_id) or {}).get(block_id) or {}


def text_of(state: State, block_id: str) -> str:
    return (_element(state, block_id).get("value") or "").strip()


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


# --- messages and views ---------------------------------------------------------------------------------------------


def as_dicts(blocks: Pieces) -> list[dict[str, Any]]:
    return [block.to_dict() if isinstance(block, Block) else block for block in blocks]


@dataclass(frozen=True)
class Message:
    """A message: `text` is what a notification or a screen reader says."""

    text: str
    blocks: Pieces = ()

    def args(self) -> dict[str, Any]:
        """As arguments of chat.postMessage, chat.update or an acknowledgement."""
        said = as_dicts(self.blocks) or as_dicts([section(self.text)])
        return {"text": clip(self.text, 3000), "blocks": said}


@dataclass(frozen=True, kw_only=True)
class View:
    """A modal. `metadata` holds ids only; its "id" is the subject of whatever is done in it."""

    title: str
    blocks: Pieces
    callback_id: str = "note"
    submit: str | None = None
    close: str = "Close"
    metadata: Mapping[str, Any] = field(default_factory=dict)
    notify_on_close: bool = False

    def args(self) -> dict[str, Any]:
        view: dict[str, Any] = {
            "type": "modal",
            "callback_id": self.callback_id,
            "title": {"type": "plain_text", "text": clip(self.title, 24)},
            "close": {"type": "plain_text", "text": clip(self.close, 24)},
            "private_metadata": json.dumps(dict(self.metadata)) if self.metadata else "",
            "blocks": as_dicts(self.blocks),
        }
        if self.submit:
            view["submit"] = {"type": "plain_text", "text": clip(self.submit, 24)}
        if self.notify_on_close:
            view["notify_on_close"] = True
        return view


@dataclass(frozen=True)
class Call:
    """One call to Slack, as a letter is rendered to it."""

    method: str
    args: Mapping[str, Any]


def post(to: str, message: Message) -> Call:
    """A message to a channel, or to a person (their id)."""
    return Call(
        "chat.postMessage",
        {"channel": to, **message.args(), "unfurl_links": False, "unfurl_media": False},
    )
