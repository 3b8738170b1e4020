"""Clicks beside a round: a small server writes down fifty clicks a second, each a transaction of its own, alone and
while the bot's child process runs a round of 10,000 mentees. Prints JSON."""

import asyncio
import json
import sqlite3
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from aiohttp import ClientSession, web

from bench.population import population
from bench.scale import RULES, warm
from bot.desk import SWITCH_SECONDS
from bot.workers import Workers
from matching import propose

RATE = 50


async def asked(
    session: ClientSession, url: str, seconds: float, until: asyncio.Future[object] | None
) -> list[float]:
    """Latencies of clicks at a steady rate, for so long or until something else is done."""
    took: list[float] = []

    async def click() -> None:
        start = time.perf_counter()
        async with session.post(url, json={"action": "met"}) as answer:
            await answer.read()
        took.append(time.perf_counter() - start)

    begun, clicks = time.perf_counter(), []
    while (not until.done()) if until else time.perf_counter() - begun < seconds:
        clicks.append(asyncio.create_task(click()))
        await asyncio.sleep(1 / RATE)
    await asyncio.gather(*clicks)
    return took


def p99(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.99)]


async def measure(data: Path | None, people: int, folder: str) -> dict[str, float]:
    sys.setswitchinterval(SWITCH_SECONDS)  # as the bot does
    loop, writer = asyncio.get_running_loop(), ThreadPoolExecutor(1)
    store = sqlite3.connect(Path(folder) / "clicks.db", check_same_thread=False, isolation_level=None)
    store.executescript("PRAGMA journal_mode=WAL; CREATE TABLE click (at REAL, what TEXT)")

    def record(what: str) -> None:
        store.execute("BEGIN IMMEDIATE")
        store.execute("INSERT INTO click VALUES (?, ?)", (time.time(), what))
        store.execute("COMMIT")

    async def ack(request: web.Request) -> web.Response:
        await loop.run_in_executor(writer, record, (await request.json())["action"])
        return web.json_response({"ok": True})

    app = web.Application()
    app.router.add_post("/", ack)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    given, workers = population(people, people // 2, data=data), Workers()
    await workers.compute(warm, data)
    async with ClientSession() as session:
        await asked(session, url, 1, None)
        alone = await asked(session, url, 10, None)
        beside: list[float] = []
        while len(beside) < 10 * RATE:
            beside += await asked(
                session, url, 0, asyncio.ensure_future(workers.compute(propose, *given, RULES))
            )
    workers.close()
    await runner.cleanup()
    return {"alone": p99(alone), "beside": p99(beside)}


if __name__ == "__main__":
    wanted = json.loads(sys.argv[1])
    texts = Path(wanted["data"]) if wanted.get("data") else None
    with tempfile.TemporaryDirectory() as home:
        print(json.dumps(asyncio.run(measure(texts, wanted["people"], home))))
