"""Engines for SQLite (the embedded default) and PostgreSQL (larger installations).

SQLite runs in WAL mode with the driver's own transaction handling switched off: a write begins with
BEGIN IMMEDIATE, so that it waits for its turn instead of failing half way; a read begins deferred and
query-only, so that it never queues behind a writer. Values are hidden from errors, and what is deleted is
overwritten: they are what people wrote.
"""

from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from storage.errors import CannotOpen

BUSY_MILLISECONDS = 5_000
CONNECT_SECONDS = 10
POSTGRES = ("postgresql+psycopg", "postgresql")


def is_sqlite(url: str) -> bool:
    return make_url(url).get_backend_name() == "sqlite"


def open_engine(url: str, *, query_only: bool = False, pool_size: int = 5) -> Engine:
    """An engine for `url`. With `query_only`, every statement that would write is refused by the database."""
    try:
        embedded = is_sqlite(url)
    except ArgumentError as error:
        raise CannotOpen("this is no database URL") from error
    if embedded:
        return _sqlite(url, query_only)
    if make_url(url).drivername not in POSTGRES:
        raise CannotOpen(f"it has to begin with sqlite:/// or {POSTGRES[0]}://")
    only: dict[str, Any] = {}
    connect: dict[str, Any] = {"connect_timeout": CONNECT_SECONDS}
    if query_only:
        # at READ COMMITTED each question sees its own moment anyway: BEGIN and COMMIT around them only cost time
        only["isolation_level"] = "AUTOCOMMIT"
        connect["options"] = "-c default_transaction_read_only=on"
    return create_engine(
        url, pool_size=pool_size, pool_pre_ping=True, hide_parameters=True, connect_args=connect, **only
    )


def _sqlite(url: str, query_only: bool) -> Engine:
    engine = create_engine(
        url, hide_parameters=True, connect_args={"isolation_level": None, "check_same_thread": False}
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA secure_delete=ON")
        if query_only:
            connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN DEFERRED" if query_only else "BEGIN IMMEDIATE")

    return engine
