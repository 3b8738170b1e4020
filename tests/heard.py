"""Everything that is logged, as the process would write it, with the root logger at DEBUG."""

import io
import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from sqlmodel import Session, SQLModel, select

from bot.watch import logs
from storage import personal

LONG_ENOUGH = 12
"""A shorter text may stand in the log by itself."""


@contextmanager
def heard(form: str = "text") -> Iterator[io.StringIO]:
    """The log, while this lasts."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.FORMATS[form]())
    before = logging.root.level
    logging.root.addHandler(handler)
    logging.root.setLevel(logging.DEBUG)
    try:
        yield stream
    finally:
        logging.root.removeHandler(handler)
        logging.root.setLevel(before)


def written(session: Session) -> set[str]:
    """All that people have written, wherever the registry of personal columns says that there are words."""
    found: set[str] = set()
    for table, column in personal._columns(personal.Kind.WORDS):
        for (value,) in session.execute(select(SQLModel.metadata.tables[table.name].c[column.name])).all():
            found.update(_texts(value))
    return {text for text in found if len(text) >= LONG_ENOUGH}


def leaks(log: str, secrets: Collection[str]) -> list[str]:
    """Which of these stand in the log."""
    return sorted(secret for secret in secrets if secret and secret in log)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
