"""Clicks beside a round: a small server is asked fifty times a second, alone and while a child process runs a round of
10,000 mentees. Prints JSON."""

import asyncio
import json
import multiprocessing
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from aiohttp import ClientSession, web

from bench.population import population
from bench.scale import RULES, warm
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


async def measure(data: Path | None, people: int) -> dict[str, float]:
    async def ack(request: web.Request) -> web.Response:
        await request.json()
        return web.json_response({"ok": True})

    app = web.Application()
    app.router.add_post("/", ack)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    given = population(people, people // 2, data=data)
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        await loop.run_in_executor(pool, warm, data)
        async with ClientSession() as session:
            await asked(session, url, 1, None)
            alone = await asked(session, url, 8, None)
            beside: list[float] = []
            while len(beside) < 8 * RATE:
                beside += await asked(session, url, 0, loop.run_in_executor(pool, propose, *given, RULES))
    await runner.cleanup()
    return {"alone": p99(alone), "beside": p99(beside)}


if __name__ == "__main__":
    wanted = json.loads(sys.argv[1])
    folder = Path(wanted["data"]) if wanted.get("data") else None
    print(json.dumps(asyncio.run(measure(folder, wanted["people"]))))
