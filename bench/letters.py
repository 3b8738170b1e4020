"""Letters a second: check-ins of as many pairs, from the bot's outbox to a workspace without limits. Prints JSON."""

import asyncio
import json
import sys
import time
from typing import Any

from bench import crowd
from bench.acks import close, host
from bench.databases import opened
from bench.host import MONDAY
from bench.standin import StandIn
from storage.models import Letter, Touchpoint
from storage.unit import Store

POSTED = "chat.postMessage"


async def measure(kind: str, letters: int) -> dict[str, Any]:
    slack = StandIn()
    await slack.start()
    with opened(kind) as url:
        store = Store(url)
        crowd.settle(store, pairs=letters, now=MONDAY)
        crowd.write(store, Touchpoint, (crowd.asked(n, 0, MONDAY) for n in range(letters)))
        process, _ = await host(slack, "bot", url, http=False)
        begun = time.perf_counter()
        crowd.write(store, Letter, (crowd.letter(n, n + 1, MONDAY) for n in range(letters)))
        await slack.until_called(POSTED, letters)
        seconds = time.perf_counter() - begun
        await close(process)
        store.close()
    await slack.stop()
    return {"seconds": seconds, "letters": letters, "posted": slack.calls[POSTED]}


if __name__ == "__main__":
    wanted = json.loads(sys.argv[1])
    print(json.dumps(asyncio.run(measure(wanted["kind"], wanted["letters"]))))
