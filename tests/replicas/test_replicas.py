"""The process itself, killed: nothing lost, nothing twice but what the letter's kind allows, nothing stuck."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session, func, select

from storage.models import Letter
from tests import postgres as servers
from tests.replicas.kills import Company, kill_one_again_and_again, live_through_killing

pytestmark = pytest.mark.timeout(300)
KILLS = 4
HURRY = 15.0


def sent(session: Session) -> int:
    return session.exec(select(func.count()).select_from(Letter).where(Letter.state == "done")).one()


def in_the_air(session: Session) -> int:
    return session.exec(select(func.count()).select_from(Letter).where(Letter.state == "sending")).one()


@pytest.fixture
def empty(postgres_server: servers.Postgres) -> Iterator[str]:
    """The URL of a database without any table."""
    url = postgres_server.database(migrated=False)
    yield url
    postgres_server.drop(url)


async def test_a_process_killed_at_random_moments_loses_doubles_and_sticks_nothing(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'alongside.db'}"
    company = await Company.found(database, tmp_path, seed=3, people=30, pairs=8, speed=HURRY)
    try:
        await kill_one_again_and_again(company, KILLS)
        await company.fleet.start()
        await company.fleet.settled()
        assert await company.fleet.stop() == [0]
        account = await company.account()
        assert account.clean, account.lines()
        assert account.letters >= 8 * 9 + 13
        assert not company.fleet.broke
    finally:
        await company.fleet.close()


async def test_a_process_that_is_told_to_stop_leaves_no_letter_in_the_air(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'alongside.db'}"
    company = await Company.found(database, tmp_path, seed=4, people=80, pairs=20)
    fleet = company.fleet
    try:
        before = await fleet.ask(sent)
        await company.begin()
        await fleet.until(lambda session: sent(session) > before + 20)
        assert await fleet.stop() == [0]
        assert await fleet.ask(in_the_air) == 0
        assert not fleet.broke
    finally:
        await fleet.close()


@pytest.mark.postgres
async def test_of_three_replicas_one_dies_every_few_seconds_and_nobody_notices(
    empty: str, tmp_path: Path
) -> None:
    company = await Company.found(empty, tmp_path, seed=5, people=60, pairs=12, size=3, speed=HURRY)
    try:
        await live_through_killing(company)
        assert await company.fleet.stop() == [0, 0, 0]
        account = await company.account()
        assert account.clean, account.lines()
        assert account.letters >= 12 * 10 + 35
        assert company.fleet.kills > 0
        assert not company.fleet.broke
    finally:
        await company.fleet.close()
