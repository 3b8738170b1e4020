"""Help, and what an unknown word gets."""

from collections.abc import Mapping

from handlers.views.kit import Message, context, section
from handlers.views.language import Text
from handlers.views.text import clip, write
from handlers.views.wording import help as say


def help_card(lines: Mapping[str, Text]) -> Message:
    listed = "\n".join(f"`/mentor {word}`  {line}" for word, line in lines.items())
    return Message(say.TITLE, (section(f"*{say.TITLE}*\n{listed}"), context(say.FOOT)))


def unknown(said: str, nearest: str | None) -> Message:
    line = say.UNKNOWN_WORD if nearest else say.UNKNOWN_WORD_HELP
    return Message(write(line, said=clip(said, 60), nearest=nearest or ""))
