"""Sentences with values in them. A template (see wording.py) is filled by `write` for mrkdwn, with every value escaped,
and by `plain` for plain text. A value that is meant as markup says so by its type: Mention, Channel or Moment.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from handlers.views import wording


@dataclass(frozen=True)
class Mention:
    """Names a person so that Slack tells them. Only for people in that conversation."""

    person_id: str

    def __str__(self) -> str:
        return f"<@{self.person_id}>" if self.person_id.isalnum() else wording.FORMER


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


TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Invisible marks that reverse what comes after them, on a card also the bot's own words."""
CONTROLS = {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"}
INVISIBLE = TURNING | CONTROLS


def clean(text: str) -> str:
    """Without the marks that turn the direction of all text around them, and without control characters."""
    return text.translate(INVISIBLE)


def escape(text: str) -> str:
    """Slack's escaping: what a person wrote can't become a mention, a link or a channel ping."""
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


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
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def quote(text: str, limit: int = 600) -> str:
    """What a person wrote, as a quotation (already escaped)."""
    return "\n".join(f">{line}" for line in escape(clip(text, limit)).splitlines() or [""])
