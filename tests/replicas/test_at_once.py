"""What Slack sends twice, to two replicas at the same instant, counts once."""

from collections.abc import AsyncIterator

import pytest
from sqlmodel import Session, col, func, select

from bot.app import Alongside
from sandbox.jsontype import JSON
from storage.models import Enrollment, Letter, SeenEvent, Touchpoint
from tests.journeys.cast import a_program, channel_of
from tests.journeys.pairs import a_pair, seen, until
from tests.journeys.town import WORKERS, Town

pytestmark = pytest.mark.postgres


@pytest.fixture
async def town(postgres: str) -> AsyncIterator[Town]:
    """With two replicas, each with one socket that new requests go to."""
    town = await Town.build(postgres)
    twin = Alongside(town.bot.settings, town.clock, workers=WORKERS)
    await twin.identify()
    await twin.connect()
    for second in town.server.sockets.connections[1::2]:
        second.retiring = True
    await town.workspace.settled()
    yield town
    await town.workspace.settled()
    await twin.stop()
    await town.close()


async def test_a_tap_that_reaches_two_replicas_is_one_answer(town: Town) -> None:
    await a_pair(town)
    await until(town, "check_in")
    asked = seen(town, "ada", channel_of(town, "ada"))[-1]
    town.workspace.deliver_twice()
    assert (await town.person("ada").click("checkins_met", message=asked)).ok
    await town.settle()
    assert town.workspace.twice == 0

    def look(session: Session) -> tuple[list[str | None], int]:
        answers = session.exec(select(Touchpoint.answered_by).where(Touchpoint.state == "answered")).all()
        redrawn = select(Letter.id).where(Letter.kind == "check_in", col(Letter.edits).is_not(None))
        return list(answers), len(session.exec(redrawn).all())

    assert await town.ask(look) == ([town.ids["ada"]], 1)


async def test_a_form_that_reaches_two_replicas_is_one_enrollment(town: Town) -> None:
    await a_program(town)
    ada = town.person("ada")
    await ada.command("/mentor", "join")
    await ada.fill({"enrollment_goals": "Run an incident well", "enrollment_skills_wanted": "incidents"})
    town.workspace.deliver_twice()
    assert (await ada.submit()).ok
    assert await town.ask(lambda session: count(session, Enrollment)) == 1


async def test_an_event_that_reaches_two_replicas_is_acted_on_once(town: Town) -> None:
    before = await town.ask(lambda session: count(session, SeenEvent))
    town.workspace.deliver_twice()
    home: JSON | None = await town.person("ada").open_home()
    await town.settle()
    assert await town.person("ada").home() is not None
    assert home is None
    assert await town.ask(lambda session: count(session, SeenEvent)) == before + 1
    drawn = [call for call in town.workspace.calls if call.method == "views.publish"]
    assert len(drawn) == 1


def count(session: Session, table: type[object]) -> int:
    return session.exec(select(func.count()).select_from(table)).one()
