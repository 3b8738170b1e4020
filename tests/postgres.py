"""A PostgreSQL server of the tests' own: the real one, from the system's binaries, in a folder that goes away."""

import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

from storage import migrate

ORDINARY = ("postgres", "nobody")
"""The server refuses to run as root, so root lends it one of these."""
QUICK = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "100",
    "shared_buffers": "32MB",
}
READY_SECONDS = 30
EVERYBODY_OUT = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
COUNTERS = "SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'"
ADVICE = "install the system's PostgreSQL (on Debian: apt-get install postgresql)"


def binaries() -> Path | None:
    """The folder with `initdb` and `postgres`: the newest of Debian's, else the one on PATH."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(debian, key=lambda path: int(path.parts[-3]), default=None)
    found = newest or (Path(where).resolve() if (where := shutil.which("initdb")) else None)
    return found.parent if found and (found.parent / "postgres").exists() else None


class Postgres:
    """A running server; `empty()` lends an empty migrated database, and `sweep()` takes it back."""

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        """`settings`: instead of the quick ones."""
        self._count = itertools.count(1)
        self._swept: list[tuple[str, psycopg.Connection[Any]]] = []
        self._lent: dict[str, psycopg.Connection[Any]] = {}
        self._home = Path(tempfile.mkdtemp(prefix="pg"))  # a short path: it holds the socket
        self._who = _somebody_ordinary()
        if self._who:
            os.chown(self._home, self._who["user"], self._who["group"])
        options = ["-U", "alongside", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        create: list[str | Path] = [folder / "initdb", "-D", self._home / "data", *options]
        subprocess.run(create, check=True, capture_output=True, cwd=self._home, **self._who)
        given = {**QUICK, **(settings or {})}
        words = [word for name, value in given.items() for word in ("-c", f"{name}={value}")]
        with (self._home / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [folder / "postgres", "-D", self._home / "data", "-k", self._home, *words],
                stdout=log,
                stderr=log,
                cwd=self._home,
                **self._who,
            )
        self._admin = self._connect("postgres")
        self._admin.execute("CREATE DATABASE template_alongside")
        migrate.upgrade(self.url("template_alongside"))

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://alongside@/{name}?host={self._home}"

    def database(self, *, migrated: bool = True) -> str:
        """The URL of a new database, with all tables in it unless told otherwise."""
        name = f"test_{next(self._count)}"
        template = "template_alongside" if migrated else "template1"
        self._admin.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy".encode())
        return self.url(name)

    def empty(self) -> str:
        """The URL of a migrated database in which nothing is: one that was swept, if there is one."""
        if self._swept:
            url, broom = self._swept.pop()
        else:
            url = self.database()
            broom = self._connect(str(make_url(url).database))
        self._lent[url] = broom
        return url

    def sweep(self, url: str) -> None:
        """Empty a database for whoever comes next: fifteen times quicker than to drop it and to make another."""
        broom = self._lent.pop(url)
        broom.execute(EVERYBODY_OUT)
        tables = broom.execute(TABLES).fetchall()
        counters = broom.execute(COUNTERS).fetchall()
        work = [
            "SET session_replication_role = replica",  # so that no foreign key minds the order
            *(f"DELETE FROM {table}" for (table,) in tables),
            *(f"SELECT setval('{counter}', 1, false)" for (counter,) in counters),
        ]
        broom.execute("; ".join(work).encode())
        self._swept.append((url, broom))

    def drop(self, url: str) -> None:
        """Take a database away, whoever still looks at it."""
        name = make_url(url).database
        self._admin.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())

    def stop(self) -> None:
        for broom in (*self._lent.values(), *(broom for _, broom in self._swept)):
            broom.close()
        self._admin.close()
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(timeout=READY_SECONDS)
        shutil.rmtree(self._home)

    def _connect(self, database: str) -> "psycopg.Connection[Any]":
        """A connection, as soon as the server takes one."""
        patience = threading.Event()
        for _ in range(READY_SECONDS * 20):
            try:
                return psycopg.connect(
                    host=str(self._home), user="alongside", dbname=database, autocommit=True
                )
            except psycopg.OperationalError:
                if self._process.poll() is not None:
                    raise
                patience.wait(0.05)
        raise TimeoutError((self._home / "log").read_text())


def _somebody_ordinary() -> dict[str, Any]:
    """How Popen drops to an ordinary user; nothing when we are one."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = next(names[name] for name in ORDINARY if name in names)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
