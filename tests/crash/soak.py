"""The story under every kind of weather, seed after seed: `make soak SEEDS=1000`.

Each seed decides which road is taken, where the process dies (again and again), which replies are lost or come late,
when Slack says that it's too many or that it can't, which of its requests come twice or overtake each other; when
strangers come, a directory switches accounts off and on, an invitation is answered in part, and a start finds a file
that is damaged or newer. What is lost, doubled or stuck is counted, and the seed is printed:
`make soak SEEDS=1 FROM=<seed>` lives through it again.

A letter whose kind rather stays away than comes twice may be let be, and then nobody can answer it. What must come of
such a seed is what comes of the same road without that answer, save that the bot takes nobody for silent who may not
have been asked: that is counted apart.
"""

import asyncio
import logging
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic

import pytest

from bot.caught import attempt
from storage import migrate
from storage.models import Audit
from tests.crash.acts import A_DAY, any_row, nothing_left_to_do
from tests.crash.invariants import Findings, erased, examine
from tests.crash.journey import JOURNEY, ROADS
from tests.crash.life import Life, make_calls_mortal
from tests.crash.passing import PAIR, SPOILED, invite_in_part, is_refused, out_of_step, strangers, unstick
from tests.crash.story import LIVES, Story
from tests.crash.town import Act, MortalTown
from tests.journeys.town import WORKERS

METHODS = (
    "chat.postMessage",
    "chat.update",
    "conversations.create",
    "conversations.invite",
    "conversations.setTopic",
    "conversations.archive",
    "conversations.list",
    "pins.add",
    "response_url",
    "users.list",
    "views.open",
    "views.publish",
)
TROUBLES: tuple[tuple[str, dict[str, object]], ...] = (
    ("reply_lost", {}),
    ("dropped", {}),
    ("late", {"seconds": 20}),
    ("status", {"status": 429, "seconds": 7}),
    ("status", {"status": 503}),
    ("error", {"error": "ratelimited"}),
    ("error", {"error": "service_unavailable"}),
)
FOUND = tuple(SPOILED)
HOURS = (0, 0.2, 3, 30)
"""For how long a directory is out of step."""
DAYS = 4
"""Over a long weekend."""
SECONDS = 300
REPORT = 50
TRIES = 4
"""How often people try what does not work, before they let it be."""
WRONG = ("lost", "doubled", "stuck")
REPEATED = "sent again as their kind allows"
LET_BE = "let be as their kind allows"
FOLLOWS: Mapping[str, frozenset[str]] = {"check_in": frozenset({"check_in", "stay", "quiet"})}
"""What may be other than without it, after a letter of this kind was let be."""
OTHER = "followed otherwise from what was let be"
UNANSWERED = "of these could not be answered"
APART = ("deaths", REPEATED, LET_BE, UNANSWERED, OTHER)


def weather(town: MortalTown, dice: random.Random) -> None:
    """What goes wrong in the next act, besides deaths."""
    town.workspace.trouble.clear()
    for _ in range(dice.randrange(3)):
        kind, options = dice.choice(TROUBLES)
        town.workspace.trouble.add(dice.choice(METHODS), kind, **options)  # type: ignore[arg-type]
    if dice.random() < 0.3:
        invite_in_part(town, dice)
    town.workspace.deliver_twice(dice.randrange(2))
    town.workspace.deliver_overtaken(dice.randrange(4))


def passing(dice: random.Random) -> Act | None:
    """What else may come, and pass: strangers, or a directory that is out of step."""
    match dice.randrange(8):
        case 0:
            return strangers()
        case 1 | 2:
            return out_of_step(dice.sample(PAIR, dice.randrange(1, len(PAIR) + 1)), dice.choice(HOURS))
    return None


def bustle(seed: int) -> Act:
    """People look at their Home and change their titles, all at once: events that may overtake each other.

    Whoever was forgotten does not look: that would be to come back.
    """
    dice = random.Random(seed)
    chosen = dice.sample(("olga", "ada", "grace", "kofi", "mei", "ravi"), 3)

    async def do(town: MortalTown) -> None:
        for first in chosen:
            town.workspace.change_person(town.ids[first], title=f"Lead {dice.randrange(100)}")
        gone = await erased(town)
        here = [town.person(first) for first in chosen if town.ids[first] not in gone]
        await asyncio.gather(*(person.open_home() for person in here))

    return Act("bustle", do, nothing_left_to_do)


