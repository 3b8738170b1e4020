"""Small programs: a whole round after import, and what the import costs. Prints JSON."""

import json
import sys
import time
from pathlib import Path

start = time.perf_counter()
import matching  # noqa: E402

light = time.perf_counter() - start
heavy = sorted({"numpy", "scipy", "sklearn", "numba"} & sys.modules.keys())

from bench.population import population  # noqa: E402

if __name__ == "__main__":
    asked = json.loads(sys.argv[1])
    data = Path(asked["data"]) if asked.get("data") else None
    rounds = {}
    start = time.perf_counter()
    matching.propose(*population(6, 3, data=data))
    first = time.perf_counter() - start
    for people in (10, 50, 100, 200):
        given = population(people * 2 // 3, people // 3, data=data, seats="tight", seed=people)
        times = []
        for _ in range(5):
            start = time.perf_counter()
            matching.propose(*given, matching.Rules(mentor_more_senior=True))
            times.append(time.perf_counter() - start)
        rounds[people] = sorted(times)[2]
    print(
        json.dumps(
            {
                "import": light,
                "heavy": heavy,
                "first": first,
                "rounds": rounds,
                "numba": "numba" in sys.modules,
            }
        )
    )
