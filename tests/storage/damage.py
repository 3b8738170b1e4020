"""What becomes of a database's file on a bad day, and of its schema after a rollback."""

import sqlite3
from contextlib import closing
from pathlib import Path

from storage.engine import open_engine

NEWER = "0099"


def damage(path: Path) -> None:
    """Zeros in the place of the middle third of its pages, as a disk leaves them that lost some."""
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        opened.execute("PRAGMA journal_mode=DELETE")
    third = path.stat().st_size // 3 // 4096 * 4096
    with path.open("r+b") as file:
        file.seek(third)
        file.write(bytes(third))


def outdate(url: str) -> None:
    """As a newer version has left it."""
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{NEWER}'")
    engine.dispose()
