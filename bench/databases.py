"""A database of a measurement's own: a SQLite file, or one on a PostgreSQL server that lives as long as it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage import migrate
from tests import postgres

DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
"""The tests' server is quick and forgetful; a measured one keeps its word."""


def kinds() -> list[str]:
    """What there is on this machine."""
    return ["sqlite", "postgres"] if postgres.binaries() else ["sqlite"]


@contextmanager
def opened(kind: str) -> Iterator[str]:
    """The URL of an empty database with all tables."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{Path(folder) / 'bench.db'}"
            migrate.upgrade(url)
            yield url
        return
    binaries = postgres.binaries()
    assert binaries is not None
    server = postgres.Postgres(binaries, DURABLE)
    try:
        yield server.database()
    finally:
        server.stop()
