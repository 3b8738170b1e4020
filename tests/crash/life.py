"""One life of the process: it passes numbered points, and dies at one of them.

A point lies before and after every commit and every call to Slack. After its death a life touches neither.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from sqlmodel import Session

from tests.stores import QuickStore

P = ParamSpec("P")
T = TypeVar("T")


class Death(BaseException):
    """The process ends here, as by kill -9: nothing of ours may catch it."""


class Life:
    """With `dies_at`, it dies when it passes that point, counted from 1 since it was armed."""

    def __init__(self, dies_at: int | None = None) -> None:
        self.dies_at = dies_at
        self.dead = False
        self.armed = False
        self.passed: list[str] = []
        self.said = "nothing"
        """To Slack, by its last call."""

    def breathe(self) -> None:
        """Only the living do anything."""
        if self.dead:
            raise Death("already dead")

    def reach(self, point: str) -> None:
        """Pass a point, or die at it."""
        self.breathe()
        if not self.armed:
            return
        self.passed.append(f"{point}; said last: {self.said}")
        if len(self.passed) == self.dies_at:
            self.dead = True
            raise Death(point)


class MortalStore(QuickStore):
    """A store whose every commit has a point before and after it."""

    def __init__(self, url: str, life: Life) -> None:
        super().__init__(url)
        self._life = life

    def transact(self, work: Callable[Concatenate[Session, P], T], /, *args: P.args, **facts: P.kwargs) -> T:
        name = getattr(work, "__name__", "work")

        def mortal(session: Session) -> T:
            outcome = work(session, *args, **facts)
            self._life.reach(f"before the commit of {name}")
            return outcome

        self._life.breathe()
        outcome = super().transact(mortal)
        self._life.reach(f"after the commit of {name}")
        return outcome

    def read(self, question: Callable[Concatenate[Session, P], T], /, *args: P.args, **facts: P.kwargs) -> T:
        self._life.breathe()
        return super().read(question, *args, **facts)


def make_calls_mortal(monkeypatch: pytest.MonkeyPatch, living: Callable[[], Life]) -> None:
    """Put a point before and after every call to Slack, of the bot's client and of those that Bolt makes."""
    call: Callable[..., Awaitable[Any]] = AsyncWebClient.api_call

    async def mortal(client: AsyncWebClient, api_method: str, **options: Any) -> Any:
        life = living()
        arguments = options.get("json") or options.get("params") or {}
        life.said = f"{api_method} {arguments.get('text', '')}".strip()
        life.reach(f"before {api_method}")
        outcome = await call(client, api_method, **options)
        life.reach(f"after {api_method}")
        return outcome

    monkeypatch.setattr(AsyncWebClient, "api_call", mortal)
