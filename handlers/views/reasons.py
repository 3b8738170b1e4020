"""Why these two, or why nobody, in sentences that several cards share."""

from collections.abc import Sequence

from handlers.views import wording
from handlers.views.text import names, plain
from program.receipts import Lever, Word

WORDS_SHOWN = 4
LEVERS_SHOWN = 2


def shared_words(words: Sequence[Word]) -> str:
    """The words they share: "“kubernetes” and “on call”". A phrase that somebody wrote stands for the words in it."""
    said = [one.word for one in words if " " not in one.word or _wrote(one)]
    said = said or [part for one in words for part in one.word.split()]
    kept = [
        word for word in dict.fromkeys(said) if not any(word != other and word in other for other in said)
    ]
    return names([f"“{word}”" for word in kept[:WORDS_SHOWN]])


def _wrote(one: Word) -> bool:
    return any(one.word.casefold() in text.casefold() for text in (one.mentee, one.mentor))


def duration(minutes: int) -> str:
    """ "6 h 30 min"."""
    hours, rest = divmod(minutes, 60)
    form = "minutes" if not hours else "both" if rest else "hours"
    return plain(wording.DURATION[form], hours=hours, minutes=rest)


def waiting(reason: str) -> str:
    """Why somebody waits, to an owner. Who avoids whom, and who was paired before, is nobody's to read."""
    return wording.WAITING_REASONS.get(reason, wording.WAITING_REASONS["nobody_fits"])


def levers(found: Sequence[Lever]) -> list[str]:
    """What would help somebody who waits, to an owner."""
    return [
        plain(wording.LEVERS[one.kind], value=_value(one), count=one.mentors)
        for one in found
        if one.kind in wording.LEVERS
    ][:LEVERS_SHOWN]


def own_lever(found: Sequence[Lever]) -> str:
    """The first thing that the person could change, if there is one."""
    for one in found:
        if one.kind in wording.UNMATCHED_LEVERS:
            return plain(wording.UNMATCHED_LEVERS[one.kind], value=_value(one), count=one.mentors)
    return ""


def _value(lever: Lever) -> str:
    if lever.kind == "language":
        return wording.JOIN_SPOKEN.get(str(lever.value), str(lever.value))
    return str(lever.value)
