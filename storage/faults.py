"""What a database says when it can't go on, in words: one table for SQLite's codes, and one for PostgreSQL's.

A server that refuses a connection gives its reason in a sentence alone, in the server's language; what isn't in the
table is told by where it stands. No sentence of a driver is shown: it may hold a password, or what somebody wrote.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from storage.errors import DAMAGED, CannotOpen, Damaged, NoAnswer

Fault = tuple[type[CannotOpen], str]
SQLITE: dict[str, Fault] = {
    "SQLITE_CORRUPT": (Damaged, DAMAGED),
    "SQLITE_NOTADB": (Damaged, DAMAGED),
    "SQLITE_FULL": (NoAnswer, "the disk is full"),
    "SQLITE_IOERR": (NoAnswer, "the disk fails, or is full"),
    "SQLITE_CANTOPEN": (CannotOpen, "the file, or its folder, can't be opened"),
    "SQLITE_READONLY": (CannotOpen, "the file, or its folder, can't be written to"),
    "SQLITE_PERM": (CannotOpen, "the file, or its folder, can't be written to"),
    "SQLITE_BUSY": (NoAnswer, "another program holds it"),
    "SQLITE_LOCKED": (NoAnswer, "another program holds it"),
}
"""By the beginning of SQLite's name for it."""
POSTGRES: dict[str, Fault] = {
    "28": (CannotOpen, "the server refuses that user or password"),
    "3D000": (CannotOpen, "the server has no database of that name"),
    "42501": (
        CannotOpen,
        "that user may not make or change tables there: GRANT ALL ON DATABASE and ON SCHEMA public",
    ),
    "25006": (CannotOpen, "it can only be read: a standby, perhaps"),
    "53100": (NoAnswer, "the server's disk is full"),
    "53300": (NoAnswer, "the server has no connection left"),
    "53": (NoAnswer, "the server has run out of something"),
    "57": (NoAnswer, "the server is starting, or stopping"),
    "XX001": (Damaged, DAMAGED),
    "XX002": (Damaged, DAMAGED),
    "08": (NoAnswer, "the server went away"),
}
"""By the beginning of its SQLSTATE: the longest that fits."""
FAULTS = (DBAPIError, sqlite3.Error)
"""What a database raises, be it its own fault or not."""
UNREACHABLE = (NoAnswer, "the server can't be reached, or lets nobody in")
REFUSALS: tuple[tuple[str, Fault], ...] = (
    ('fatal: +database "[^"]*" does not exist', POSTGRES["3D000"]),
    ("not currently accepting connections", (NoAnswer, "the server takes no connections to it now")),
    ('fatal: +role "[^"]*" does not exist', POSTGRES["28"]),
    ("password authentication failed", POSTGRES["28"]),
    ("no password supplied", (CannotOpen, "the server wants a password")),
    ("no pg_hba.conf entry", (CannotOpen, "the server doesn't let that user in from here (pg_hba.conf)")),
    ("permission denied for database", (CannotOpen, "that user may not connect to that database")),
    ("is not permitted to log in", (CannotOpen, "that user may not log in")),
    ("does not support ssl", (CannotOpen, "the server has no SSL, and sslmode asks for it")),
    ("too many", POSTGRES["53300"]),
    ("remaining connection slots", POSTGRES["53300"]),
    ("is starting up", POSTGRES["57"]),
    ("is shutting down", POSTGRES["57"]),
    ("failed to resolve host", (NoAnswer, "that host isn't known: check its name, and DNS")),
    ("could not translate host", (NoAnswer, "that host isn't known: check its name, and DNS")),
    ("connection refused", (NoAnswer, "nothing listens at that host and port: does the server run?")),
    ("no such file or directory", (NoAnswer, "nothing listens at that socket: does the server run?")),
    ("timeout", (NoAnswer, "the server doesn't answer in time")),
)
"""What a server, or the way to it, says against a connection."""


def in_words(error: BaseException | None) -> CannotOpen | None:
    """What this exception of a driver means for whoever runs the bot; None where it is no fault of the database's."""
    kind, said = _fault(error) or (None, "")
    return kind(said) if kind else None


def _fault(error: BaseException | None) -> Fault | None:
    if isinstance(error, sqlite3.Error):
        name = getattr(error, "sqlite_errorname", "")
        return next((fault for code, fault in SQLITE.items() if name.startswith(code)), None)
    if state := getattr(error, "sqlstate", None):
        fits = [code for code in POSTGRES if state.startswith(code)]
        return POSTGRES[max(fits, key=len)] if fits else None
    if type(error).__name__ not in ("OperationalError", "InterfaceError", "ConnectionTimeout"):
        return None
    text = str(error).lower()
    return next((fault for words, fault in REFUSALS if re.search(words, text)), UNREACHABLE)


def fault_of(error: BaseException) -> CannotOpen | None:
    """`in_words` of what SQLAlchemy or a driver has raised."""
    return in_words(error.orig if isinstance(error, DBAPIError) else error)


@contextmanager
def told_in_words() -> Iterator[None]:
    """Raises CannotOpen in the place of what a driver raises, where the database itself is at fault."""
    try:
        yield
    except FAULTS as error:
        fault = fault_of(error)
        if fault is None:
            raise
        raise fault from error
