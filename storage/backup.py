"""A copy of a SQLite database in one file, taken while it is at work; and the way back."""

import os
import sqlite3
from contextlib import closing

from storage import migrate
from storage.alone import alone, file_of
from storage.errors import CannotOpen, Damaged
from storage.faults import in_words


class CannotCopy(Exception):
    """Why, in one line."""


def save(url: str, to: str) -> int:
    """Copy the database at `url` into the file `to`, as it is at one moment. Returns the file's size in bytes.

    `to` is replaced once the copy is whole and sound, and is readable by its owner alone.
    """
    name = _file(url)
    if not os.path.isfile(name):
        raise CannotCopy(f"there is no database at {name}")
    if os.path.exists(to) and os.path.samefile(name, to):
        raise CannotCopy(f"{to} is the database itself")
    _copy(name, to, f"{to} was not written")
    return os.path.getsize(to)


def restore(url: str, source: str) -> None:
    """Put the copy in the place of the database at `url`. Raises NotAlone while the bot runs on it."""
    name = _file(url)
    if not os.path.isfile(source):
        raise CannotCopy(f"there is no file {source}")
    with alone(url):
        _copy(source, os.path.realpath(name), f"{source} was not restored")


def _file(url: str) -> str:
    try:
        name = file_of(url)
    except CannotOpen as error:
        raise CannotCopy(str(error)) from None
    if name is None:
        raise CannotCopy("this is for SQLite alone: PostgreSQL has pg_dump and pg_restore")
    return name


def _copy(source: str, to: str, failed: str) -> None:
    """Write beside `to`, check what was written, and only then put it in the place of what is there."""
    part = f"{to}.part"
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        with closing(_open(source)) as whole, closing(sqlite3.connect(part)) as copy:
            whole.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
            _check(copy, source)
        _like(part, to)
        for rest in (f"{to}-wal", f"{to}-shm"):
            if os.path.exists(rest):  # changes of the one that goes
                os.remove(rest)
        os.replace(part, to)
    except (OSError, sqlite3.Error, CannotCopy, CannotOpen) as error:
        if os.path.exists(part):
            os.remove(part)
        raise CannotCopy(f"{failed}: {_why(error, source)}") from None


def _like(part: str, to: str) -> None:
    """Whoever owns what is there owns what takes its place, also where root restores it."""
    if os.path.exists(to):
        there = os.stat(to)
        os.chown(part, there.st_uid, there.st_gid)


def _open(name: str) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{os.path.abspath(name)}?mode=ro", uri=True)


def _check(copy: sqlite3.Connection, source: str) -> None:
    """Raises CannotCopy when it isn't a whole database of this bot, and Newer."""
    if copy.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
        raise CannotCopy(f"{source} is damaged: restore an earlier backup")
    tables = {row[0] for row in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"alembic_version", "letter", "mentorship"} <= tables:
        raise CannotCopy(f"{source} is no database of Alongside")
    migrate.refuse_newer(row[0] for row in copy.execute("SELECT version_num FROM alembic_version"))


def _why(error: Exception, source: str) -> str:
    if isinstance(error, OSError) and error.errno:
        return os.strerror(error.errno)
    fault = in_words(error)
    return (
        f"{source} is damaged: restore an earlier backup"
        if isinstance(fault, Damaged)
        else str(fault or error)
    )
