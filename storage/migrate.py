"""Bring a database to the newest schema. Alembic is imported here and only when needed: it takes seconds."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text
from sqlmodel import Session

from storage.engine import is_sqlite, open_engine
from storage.errors import DAMAGED, Damaged, Newer
from storage.faults import told_in_words

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
def _connected(url: str, *, query_only: bool = False) -> Iterator[Connection]:
    """A connection in a transaction, to a sound database. Raises CannotOpen when there is none to be had."""
    engine = open_engine(url, query_only=query_only)
    try:
        with told_in_words(), engine.begin() as connection:
            if is_sqlite(url):
                _check(connection)
            yield connection
    finally:
        engine.dispose()


def _check(connection: Connection) -> None:
    """Raises Damaged. Looks at the structure of each page, and costs about a second for a gigabyte."""
    if connection.execute(text("PRAGMA quick_check(1)")).scalar() != "ok":
        raise Damaged(DAMAGED)


def known() -> list[str]:
    """The schemas that this version knows, oldest first."""
    return sorted(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def refuse_newer(seen: Iterable[str]) -> None:
    """Raises Newer where a database has seen a migration that this version doesn't know."""
    if strange := set(seen) - {*known()}:
        raise Newer(max(strange), known()[-1])


def probe(session: Session) -> None:
    """Write what stands there already: raises where the database takes no change, as on a full disk."""
    session.connection().execute(text("UPDATE alembic_version SET version_num = version_num"))


def _seen(connection: Connection) -> tuple[str, ...]:
    from alembic.migration import MigrationContext

    seen = MigrationContext.configure(connection).get_current_heads()
    refuse_newer(seen)
    return seen


def upgrade(url: str) -> None:
    """Run every migration that the database at `url` has not seen. Raises CannotOpen."""
    from alembic import command

    with _connected(url) as connection:
        _seen(connection)
        if not is_sqlite(url):
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        command.upgrade(_config(connection), "head")


def pending(url: str) -> list[str]:
    """The migrations that the database at `url` has not seen, oldest first. Raises CannotOpen."""
    from alembic.script import ScriptDirectory

    with _connected(url, query_only=True) as connection:
        script = ScriptDirectory.from_config(_config(connection))
        seen = _seen(connection)
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
