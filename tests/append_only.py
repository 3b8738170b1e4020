"""The audit is append-only: with this at its side, a database takes no other change to it."""

import re
from typing import Any

from sqlalchemy import Connection, Engine, Update, event, select

from storage.models import Audit
from storage.personal import PERSONAL

AUDIT = Audit.__table__  # type: ignore[attr-defined]
WORDS = r"UPDATE|DELETE\s+FROM|TRUNCATE(\s+TABLE)?|(INSERT\s+OR\s+)?REPLACE\s+INTO"
CHANGE = re.compile(
    rf'\s*(({WORDS})\s+"?audit"?\b|INSERT\s+INTO\s+"?audit"?\b.*\bON\s+CONFLICT)', re.I | re.S
)
PSEUDONYM = re.compile(r"erased-\d+")
AN_ID = "[A-Za-z0-9]+"
OF_A_ROW = "audit_id"
"""What SQLAlchemy calls the number of a row that was changed as an object."""


class Tampered(AssertionError):
    """Somebody has changed what was only to be added to."""


def guard(engine: Engine) -> None:
    """Let nobody change or delete a line of the audit. Erasure may put a pseudonym in the place of an id."""
    event.listen(engine, "before_cursor_execute", _look)


def _look(
    connection: Connection, _cursor: object, statement: str, _facts: object, context: Any, _many: bool
) -> None:
    if "audit" in statement.lower() and CHANGE.match(statement) and not _erases(connection, context):
        raise Tampered(statement)


def _erases(connection: Connection, context: Any) -> bool:
    """Whether all that this changes is somebody's id, which becomes a pseudonym."""
    asked = context.invoked_statement if context is not None else None
    if not isinstance(asked, Update) or asked.whereclause is None or len(context.compiled_parameters) != 1:
        return False
    (facts,) = context.compiled_parameters
    changed = {column.name: facts[column.name] for column in AUDIT.c if column.name in facts}
    if OF_A_ROW in facts or not changed or not changed.keys() <= PERSONAL["audit"].keys():
        return False
    before = connection.execute(select(*(AUDIT.c[name] for name in changed)).where(asked.whereclause)).all()
    return all(
        _same_but_for_an_id(old, new)
        for row in before
        for old, new in zip(row, changed.values(), strict=True)
    )


def _same_but_for_an_id(old: str, new: str) -> bool:
    around = PSEUDONYM.split(new)
    return len(around) > 1 and re.fullmatch(AN_ID.join(map(re.escape, around)), old) is not None
