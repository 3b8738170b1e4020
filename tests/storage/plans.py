"""How a database goes about a question."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import event
from sqlmodel import Session

Ask = Callable[[Session], object]


def plan(session: Session, ask: Ask) -> str:
    """How the database answers this."""
    asked: list[tuple[str, Any]] = []

    def hear(_c: object, _cursor: object, statement: str, facts: Any, *_: object) -> None:
        asked.append((statement, facts))

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", hear)
    ask(session)
    event.remove(connection, "before_cursor_execute", hear)
    explain = "EXPLAIN" if connection.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN"
    lines: Sequence[Any] = [
        row
        for statement, facts in asked
        for row in connection.exec_driver_sql(f"{explain} {statement}", facts)
    ]
    return "\n".join(str(line[-1]) for line in lines)
