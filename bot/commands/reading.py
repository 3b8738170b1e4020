"""A question to the database, for a command: it only reads, so it may be asked beside a running bot."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

from bot.errors import ToMend
from storage import migrate
from storage.unit import opened

P = ParamSpec("P")
T = TypeVar("T")


class CannotAsk(ToMend):
    """Why the database can't be asked, or has no answer."""


def ask(url: str, question: Callable[Concatenate[Session, P], T], /, *args: P.args, **facts: P.kwargs) -> T:
    """The answer to `question`. Raises CannotAsk or CannotOpen."""
    if migrate.pending(url):
        raise CannotAsk("The database has yet to be brought up to date: `alongside run` does it.")
    with opened(url) as store:
        return store.read(question, *args, **facts)
