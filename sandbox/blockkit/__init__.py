"""Checks Block Kit JSON as Slack does: pure functions, no state, nothing raised."""

from collections.abc import Sequence
from typing import Any

from sandbox.blockkit.blocks import Surface
from sandbox.blockkit.rules import TEXT_LIMIT, check_blocks_at, check_view_at, text_length, view_too_large
from sandbox.blockkit.shapes import Problem

__all__ = [
    "TEXT_LIMIT",
    "Problem",
    "Surface",
    "check_blocks",
    "check_view",
    "refusal",
    "text_length",
    "view_too_large",
]


def check_blocks(blocks: object, surface: Surface) -> list[Problem]:
    """Everything that Slack would refuse in these blocks on this surface."""
    return list(check_blocks_at(blocks, surface, "/blocks"))


def check_view(view: object) -> list[Problem]:
    """Everything that Slack would refuse in this modal or Home tab."""
    return list(check_view_at(view, "/view"))


def refusal(error: str, problems: Sequence[Problem]) -> dict[str, Any]:
    """The body that Slack answers with."""
    return {
        "ok": False,
        "error": error,
        "errors": [str(problem) for problem in problems],
        "response_metadata": {"messages": [f"[ERROR] {problem}" for problem in problems]},
    }
