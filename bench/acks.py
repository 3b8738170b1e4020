"""Fifty people act once a second each, while letters are delivered and a round is computed. Prints JSON.

The bot is the real one, in a process of its own; beside it, in another, a bare app gets the same requests and does
nothing but acknowledge. This process is Slack, and takes the time from each request to its acknowledgement.
"""

import asyncio
import json
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, select

from bench import crowd, hands
from bench.databases import opened
from bench.host import MONDAY, TOKENS
from bench.population import population
from bench.standin import StandIn
from storage.models import Letter, Round, Touchpoint
from storage.unit import Store

PEOPLE = 50
WARM_SECONDS = 3
MORE = 500
"""Letters that are due besides when all click at one instant."""


class Town:
    """A workspace of 10,000 pairs, of whom fifty are quick with their thumbs."""

    def __init__(self, store: Store, *, seconds: int, letters: int, people: int, data: Path | None) -> None:
        self.store = store
        self.taps = WARM_SECONDS + seconds + 2
        self.letters = letters
        pairs = max(letters + MORE + PEOPLE, people)
        crowd.settle(store, pairs=pairs, now=MONDAY)
        crowd.enroll(store, *population(people, people // 2, data=data), MONDAY)
        asked = (
            crowd.asked(n, day, MONDAY) | {"state": "lapsed"}  # of so many, no Home tab shows that they wait
            for n in range(PEOPLE)
            for day in range(self.taps)
        )
        crowd.write(store, Touchpoint, asked)
        seen = (
            crowd.letter(n, self.check_in(n, day), MONDAY, **crowd.arrived(n, MONDAY))
            for n in range(PEOPLE)
            for day in range(self.taps)
        )
        crowd.write(store, Letter, seen)
        waiting = (crowd.asked(n, 0, MONDAY) for n in range(PEOPLE, PEOPLE + letters + MORE))
        crowd.write(store, Touchpoint, waiting)

    def check_in(self, person: int, day: int) -> int:
        return 1 + person * self.taps + day

    def post(self, first: int, count: int) -> None:
        """Put check-ins in the outbox, all of them due."""
        base = PEOPLE * self.taps + 1
        due = (crowd.letter(PEOPLE + n, base + n, MONDAY) for n in range(first, first + count))
        crowd.write(self.store, Letter, due)

    def waiting(self) -> int:
        return self.store.read(
            lambda session: session.exec(
                select(func.count()).select_from(Letter).where(Letter.state == "ready", Letter.priority > 0)
            ).one()
        )

    def proposed(self) -> int | None:
        """The newest round, if it is proposed."""

        def ask(session: Session) -> int | None:
            newest = session.exec(select(Round).order_by(Round.id.desc())).first()  # type: ignore[union-attr]
            return newest.id if newest is not None and newest.state == "proposed" else None

        return self.store.read(ask)


async def host(slack: StandIn, app: str, database: str, *, http: bool) -> tuple[Process, Any]:
    """An app at work, and how to act on it."""
    given = json.dumps({"app": app, "database": database, "slack": slack.url, "http": http})
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.host", given), stdin=PIPE, stdout=PIPE
    )
    assert process.stdout is not None
    port = int(await process.stdout.readline())
    if http:
        return process, partial(slack.over_http, f"http://127.0.0.1:{port}/slack/events")
    await slack.until_connected(TOKENS[app])
    return process, partial(slack.over_socket, TOKENS[app])


async def close(process: Process) -> None:
    """The app's end."""
    assert process.stdin is not None
    process.stdin.close()
    await process.wait()


class Crowd:
    """Everybody's requests, and how long each app took to acknowledge them."""

    def __init__(self, town: Town, apps: dict[str, Any]) -> None:
        self._town = town
        self._apps = apps
        self.took: dict[str, list[float | None]] = {}

    async def live(self, first: int, seconds: int) -> dict[str, list[float | None]]:
        """Each person acts once a second, one after the other."""
        self.took = {app: [] for app in self._apps}
        begun, tasks = time.perf_counter(), []
        for n in range(seconds * PEOPLE):
            await asyncio.sleep(max(0.0, begun + n / PEOPLE - time.perf_counter()))
            tasks += self._act(n % PEOPLE, first + n // PEOPLE)
        await asyncio.gather(*tasks)
        return self.took

    async def at_once(self, second: int, app: str) -> list[float | None]:
        """All of them in the same instant, in one app."""
        self.took = {name: [] for name in self._apps}
        clicks = [self._click(person, second) for person in range(PEOPLE)]
        await asyncio.gather(*(self._timed(app, *click) for click in clicks))
        return self.took[app]

    def _act(self, person: int, second: int) -> list[asyncio.Task[None]]:
        click = self._click(person, second)
        return [asyncio.create_task(self._timed(app, *click)) for app in self._apps]

    def _click(self, person: int, second: int) -> hands.Click:
        return hands.act(person, second, check_in=self._town.check_in(person, second), program=crowd.RUNNING)

    async def _timed(self, app: str, kind: str, payload: dict[str, Any]) -> None:
        self.took[app].append(await self._apps[app](kind, payload))


async def until(done: Coroutine[Any, Any, Any], begun: float) -> float:
    await done
    return time.perf_counter() - begun


async def until_true(ask: Callable[[], object]) -> None:
    """Look into the database until this is so: what makes it so is another process."""
    while not await asyncio.to_thread(ask):  # noqa: ASYNC110
        await asyncio.sleep(0.25)


async def keep_matching(town: Town, act: Any, seconds: float) -> list[float]:
    """The owner asks for a round, and for another when it is there, again and again. How long each took."""
    begun, took, click = time.perf_counter(), [], hands.owner_asks()
    before: int | None = None
    while time.perf_counter() - begun < seconds:
        asked = time.perf_counter()
        assert await act(*click) is not None
        await until_true(lambda: town.proposed() not in (None, before))  # noqa: B023
        took.append(time.perf_counter() - asked)
        before = town.proposed()
        click = hands.owner_asks_again(before)
    return took


async def measure(wanted: dict[str, Any]) -> dict[str, Any]:
    data = Path(wanted["data"]) if wanted.get("data") else None
    seconds, letters = wanted["seconds"], wanted["letters"]
    slack = StandIn()
    await slack.start()
    with opened(wanted["kind"]) as url:
        town = Town(Store(url), seconds=seconds, letters=letters, people=wanted["people"], data=data)
        processes, apps = [], {}
        for app in TOKENS:
            process, apps[app] = await host(slack, app, url, http=wanted["http"])
            processes.append(process)
        crowd_ = Crowd(town, apps)
        await crowd_.live(0, WARM_SECONDS)
        alone = await crowd_.at_once(WARM_SECONDS, "bare")
        town.post(0, letters)
        begun = time.perf_counter()
        delivering = asyncio.create_task(until(until_true(lambda: not town.waiting()), begun))
        matching = asyncio.create_task(
            keep_matching(town, apps["bot"], seconds if wanted.get("match", True) else 0)
        )
        took = await crowd_.live(WARM_SECONDS, seconds)
        left = town.waiting()
        rounds = await matching
        town.post(letters, MORE)
        instant = await crowd_.at_once(WARM_SECONDS + seconds, "bot")
        figures = {
            "took": took,
            "instant": instant,
            "instant_bare": alone,
            "rounds": rounds,
            "delivered": letters - left,
            "all_delivered": await asyncio.wait_for(delivering, 600),
        }
        for process in processes:
            await close(process)
        town.store.close()
    await slack.stop()
    return figures


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure(json.loads(sys.argv[1])))))
