"""Help, and what an unknown word gets."""

from collections.abc import Mapping

from handlers.views import wording
from handlers.views.kit import Message, context, section
from handlers.views.text import clip, write


def help_card(lines: Mapping[str, str]) -> Message:
    listed = "\n".join(f"`/mentor {word}`  {line}" for word, line in lines.items())
    return Message(
        wording.HELP_TITLE, (section(f"*{wording.HELP_TITLE}*\n{listed}"), context(wording.HELP_FOOT))
    )


def unknown(said: str, nearest: str | None) -> Message:
    line = wording.UNKNOWN_WORD if nearest else wording.UNKNOWN_WORD_HELP
    return Message(write(line, said=clip(said, 60), nearest=nearest or ""))
