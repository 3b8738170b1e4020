"""What a handler may reach for besides Slack."""

from collections.abc import Callable
from datetime import datetime
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from sqlmodel import Session

P = ParamSpec("P")
T = TypeVar("T")


class Desk(Protocol):
    """Time, and the database through verbs (which change it) and questions (which do not)."""

    admins: frozenset[str]
    reads_history: bool
    """Whether this installation gives the app the right to read messages, which the manifest does not ask for."""

    def now(self) -> datetime:
        """The moment, as an aware UTC datetime."""
        ...

    async def transact(
        self, verb: Callable[Concatenate[Session, P], T], /, *args: P.args, **facts: P.kwargs
    ) -> T:
        """Run `verb(session, …)`; committed when this returns, and what it told people is on its way."""
        ...

    async def read(
        self, question: Callable[Concatenate[Session, P], T], /, *args: P.args, **facts: P.kwargs
    ) -> T:
        """Run `question(session, …)` without the right to write."""
        ...
