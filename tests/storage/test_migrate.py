"""The migrations, on both databases."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlmodel import SQLModel

import storage
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


def test_there_is_nothing_to_write_where_models_and_migrations_agree(
    sqlite: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert migrate.write_migration(sqlite, "Nothing at all") is None
    migrate.main("Nothing at all")
    assert capsys.readouterr().out == "Nothing to write: the migrations make what the models say.\n"
    assert not list(migrate.MIGRATIONS.glob("**/*nothing_at_all*"))


def test_what_the_models_say_beyond_the_migrations_is_written_as_the_next_one(
    empty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrate, "MIGRATIONS", tmp_path / "migrations")
    shutil.copytree(Path(storage.__file__).parent / "migrations", migrate.MIGRATIONS)
    migrate.upgrade(empty)
    engine = open_engine(empty)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP INDEX ix_letter_kind")
    written = migrate.write_migration(empty, "Find letters")
    number = len(list(migrate.MIGRATIONS.glob("versions/0*.py")))
    assert written == migrate.MIGRATIONS / f"versions/{number:04}_find_letters.py"
    assert migrate.pending(empty) == [f"{number:04}"]
    migrate.upgrade(empty)
    assert "ix_letter_kind" in {index["name"] for index in inspect(engine).get_indexes("letter")}
    assert migrate.write_migration(empty, "Find letters") is None
    engine.dispose()


@pytest.mark.postgres
def test_replicas_that_start_together_migrate_one_after_the_other(postgres_server: Postgres) -> None:
    url = postgres_server.database(migrated=False)
    with ThreadPoolExecutor(3) as replicas:
        for done in [replicas.submit(migrate.upgrade, url) for _ in range(3)]:
            done.result()
    assert migrate.pending(url) == []
    postgres_server.drop(url)
