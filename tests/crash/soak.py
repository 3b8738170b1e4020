"""The story under every kind of weather, seed after seed: `make soak SEEDS=1000`.

Each seed decides where the process dies (again and again), which replies are lost or come late, when Slack says that
it's too many or that it can't, and which of its requests come twice. What is lost, doubled or stuck is counted, and
the seed is printed: `make soak SEEDS=1 FROM=<seed>` lives through it again.
"""

import asyncio
import logging
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pytest

from storage import migrate
from storage.models import Audit
from tests.crash.acts import any_row
from tests.crash.invariants import examine
from tests.crash.journey import JOURNEY
from tests.crash.life import Life, make_calls_mortal
from tests.crash.story import LIVES, Story
from tests.crash.town import MortalTown
from tests.journeys.town import WORKERS

WRITES = (
    "chat.postMessage",
    "chat.update",
    "conversations.create",
    "conversations.invite",
    "conversations.setTopic",
    "conversations.archive",
    "pins.add",
)
TROUBLES: tuple[tuple[str, dict[str, object]], ...] = (
    ("reply_lost", {}),
    ("dropped", {}),
    ("late", {"seconds": 20}),
    ("status", {"status": 503}),
    ("error", {"error": "ratelimited"}),
    ("error", {"error": "service_unavailable"}),
)
SECONDS = 120
REPEATED = "sent again as their kind allows"
UNASKED = "let be as their kind allows, so that nobody could answer"


def weather(town: MortalTown, dice: random.Random) -> None:
    """What goes wrong in the next act, besides deaths."""
    town.workspace.trouble.clear()
    for _ in range(dice.randrange(3)):
        kind, options = dice.choice(TROUBLES)
        town.workspace.trouble.add(dice.choice(WRITES), kind, **options)  # type: ignore[arg-type]
    town.workspace.deliver_twice(dice.randrange(2))


def some_life(dice: random.Random, most: int) -> Life:
    """A life that may end at some point."""
    life = Life(dice.randrange(1, 2 * most))
    life.armed = True
    return life


async def live_through(story: Story, seed: int) -> Counter[str]:
    """The whole story with this seed. Returns what went wrong, and what was repeated as it may be."""
    dice = random.Random(seed)
    expected = (await story.live(JOURNEY)).findings
    town = await story.town(await story.moment(()), Life())
    town.bear = lambda: some_life(dice, 60) if dice.random() < 0.5 else Life()
    counts: Counter[str] = Counter()
    try:
        for act in JOURNEY:
            weather(town, dice)
            if act.mortal and not town.life.armed:
                town.life.dies_at = len(town.life.passed) + dice.randrange(1, 60)
            try:
                await town.play(act)
            except LookupError:
                if not await any_row(Audit, what="unknown_outcome_let_be")(town):
                    raise
                counts[UNASKED] += 1
        town.workspace.trouble.clear()
        town.bear = Life
        town.life.dies_at = None
        await town.catch_up()
        found = await examine(town)
        counts[REPEATED] = found.repeated
        if counts[UNASKED]:
            return counts
        counts["lost"] = (expected.letters - found.letters).total()
        counts["doubled"] = (found.letters - expected.letters).total()
        for what in (expected.letters - found.letters, found.letters - expected.letters):
            if what:
                print(f"seed {seed}: {dict(what)}")
    except (Exception, TimeoutError) as problem:  # noqa: BLE001  every seed counts, whatever became of it
        counts["stuck"] = 1
        print(f"seed {seed}: {type(problem).__name__}: {str(problem)[:300]}")
    finally:
        counts["deaths"] = sum(life.dead for life in town.lives)
        await town.close()
    return counts


async def soak(seeds: range, folder: Path) -> int:
    """Returns the exit code."""
    empty = folder / "empty.db"
    migrate.upgrade(f"sqlite:///{empty}")
    story = Story(folder, empty)
    counts: Counter[str] = Counter({"lost": 0, "doubled": 0, "stuck": 0})
    for seed in seeds:
        async with asyncio.timeout(SECONDS):
            counts += await live_through(story, seed)
    names = ("lost", "doubled", "stuck")
    print(f"{len(seeds)} seeds:", ", ".join(f"{name} {counts[name]}" for name in names))
    print(", ".join(f"{name} {counts[name]}" for name in ("deaths", REPEATED, UNASKED)))
    return 1 if any(counts[name] for name in names) else 0


def main() -> int:
    count, first = (int(word) for word in sys.argv[1:3])
    logging.disable(logging.CRITICAL)
    patch = pytest.MonkeyPatch()
    make_calls_mortal(patch, lambda: LIVES[-1])
    with tempfile.TemporaryDirectory() as folder:
        code = asyncio.run(soak(range(first, first + count), Path(folder)))
    WORKERS.close()
    return code


if __name__ == "__main__":
    sys.exit(main())
