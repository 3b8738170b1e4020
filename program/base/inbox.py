"""Slack may send an event again: each is acted on once, in the transaction that remembers it.

One may overtake another, too: an older one about the same thing is let go, since what it says is no longer true.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

from program.base.desk import Desk
from program.base.people import mark
from storage.models import SeenEvent
from storage.queries import events

P = ParamSpec("P")
T = TypeVar("T")

KEPT = timedelta(days=2)
"""Slack gives up on an event long before."""


class Seen(Exception):
    """This event has been acted on already, or a newer one about the same thing."""


class Once:
    """A desk for the listener of one event: its first change also remembers the event. Raises Seen.

    `topic` names the thing whose state the event tells, as it was `at` that moment.
    """

    def __init__(
        self, desk: Desk, *, workspace_id: str, event_id: str, topic: str = "", at: datetime | None = None
    ) -> None:
        self.admins = desk.admins
        self.reads_history = desk.reads_history
        self._desk = desk
        self._workspace_id = workspace_id
        self._event_id = event_id
        self._topic = topic
        self._at = at
        self._remembered = False

    def now(self) -> datetime:
        return self._desk.now()

    async def transact(
        self, verb: Callable[Concatenate[Session, P], T], /, *args: P.args, **facts: P.kwargs
    ) -> T:
        if self._remembered:
            return await self._desk.transact(verb, *args, **facts)

        def first(session: Session, /, *args: P.args, **facts: P.kwargs) -> T:
            first_time(session, workspace_id=self._workspace_id, event_id=self._event_id, now=self.now())
            if self._topic and self._at is not None:
                newest(session, workspace_id=self._workspace_id, topic=self._topic, at=self._at)
            return verb(session, *args, **facts)

        outcome = await self._desk.transact(first, *args, **facts)
        self._remembered = True
        return outcome

    async def read(
        self, question: Callable[Concatenate[Session, P], T], /, *args: P.args, **facts: P.kwargs
    ) -> T:
        return await self._desk.read(question, *args, **facts)


def first_time(session: Session, *, workspace_id: str, event_id: str, now: datetime) -> None:
    """Remember an event. Raises Seen if it was here before."""
    if session.get(SeenEvent, (workspace_id, event_id)) is not None:
        raise Seen(event_id)
    session.add(SeenEvent(workspace_id=workspace_id, event_id=event_id, at=now))
    session.flush()


def newest(session: Session, *, workspace_id: str, topic: str, at: datetime) -> None:
    """Remember the newest moment that was told of something. Raises Seen for an older one."""
    key = mark(workspace_id, topic)
    known = session.get(SeenEvent, (workspace_id, key), with_for_update=True, populate_existing=True)
    if known is not None and known.at > at:
        raise Seen(key)
    if known is None:
        known = SeenEvent(workspace_id=workspace_id, event_id=key, at=at)
    known.at = at
    session.add(known)
    session.flush()


def forget_old(session: Session, *, now: datetime) -> None:
    """Forget events that can't come again."""
    events.forget_before(session, moment=now - KEPT)
