"""An owner's clicks on a round of many: Home, the preview, one decision, all of them, and publishing. Prints JSON."""

import asyncio
import json
import sys
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

from bench import crowd
from bench.databases import opened
from bench.host import MONDAY
from bench.population import population
from bench.ticks import Still
from bot.beats.rounds import Rounds
from bot.beats.workers import Workers
from bot.desk import Desk
from program.base import calendar
from program.rounds import matchmaking, publishing, review
from program.running import status
from storage.unit import Store

T = TypeVar("T")

HERE: dict[str, Any] = {"workspace_id": crowd.WORKSPACE, "now": MONDAY}
OWNER: dict[str, Any] = {**HERE, "person_id": crowd.OWNER}


async def propose(desk: Desk, people: int, data: Path | None) -> int:
    """A round of so many mentees and half as many mentors that waits for its owner's look. Returns its id."""
    crowd.settle(desk.store, pairs=people, now=MONDAY)
    crowd.enroll(desk.store, *population(people, people // 2, data=data), MONDAY)
    asked = await desk.transact(matchmaking.ask_for_round, program_id=crowd.MATCHING, **OWNER)
    workers = Workers()
    assert await Rounds(desk, workers).beat()
    workers.close()
    return asked.round_id


async def measure(kind: str, people: int, data: Path | None) -> dict[str, Any]:
    calendar.prepare(MONDAY.date())
    figures: dict[str, float] = {}

    async def took(click: str, work: Coroutine[Any, Any, T]) -> T:
        begun = time.perf_counter()
        answer = await work
        figures[click] = time.perf_counter() - begun
        return answer

    with opened(kind) as url:
        desk = Desk(Store(url), Still(MONDAY), wake=lambda: None)
        whole: dict[str, Any] = {"round_id": await propose(desk, people, data)}
        await took("Home", desk.read(status.status, **OWNER))
        page = await took("preview", desk.read(review.preview, **HERE, **whole))
        one: dict[str, Any] = {"proposal_id": page.pairs[0].proposal_id, "approve": False}
        await took("one pair", desk.transact(review.decide, **OWNER, **one))
        await took("approve all", desk.transact(review.approve_all, **OWNER, **whole))
        await took("approve the rest", desk.transact(review.approve_all, apart=True, **OWNER, **whole))
        published = await took("publish", desk.transact(publishing.publish, **OWNER, **whole))
        desk.close()
        desk.store.close()
    return {"clicks": figures, "pairs": published.pairs}


if __name__ == "__main__":
    wanted = json.loads(sys.argv[1])
    folder = Path(wanted["data"]) if wanted.get("data") else None
    print(json.dumps(asyncio.run(measure(wanted["kind"], wanted["people"], folder))))
