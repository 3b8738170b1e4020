"""A database with something in every table takes each migration."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, MetaData, func, insert, inspect, select

from storage import migrate
from tests.postgres import Postgres

ANYTHING: dict[type, Any] = {
    bool: False,
    int: 1,
    float: 0.5,
    str: "x",
    bytes: b"x",
    object: {},  # JSON
    date: date(2026, 3, 2),
    datetime: datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
}
"""The same in every row, so that what refers to another row finds it."""


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_every_migration_takes_a_database_with_rows_in_it(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    server: Postgres | None = request.getfixturevalue("postgres_server") if kind == "postgres" else None
    url = server.database(migrated=False) if server else f"sqlite:///{tmp_path / 'filled.db'}"
    for revision in migrate.known():
        with migrate._connected(url) as connection:
            command.upgrade(migrate._config(connection), revision)
            _put_something_in_every_table(connection)
    assert migrate.pending(url) == []
    if server:
        server.drop(url)


def _put_something_in_every_table(connection: Connection) -> None:
    tables = MetaData()
    tables.reflect(connection)
    for table in tables.sorted_tables:
        if not connection.scalar(select(func.count()).select_from(table)):
            row = {one.name: ANYTHING[one.type.python_type] for one in table.columns}
            connection.execute(insert(table), row | _allowed(connection, table.name))


def _allowed(connection: Connection, table: str) -> dict[str, str]:
    """The first of the words that a column may hold, where only some are allowed."""
    rules = [rule["sqltext"] for rule in inspect(connection).get_check_constraints(table)]
    return {found[1]: found[2] for rule in rules if (found := re.search(r"(\w+)\W.*?'(.*?)'", rule))}
