"""What is kept about a person: in words, and as JSON."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import accumulate

from slack_sdk.models.blocks import Block, ButtonElement

from handlers.views.fields import Choices
from handlers.views.kit import View, actions, button, confirm, context, divider, header, own_words, section
from handlers.views.language import language_name
from handlers.views.text import INVISIBLE, SlackDate, clip, names, plain, series, write
from handlers.views.wording import enrollment as answers
from handlers.views.wording import privacy as say
from program.workspace.erasure import Forgotten
from program.workspace.personal_data import Part, PersonalData, Together, Work

OPEN = "privacy_open"
SEND = "privacy_send"
ERASE = "privacy_erase"
VIEW = "privacy_view"
JSON = "privacy_json"
PROGRAMS = 10
PAIRS = 20
FACT = 600
PIECE = 2900
PIECES = 60
MOST = 170_000
"""Bytes of it: a view may weigh 250 kB, with its quotes escaped."""
LABELS: Mapping[str, Choices] = {
    "learns_by": answers.LEARN_STYLES,
    "guides_by": answers.GUIDE_STYLES,
    "drivers": answers.DRIVES,
}
UNSEEN = re.compile(f"[{''.join(map(chr, INVISIBLE))}]")


def view(shown: PersonalData, *, reads: bool = False) -> View:
    """Who sees what, and what there is. `reads`: whether this installation lets the app read messages."""
    return View(title=say.TITLE, callback_id=VIEW, blocks=_page(shown, reads))


def _page(shown: PersonalData, reads: bool) -> list[Block]:
    blocks: list[Block] = [
        section(say.WHO),
        section(say.NEVER),
        section(say.CAN_READ if reads else say.CANNOT_READ),
        divider(),
        header(say.MINE),
        section(_person(shown)),
        *(section(_part(part)) for part in shown.parts[:PROGRAMS]),
        *(section(_together(pair)) for pair in shown.together[-PAIRS:]),
        section(
            write(
                say.COUNTS,
                answers=len(shown.answers),
                taps=len(shown.taps),
                requests=len(shown.requests),
                letters=len(shown.letters),
                deeds=len(shown.deeds),
            )
        ),
        actions(button(say.JSON, SEND), _erase()),
        context(say.FOOT),
    ]
    return blocks


def _erase() -> ButtonElement:
    sure = confirm(
        say.ERASE_TITLE,
        say.ERASE_SURE,
        say.ERASE_YES,
        say.ERASE_NO,
    )
    return button(say.ERASE, ERASE, style="danger", confirm=sure)


def forgotten(done: Forgotten) -> View:
    """Nothing is kept any more."""
    first = say.ERASED_PAIRS if done.ended else say.ERASED
    return View(title=say.TITLE, blocks=[section(first), context(say.ERASED_NEXT)])


def _person(shown: PersonalData) -> str:
    known = " · ".join(
        part for part in (shown.name, shown.handle, shown.email, shown.time_zone, shown.locale) if part
    )
    said = write(say.PERSON, known=known)
    work = _work(shown.work)
    return f"{said}\n{write(say.WORK, facts=work)}" if work else said


def _work(work: Work) -> str:
    facts = ((say.LABELS[name], value) for name, value in asdict(work).items() if value)
    return series(plain(say.FACT, label=label, value=value) for label, value in facts)


def _part(part: Part) -> str:
    said = say.PART_LEFT if part.state == "left" else say.PART
    lines = [write(said, program=part.program, since=SlackDate(part.joined_at, with_time=False))]
    for name, label in say.FACTS.items():
        value = getattr(part, name)
        if value:
            lines.append(write(say.FACT, label=label, value=clip(_text(name, value), FACT)))
    return "\n".join(lines)


def _text(name: str, value: str | int | Sequence[str]) -> str:
    """An answer as it was given: what was chosen, by its label."""
    if isinstance(value, str | int):
        return str(value)
    if name == "languages":
        return names([language_name(code) for code in value])
    return names([str(LABELS.get(name, {}).get(code, code)) for code in value])


def _together(pair: Together) -> str:
    said = say.PAIR if pair.until is None else say.PAIR_ENDED
    return write(
        said,
        partners=names(pair.partners),
        since=SlackDate(pair.since, with_time=False),
        until=SlackDate(pair.until or pair.since, with_time=False),
    )


def as_json(shown: PersonalData) -> View:
    """All of it, to be copied. Plain text: nothing in it becomes a mention or a link.

    What can't be seen or sent is written as JSON writes it, so that it says exactly what is kept.
    """
    pieces = _pieces(whole(shown))
    sizes = accumulate(len(piece.encode()) for piece in pieces)
    fits = sum(size <= MOST for size in sizes)
    blocks: list[Block] = [section(say.JSON_HEAD), *map(own_words, pieces[:fits][:PIECES])]
    if len(pieces) > min(fits, PIECES):
        blocks.append(context(say.JSON_CUT))
    return View(title=say.JSON_TITLE, callback_id=JSON, blocks=blocks)


def whole(shown: PersonalData) -> str:
    """All of it as one JSON text. What can't be seen is written as JSON writes it."""
    told = {say.KEYS.get(name, name): value for name, value in asdict(shown).items()}
    text = json.dumps(told, indent=1, ensure_ascii=False, default=str)
    return UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _pieces(text: str) -> list[str]:
    """Cut at the ends of lines, so that what is copied piece by piece is JSON still; torn is only a line too long."""
    pieces = [""]
    for line in text.split("\n"):
        for start in range(0, len(line), PIECE):
            part = line[start : start + PIECE]
            if len(pieces[-1]) + len(part) < PIECE:
                pieces[-1] = f"{pieces[-1]}\n{part}".removeprefix("\n")
            else:
                pieces.append(part)
    return pieces
