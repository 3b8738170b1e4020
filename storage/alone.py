"""One process on a SQLite file: whoever runs the bot holds a lock that the system takes back when the process ends.

However it ends: nothing is left behind by kill -9 that would keep the next one out. On PostgreSQL there may be several.
"""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from storage.engine import is_sqlite
from storage.errors import CannotOpen, NoAnswer


class NotAlone(Exception):
    """Another process works on this database."""


def file_of(url: str) -> str | None:
    """The file of a SQLite database; None for one in memory, or on a server. Raises CannotOpen on what is no URL."""
    try:
        name = make_url(url).database if is_sqlite(url) else None
    except ArgumentError as error:
        raise CannotOpen("this is no database URL") from error
    return name if name and name != ":memory:" else None


@contextmanager
def alone(url: str) -> Iterator[None]:
    """While inside, no other process gets here with the same SQLite file. Raises NotAlone when one is there,
    and CannotOpen."""
    name = file_of(url)
    if name is None:
        yield
        return
    try:
        lock = os.open(f"{name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        kind = NoAnswer if error.errno == errno.ENOSPC else CannotOpen
        raise kind(os.strerror(error.errno or 0)) from error
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NotAlone(f"another process works on {name}") from None
        yield
    finally:
        os.close(lock)
