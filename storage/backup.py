"""A copy of a SQLite database in one file, taken while it is at work; and the way back."""

import os
import sqlite3
from contextlib import closing

from storage.alone import alone, file_of
from storage.engine import CannotOpen


class CannotCopy(Exception):
    """Why, in one line."""


def save(url: str, to: str) -> int:
    """Copy the database at `url` into the file `to`, as it is at one moment. Returns the file's size in bytes.

    `to` is replaced once the copy is whole, and is readable by its owner alone.
    """
    name = _file(url)
    if not os.path.isfile(name):
        raise CannotCopy(f"there is no database at {name}")
    if os.path.exists(to) and os.path.samefile(name, to):
        raise CannotCopy(f"{to} is the database itself")
    part = f"{to}.part"
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        with closing(_open(name)) as source, closing(sqlite3.connect(part)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
        os.replace(part, to)
    except (OSError, sqlite3.Error) as error:
        if os.path.exists(part):
            os.remove(part)
        raise CannotCopy(f"{to} can't be written: {_why(error)}") from None
    return os.path.getsize(to)


def restore(url: str, source: str) -> None:
    """Put the copy in the place of the database at `url`. Raises NotAlone while the bot runs on it."""
    name = _file(url)
    if not os.path.isfile(source):
        raise CannotCopy(f"there is no file {source}")
    with alone(url):
        try:
            with closing(_open(source)) as copy:
                _check(copy, source)
                with closing(sqlite3.connect(name)) as target:
                    copy.backup(target)
            os.chmod(name, 0o600)
        except (OSError, sqlite3.Error) as error:
            raise CannotCopy(f"{source} can't be restored: {_why(error)}") from None


def _file(url: str) -> str:
    try:
        name = file_of(url)
    except CannotOpen as error:
        raise CannotCopy(str(error)) from None
    if name is None:
        raise CannotCopy("this is for SQLite alone: PostgreSQL has pg_dump and pg_restore")
    return name


def _open(name: str) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{os.path.abspath(name)}?mode=ro", uri=True)


def _check(copy: sqlite3.Connection, source: str) -> None:
    """Raises CannotCopy when it isn't a whole database of this bot."""
    if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
        raise CannotCopy(f"{source} is damaged")
    tables = {row[0] for row in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"alembic_version", "letter", "mentorship"} <= tables:
        raise CannotCopy(f"{source} is no backup of Alongside")


def _why(error: Exception) -> str:
    return os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
