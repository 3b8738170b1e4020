"""What each fault of a database is called, on real ones."""

import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url
from sqlmodel import Session

from storage import migrate
from storage.engine import open_engine
from storage.errors import CannotOpen, Damaged, Newer, NoAnswer
from storage.faults import POSTGRES, SQLITE
from storage.models import Place
from storage.unit import Store, opened
from tests.postgres import Postgres
from tests.storage.damage import NEWER, damage, outdate

ROOT = Path(__file__).parents[2]
SECRET = "s3cret"
WRITE = """
import sys
from storage.errors import NoAnswer
from storage.unit import opened
from tests.storage.test_faults import fill
try:
    with opened(sys.argv[1]) as store:
        store.transact(fill)
except NoAnswer as error:
    print(error)
"""


def fill(session: Session) -> None:
    for number in range(20_000):
        session.add(Place(workspace_id="T1", id=f"C{number}", kind="channel"))


@pytest.fixture
def server(postgres_server: Postgres) -> Iterator[Postgres]:
    postgres_server._admin.execute("CREATE ROLE barred")
    postgres_server._admin.execute("CREATE ROLE weak LOGIN")
    yield postgres_server
    postgres_server._admin.execute("DROP ROLE barred; DROP ROLE weak")


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("user", "name", "kind", "said"),
    [
        ("alongside", "nowhere", CannotOpen, "the server has no database of that name"),
        ("nobody", "postgres", CannotOpen, "the server refuses that user or password"),
        ("barred", "postgres", CannotOpen, "that user may not log in"),
        ("weak", "postgres", CannotOpen, "that user may not make or change tables there"),
    ],
)
def test_a_server_that_lets_nobody_in_is_told_in_words(
    server: Postgres, user: str, name: str, kind: type[CannotOpen], said: str
) -> None:
    url = f"postgresql+psycopg://{user}:{SECRET}@/{name}?host={make_url(server.url(name)).query['host']}"
    with pytest.raises(CannotOpen, match=said) as raised:
        migrate.upgrade(url)
    assert type(raised.value) is kind
    assert SECRET not in str(raised.value)


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("127.0.0.1:1", "nothing listens at that host and port"),
        ("nowhere.invalid", "that host isn't known"),
        ("/x?host=/nowhere/at/all", "nothing listens at that socket"),
    ],
)
def test_a_server_that_is_not_there_may_come_back(where: str, said: str) -> None:
    url = f"postgresql+psycopg://ada:{SECRET}@{where}" + ("" if "/" in where else "/alongside")
    with pytest.raises(NoAnswer, match=said) as raised:
        migrate.upgrade(url)
    assert SECRET not in str(raised.value)


@pytest.mark.both_databases
def test_a_database_of_a_newer_version_is_told_of_and_stays_as_it_is(database: str) -> None:
    outdate(database)
    for work in (migrate.upgrade, migrate.pending):
        with pytest.raises(Newer) as raised:
            work(database)
        newest = migrate.known()[-1]
        assert str(raised.value).startswith(
            f"made by a newer Alongside (schema {NEWER}; this one knows {newest}): "
        )
    engine = open_engine(database)
    with engine.begin() as connection:
        seen = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{migrate.known()[-1]}'")
    engine.dispose()
    assert seen == NEWER


def test_a_damaged_file_is_found_before_anything_is_done_with_it(sqlite: str) -> None:
    path = Path(sqlite.removeprefix("sqlite:///"))
    damage(path)
    before = path.read_bytes()
    for work in (migrate.upgrade, migrate.pending):
        with pytest.raises(Damaged, match="put a backup in its place"):
            work(sqlite)
    assert path.read_bytes()[4096:] == before[4096:]
    path.write_text("no database at all " * 1_000)
    with pytest.raises(Damaged):
        migrate.upgrade(sqlite)


def test_a_full_disk_is_told_in_words_and_what_was_there_stays(sqlite: str) -> None:
    def no_room(session: Session) -> None:
        session.connection().exec_driver_sql("PRAGMA max_page_count=1")  # at least what is there
        fill(session)

    with pytest.raises(NoAnswer, match="the disk is full"), opened(sqlite) as store:
        store.transact(no_room)
    assert migrate.pending(sqlite) == []


def test_a_file_that_may_grow_no_more_is_told_in_words(sqlite: str) -> None:
    """The system's own limit, in a process of its own."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (800_000, 800_000))

    done = subprocess.run(
        [sys.executable, "-c", WRITE, sqlite],
        cwd=ROOT,
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "the disk fails, or is full\n"


def test_what_is_no_fault_of_the_database_stays_what_it_is(sqlite: str) -> None:
    def breaks(session: Session) -> None:
        session.connection().exec_driver_sql("SELECT 1 FROM nowhere")

    with pytest.raises(Exception, match="no such table") as raised, opened(sqlite) as store:
        store.transact(breaks)
    assert not isinstance(raised.value, CannotOpen)


@pytest.mark.parametrize("faults", [SQLITE, POSTGRES])
def test_every_fault_has_words_that_fit_in_a_line(faults: dict[str, tuple[type[CannotOpen], str]]) -> None:
    assert all(said and "\n" not in said for _, said in faults.values())


def test_a_locked_file_may_be_free_again(sqlite: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.engine.BUSY_MILLISECONDS", 1)
    holder = Store(sqlite)

    def hold(session: Session) -> None:
        session.connection()
        with pytest.raises(NoAnswer, match="another program holds it"):
            migrate.upgrade(sqlite)

    holder.transact(hold)
    holder.close()
