"""Databases that come and go with each test, and what need not be done anew for each of them."""

from typing import Any

from sqlalchemy import Dialect, event
from sqlalchemy.util import LRUCache

from storage.unit import Store
from tests import append_only

DIALECTS: dict[type[Dialect], Dialect] = {}
COMPILED: Any = LRUCache(2_000)
"""One for all: SQLAlchemy remembers the statements that it has compiled, by their dialect."""


class QuickStore(Store):
    """A store that compiles no statement that another one has compiled, and whose audit can only be added to.

    On SQLite it doesn't wait for the disk, as the tests' PostgreSQL doesn't.
    """

    def __init__(self, url: str) -> None:
        super().__init__(url)
        for engine in (self._writing, self._reading):
            engine.dialect = DIALECTS.setdefault(type(engine.dialect), engine.dialect)
            engine.update_execution_options(compiled_cache=COMPILED)
            if self.embedded:
                event.listen(engine, "connect", _without_the_disk)
        append_only.guard(self._writing)


def _without_the_disk(connection: Any, _: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")
