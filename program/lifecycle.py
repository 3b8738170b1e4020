"""Time acts here: what falls due at `now`, and what follows when Slack has answered a letter.

This is the one module that knows all stages. People act through handlers; nothing else calls a stage.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlmodel import Session

from program import endings, enrollment, home, people
from program.notices import Notice
from program.touchpoints import Moment
from storage import outbox
from storage.models import Letter, Touchpoint
from storage.queries import touchpoints as ask

Stage = Callable[[Session, Touchpoint, datetime], None]
"""What happens at a moment. It leaves the touchpoint in another state than "planned", or plans it later."""

Arrived = Callable[[Session, Letter, Any, datetime], None]
"""What follows when Slack has done what a letter asked for: (session, letter, what was read from the reply, now)."""

Refused = Callable[[Session, Letter, str, datetime], bool]
"""What follows when Slack has refused for good: (session, letter, error, now). True if that settles it."""

Facts = Callable[[Session, Letter], Any]
"""What a letter shows, from what is true now; None when there is nothing to say any more."""

STAGES: dict[Moment, Stage] = {
    Moment.RESUME: enrollment.resume_when_due,
    Moment.ARCHIVE: endings.archive_when_due,
}

ARRIVED: dict[Notice, Arrived] = {
    Notice.LOOKUP: people.looked_up,
    Notice.ARCHIVE_CHANNEL: endings.archived,
}

REFUSED: dict[Notice, Refused] = {
    Notice.ARCHIVE_CHANNEL: endings.archiving_refused,
}

FACTS: dict[Notice, Facts] = {
    Notice.LOOKUP: lambda _session, letter: letter.recipient,
    Notice.HOME: home.page,
    Notice.ENDED: endings.ended,
    Notice.THANKS: endings.thanks,
    Notice.ARCHIVE_CHANNEL: endings.channel_to_archive,
}


def advance(session: Session, *, now: datetime, limit: int = 200) -> int:
    """Do what has fallen due, at most `limit` moments. Returns how many: call again until it is 0."""
    due = ask.due(session, now=now, limit=limit)
    for touchpoint in due:
        STAGES[Moment(touchpoint.kind)](session, touchpoint, now)
        assert touchpoint.state != "planned" or touchpoint.due_at > now, touchpoint.key
    return len(due)


def next_due(session: Session) -> datetime | None:
    """When the next planned moment or letter falls due; None when nothing is planned."""
    moments = [moment for moment in (ask.next_due(session), outbox.next_due(session)) if moment]
    return min(moments, default=None)


def arrived(session: Session, *, letter: Letter, reply: Any, now: datetime) -> None:
    """Slack has done what `letter` asked for."""
    follow = ARRIVED.get(Notice(letter.kind))
    if follow is not None and letter.edits is None:
        follow(session, letter, reply, now)


def refused(session: Session, *, letter: Letter, error: str, now: datetime) -> bool:
    """Slack has refused `letter` for good. True if a stage has taken care of it."""
    follow = REFUSED.get(Notice(letter.kind))
    return follow is not None and letter.edits is None and follow(session, letter, error, now)
