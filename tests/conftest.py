"""What every test may use: a migrated database of its own, on SQLite or on PostgreSQL.

Tests of storage and program that ask for `database` (or `store`) run on both, and so does whatever is marked
`both_databases`: journeys in which the database matters. Everything else runs on SQLite.
"""

import gc
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import migrate
from storage.unit import Store
from tests import postgres as servers
from tests.needs import lacking
from tests.stores import QuickStore

ON_BOTH = (
    "tests/storage",
    "tests/program",
)
OURS = ("bot", "handlers", "program", "storage", "alongside")
HERE = Path(__file__).parent.parent


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "both_databases: runs on SQLite and on PostgreSQL")
    config.addinivalue_line("markers", "breaks: something of ours breaks in it, and says so in the log")


def pytest_collection_finish() -> None:
    """What is loaded by now stays: looking through it for garbage, again and again, took a seventh of the time."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database" not in metafunc.fixturenames:
        return
    folder = metafunc.definition.path.relative_to(HERE).as_posix()
    marked = metafunc.definition.get_closest_marker("both_databases") is not None
    if marked or folder.startswith(ON_BOTH):
        kinds = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
        metafunc.parametrize("database", kinds, indirect=True)


@pytest.fixture(autouse=True)
def nothing_breaks_in_silence(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """The bot logs what breaks and goes on; a test in which something broke unmeant has failed all the same."""
    yield
    if request.node.get_closest_marker("breaks") is not None:
        return
    for record in caplog.get_records("call"):
        if record.levelno >= logging.ERROR and record.name.split(".")[0] in OURS:
            pytest.fail(f"{record.name}: {record.getMessage()}\n{record.exc_text or ''}")


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite file with all tables: copy it."""
    path = tmp_path_factory.mktemp("database") / "empty.db"
    migrate.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[servers.Postgres]:
    """A PostgreSQL server that lives as long as this run."""
    folder = servers.binaries()
    if folder is None:
        lacking("postgres", servers.ADVICE)
    server = servers.Postgres(folder)
    yield server
    server.stop()


@pytest.fixture
def sqlite(migrated: Path, tmp_path: Path) -> str:
    """The URL of a migrated SQLite database of this test's own."""
    shutil.copy(migrated, tmp_path / "alongside.db")
    return f"sqlite:///{tmp_path / 'alongside.db'}"


@pytest.fixture
def postgres(postgres_server: servers.Postgres) -> Iterator[str]:
    """The URL of a migrated PostgreSQL database of this test's own."""
    url = postgres_server.empty()
    yield url
    postgres_server.sweep(url)


@pytest.fixture
def database(request: pytest.FixtureRequest) -> str:
    """The URL of a migrated database of this test's own."""
    url: str = request.getfixturevalue(getattr(request, "param", "sqlite"))
    return url


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    opened = QuickStore(database)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def two(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with two workspaces: copy it."""
    from tests.two_workspaces import two_workspaces

    path = tmp_path_factory.mktemp("two") / "two.db"
    shutil.copy(migrated, path)
    store = Store(f"sqlite:///{path}")
    store.transact(two_workspaces)
    store.close()
    return path


@pytest.fixture
def world(two: Path, tmp_path: Path) -> Iterator[Store]:
    """Two workspaces with everything in them, of this test's own."""
    opened = QuickStore(f"sqlite:///{shutil.copy(two, tmp_path / 'two.db')}")
    yield opened
    opened.close()
