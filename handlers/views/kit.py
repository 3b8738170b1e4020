"""The few pieces that every view is made of, on slack_sdk's models, which check Slack's limits."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    InteractiveElement,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)

from handlers.views.text import clip

BLOCKS_IN_A_MESSAGE = 50
BLOCKS_IN_A_VIEW = 100
SECTION_TEXT = 3000
Pieces = Sequence[Block | dict[str, Any]]


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
        return {"text": clip(self.text.replace("*", ""), 3000), "blocks": said}


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
