"""`alongside audit`: the record of changes, in words or as JSON."""

import re
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime, time, timedelta
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from bot.commands.letters import lined, rest
from bot.commands.reading import CannotAsk, ask
from matching.text.names import normal
from program.base import spans
from program.running import tracing
from program.running.tracing import Lines

HOURS = re.compile(r"(\d{1,4}) ?h(?:ours?)?")
ABOUT = re.compile(r"(letter|pair|round):(\d{1,9})|(person):(\S+)")


def find(
    url: str,
    *,
    program: int | None,
    who: str | None,
    about: str | None,
    since: str | None,
    limit: int,
    now: datetime,
) -> Lines:
    """The lines that were asked for. Raises CannotAsk where that can't be understood, or isn't there."""
    narrowed = _about(about) if about is not None else None
    begin = _since(since, now) if since is not None else None
    try:
        return ask(url, tracing.lines, program=program, who=who, about=narrowed, since=begin, limit=limit)
    except tracing.Nobody as nobody:
        raise CannotAsk(f"{nobody}: `alongside audit` alone shows the newest lines.") from None


def listed(found: Lines) -> RenderableType:
    """In words, a line each."""
    return Group(lined(found.lines), Text(rest(len(found.lines), found.more, "line")))


def as_json(found: Lines) -> dict[str, Any]:
    """The same for a program."""
    return {"lines": [asdict(line) for line in found.lines], "more": found.more}


def _about(said: str) -> tuple[str, str]:
    match = ABOUT.fullmatch(said)
    if match is None:
        raise CannotAsk(
            f"--about can't be “{said}”: say letter:12, pair:3, round:4 or person:U0123, with its Slack id."
        )
    return match[1] or match[3], match[2] or match[4]


def _since(said: str, now: datetime) -> datetime:
    """A day, from its midnight UTC on, or so long ago."""
    said = normal(said)
    if hours := HOURS.fullmatch(said):
        return now - timedelta(hours=int(hours[1]))
    with suppress(ValueError):
        moment = datetime.fromisoformat(said.upper())
        return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    if days := spans.days(said):
        return now - timedelta(days=days)
    found = spans.ends(said, now.date())
    if len(found) > 1:
        raise CannotAsk(f"--since can't be “{said}”: say {' or '.join(map(str, found))}.")
    if found and found[0] <= now.date():
        return datetime.combine(found[0], time(0), UTC)
    raise CannotAsk(
        f"--since can't be “{said}”: say a day, as 2026-03-01, or how long ago, as 12h, 7d or 2w."
    )
