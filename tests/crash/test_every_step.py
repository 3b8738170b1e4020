"""A program's story, in which the process dies at every step: one point after another, each in a life of its own.

After each death there are fresh objects on the same database and in the same workspace, and in the end everything
must be as it is without any death. By default that is after each step, every state that a death can leave: dying
before a step leaves what dying after the one before it does. A step that comes again, with the same words said to
Slack just before it, is died in once. `ALONGSIDE_CRASH=all` dies before and after each of them, however often it comes.
"""

import asyncio
import os
import shutil
from pathlib import Path

import pytest

from tests.crash.invariants import examine
from tests.crash.journey import ROADS
from tests.crash.life import Death, Life, make_calls_mortal
from tests.crash.soak import live_through
from tests.crash.story import LIVES, Story
from tests.crash.town import Act

ALL = os.environ.get("ALONGSIDE_CRASH") == "all"
SHARDS = 2
"""In how many tests each act is died in, for as many processes to run at once."""
QUIET = ("; said last: nothing", "; said last: auth.test")
SECONDS = 30
SEED = 1
PARTS = tuple(
    dict.fromkeys(road[: place + 1] for road in ROADS for place, act in enumerate(road) if act.mortal)
)
"""Each act that may be died in, with all that comes before it."""


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Story:
    return Story(tmp_path_factory.mktemp("story"), migrated)


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
@pytest.mark.parametrize("shard", range(SHARDS))
@pytest.mark.parametrize("road", PARTS, ids=[road[-1].name for road in PARTS])
async def test_nothing_is_lost_doubled_or_stuck_wherever_the_process_dies(
    road: tuple[Act, ...], shard: int, story: Story
) -> None:
    act, expected, moment = road[-1], await story.live(road), await story.moment(road[:-1])
    assert expected.points
    for point in (await to_die_at(road, story))[shard::SHARDS]:
        life = Life(point)
        town = await story.town(moment, life)
        try:
            async with asyncio.timeout(SECONDS):
                await town.play(act)
                found = await examine(town)
            assert found.letters == expected.findings.letters
            assert found.answers == expected.findings.answers
        except Exception as problem:
            problem.add_note(f"seed: {act.name!r}, point {point}: {life.passed[-1]}")
            raise
        finally:
            await town.close()
            shutil.rmtree(town.folder)


async def to_die_at(road: tuple[Act, ...], story: Story) -> list[int]:
    """Points of the road's last act, counted from 1: every second one, save those of a step that an act before had."""
    steps = await distinct(road, story)
    if ALL:
        return list(range(len(steps), 0, -1))
    known = {step for part in PARTS[: PARTS.index(road)] for step in (await distinct(part, story))[::-2]}
    earliest = {step: point for point, step in [*enumerate(steps, 1)][::-2] if step not in known}
    return sorted(earliest.values(), reverse=True)


async def distinct(road: tuple[Act, ...], story: Story) -> tuple[str, ...]:
    """What its points are told apart by: before anything is said, also by the act."""
    act = road[-1].name
    points = (await story.live(road)).points
    return tuple(f"{act}: {point}" if point.endswith(QUIET) else point for point in points)


async def test_a_life_that_has_ended_touches_neither_slack_nor_disk(story: Story) -> None:
    town = await story.town(await story.moment(()), Life(1))
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


@pytest.mark.breaks  # a click that comes twice at once finds its trigger used
async def test_one_seed_of_the_soak_loses_doubles_and_sticks_nothing(story: Story) -> None:
    counts = await live_through(story, SEED)
    assert counts["deaths"] > 0
    assert (counts["lost"], counts["doubled"], counts["stuck"]) == (0, 0, 0)
