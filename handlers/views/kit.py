"""The few pieces that every view is made of, on slack_sdk's models, which check Slack's limits."""

import json
from collections.abc import Iterator, Mapping, Sequence
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

from handlers.views import wording
from handlers.views.language import Text
from handlers.views.text import NOTHING, bare, clip, cut

SECTION_TEXT = 3000
MESSAGE_TEXT = 12_000
"""Of all blocks of a message together; Slack refuses more."""
Pieces = Sequence[Block | dict[str, Any]]


def _marked(text: Text, most: int = SECTION_TEXT) -> MarkdownTextObject:
    """Mrkdwn, verbatim: an address or a @name that somebody wrote is left as it is."""
    return MarkdownTextObject(text=cut(text, most) or NOTHING, verbatim=True)


def own_words(text: Text) -> SectionBlock:
    """What somebody wrote, by itself, as plain text: nothing in it can ping or link."""
    return SectionBlock(text=PlainTextObject(text=bare(text, SECTION_TEXT) or NOTHING, emoji=False))


# --- blocks -----------------------------------------------------------------------------------------------------


def header(text: Text) -> HeaderBlock:
    return HeaderBlock(text=PlainTextObject(text=bare(text, 150) or NOTHING))


def section(
    text: Text, *, accessory: InteractiveElement | None = None, block_id: str | None = None
) -> SectionBlock:
    return SectionBlock(text=_marked(text), accessory=accessory, block_id=block_id)


def fields(*texts: Text) -> SectionBlock:
    return SectionBlock(fields=[_marked(text, 2000) for text in texts])


def context(*texts: Text) -> ContextBlock:
    return ContextBlock(elements=[_marked(text) for text in texts])


def divider() -> DividerBlock:
    return DividerBlock()


def actions(*elements: InteractiveElement) -> ActionsBlock:
    return ActionsBlock(elements=list(elements))


def button(
    text: Text,
    action_id: str,
    value: str | int = "",
    *,
    style: str | None = None,
    confirm: ConfirmObject | None = None,
    url: str | None = None,
) -> ButtonElement:
    """A button. `value` holds ids only: of what it is about, and perhaps a choice (see `choosing`).

    One with a `url` is followed by Slack itself; a click on it comes all the same.
    """
    return ButtonElement(
        text=PlainTextObject(text=bare(text, 75) or NOTHING),
        action_id=action_id,
        value=str(value) or "-",
        style=style,
        confirm=confirm,
        url=url,
    )


def choosing(subject: int, *choice: str | int) -> str:
    """The value of a button or an option: what it is about, and what it says. Read by Request.subject and .choice."""
    return ":".join(map(str, (subject, *choice)))


def confirm(title: Text, text: Text, yes: Text, no: Text) -> ConfirmObject:
    return ConfirmObject(
        title=PlainTextObject(text=bare(title, 100)),
        text=PlainTextObject(text=bare(text, 300)),
        confirm=str(yes),
        deny=str(no),
    )


# --- messages and views ---------------------------------------------------------------------------------------------


def as_dicts(blocks: Pieces) -> list[dict[str, Any]]:
    return [block.to_dict() if isinstance(block, Block) else block for block in blocks]


def _texts(shown: Any) -> Iterator[dict[str, Any]]:
    """Every text object in these blocks."""
    if isinstance(shown, dict):
        if isinstance(shown.get("text"), str):
            yield shown
        shown = list(shown.values())
    if isinstance(shown, list):
        for each in shown:
            yield from _texts(each)


def _fitted(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """With the longest texts cut until a message may hold them all."""
    texts = list(_texts(blocks))
    most = SECTION_TEXT
    while sum(len(each["text"]) for each in texts) > MESSAGE_TEXT:
        most = most * 2 // 3
        for each in texts:
            each["text"] = cut(each["text"], most) if each["type"] == "mrkdwn" else clip(each["text"], most)
    return blocks


@dataclass(frozen=True)
class Message:
    """A message: `text` is what a notification or a screen reader says."""

    text: Text
    blocks: Pieces = ()

    def args(self) -> dict[str, Any]:
        """As arguments of chat.postMessage, chat.update or an acknowledgement."""
        shown = as_dicts(self.blocks) or as_dicts([section(self.text)])
        return {"text": cut(str(self.text).replace("*", ""), SECTION_TEXT), "blocks": _fitted(shown)}


@dataclass(frozen=True, kw_only=True)
class View:
    """A modal. `metadata` holds ids only; its "id" is the subject of whatever is done in it."""

    title: Text
    blocks: Pieces
    callback_id: str = "note"
    submit: Text | None = None
    close: Text = wording.everywhere.CLOSE
    metadata: Mapping[str, Any] = field(default_factory=dict)

    def args(self) -> dict[str, Any]:
        view: dict[str, Any] = {
            "type": "modal",
            "callback_id": self.callback_id,
            "title": {"type": "plain_text", "text": bare(self.title, 24)},
            "close": {"type": "plain_text", "text": bare(self.close, 24)},
            "private_metadata": json.dumps(dict(self.metadata)) if self.metadata else "",
            "blocks": as_dicts(self.blocks),
        }
        if self.submit:
            view["submit"] = {"type": "plain_text", "text": bare(self.submit, 24)}
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
