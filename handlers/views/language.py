"""The language of who reads. A sentence is looked up when it becomes text, never before: each reader hears it in their
own. Catalogs are the .po files in locale/; English needs none.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale, negotiate_locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

ENGLISH = "en"
CATALOGS = Path(__file__).parent / "locale"
_spoken: ContextVar[str] = ContextVar("language", default=ENGLISH)
_read_on: ContextVar[date | None] = ContextVar("read_on", default=None)


@dataclass(frozen=True)
class Sentence:
    """Something that Alongside says, by its English. `context` tells two meanings of the same English apart."""

    english: str
    context: str = ""

    def __str__(self) -> str:
        catalog = _catalog(_spoken.get())
        return catalog.pgettext(self.context, self.english) if self.context else catalog.gettext(self.english)


@dataclass(frozen=True)
class Plural:
    """A sentence in the forms that a number asks for: the value named `count`, by the rule of the language."""

    one: str
    several: str

    def of(self, count: int) -> str:
        return _catalog(_spoken.get()).ngettext(self.one, self.several, count)


Text = str | Sentence
"""What may be shown: somebody's words, or ours."""
_ = Sentence
plural = Plural


def in_context(context: str, english: str) -> Sentence:
    """A sentence whose English means something else elsewhere."""
    return Sentence(english, context)


@cache
def installed() -> tuple[str, ...]:
    """The languages that Alongside speaks, English first."""
    return (ENGLISH, *sorted(path.stem for path in CATALOGS.glob("*.po")))


@cache
def language_of(locale: str) -> str:
    """The installed language for a locale as Slack names it ("de-DE"): English, if there is no other."""
    return negotiate_locale([locale.replace("-", "_")], installed()) or ENGLISH


@contextmanager
def speaking(locale: str, today: date | None = None) -> Iterator[None]:
    """Whatever becomes text in here is in the language for this locale, and is read on this day."""
    spoken, day = _spoken.set(language_of(locale)), _read_on.set(today)
    try:
        yield
    finally:
        _spoken.reset(spoken)
        _read_on.reset(day)


def read_on() -> date | None:
    """The day on which it is read, where it is known: dates of that year are said without it."""
    return _read_on.get()


def conventions() -> Locale:
    """How the language spoken writes dates, numbers and lists. Our English puts the day before the month."""
    return Locale.parse("en_GB" if _spoken.get() == ENGLISH else _spoken.get())


def language_name(code: str) -> str:
    """What a language is called in the one spoken."""
    return str(conventions().languages.get(code, code))


def in_itself(language: str) -> str:
    """What a language calls itself."""
    return Locale.parse(language).get_display_name() or language


@cache
def _catalog(language: str) -> NullTranslations:
    if language == ENGLISH:
        return NullTranslations()
    compiled = BytesIO()
    with (CATALOGS / f"{language}.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return Translations(compiled)
