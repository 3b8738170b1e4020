"""A program's story, in which the process dies at every step: one point after another, each in a life of its own.

After each death there are fresh objects on the same database and in the same workspace, and in the end everything
must be as it is without any death. `ALONGSIDE_CRASH=all` tries every point there is; by default one of every two
neighbors with the same state on disk and in Slack is enough (dying before a step is dying after the one before it).
"""

import asyncio
import copy
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sandbox import Clock, Workspace
from tests.crash.invariants import Findings, examine
from tests.crash.journey import JOURNEY, begin
from tests.crash.life import Death, Life, make_calls_mortal
from tests.crash.town import Act, Moment, MortalTown
from tests.journeys.town import MONDAY, PEOPLE

EVERY = 1 if os.environ.get("ALONGSIDE_CRASH") == "all" else 4
SECONDS = 30
LIVES = [Life()]
MORTAL = tuple(act for act in JOURNEY if act.mortal)


@dataclass
class Story:
    """What has been lived through without a death: the moment before each act, its points, and what came of it."""

    folder: Path
    moments: list[Moment] = field(default_factory=list)
    points: list[int] = field(default_factory=list)
    findings: list[Findings] = field(default_factory=list)
    towns: int = 0

    async def town(self, moment: Moment, life: Life) -> MortalTown:
        self.towns += 1
        LIVES[:] = [life]
        return await MortalTown.at(moment, self.folder / f"town{self.towns}", LIVES)

    async def before(self, act: Act) -> tuple[Moment, int, Findings]:
        """The moment before an act, how many points it has, and what came of it; lived through up to there."""
        place = JOURNEY.index(act)
        while len(self.points) <= place:
            await self._go_on(JOURNEY[len(self.points)])
        return self.moments[place], self.points[place], self.findings[place]

    async def _go_on(self, act: Act) -> None:
        town = await self.town(self.moments[-1], Life())
        await town.play(act)
        assert await act.done(town), act.name
        self.points.append(len(town.life.passed))
        self.findings.append(await examine(town))
        self.moments.append(await town.freeze())

    async def begin(self, empty: Path) -> None:
        workspace = Workspace.from_manifest("manifest.yml", clock=Clock(MONDAY), seed=7)
        ids = {}
        for name, zone in PEOPLE.items():
            first = name.split()[0].lower()
            mail = f"{first}@example.com"
            ids[first] = workspace.add_person(name, email=mail, tz=zone, admin=first == "olga").id
        town = await self.town(Moment(workspace, empty, ids), Life())
        await begin(town)
        await town.catch_up()
        self.moments.append(await town.freeze())


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return Story(tmp_path_factory.mktemp("story"))


@pytest.fixture(autouse=True)
def _mortal_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    make_calls_mortal(monkeypatch, lambda: LIVES[-1])


@pytest.fixture(autouse=True)
async def _deaths_go_unreported() -> None:
    """A server whose task has died says so; that's no news here."""
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(
        lambda the_loop, context: (
            None
            if isinstance(context.get("exception"), Death)
            else the_loop.default_exception_handler(context)
        )
    )


@pytest.mark.timeout(300)
@pytest.mark.parametrize("act", MORTAL, ids=[act.name for act in MORTAL])
async def test_nothing_is_lost_doubled_or_stuck_wherever_the_process_dies(
    act: Act, story: Story, migrated: Path
) -> None:
    if not story.moments:
        await story.begin(migrated)
    moment, points, expected = await story.before(act)
    assert points
    for point in range(points, 0, -EVERY):
        life = Life(point)
        town = await story.town(moment, life)
        try:
            async with asyncio.timeout(SECONDS):
                await town.play(act)
                found = await examine(town)
            assert found.letters == expected.letters
            assert found.answers == expected.answers
        except Exception as problem:
            problem.add_note(f"seed: {act.name!r}, point {point}: {life.passed[-1]}")
            raise
        finally:
            await town.close()
            shutil.rmtree(town.folder)


async def test_a_life_that_has_ended_touches_neither_slack_nor_disk(story: Story, migrated: Path) -> None:
    if not story.moments:
        await story.begin(migrated)
    town = await story.town(copy.copy(story.moments[0]), Life(1))
    town.life.armed = True
    with pytest.raises(Death):
        await town.bot.client.auth_test()
    calls = len(town.workspace.calls)
    with pytest.raises(Death):
        await town.bot.client.auth_test()
    with pytest.raises(Death):
        await town.bot.desk.transact(lambda session: session.commit())
    with pytest.raises(Death):
        await town.settle()
    assert len(town.workspace.calls) == calls
    await town.close()
