"""Many rows at once: thousands of statements, one for each, would hold the only writer of SQLite for seconds."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import insert
from sqlmodel import Session, SQLModel

T = TypeVar("T")

AT_ONCE = 10_000
"""Ids in one statement: databases take so many parameters and not more."""


def portions(ids: Sequence[T]) -> Iterator[Sequence[T]]:
    for at in range(0, len(ids), AT_ONCE):
        yield ids[at : at + AT_ONCE]


def write(session: Session, table: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, without an object for each: the defaults of the table, which only its objects know, come here."""
    if not rows:
        return
    known = {
        name: field.get_default(call_default_factory=True)
        for name, field in table.model_fields.items()
        if name != "id" and not field.is_required()
    }
    session.flush()
    session.connection().execute(insert(table), [{**known, **row} for row in rows])
