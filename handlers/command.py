"""/mentor and its words. Each word is a listener of its own; this table is also what /mentor help shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from handlers.counter import Answer, Listener, Request, Route, Say
from handlers.views import help as views
from handlers.views import wording
from program import access
from program.desk import Desk


@dataclass(frozen=True)
class Word:
    """One word after /mentor, and the line that help says about it."""

    listener: Listener
    line: str


async def show_help(_request: Request, _desk: Desk) -> Answer:
    return Say(views.help_card({word: entry.line for word, entry in WORDS.items()}))


WORDS: Mapping[str, Word] = {
    "help": Word(show_help, wording.HELP_HELP),
}
DEFAULT = "help"


async def mentor(request: Request, desk: Desk) -> Answer:
    """Find the word and let its listener answer. An unknown one gets the nearest."""
    word = request.text.split()[0].lower() if request.text else DEFAULT
    if word in WORDS:
        return await WORDS[word].listener(request, desk)
    nearest = get_close_matches(word, WORDS, n=1, cutoff=0.5)
    return Say(views.unknown(request.text, nearest[0] if nearest else "help"))


ROUTES = (Route("command", "/mentor", access.anybody, mentor),)
