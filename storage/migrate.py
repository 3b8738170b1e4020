"""Bring a database to the newest schema. Alembic is imported here and only when needed: it takes seconds."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from storage.engine import is_sqlite, open_engine

if TYPE_CHECKING:
    from alembic.config import Config

LOCK = 5_261_973  # any fixed number: replicas that start together migrate one after the other


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def upgrade(url: str) -> None:
    """Run every migration that the database at `url` has not seen."""
    from alembic import command

    engine = open_engine(url)
    with engine.begin() as connection:
        if not is_sqlite(url):
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        command.upgrade(_config(connection), "head")
    engine.dispose()


def pending(url: str) -> list[str]:
    """The migrations that the database at `url` has not seen, oldest first."""
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    engine = open_engine(url)
    with engine.begin() as connection:
        script = ScriptDirectory.from_config(_config(connection))
        seen = MigrationContext.configure(connection).get_current_heads()
        waiting = [revision.revision for revision in script.iterate_revisions("heads", seen or "base")]
    engine.dispose()
    return waiting[::-1]


def write_migration(url: str, message: str, revision: str) -> None:
    """Write a migration from what the models say and the database at `url` does not (for developers)."""
    from alembic import command

    engine = open_engine(url)
    with engine.begin() as connection:
        command.revision(_config(connection), message, autogenerate=True, rev_id=revision)
    engine.dispose()