def some_life(dice: random.Random, most: int) -> Life:
    """A life that may end at some point."""
    life = Life(dice.randrange(1, 2 * most))
    life.armed = True
    return life


async def live_through(story: Story, seed: int) -> Counter[str]:
    """One road with this seed. Returns what went wrong, and what was repeated or let be as it may be."""
    dice = random.Random(seed)
    road = dice.choice((JOURNEY, *ROADS))
    town = await story.town(await story.moment(()), Life())
    town.bear = lambda: some_life(dice, 60) if dice.random() < 0.5 else Life()
    town.tries = TRIES
    town.between = lambda: is_refused(town, dice.choice(FOUND)) if dice.random() < 0.1 else None
    counts: Counter[str] = Counter()
    lived: list[Act] = []
    try:
        async with asyncio.timeout(SECONDS):
            found = await attempt(_live(town, road, dice, lived))
    except TimeoutError as late:
        found = late
    counts["deaths"] = sum(life.dead for life in town.lives)
    await town.close()
    if isinstance(found, Exception):
        counts["stuck"] = 1
        print(f"seed {seed}: {type(found).__name__}: {str(found)[:300]}", flush=True)
        return counts
    counts[REPEATED], counts[LET_BE] = found.repeated, found.let_be.total()
    counts[UNANSWERED] = len(road) - sum(act is not A_DAY for act in lived)
    return counts + _compare(found, (await story.live(lived)).findings, seed)


def _compare(found: Findings, expected: Findings, seed: int) -> Counter[str]:
    """What is other than without deaths and weather; what may be is counted apart."""
    may = frozenset[str]().union(*(FOLLOWS.get(kind, frozenset()) for kind in found.let_be))
    counts: Counter[str] = Counter()
    for wrong, these, those in (("lost", expected, found), ("doubled", found, expected)):
        other = (these.letters - those.letters) + (these.answers - those.answers)
        strange = {what: count for what, count in other.items() if what[0] not in may}
        counts[wrong] = sum(strange.values())
        counts[OTHER] += other.total() - counts[wrong]
        if strange:
            print(f"seed {seed}: {wrong} {strange}", flush=True)
    return counts


async def _live(town: MortalTown, road: Sequence[Act], dice: random.Random, lived: list[Act]) -> Findings:
    """Go down this road. What could be done of it is put into `lived`."""
    for act in road:
        weather(town, dice)
        if act.mortal and not town.life.armed:
            town.life.dies_at = len(town.life.passed) + dice.randrange(1, 60)
        if act.mortal:
            await town.play(bustle(dice.randrange(1_000)))
            if (what := passing(dice)) is not None:
                await town.play(what)
        if await _try_for_days(town, act, lived):
            lived.append(act)
        await unstick(town)
    town.workspace.trouble.clear()
    town.bear = Life
    town.life.dies_at = None
    await town.catch_up()
    return await examine(town)


async def _try_for_days(town: MortalTown, act: Act, lived: list[Act]) -> bool:
    """What waited while an account was off comes at the next good hour. The days that pass are lived, too."""
    for _ in range(DAYS):
        try:
            return await _try(town, act)
        except LookupError:
            if not await any_row(Audit, what="account_off")(town):
                raise
        await town.play(A_DAY)
        lived.append(A_DAY)
    return await _try(town, act)


async def _try(town: MortalTown, act: Act) -> bool:
    """False when nobody can do it, since the letter that asks for it was let be."""
    try:
        await town.play(act)
    except LookupError:
        if not await any_row(Audit, what="unknown_outcome_let_be")(town):
            raise
        return False
    return True


async def soak(seeds: range, folder: Path) -> int:
    """Returns the exit code."""
    empty = folder / "empty.db"
    migrate.upgrade(f"sqlite:///{empty}")
    story = Story(folder, empty)
    counts: Counter[str] = Counter()
    began = monotonic()
    for done, seed in enumerate(seeds, 1):
        counts += await live_through(story, seed)
        if done % REPORT == 0 or done == len(seeds):
            told = ", ".join(f"{name} {counts[name]}" for name in (*WRONG, *APART))
            print(f"{done} seeds, {done / (monotonic() - began):.2f} a second: {told}", flush=True)
    return 1 if any(counts[name] for name in WRONG) else 0


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
