"""`alongside audit`: the record of changes, in words or as JSON."""

import re
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from bot.commands.letters import lined, rest
from bot.commands.reading import CannotAsk, ask
from program.running import tracing
from program.running.tracing import Lines

HOURS = {"h": 1, "d": 24, "w": 168}
SPAN = re.compile(r"(\d{1,4})([hdw])")
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
    if span := SPAN.fullmatch(said):
        return now - timedelta(hours=int(span[1]) * HOURS[span[2]])
    try:
        day = datetime.fromisoformat(said)
    except ValueError:
        raise CannotAsk(
            f"--since can't be “{said}”: say a day, as 2026-03-01, or how long ago, as 12h, 7d or 2w."
        ) from None
    return day if day.tzinfo is not None else day.replace(tzinfo=UTC)
