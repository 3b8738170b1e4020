"""Backup and restore of a SQLite file, and one process on it."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlmodel import Session, select

from storage import backup
from storage.alone import NotAlone, alone
from storage.models import Place
from storage.unit import Store
from tests.storage.damage import damage, outdate

ROOT = Path(__file__).parents[2]
HOLD = """
import sys, time
from storage.alone import alone
with alone(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


def add(session: Session, name: str) -> None:
    """Two rows that belong together."""
    for half in ("a", "b"):
        session.add(Place(workspace_id="T1", id=f"{name}{half}", kind="channel"))


def ids(session: Session) -> set[str]:
    return set(session.exec(select(Place.id)).all())


def contents(path: Path, folder: Path) -> set[str]:
    opened = Store(f"sqlite:///{shutil.copy(path, folder / 'look.db')}")
    found = opened.read(ids)
    opened.close()
    return found


def test_a_backup_holds_what_was_there_and_a_restore_brings_it_back(sqlite: str, tmp_path: Path) -> None:
    store = Store(sqlite)
    store.transact(add, "early")
    copy = tmp_path / "copy.db"
    assert backup.save(sqlite, str(copy)) == copy.stat().st_size
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    store.transact(add, "late")
    store.close()
    backup.restore(sqlite, str(copy))
    again = Store(sqlite)
    assert again.read(ids) == {"earlya", "earlyb"}
    again.transact(add, "after")
    assert "aftera" in again.read(ids)
    again.close()


def test_a_backup_taken_while_others_write_never_holds_half_a_change(sqlite: str, tmp_path: Path) -> None:
    store = Store(sqlite)
    enough = threading.Event()

    def write() -> None:
        number = 0
        while not enough.is_set():
            store.transact(add, f"{number}:")
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    copies = []
    for number in range(5):
        copies.append(tmp_path / f"{number}.db")
        backup.save(sqlite, str(copies[-1]))
    enough.set()
    writer.join()
    store.close()
    for copy in copies:
        found = contents(copy, tmp_path)
        assert {name[:-1] for name in found if name.endswith("a")} == {
            name[:-1] for name in found if name.endswith("b")
        }


def test_what_is_no_backup_is_refused_and_changes_nothing(sqlite: str, tmp_path: Path) -> None:
    store = Store(sqlite)
    store.transact(add, "kept")
    text = tmp_path / "notes.txt"
    text.write_text("no database at all, whatever its name may say " * 50)
    empty = tmp_path / "empty.db"
    empty.touch()
    for source in (text, empty, tmp_path / "nowhere.db"):
        with pytest.raises(backup.CannotCopy, match=source.name):
            backup.restore(sqlite, str(source))
    assert store.read(ids) == {"kepta", "keptb"}
    store.close()


def test_a_folder_that_is_not_there_is_named(sqlite: str, tmp_path: Path) -> None:
    with pytest.raises(backup.CannotCopy, match="No such file"):
        backup.save(sqlite, str(tmp_path / "nowhere" / "copy.db"))
    with pytest.raises(backup.CannotCopy, match="the database itself"):
        backup.save(sqlite, sqlite.removeprefix("sqlite:///"))


@pytest.mark.parametrize("work", [backup.save, backup.restore])
def test_postgresql_has_its_own_tools(work: object, tmp_path: Path) -> None:
    assert callable(work)
    with pytest.raises(backup.CannotCopy, match="pg_dump"):
        work("postgresql+psycopg://nobody@127.0.0.1/none", str(tmp_path / "copy.db"))


def test_nothing_is_restored_under_a_running_bot(sqlite: str, tmp_path: Path) -> None:
    copy = str(tmp_path / "copy.db")
    backup.save(sqlite, copy)
    with alone(sqlite), pytest.raises(NotAlone):
        backup.restore(sqlite, copy)
    backup.restore(sqlite, copy)


def test_a_second_process_is_kept_out_until_the_first_is_killed(sqlite: str) -> None:
    first = subprocess.Popen(
        [sys.executable, "-c", HOLD, sqlite], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert first.stdout is not None
    assert first.stdin is not None
    assert first.stdout.readline() == b"held\n"
    with pytest.raises(NotAlone, match=r"alongside\.db"), alone(sqlite):
        pass
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    first.stdin.close()
    first.stdout.close()
    with alone(sqlite):
        pass


def test_on_postgresql_there_may_be_several() -> None:
    url = "postgresql+psycopg://nobody@127.0.0.1/none"
    with alone(url), alone(url):
        pass


def test_damage_never_takes_the_place_of_a_good_backup(sqlite: str, tmp_path: Path) -> None:
    store = Store(sqlite)
    store.transact(add, "kept")
    store.close()
    copy = tmp_path / "copy.db"
    backup.save(sqlite, str(copy))
    good = copy.read_bytes()
    damage(Path(sqlite.removeprefix("sqlite:///")))
    with pytest.raises(backup.CannotCopy, match=r"copy\.db was not written: .*alongside\.db is damaged"):
        backup.save(sqlite, str(copy))
    assert copy.read_bytes() == good
    assert not (tmp_path / "copy.db.part").exists()


@pytest.mark.parametrize("bad", ["zeros", "text", "gone"])
def test_a_backup_takes_the_place_of_a_file_that_is_damaged(sqlite: str, tmp_path: Path, bad: str) -> None:
    store = Store(sqlite)
    store.transact(add, "kept")
    store.close()
    backup.save(sqlite, str(tmp_path / "copy.db"))
    path = Path(sqlite.removeprefix("sqlite:///"))
    if bad == "zeros":
        damage(path)
    elif bad == "text":
        path.write_text("no database at all " * 1_000)
    else:
        path.unlink()
    backup.restore(sqlite, str(tmp_path / "copy.db"))
    assert contents(path, tmp_path) == {"kepta", "keptb"}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_newer_changes_beside_the_file_do_not_come_back_with_a_restore(sqlite: str, tmp_path: Path) -> None:
    """Whoever was killed leaves them in the -wal file."""
    copy = tmp_path / "copy.db"
    backup.save(sqlite, str(copy))
    store = Store(sqlite)
    store.transact(add, "late")
    path = Path(sqlite.removeprefix("sqlite:///"))
    rest = {name: Path(f"{path}{name}").read_bytes() for name in ("", "-wal")}
    store.close()
    for name, held in rest.items():
        Path(f"{path}{name}").write_bytes(held)
    backup.restore(sqlite, str(copy))
    again = Store(sqlite)
    assert again.read(ids) == set()
    again.close()


def test_a_restore_of_damage_or_of_a_newer_version_changes_nothing(sqlite: str, tmp_path: Path) -> None:
    store = Store(sqlite)
    store.transact(add, "kept")
    store.close()
    for copy in (tmp_path / "damaged.db", tmp_path / "newer.db"):
        backup.save(sqlite, str(copy))
    damage(tmp_path / "damaged.db")
    outdate(f"sqlite:///{tmp_path / 'newer.db'}")
    for copy in (tmp_path / "damaged.db", tmp_path / "newer.db"):
        with pytest.raises(backup.CannotCopy, match=r"was not restored: .*(is damaged|made by a newer)"):
            backup.restore(sqlite, str(copy))
    assert contents(Path(sqlite.removeprefix("sqlite:///")), tmp_path) == {"kepta", "keptb"}
