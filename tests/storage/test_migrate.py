"""The migrations, on both databases."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlmodel import SQLModel

from storage import migrate
from storage.engine import open_engine
from tests.postgres import Postgres


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database with nothing in it."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'new.db'}"
        return
    server: Postgres = request.getfixturevalue("postgres_server")
    url = server.database(migrated=False)
    yield url
    server.drop(url)


def test_an_empty_database_gets_every_table(empty: str) -> None:
    assert migrate.pending(empty)
    migrate.upgrade(empty)
    assert migrate.pending(empty) == []
    engine = open_engine(empty)
    assert set(inspect(engine).get_table_names()) == {*SQLModel.metadata.tables, "alembic_version"}
    engine.dispose()


def test_migrating_again_changes_nothing(empty: str) -> None:
    migrate.upgrade(empty)
    migrate.upgrade(empty)
    assert migrate.pending(empty) == []


def test_the_migrations_make_what_the_models_say(empty: str) -> None:
    migrate.upgrade(empty)
    engine = open_engine(empty)
    with engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []
    engine.dispose()


@pytest.mark.postgres
def test_replicas_that_start_together_migrate_one_after_the_other(postgres_server: Postgres) -> None:
    url = postgres_server.database(migrated=False)
    with ThreadPoolExecutor(3) as replicas:
        for done in [replicas.submit(migrate.upgrade, url) for _ in range(3)]:
            done.result()
    assert migrate.pending(url) == []
    postgres_server.drop(url)
