"""Why these two, or why nobody, in sentences that several cards share."""

from collections.abc import Sequence

from handlers.views import wording
from handlers.views.kit import names, plain
from program.receipts import Lever, Word

WORDS_SHOWN = 4
LEVERS_SHOWN = 2


def shared_words(words: Sequence[Word]) -> str:
    """The words they share: "“kubernetes” and “on call”". A phrase stands for the words in it."""
    kept: list[str] = []
    for one in sorted((word.word for word in words), key=len, reverse=True):
        if not any(one in longer.split() or one in longer for longer in kept):
            kept.append(one)
    ranked = [word.word for word in words if word.word in kept][:WORDS_SHOWN]
    return names([f"“{word}”" for word in ranked])


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
