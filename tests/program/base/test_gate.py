"""The gate between a listener and the database: the rule first, in the same transaction."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from sqlmodel import Session

from bot.desk import Desk
from program.base import access
from program.base.gate import Gate
from program.base.refusals import No, Refusal
from sandbox import Clock
from storage.models import Member, Program
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_program

T = TypeVar("T")


class Counted(Desk):
    """A desk that counts its transactions."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, Clock(MONDAY), wake=lambda: None)
        self.turns: list[str] = []
        self.pair = store.transact(lambda session: a_pair(session, a_program(session)).id)

    async def _do(self, pool: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        self.turns.append("transact" if pool is self._writers else "read")
        return await super()._do(pool, work)

    def gate(self, rule: access.Rule = access.member) -> Gate:
        return Gate(self, rule, workspace_id=WORKSPACE, person_id="UADA", subject=self.pair)


def rename(session: Session) -> None:
    program = session.get(Program, 1)
    assert program is not None
    program.name = "Renamed"


def name(session: Session) -> str:
    program = session.get(Program, 1)
    assert program is not None
    return program.name


def leave(session: Session) -> None:
    member = session.get(Member, (1, "UADA"))
    assert member is not None
    member.left_at = MONDAY


@pytest.fixture
def desk(store: Store) -> Counted:
    return Counted(store)


async def test_a_click_is_one_transaction_with_its_rule(desk: Counted) -> None:
    gate = desk.gate()
    await gate.transact(rename)
    await gate.ask()
    assert desk.turns == ["transact"]


async def test_whoever_was_allowed_to_look_is_asked_again_before_they_change_anything(desk: Counted) -> None:
    gate = desk.gate()
    before = await gate.read(name)
    await desk.transact(leave)
    with pytest.raises(Refusal) as refused:
        await gate.transact(rename)
    assert refused.value.why is No.NOT_MEMBER
    assert await desk.read(name) == before


async def test_what_somebody_did_may_take_away_their_right_and_is_still_shown_to_them(desk: Counted) -> None:
    gate = desk.gate()
    await gate.transact(leave)
    assert await gate.read(name)
    await gate.ask()


async def test_a_refusal_lets_nobody_in_the_next_time(desk: Counted) -> None:
    await desk.transact(leave)
    gate = desk.gate()
    for _ in range(2):
        with pytest.raises(Refusal):
            await gate.read(name)
        with pytest.raises(Refusal):
            await gate.ask()


async def test_where_anybody_may_nothing_is_asked_for_a_listener_that_asks_nothing(desk: Counted) -> None:
    await desk.gate(access.anybody).ask()
    assert desk.turns == []


async def test_what_the_rule_has_read_is_read_anew(desk: Counted) -> None:
    """On PostgreSQL a verb may wait for a row: then it must not go by what was true before."""
    kept: list[Program] = []

    def rule(session: Session, *_: object) -> None:
        program = session.get(Program, 1)
        assert program is not None
        assert program.name
        kept.append(program)

    def unread(_session: Session) -> None:
        assert "name" not in vars(kept[0])

    await desk.gate(rule).transact(unread)
