"""The beat of matching: a round whose child died is computed again, but not for ever."""

import os
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, col, select

import matching
from bot.beats.rounds import MOST_TRIES, Rounds, compute
from bot.beats.workers import Workers
from bot.desk import Desk
from program.base.notices import Notice
from program.rounds import announcements, matchmaking
from program.rounds.drafts import Draft
from storage.models import Enrollment, Letter, Proposal, Round
from storage.unit import Store
from tests.journeys.town import WORKERS
from tests.program.rounds.test_eligibility import joined
from tests.program.rows import MONDAY, WORKSPACE, a_program


class Noon:
    def now(self) -> datetime:
        return datetime(2026, 3, 2, 12, tzinfo=UTC)


class Instead(Workers):
    """A child that does something else than what it is asked."""

    def __init__(self, instead: Callable[..., Any], *args: Any) -> None:
        super().__init__()
        self._instead = partial(instead, *args)

    async def compute(self, _work: Callable[..., Any], /, *_args: Any, **_facts: Any) -> Any:
        return await super().compute(self._instead)


def away(folder: Path) -> Instead:
    """A child to which the database does not answer."""
    return Instead(compute, f"sqlite:///{folder}/no/such/place.db", 1, MONDAY)


@pytest.fixture
async def desk(store: Store) -> AsyncIterator[Desk]:
    opened = Desk(store, Noon(), wake=lambda: None)
    yield opened
    opened.close()


def ask(session: Session, name: str = "Spring") -> None:
    program = a_program(session, name=name)
    joined(session, program, "UGRACE", places=1)
    joined(session, program, "UADA", mentee=True)
    matchmaking.ask_for_round(
        session, workspace_id=WORKSPACE, program_id=program.id, person_id="UOLGA", now=MONDAY
    )


def states(session: Session) -> list[str]:
    return list(session.exec(select(Round.state).order_by(col(Round.id))))


async def test_a_round_is_computed_and_then_there_is_nothing_to_do(desk: Desk) -> None:
    await desk.transact(ask)
    beat = Rounds(desk, WORKERS).beat
    assert await beat() == 1
    assert await beat() == 0
    found = await desk.read(lambda session: session.exec(select(Proposal.mentor_id)).all())
    assert list(found) == ["UGRACE"]


async def test_a_round_whose_computation_died_is_computed_at_the_next_beat(desk: Desk) -> None:
    await desk.transact(ask)
    dying = Instead(os._exit, 9)
    assert await Rounds(desk, dying).beat() == 0
    dying.close()
    assert await desk.read(lambda session: session.exec(select(Round.state)).one()) == "asked"
    assert await Rounds(desk, WORKERS).beat() == 1
    assert await desk.read(lambda session: session.exec(select(Round.state)).one()) == "proposed"


async def test_a_round_during_which_the_database_went_away_is_computed_at_the_next_beat(
    desk: Desk, tmp_path: Path
) -> None:
    await desk.transact(ask)
    nowhere = away(tmp_path)
    assert await Rounds(desk, nowhere).beat() == 0
    nowhere.close()
    assert await desk.read(states) == ["asked"]
    assert await Rounds(desk, WORKERS).beat() == 1
    assert await desk.read(states) == ["proposed"]


@pytest.mark.breaks
async def test_a_round_for_which_the_database_is_always_away_is_given_up(desk: Desk, tmp_path: Path) -> None:
    await desk.transact(ask)
    nowhere = away(tmp_path)
    rounds = Rounds(desk, nowhere)
    assert [await rounds.beat() for _ in range(MOST_TRIES)] == [0, 0, 1]
    nowhere.close()
    assert await desk.read(states) == ["discarded"]


@pytest.mark.breaks
async def test_a_round_that_brings_down_each_child_is_given_up_and_the_next_one_computed(desk: Desk) -> None:
    await desk.transact(ask)
    await desk.transact(ask, "Autumn")
    dying = Instead(os._exit, 9)
    rounds = Rounds(desk, dying)
    assert [await rounds.beat() for _ in range(MOST_TRIES)] == [0, 0, 1]
    dying.close()
    assert await Rounds(desk, WORKERS).beat() == 1
    assert await desk.read(states) == ["discarded", "proposed"]
    letter = await desk.read(lambda session: session.exec(select(Letter).order_by(col(Letter.id))).first())
    assert letter is not None
    assert (letter.kind, letter.recipient) == (Notice.ROUND.value, "UOLGA")


async def test_that_this_process_ends_is_no_fault_of_the_round(desk: Desk) -> None:
    await desk.transact(ask)
    closed = Workers()
    closed.close()
    rounds = Rounds(desk, closed)
    assert [await rounds.beat() for _ in range(MOST_TRIES)] == [0] * MOST_TRIES
    assert await desk.read(states) == ["asked"]


async def test_a_round_that_cannot_be_computed_is_given_up_and_its_owner_told(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    await desk.transact(ask)
    broken = Instead(map, int, ["three"])
    assert await Rounds(desk, broken).beat() == 1
    broken.close()
    caplog.clear()
    assert await desk.read(lambda session: session.exec(select(Round.state)).one()) == "discarded"
    letter = await desk.read(lambda session: session.exec(select(Letter)).one())
    assert (letter.kind, letter.recipient) == (Notice.ROUND.value, "UOLGA")
    card = await desk.read(announcements.round_card, letter)
    assert card is not None
    assert card.state == "failed"
    assert await Rounds(desk, WORKERS).beat() == 0


async def test_people_who_change_while_a_round_is_computed_have_it_computed_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.transact(ask)
    round_id = await desk.read(matchmaking.next_asked)
    assert round_id is not None
    quickly = matching.propose

    def slowly(*people: Any, **facts: Any) -> matching.Round:
        desk.store.transact(change)
        return quickly(*people, **facts)

    def change(session: Session) -> None:
        found = session.exec(select(Enrollment).where(Enrollment.person_id == "UADA")).one()
        found.goals = f"{found.goals}\nPublic speaking"

    monkeypatch.setattr(matching, "propose", slowly)
    assert list(compute(desk.store.url, round_id, MONDAY)) == []
    monkeypatch.undo()
    draft, *_ = compute(desk.store.url, round_id, MONDAY)
    assert isinstance(draft, Draft)
    assert draft.pairs == 1
