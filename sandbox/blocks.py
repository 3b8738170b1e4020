"""Blocks on their way in: checked against Slack's limits, then given what Slack adds by itself."""

import copy
from collections.abc import Sequence

from sandbox.blockkit import (
    TEXT_LIMIT,
    Problem,
    check_blocks,
    check_view,
    refusal,
    text_length,
    view_too_large,
)
from sandbox.errors import SlackError
from sandbox.ids import Ids
from sandbox.jsontype import JSON

METADATA = 3000


def settle_message(blocks: object, ids: Ids) -> list[JSON]:
    """The blocks of a message as they'll be kept, or Slack's refusal."""
    if isinstance(blocks, str):
        raise SlackError("invalid_blocks_format")
    problems = check_blocks(blocks, "message")
    if problems:
        raise _refused("invalid_blocks", problems)
    assert isinstance(blocks, list)
    if text_length(blocks) > TEXT_LIMIT:
        raise SlackError("msg_blocks_too_long")
    return _complete(blocks, ids)


def check_screen(view: object, kind: str) -> None:
    """Refuse a view as Slack would."""
    if view_too_large(view) or (
        isinstance(view, dict) and len(str(view.get("private_metadata") or "")) > METADATA
    ):
        raise SlackError("view_too_large")
    problems = check_view(view)
    if not problems and isinstance(view, dict) and view["type"] != kind:
        problems = [Problem(f"must be a {kind} view", "/view/type")]
    if problems:
        raise _refused("invalid_arguments", problems)


def settle_view(view: JSON, ids: Ids) -> list[JSON]:
    return _complete(view["blocks"], ids)


def _refused(error: str, problems: Sequence[Problem]) -> SlackError:
    body = refusal(error, problems)
    return SlackError(body["error"], **{k: v for k, v in body.items() if k not in ("ok", "error")})


def _complete(blocks: list[JSON], ids: Ids) -> list[JSON]:
    """A copy with the ids and text defaults that Slack fills in."""
    kept = copy.deepcopy(blocks)
    for block in kept:
        _fill_in(block, ids)
        block.setdefault("block_id", ids.mixed("block", 5))
    return kept


INTERACTIVE = ("button", "overflow", "workflow_button", "feedback_buttons", "icon_button", "checkboxes")


def _fill_in(value: object, ids: Ids) -> None:
    if isinstance(value, list):
        for item in value:
            _fill_in(item, ids)
    elif isinstance(value, dict):
        kind = value.get("type")
        if kind == "plain_text" and isinstance(value.get("text"), str):
            value.setdefault("emoji", True)
        elif kind == "mrkdwn" and isinstance(value.get("text"), str):
            value.setdefault("verbatim", False)
        elif (
            isinstance(kind, str) and (kind in INTERACTIVE or kind.endswith(("_select", "_input", "picker")))
        ) or kind == "radio_buttons":
            value.setdefault("action_id", ids.mixed("action", 5))
        for item in value.values():
            _fill_in(item, ids)
