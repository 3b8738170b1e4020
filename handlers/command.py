"""/mentor and its words. Each word is a listener of its own; this table is also what /mentor help shows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from handlers import absence, digest, enrollment, invitations, matchmaking, privacy, setup, status
from handlers.counter import Answer, Listener, Request, Route, Say
from handlers.views import choice as choice_views
from handlers.views import help as views
from handlers.views import wording
from handlers.views.language import Text
from program.base import access
from program.base.desk import Desk
from program.joining import choice
from program.joining.choice import Whose


@dataclass(frozen=True)
class Word:
    """One word after /mentor, and the line that help says about it.

    `whose` program it is about: with "any", "mine" or "owned", the listener gets that program's id as
    request.subject (asked for, where there are several), and "owned" has been checked to be this person's.
    `request.text` is all that was typed after /mentor.
    """

    listener: Listener
    line: Text
    whose: Whose = "nobody"
    admins: bool = False


async def show_help(request: Request, desk: Desk) -> Answer:
    """Each word with its line; those for owners and admins only to them."""
    may = await desk.read(choice.may, **request.by, admins=desk.admins)
    return Say(
        views.help_card(
            {
                word: entry.line
                for word, entry in WORDS.items()
                if (entry.whose != "owned" or may.run) and (not entry.admins or may.begin)
            }
        )
    )


async def choose_program(request: Request, desk: Desk) -> Answer:
    """Which program from now on, whatever was said before: the one that is named, else it is asked."""
    several = await desk.read(choice.list_all, workspace_id=request.workspace_id)
    named = choice.named(several, request.after_the_word)
    if named is not None:
        return await _remember(replace(request, subject=named.id), desk)
    if len(several.options) == 1:
        return Say(choice_views.only(several.options[0]))
    return Say(choice_views.which(several, request.text))


WORDS: Mapping[str, Word] = {
    "join": Word(enrollment.join, wording.help.JOIN, "any"),
    "status": Word(status.show_status, wording.help.STATUS),
    "pause": Word(absence.pause, wording.help.PAUSE, "mine"),
    "resume": Word(absence.resume, wording.help.RESUME, "mine"),
    "leave": Word(absence.leave, wording.help.LEAVE, "mine"),
    "privacy": Word(privacy.show, wording.help.PRIVACY),
    "setup": Word(setup.begin, wording.help.SETUP, admins=True),
    "settings": Word(setup.settings, wording.help.SETTINGS, "owned"),
    "invite": Word(invitations.preview, wording.help.INVITE, "owned"),
    "match": Word(matchmaking.match, wording.help.MATCH, "owned"),
    "digest": Word(digest.show_preview, wording.help.DIGEST, "owned"),
    "program": Word(choose_program, wording.help.PROGRAM),
    "help": Word(show_help, wording.help.HELP),
}


async def mentor(request: Request, desk: Desk) -> Answer:
    """Find the word and let its listener answer. An unknown one gets the nearest.

    Without a word, whoever is new gets the form to join with, and everybody else where things stand.
    """
    if not request.text:
        new = await desk.read(choice.is_new, **request.by)
        request = replace(request, text="join" if new else "status")
    word = _word(request.text)
    if word not in WORDS:
        nearest = get_close_matches(word, WORDS, n=1, cutoff=0.5)
        return Say(views.unknown(request.text, nearest[0] if nearest else None))
    entry = WORDS[word]
    if entry.whose != "nobody":
        found = await desk.read(choice.find, **request.by, whose=entry.whose)
        if isinstance(found, choice.Several):
            return Say(choice_views.which(found, request.text))
        request = replace(request, subject=found.program_id)
    return await entry.listener(request, desk)


async def chosen(request: Request, desk: Desk) -> Answer:
    """A program was chosen: remember it, and answer what was asked."""
    remembered = await _remember(request, desk)
    if _word(request.choice) == "program":
        return remembered
    return await mentor(replace(request, text=request.choice), desk)


async def _remember(request: Request, desk: Desk) -> Answer:
    option = await desk.transact(choice.remember, **request.by, program_id=request.subject, now=desk.now())
    return Say(choice_views.remembered(option))


def _word(text: str) -> str:
    return text.split()[0].lower() if text else "program"


ROUTES = (
    Route("command", "/mentor", access.colleague, mentor),
    Route("action", choice_views.PICK, access.colleague, chosen),
)
