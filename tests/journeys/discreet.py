"""What every journey has to keep: what Slack is given to bring back is ids, and no markup is anybody's but ours."""

import re
from collections.abc import Iterator
from typing import Any

from sandbox import Workspace

BROUGHT_BACK = ("block_id", "action_id", "private_metadata", "value", "callback_id")
IDS = re.compile(r"""[A-Za-z0-9_.:@/+\-{}\[\]", ]{0,400}""")
"""Ids, numbers, codes, dates and versions, alone or as JSON: no sentence has only these for long, see WORDS."""
PHRASE = re.compile(r"[a-z]{2,} [a-z]{2,}")


def strays(workspace: Workspace) -> Iterator[str]:
    """Whatever in a call or an answer of the bot is neither an id nor a code where only those may stand."""
    for call in workspace.calls:
        yield from _look(call.args, call.method)
    for envelope in workspace.envelopes:
        yield from _look(envelope.answer, envelope.kind)


def _look(part: Any, where: str) -> Iterator[str]:
    if isinstance(part, dict):
        typed = part.get("type") == "plain_text_input"
        for key, value in part.items():
            if key in BROUGHT_BACK and isinstance(value, str) and not typed:
                if not IDS.fullmatch(value) or PHRASE.search(value):
                    yield f"{where}: {key}: {value}"
            else:
                yield from _look(value, where)
    elif isinstance(part, list):
        for one in part:
            yield from _look(one, where)
