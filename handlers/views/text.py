"""Sentences with values in them. A template (see wording) is filled by `write` for mrkdwn, every value escaped, and by
`plain` for plain text. A value that is meant as markup says so by its type: Mention, Channel, SlackDate, or a sentence.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import reduce
from unicodedata import category

from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

from handlers.views.language import Plural, Sentence, Text, conventions, read_on
from handlers.views.wording import everywhere as say


@dataclass(frozen=True)
class Mention:
    """Names a person so that Slack tells them. Only for people in that conversation."""

    person_id: str

    def __str__(self) -> str:
        return f"<@{self.person_id}>" if self.person_id.isalnum() else str(say.FORMER)


@dataclass(frozen=True)
class Mentions:
    """Names several people so that Slack tells them. Only for people in that conversation."""

    person_ids: Sequence[str]

    def __str__(self) -> str:
        """Without whoever was forgotten: they are in no conversation any more."""
        here = [str(Mention(person_id)) for person_id in self.person_ids if person_id.isalnum()]
        return names(here) or str(say.FORMER)


@dataclass(frozen=True)
class Channel:
    channel_id: str

    def __str__(self) -> str:
        return f"<#{self.channel_id}>"


@dataclass(frozen=True)
class SlackDate:
    """A day, and the time of day: shown in the reader's own zone, with its weekday."""

    at: datetime
    with_time: bool = True

    def __str__(self) -> str:
        form = say.SLACK_DATE_TIME if self.with_time else say.SLACK_DATE
        return f"<!date^{int(self.at.timestamp())}^{form}|{spell(self.at.date())}>"


@dataclass(frozen=True)
class SlackTime:
    """A time of day, shown in the reader's own zone."""

    at: datetime

    def __str__(self) -> str:
        spelled = format_time(self.at, str(say.TIME), tzinfo=UTC, locale=conventions())
        return f"<!date^{int(self.at.timestamp())}^{{time}}|{spelled}>"


Markup = Mention | Mentions | Channel | SlackDate | SlackTime


def spell(day: date) -> str:
    """A date in words, with its weekday: "Tuesday 3 March", and with its year if that isn't the reader's."""
    today = read_on()
    other_year = today is not None and day.year != today.year
    return format_date(day, str(say.DAY_AND_YEAR if other_year else say.DAY), locale=conventions())


NOTHING = "–"
"""Where there is no text: Slack refuses an empty one."""
TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Invisible marks that reverse what comes after them, on a card also the bot's own words."""
CONTROLS = tuple(code for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t")
HALVES = range(0xD800, 0xE000)
"""Halves of characters, which can be neither stored nor sent."""
INVISIBLE = dict.fromkeys((*TURNING, *CONTROLS, *HALVES))
SHAPES = str.maketrans({"*": "∗", "`": "ˋ", "~": "∼", "&": "&amp;", "<": "&lt;", ">": "&gt;"})
"""What Slack escapes, and look-alikes of what makes text bold, struck or code: Slack has no escape for those."""
SLANT = re.compile(r"(?<![^\W_])_+|_+(?![^\W_])")
"""Underscores that would begin or end italics: not those inside a word."""
TORN = re.compile(r"(<[^<>]*|&[a-z]*)$")


def clean(text: str) -> str:
    """Without the marks that turn the direction of all text around them, and without what is no character."""
    return text.translate(INVISIBLE)


BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs by their kind, and nothing to the eye."""
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Cn", "Zs", "Zl", "Zp", "Mn", "Me"})
"""Kinds of characters that show nothing by themselves."""


def typed(text: str) -> str:
    """What somebody typed, clean and stripped; "" where nobody could see anything of it."""
    text = clean(text).strip()
    seen = any(category(one) not in UNSEEN and one not in BLANK for one in text)
    return text if seen else ""


def escape(text: str) -> str:
    """What a person wrote, for mrkdwn: it can't become a mention, a link, a channel ping, or a shape of letters."""
    return SLANT.sub(lambda found: "ˍ" * len(found[0]), clean(text)).translate(SHAPES)


def _shown(value: object, *, mrkdwn: bool) -> str:
    if isinstance(value, date) and not isinstance(value, datetime):
        return spell(value)
    if isinstance(value, Markup | Sentence):
        return str(value)
    if isinstance(value, tuple):
        return names([_shown(one, mrkdwn=mrkdwn) for one in value])
    if isinstance(value, int | float):
        return format_decimal(value, "0" if isinstance(value, int) else "0.0##", locale=conventions())
    return escape(str(value)) if mrkdwn else clean(str(value))


def _fill(template: Text | Plural, values: Mapping[str, object], *, mrkdwn: bool) -> str:
    if isinstance(template, Plural):
        count = values["count"]
        assert isinstance(count, int)
        template = template.of(count)
    return str(template).format(**{name: _shown(value, mrkdwn=mrkdwn) for name, value in values.items()})


def write(template: Text | Plural, /, **values: object) -> str:
    """A sentence as mrkdwn."""
    return _fill(template, values, mrkdwn=True)


def plain(template: Text | Plural, /, **values: object) -> str:
    """A sentence as plain text."""
    return _fill(template, values, mrkdwn=False)


def names(people: Sequence[str]) -> str:
    """ "Ada", "Ada and Grace", "Ada, Grace and Kofi"."""
    return format_list(people, locale=conventions())


def series(parts: Iterable[str]) -> str:
    """Figures or facts in a row: "useful 4.2 of 5, easy 4 of 5"."""
    return _in_a_row(say.SERIES, parts)


def clauses(parts: Iterable[str]) -> str:
    """The same, where the parts have commas of their own: "Ada and Grace; Kofi"."""
    return _in_a_row(say.CLAUSES, parts)


def _in_a_row(pattern: Text, parts: Iterable[str]) -> str:
    said = list(parts)
    return reduce(lambda row, part: str(pattern).format(first=row, next=part), said) if said else ""


def clip(text: Text, limit: int) -> str:
    """Plain text, or text before it is escaped, of this length at most."""
    text = str(text)
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def bare(text: Text, limit: int) -> str:
    """What stands in plain text as it is: clean, and of this length at most."""
    return clip(clean(str(text)), limit)


def cut(text: Text, limit: int) -> str:
    """Mrkdwn of this length at most, its last mention, date or escaped character whole or gone."""
    text = str(text)
    return text if len(text) <= limit else f"{TORN.sub('', text[: limit - 1]).rstrip()}…"


def quote(text: str, limit: int = 600) -> str:
    """What a person wrote, as a quotation (already escaped)."""
    return "\n".join(f">{line}" for line in escape(clip(text, limit)).splitlines() or [""])
