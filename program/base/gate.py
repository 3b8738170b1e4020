"""The gate: whatever a listener does, the rule of its route is asked first, in the same transaction.

So there is no moment between the asking and the doing, and a click costs one transaction.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

from program.base.access import Rule, anybody
from program.base.desk import Desk

P = ParamSpec("P")
T = TypeVar("T")


class Gate:
    """A desk for one listener. The rule comes before its first question and before its first change."""

    def __init__(
        self, desk: Desk, rule: Rule, *, workspace_id: str, person_id: str, subject: int | None
    ) -> None:
        self.admins = desk.admins
        self.reads_history = desk.reads_history
        self._desk = desk
        self._rule = rule
        self._who_and_what = (workspace_id, person_id, subject)
        self._may_read = self._may_write = rule is anybody

    def now(self) -> datetime:
        return self._desk.now()

    async def transact(
        self, verb: Callable[Concatenate[Session, P], T], /, *args: P.args, **facts: P.kwargs
    ) -> T:
        first = verb if self._may_write else self._after_the_rule(verb, anew=True)
        outcome = await self._desk.transact(first, *args, **facts)
        self._may_read = self._may_write = True
        return outcome

    async def read(
        self, question: Callable[Concatenate[Session, P], T], /, *args: P.args, **facts: P.kwargs
    ) -> T:
        first = question if self._may_read else self._after_the_rule(question, anew=False)
        outcome = await self._desk.read(first, *args, **facts)
        self._may_read = True
        return outcome

    async def ask(self) -> None:
        """Ask the rule on behalf of a listener that did nothing. Raises Refusal."""
        if not self._may_read:
            await self.read(anybody, *self._who_and_what)

    def _after_the_rule(
        self, verb: Callable[Concatenate[Session, P], T], *, anew: bool
    ) -> Callable[Concatenate[Session, P], T]:
        def ruled(session: Session, /, *args: P.args, **facts: P.kwargs) -> T:
            self._rule(session, *self._who_and_what)
            if anew:
                session.expire_all()  # whoever waits for a row reads what is true then, not what the rule has read
            return verb(session, *args, **facts)

        return ruled
