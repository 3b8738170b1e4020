"""Bring a database to the newest schema. Alembic is imported here and only when needed: it takes seconds."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from storage.engine import CannotOpen, NoAnswer, is_sqlite, open_engine

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 5_261_973  # any fixed number: replicas that start together migrate one after the other


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config(stdout=StringIO())
    config.set_main_option("script_location", str(MIGRATIONS))
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
        why = CannotOpen if is_sqlite(url) else NoAnswer
        raise why(type(error.orig).__name__) from error
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


def write_migration(url: str, message: str) -> Path | None:
    """Write the next migration, from what the models say and the migrated database at `url` does not.

    None if they agree.
    """
    from alembic import command
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from alembic.script import Script, ScriptDirectory
    from sqlmodel import SQLModel

    from storage import models  # noqa: F401  (names every table)

    with _connected(url) as connection:
        config = _config(connection)
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        if not compare_metadata(context, SQLModel.metadata):
            return None
        newest = ScriptDirectory.from_config(config).get_current_head()
        written = command.revision(config, message, autogenerate=True, rev_id=f"{int(newest or 0) + 1:04}")
    assert isinstance(written, Script)
    return Path(written.path)


def main(message: str) -> None:
    """For developers: `make migration`."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/empty.db"
        upgrade(url)
        written = write_migration(url, message)
    print(f"Written: {written}" if written else "Nothing to write: the migrations make what the models say.")


if __name__ == "__main__":
    main(sys.argv[1])
