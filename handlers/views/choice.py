"""Which program? Asked where there are several."""

import re

from slack_sdk.models.blocks import SectionBlock

from handlers.views.kit import Message, Pieces, button, choosing, context, section
from handlers.views.text import clip, write
from handlers.views.wording import choice as say
from program.joining.choice import Option, Several

PICK = "choice_pick"
MOST = 45
COMMAND = re.compile(r"[a-z]{1,20}( \d{1,4} ?[a-z]{0,10})?")
"""A word of /mentor, perhaps with a span: what a button may bring back of what was typed."""


def which(several: Several, said: str) -> Message:
    """Every program with its button; `said` is what was typed, answered once one is chosen."""
    blocks: Pieces = [
        section(say.ASK),
        *(_row(option, said) for option in several.options[:MOST]),
        context(say.FOOT),
    ]
    return Message(say.ASK, blocks)


def _row(option: Option, said: str) -> SectionBlock:
    line = say.LINE if option.purpose else say.NAME
    return section(
        write(line, name=option.name, purpose=clip(option.purpose, 300)),
        accessory=button(option.name, PICK, choosing(option.id, _command(said))),
    )


def _command(said: str) -> str:
    found = COMMAND.match(said.lower())
    return found[0].strip() if found else ""


def only(option: Option) -> Message:
    """There is nothing to choose."""
    return Message(write(say.ONLY, name=option.name))


def remembered(option: Option) -> Message:
    return Message(write(say.REMEMBERED, name=option.name))
