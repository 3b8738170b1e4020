"""What a tick costs with many mentorships: each beat's questions when nothing is due, and an hour's moments when they
are; and what `/metrics` asks. Prints JSON."""

import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from bench import crowd
from bench.databases import opened
from bench.host import MONDAY
from bot.beats.advance import CHUNK, Advance
from bot.beats.rounds import Rounds
from bot.beats.workers import Workers
from bot.desk import Desk
from bot.letters.delivery import Delivery
from bot.letters.pace import Pace
from bot.settings import load
from bot.wire.client import web_client
from program import lifecycle
from program.base import calendar
from storage import outbox
from storage.unit import Store

QUIET = MONDAY - timedelta(hours=12)
TIMES = 5


class Still:
    """A clock that stands."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


async def took(work: Callable[[], Awaitable[object]]) -> float:
    begun = time.perf_counter()
    await work()
    return time.perf_counter() - begun


async def measure(kind: str, pairs: int) -> dict[str, Any]:
    with opened(kind) as url:
        store = Store(url)
        crowd.settle(store, pairs=pairs, now=MONDAY)
        crowd.plan(store, pairs=pairs, now=MONDAY)
        clock = Still(QUIET)
        calendar.prepare(MONDAY.date())
        desk = Desk(store, clock, wake=lambda: None)
        advance = Advance(desk)
        given = load(slack_bot_token="xoxb-bench", slack_api_url="http://127.0.0.1:9/", _env_file=None)
        delivery, workers = Delivery(desk, web_client(given), Pace({})), Workers()
        beats = {"advance": advance.beat, "deliver": delivery.beat, "rounds": Rounds(desk, workers).beat}
        figures: dict[str, Any] = {}
        for name, beat in beats.items():
            await beat()
            figures[name] = max([await took(beat) for _ in range(TIMES)])
        figures["metrics"] = max(
            [await took(lambda: desk.read(outbox.backlog, now=clock.now())) for _ in range(TIMES)]
        )
        figures["next_due"] = max([await took(lambda: desk.read(lifecycle.next_due)) for _ in range(TIMES)])
        clock.at = MONDAY + timedelta(days=1, minutes=30)
        moments, steps = 0, []
        while True:
            begun = time.perf_counter()
            done = await advance.beat()
            if not done:
                break
            moments += done
            steps.append(time.perf_counter() - begun)
        figures |= {"moments": moments, "hour": sum(steps), "chunk": max(steps, default=0.0), "size": CHUNK}
        desk.close()
        workers.close()
        store.close()
    return figures


if __name__ == "__main__":
    wanted = json.loads(sys.argv[1])
    print(json.dumps(asyncio.run(measure(wanted["kind"], wanted["pairs"]))))
