"""What every test may use: a migrated database, made once and copied."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import migrate
from storage.unit import Store


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite file with all tables: copy it."""
    path = tmp_path_factory.mktemp("database") / "empty.db"
    migrate.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def database(migrated: Path, tmp_path: Path) -> str:
    """The URL of a migrated SQLite database of this test's own."""
    shutil.copy(migrated, tmp_path / "alongside.db")
    return f"sqlite:///{tmp_path / 'alongside.db'}"


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    opened = Store(database)
    yield opened
    opened.close()
