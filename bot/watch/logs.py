"""What may stand in the log: names, ids and errors; never a token, a body or anything that a person wrote.

The libraries below us log whole payloads at DEBUG, some at INFO, and put them in a few warnings too. So they are
kept at WARNING whatever the root logger's level is, and of what is left only the words before any value are shown.
"""

import json
import logging
import re
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import TextIO

from bot.watch.outage import Told

TALKATIVE = ("slack_bolt", "slack_sdk", "aiohttp", "apscheduler", "asyncio", "sqlalchemy", "alembic")
VALUES = re.compile(r"[({\[:\n].*", re.DOTALL)
"""Where the libraries' sentences end and values begin."""
AS_MEANT = ("As `installation_store` or `authorize` has been used", "As you gave `client` as well")
"""Bolt says these at every start; it is how we want it."""

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Discreet(logging.Filter):
    """Takes the values out of a library's record: what is left says what happened, not with what."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = VALUES.sub("", record.getMessage()).strip()
        record.args = ()
        return record.levelno >= logging.WARNING and not record.msg.startswith(AS_MEANT)


class Frames(logging.Formatter):
    """One line a record, a library's without its values; of an exception its type and place, without its message."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # another handler may have kept its own, with the message
        return super().format(record)

    def formatMessage(self, record: logging.LogRecord) -> str:
        record.message = self.words(record)
        return super().formatMessage(record)

    def words(self, record: logging.LogRecord) -> str:
        said = record.getMessage()
        return VALUES.sub("", said).strip() if record.name.split(".")[0] in TALKATIVE else said

    def formatException(self, ei: ExcInfo) -> str:
        kind, error, where = ei
        cause = error.__cause__ or error.__context__ if error else None
        came_from = f"{self.formatException((type(cause), cause, cause.__traceback__))}\n" if cause else ""
        frames = "".join(traceback.format_tb(where)).rstrip()
        return f"{came_from}{frames}\n{kind.__name__ if kind else 'no exception'}"


class Json(Frames):
    """The same as one JSON object a line: time, level, logger, message, and where something broke exception."""

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": self.words(record),
        }
        if record.exc_info:
            said["exception"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False)


FORMATS: dict[str, type[Frames]] = {"text": Frames, "json": Json}


def slack_logger() -> logging.Logger:
    """The logger for Bolt and the SDK; Bolt copies its level and filters to loggers of its own."""
    logger = logging.getLogger("alongside.slack")
    logger.setLevel(logging.WARNING)
    if not any(isinstance(kept, Discreet) for kept in logger.filters):
        logger.addFilter(Discreet())
    return logger


def hush() -> None:
    """Keep the libraries from logging what people write, at any level of the root logger."""
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


def configure(form: str = "text", stream: TextIO = sys.stderr) -> None:
    """The process's log: one line a record on `stream`."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(FORMATS[form]())
    handler.addFilter(Told())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    hush()


def form_in_use() -> str:
    """What `configure` was told in this process: for a child of it."""
    formatters = {type(handler.formatter) for handler in logging.root.handlers}
    return next((form for form, kind in FORMATS.items() if kind in formatters), "text")
