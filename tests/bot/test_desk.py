"""The desk: who clicks goes before what can wait."""

import asyncio
import threading
from collections.abc import AsyncIterator

import pytest
from sqlmodel import Session, select

from bot import priority
from bot.desk import Desk
from sandbox import Clock
from storage.models import Program
from storage.unit import Store
from tests.program.rows import MONDAY


@pytest.fixture
async def desk(sqlite: str) -> AsyncIterator[Desk]:
    opened = Desk(Store(sqlite), Clock(MONDAY), wake=lambda: None)
    yield opened
    opened.close()
    opened.store.close()


async def test_peoples_own_writes_go_before_deliverys(desk: Desk) -> None:
    done: list[str] = []
    begun, go_on = threading.Event(), threading.Event()

    def hold(_session: Session) -> None:
        begun.set()
        go_on.wait(10)
        done.append("at hand")

    def write(_session: Session, name: str) -> None:
        done.append(name)

    later = desk.later()
    holding = asyncio.create_task(later.transact_quietly(hold))
    await asyncio.to_thread(begun.wait, 10)
    letters = [asyncio.create_task(later.transact_quietly(write, f"letter {n}")) for n in range(5)]
    await asyncio.sleep(0)
    clicks = [asyncio.create_task(desk.transact(write, f"click {n}")) for n in range(5)]
    await asyncio.sleep(0)
    go_on.set()
    await asyncio.gather(holding, *letters, *clicks)
    assert done == ["at hand", *(f"click {n}" for n in range(5)), *(f"letter {n}" for n in range(5))]


async def test_a_letter_is_not_put_off_for_ever(desk: Desk) -> None:
    clicking = True

    async def click() -> None:
        while clicking:
            await desk.read(lambda _session: None)

    people = [asyncio.create_task(click()) for _ in range(3)]
    await asyncio.sleep(0)
    later = desk.later()
    async with asyncio.timeout(priority.PATIENCE * 40):
        assert await later.read(lambda session: session.exec(select(1)).one()) == 1
        assert await later.transact_quietly(lambda _session: "sent") == "sent"
    clicking = False
    await asyncio.gather(*people)


def test_who_stands_back_waits_until_nobody_is_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(priority, "MOMENT", 10.0)

    async def look() -> tuple[bool, bool]:
        people = priority.Priority()
        behind = threading.Thread(target=people.stand_back)
        with people.first(), people.first():
            behind.start()
            behind.join(0.05)
            waits = behind.is_alive()
        await asyncio.to_thread(behind.join, 5)
        return waits, behind.is_alive()

    assert asyncio.run(look()) == (True, False)


async def test_what_reads_and_can_wait_stands_back_before_each_of_its_questions(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    stood_back: list[str] = []
    monkeypatch.setattr(priority.Priority, "stand_back", lambda _priority: stood_back.append("stood back"))

    def ask(session: Session) -> None:
        session.exec(select(1)).one()
        session.get(Program, 1)
        stood_back.append("asked")

    later = desk.later()
    for act in (later.read, desk.read, later.transact_quietly):
        await act(ask)
    assert stood_back == ["stood back", "stood back", "asked", "asked", "asked"]


async def test_what_fails_is_told_to_whoever_waits_for_it_and_holds_nobody_up(desk: Desk) -> None:
    def fail(_session: Session) -> None:
        raise LookupError("gone")

    for where in (desk, desk.later()):
        with pytest.raises(LookupError):
            await where.transact(fail)
    assert await desk.later().read(lambda _session: "still here") == "still here"
