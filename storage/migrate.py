"""Bring a database to the newest schema. Alembic is imported here and only when needed: it takes seconds."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from storage.engine import CannotOpen, is_sqlite, open_engine

if TYPE_CHECKING:
    from alembic.config import Config

LOCK = 5_261_973  # any fixed number: replicas that start together migrate one after the other


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    """A connection in a transaction. Raises CannotOpen when there is none to be had."""
    engine = open_engine(url)
    try:
        with engine.begin() as connection:
            yield connection
    except DatabaseError as error:
        raise CannotOpen(type(error.orig).__name__) from error
    finally:
        engine.dispose()


def upgrade(url: str) -> None:
    """Run every migration that the database at `url` has not seen."""
    from alembic import command

    with _connected(url) as connection:
        if not is_sqlite(url):
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        command.upgrade(_config(connection), "head")


def pending(url: str) -> list[str]:
    """The migrations that the database at `url` has not seen, oldest first."""
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    with _connected(url) as connection:
        script = ScriptDirectory.from_config(_config(connection))
        seen = MigrationContext.configure(connection).get_current_heads()
        waiting = [revision.revision for revision in script.iterate_revisions("heads", seen or "base")]
    return waiting[::-1]


def write_migration(url: str, message: str, revision: str) -> None:
    """Write a migration from what the models say and the database at `url` does not (for developers)."""
    from alembic import command

    with _connected(url) as connection:
        command.revision(_config(connection), message, autogenerate=True, rev_id=revision)
