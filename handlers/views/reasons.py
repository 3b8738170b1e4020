"""Why these two, or why nobody, in sentences that several cards share."""

import re
from collections.abc import Sequence

from handlers.views.language import language_name
from handlers.views.text import clauses, names, plain, write
from handlers.views.wording import enrollment as answers
from handlers.views.wording import reasons as say
from program.base.receipts import Lever, Word
from program.pair.why import Why

WORDS_SHOWN = 4
PHRASE = 4
"""What both wrote in the same words is a phrase as a whole, if it is no longer."""
LEVERS_SHOWN = 2


def together(why: Why) -> str:
    """Why two people are a pair, to both of them."""
    line = write(say.LINE, by=why.line_by, line=" ".join(why.line.split())) if why.line else ""
    return " ".join(part for part in (_found(why), line) if part)


def _found(why: Why) -> str:
    """The same, without what an owner says of it."""
    if why.words:
        return write(say.TOGETHER["words"], words=shared_words(why.words))
    if why.by_hand:
        return str(say.TOGETHER["by_hand"])
    found = {
        "styles": names([str(say.STYLES[code]) for code in why.styles if code in say.STYLES]),
        "drivers": names([f"“{answers.DRIVES[code]}”" for code in why.drivers if code in answers.DRIVES]),
        "place": why.place,
    }
    said = [plain(say.COMMON[kind], shared=shared) for kind, shared in found.items() if shared]
    if said:
        return write(say.COMMON_ALL, shared=clauses(said))
    return "" if why.line else str(say.TOGETHER["alone"])


def shared_words(words: Sequence[Word]) -> str:
    """What both say: "“code review” and “Linux”". Words side by side in what somebody wrote are read as a phrase."""
    wrote = [_tokens(text) for one in words for text in (one.mentee, one.mentor)]
    texts = [[token.casefold() for token in text] for text in wrote]
    written = {token for text in texts for token in text}
    alike = [text for text in texts[::2] if text in texts[1::2] and len(text) <= PHRASE]
    said: list[str] = []
    for one in words:
        parts = one.word.casefold().split()
        said += parts if written.issuperset(parts) else [one.word]
    phrases = [phrase for text in texts for phrase in _phrases(text, text if text in alike else said)]
    longest = [max((p for p in phrases if word in p.split()), key=len, default=word) for word in said]
    return names([f"“{_as_written(phrase, wrote)}”" for phrase in dict.fromkeys(longest)][:WORDS_SHOWN])


def _tokens(text: str) -> list[str]:
    """The words of a text, and its punctuation."""
    return re.findall(r"[\w'-]+|[^\w\s]", text)


def _as_written(phrase: str, wrote: Sequence[Sequence[str]]) -> str:
    """A phrase with the capitals of whoever wrote it first."""
    parts = phrase.split()
    for text in wrote:
        for at in range(len(text) - len(parts) + 1):
            some = text[at : at + len(parts)]
            if [token.casefold() for token in some] == parts:
                return " ".join(some)
    return phrase


def _phrases(tokens: Sequence[str], said: Sequence[str]) -> list[str]:
    """The runs of shared words, none across a comma or a full stop."""
    runs: list[list[str]] = [[]]
    for token in tokens:
        if token in said and token[0].isalnum():
            runs[-1].append(token)
        else:
            runs.append([])
    return [" ".join(run) for run in runs if run]


def duration(minutes: int) -> str:
    """ "6 h 30 min"."""
    hours, rest = divmod(minutes, 60)
    form = "minutes" if not hours else "both" if rest else "hours"
    return plain(say.DURATION[form], hours=hours, minutes=rest)


def waits_myself(reason: str) -> str:
    """Why somebody waits, to themselves."""
    return str(say.WAITING_SELF.get(reason, say.WAITING_SELF["nobody_fits"]))


def waiting(reason: str) -> str:
    """Why somebody waits, to an owner. Who avoids whom, and who was paired before, is nobody's to read."""
    return str(say.WAITING_REASONS.get(reason, say.WAITING_REASONS["nobody_fits"]))


def levers(found: Sequence[Lever]) -> list[str]:
    """What would help somebody who waits, to an owner."""
    return [
        plain(say.LEVERS[one.kind], value=_value(one), count=one.mentors)
        for one in found
        if one.kind in say.LEVERS
    ][:LEVERS_SHOWN]


def own_lever(found: Sequence[Lever]) -> str:
    """The first thing that the person could change, if there is one."""
    for one in found:
        if one.kind in say.OWN_LEVERS:
            return plain(say.OWN_LEVERS[one.kind], value=_value(one), count=one.mentors)
    return ""


def _value(lever: Lever) -> str:
    if lever.kind == "language":
        return language_name(str(lever.value))
    return str(lever.value)
