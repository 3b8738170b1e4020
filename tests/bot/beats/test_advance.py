"""A planned moment that breaks is put off and counted; the others go on."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from program import lifecycle
from program.base.touchpoints import Moment, plan
from storage.models import Program, Touchpoint
from storage.queries import touchpoints
from tests.bot.conftest import MONDAY, Office

DAY = 24 * 3600
KIND = next(iter(Moment))
"""Lent for these tests."""


async def plan_all(office: Office, *occasions: str, due: datetime = MONDAY) -> None:
    def write_down(session: Session) -> None:
        program = Program(
            workspace_id=office.workspace.team_id,
            name="Spring",
            starts_on=MONDAY.date(),
            created_by=office.ada,
            created_at=MONDAY,
        )
        session.add(program)
        session.flush()
        for occasion in occasions:
            plan(session, KIND, program=program, occasion=occasion, due=due)

    await office.bot.desk.transact(write_down)


async def found(office: Office) -> dict[str, tuple[str, int]]:
    def look(session: Session) -> dict[str, tuple[str, int]]:
        moments = session.exec(select(Touchpoint)).all()
        return {moment.key.rpartition(":")[2]: (moment.state, moment.failures) for moment in moments}

    return await office.bot.desk.read(look)


def stage(_session: Session, touchpoint: Touchpoint, _now: datetime) -> None:
    if touchpoint.key.endswith("poison"):
        raise LookupError
    touchpoint.state = "answered"


@pytest.fixture(autouse=True)
def lent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(lifecycle.STAGES, KIND, stage)


async def test_what_is_due_is_done_and_what_is_not_is_not(office: Office) -> None:
    await plan_all(office, "now")
    await plan_all(office, "later", due=MONDAY + timedelta(days=1))
    await office.settle()
    assert await found(office) == {"now": ("answered", 0), "later": ("planned", 0)}


@pytest.mark.breaks
@pytest.mark.both_databases
async def test_a_moment_that_breaks_stops_no_other(office: Office) -> None:
    await plan_all(office, "one", "poison", "two")
    await office.settle()
    assert await found(office) == {"one": ("answered", 0), "poison": ("planned", 1), "two": ("answered", 0)}


@pytest.mark.breaks
async def test_a_moment_that_breaks_again_and_again_is_tried_once_a_day_and_told_of(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await plan_all(office, "poison")
    await office.live(7 * DAY)
    ((state, failures),) = (await found(office)).values()
    assert state == "planned"
    assert failures >= touchpoints.BREAKS
    await office.live(7 * DAY)
    assert (await found(office))["poison"] == ("planned", failures + 7)
    assert await office.audits() == ["moment_breaks"]
    assert await office.bot.desk.read(touchpoints.broken) == [(KIND.value, 1)]
    monkeypatch.setitem(
        lifecycle.STAGES, KIND, lambda _session, moment, _now: setattr(moment, "state", "answered")
    )
    await office.live(DAY)
    assert await office.bot.desk.read(touchpoints.broken) == []


@pytest.mark.breaks
async def test_a_beat_that_breaks_comes_again(office: Office) -> None:
    beats: list[int] = []

    async def broken() -> int:
        beats.append(1)
        raise ConnectionError

    office.bot.pulse._beats["deliver"] = broken
    await office.bot.pulse._beat_safely("deliver")
    await office.bot.pulse._beat_safely("deliver")
    assert len(beats) == 2


async def test_more_moments_than_one_chunk_are_all_done(office: Office) -> None:
    await plan_all(office, *map(str, range(120)))
    await office.settle()
    done: Any = await found(office)
    assert set(done.values()) == {("answered", 0)}
    assert len(done) == 120
