"""The unit of work: one function, one transaction, all or nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlmodel import Session

from storage.engine import is_sqlite, open_engine
from storage.faults import told_in_words
from storage.reading import PatientReading, Reading

P = ParamSpec("P")
T = TypeVar("T")

RACES = frozenset({"23505", "40001", "40P01"})
"""PostgreSQL's words for: somebody else has just written that row, was at it at the same time, or waits for us."""
TRIES = 3
AWAY = (OperationalError, InterfaceError)
"""How a transaction ends whose database went away in the midst of it: it was rolled back, or its end is unknown."""


class Store:
    """A database: `transact` to change it, `read` to ask it. Both run `work(session, …)` in this thread."""

    def __init__(self, url: str, *, pool_size: int = 5) -> None:
        self.url = url
        self.embedded = is_sqlite(url)
        self._writing = open_engine(url, pool_size=pool_size)
        self._reading = open_engine(url, query_only=True, pool_size=pool_size)
        self._stand_back: Callable[[], None] | None = None

    def behind(self, stand_back: Callable[[], None]) -> "Store":
        """The same database for what can wait: `stand_back` is called before each question in `read`."""
        other = copy(self)
        other._stand_back = stand_back
        return other

    def transact(self, work: Callable[Concatenate[Session, P], T], /, *args: P.args, **facts: P.kwargs) -> T:
        """Run `work` in a transaction: committed when it returns, rolled back when it raises.

        On PostgreSQL it is run again when it loses a race with another replica: it then sees what that one wrote.
        """
        tries = 1
        while True:
            try:
                with Session(self._writing, expire_on_commit=False) as session, session.begin():
                    return work(session, *args, **facts)
            except DBAPIError as error:
                if tries == TRIES or getattr(error.orig, "sqlstate", None) not in RACES:
                    raise
                tries += 1

    def read(self, question: Callable[Concatenate[Session, P], T], /, *args: P.args, **facts: P.kwargs) -> T:
        """Run `question`, which can't write. On PostgreSQL each of its statements sees its own moment."""
        with self._asking() as session, session.begin():
            return question(session, *args, **facts)

    def _asking(self) -> Reading:
        if self._stand_back is None:
            return Reading(self._reading, expire_on_commit=False)
        return PatientReading(self._reading, stand_back=self._stand_back, expire_on_commit=False)

    def close(self) -> None:
        self._writing.dispose()
        self._reading.dispose()


@contextmanager
def opened(url: str) -> Iterator[Store]:
    """A store for one piece of work. Raises CannotOpen, also where the database fails in the midst of it."""
    with told_in_words():
        store = Store(url)
        try:
            yield store
        finally:
            store.close()
