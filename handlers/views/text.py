"""Sentences with values in them. A template (see wording.py) is filled by `write` for mrkdwn, with every value escaped,
and by `plain` for plain text. A value that is meant as markup says so by its type: Mention, Channel or Moment.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from handlers.views import wording


@dataclass(frozen=True)
class Mention:
    """Names a person so that Slack tells them. Only for people in that conversation."""

    person_id: str

    def __str__(self) -> str:
        return f"<@{self.person_id}>" if self.person_id.isalnum() else wording.everywhere.FORMER


@dataclass(frozen=True)
class Mentions:
    """Names several people so that Slack tells them. Only for people in that conversation."""

    person_ids: Sequence[str]

    def __str__(self) -> str:
        return names([str(Mention(person_id)) for person_id in self.person_ids])


@dataclass(frozen=True)
class Channel:
    channel_id: str

    def __str__(self) -> str:
        return f"<#{self.channel_id}>"


@dataclass(frozen=True)
class Moment:
    """A moment, shown in the reader's own zone with its weekday."""

    at: datetime
    with_time: bool = True

    def __str__(self) -> str:
        form = "{date_long_pretty} at {time}" if self.with_time else "{date_long_pretty}"
        return f"<!date^{int(self.at.timestamp())}^{form}|{spell(self.at.date())}>"


@dataclass(frozen=True)
class Hour:
    """A time of day, shown in the reader's own zone."""

    at: datetime

    def __str__(self) -> str:
        return f"<!date^{int(self.at.timestamp())}^{{time}}|{self.at:%H:%M} UTC>"


Markup = Mention | Mentions | Channel | Moment | Hour


def spell(day: date, *, today: date | None = None) -> str:
    """A date in words, with its weekday: "Tuesday 3 March". Given `today`, in another year with that year."""
    year = f" {day:%Y}" if today is not None and day.year != today.year else ""
    return f"{day:%A} {day.day} {day:%B}{year}"


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


def escape(text: str) -> str:
    """What a person wrote, for mrkdwn: it can't become a mention, a link, a channel ping, or a shape of letters."""
    return SLANT.sub(lambda found: "ˍ" * len(found[0]), clean(text)).translate(SHAPES)


def _shown(value: object, *, mrkdwn: bool) -> str:
    if isinstance(value, date) and not isinstance(value, datetime):
        return spell(value)
    if isinstance(value, Markup):
        return str(value)
    return escape(str(value)) if mrkdwn else clean(str(value))


def write(template: str, /, **values: object) -> str:
    """A sentence as mrkdwn."""
    return template.format(**{name: _shown(value, mrkdwn=True) for name, value in values.items()})


def plain(template: str, /, **values: object) -> str:
    """A sentence as plain text."""
    return template.format(**{name: _shown(value, mrkdwn=False) for name, value in values.items()})


def names(people: Sequence[str]) -> str:
    """ "Ada", "Ada and Grace", "Ada, Grace and Kofi"."""
    if len(people) < 2:
        return "".join(people)
    return f"{', '.join(people[:-1])} and {people[-1]}"


def clip(text: str, limit: int) -> str:
    """Plain text, or text before it is escaped, of this length at most."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def bare(text: str, limit: int) -> str:
    """What stands in plain text as it is: clean, and of this length at most."""
    return clip(clean(text), limit)


def cut(text: str, limit: int) -> str:
    """Mrkdwn of this length at most, its last mention, date or escaped character whole or gone."""
    return text if len(text) <= limit else f"{TORN.sub('', text[: limit - 1]).rstrip()}…"


def quote(text: str, limit: int = 600) -> str:
    """What a person wrote, as a quotation (already escaped)."""
    return "\n".join(f">{line}" for line in escape(clip(text, limit)).splitlines() or [""])
