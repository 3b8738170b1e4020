"""An open round of many people: a newcomer placed, a what-if re-priced. Prints JSON."""

import json
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path

from bench.population import population
from bench.scale import RULES, warm
from matching import Weights, open_exchange

if __name__ == "__main__":
    asked = json.loads(sys.argv[1])
    data = Path(asked["data"]) if asked.get("data") else None
    warm(data)
    small = population(500, 250, seats="slack", data=data)
    ready = open_exchange(small[0][1:], small[1], RULES)
    ready.place(small[0][0])
    ready.what_if(Weights(topics=5))
    mentees, mentors = population(asked["people"], asked["people"] // 2, seats="slack", data=data)
    exchange = open_exchange(mentees, mentors, RULES, workers=2)
    newcomers = [replace(p, id=f"new{p.id}") for p in population(60, 1, data=data, seed=5)[0]]
    placed = []
    for one in newcomers:
        start = time.perf_counter()
        exchange.place(one)
        placed.append(time.perf_counter() - start)
    repriced = []
    for topics in (6.0, 5.0, 7.0):
        start = time.perf_counter()
        exchange.what_if(Weights(topics=topics, style=1.5))
        repriced.append(time.perf_counter() - start)
    print(
        json.dumps(
            {
                "place": statistics.median(placed),
                "place_worst": max(placed),
                "what_if": statistics.median(repriced),
            }
        )
    )
