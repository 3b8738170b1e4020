"""What is old is forgotten once a day, whatever programs there are."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from storage.models import Letter
from storage.queries import retention
from tests.bot.conftest import MONDAY, Office

LONG_AGO = MONDAY - timedelta(days=400)


async def write(office: Office, *names: str) -> None:
    """Letters that went long ago, of no program."""

    def write_down(session: Session) -> None:
        for name in names:
            session.add(
                Letter(
                    workspace_id=office.workspace.team_id,
                    kind="digest",
                    recipient=office.ada,
                    dedupe_key=name,
                    created_at=LONG_AGO,
                    planned_at=LONG_AGO,
                    due_at=LONG_AGO,
                    state="done",
                    done_at=LONG_AGO,
                )
            )

    await office.bot.desk.transact(write_down)


async def left(office: Office) -> list[str]:
    return await office.bot.desk.read(
        lambda session: list(session.exec(select(Letter.dedupe_key).order_by(Letter.dedupe_key)).all())
    )


async def test_it_is_forgotten_at_the_start_though_no_program_is_open(office: Office) -> None:
    await write(office, "old")
    await office.settle()
    assert await left(office) == []


async def test_it_is_forgotten_once_a_day_and_not_at_each_beat(office: Office) -> None:
    await office.settle()
    await write(office, "old")
    office.clock.advance(timedelta(hours=12))
    await office.settle()
    assert await left(office) == ["old"]
    office.clock.advance(timedelta(hours=12))
    await office.settle()
    assert await left(office) == []


async def test_after_a_long_downtime_all_of_it_goes_portion_by_portion(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    await write(office, "a", "b", "c", "d", "e")
    await office.settle()
    assert await left(office) == []
