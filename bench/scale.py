"""One round of many people, in a process of its own: time, memory, coverage, score, certificate. Prints JSON."""

import gc
import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from bench.population import population
from matching import Person, Rules
from matching.loops import engine
from matching.loops.types import FORBIDDEN
from matching.market.assign import Market
from matching.rounds import report
from matching.scoring.preparation import prepare

SMALL, OFTEN = 1000, 5
"""Up to so many mentees an assignment takes milliseconds: the best of five is what it takes. Peers alike."""
RULES = Rules(mentor_more_senior=True, min_overlap=180)


def warm(data: Path | None) -> float:
    """Compile (or load what was compiled), and how long that took."""
    start = time.perf_counter()
    mentees, mentors = population(400, 200, data=data, seats="scarce", seed=9)
    prepared = prepare(mentees, mentors, RULES)
    Market(prepared.problem, prepared.seats, prepared.loops).cover()  # what few rounds come to
    market = Market(prepared.problem, prepared.seats, prepared.loops)
    market.solve()
    market.move(0, 0, 0)
    market.pair_scores(np.arange(1), np.arange(2), np.zeros(1, np.int64))
    report(prepared, market)
    return time.perf_counter() - start


def vectorizing(people: list[Person]) -> float:
    """Seconds of scikit-learn's TfidfVectorizer alone on the same items."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    items = [text for p in people for text in (*p.goals, *p.skills)]
    start = time.perf_counter()
    TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, stop_words="english").fit_transform(items)
    return time.perf_counter() - start


def exact(market: Market) -> tuple[int, float]:
    """Coverage and total of scipy's dense solver over all pairs that the rules allow."""
    from scipy.optimize import linear_sum_assignment

    s = market.problem
    worth = np.zeros((s.n, s.m), np.float32)
    for lo in range(0, s.n, 1000):
        who = np.arange(lo, min(lo + 1000, s.n), dtype=np.int32)
        at = np.arange(0, len(who) * s.m + 1, s.m)
        scores = market.pair_scores(who, at, np.tile(np.arange(s.m), len(who))).reshape(-1, s.m)
        worth[lo : lo + len(who)] = np.where(scores > FORBIDDEN, scores / 1e6 + 100, 0)
    i, k = linear_sum_assignment(worth[:, np.repeat(np.arange(s.m), market.seats)], maximize=True)
    total = worth[i, np.repeat(np.arange(s.m), market.seats)[k]]
    matched = int((total > 0).sum())
    return matched, float(total.sum(dtype=np.float64)) - 100 * matched


def run(
    n: int, seats: str, data: Path | None, *, workers: int, compare: bool, graph: Path | None
) -> dict[str, Any]:
    compiled = warm(data)
    mentees, mentors = population(n, n // 2, seats=seats, data=data)
    base = vectorizing([*mentees, *mentors])
    gc.disable()  # as a round does
    start = time.perf_counter()
    prepared = prepare(mentees, mentors, RULES)
    market = Market(prepared.problem, prepared.seats, prepared.loops, prepared.free, workers)
    read = time.perf_counter() - start
    market.solve()
    solved = time.perf_counter() - start
    done = report(prepared, market)
    whole = time.perf_counter() - start
    gc.enable()
    proof = done.certificate
    out: dict[str, Any] = {
        "people": n,
        "seats": seats,
        "matched": proof.matched,
        "matchable": proof.matchable,
        "score": proof.score,
        "certificate": proof.ratio,
        "seconds": whole,
        "reading": read,
        "solving": solved - read,
        "vectorizer": base,
        "compiling": compiled,
        "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    if compare:
        matched, total = exact(market)
        out |= {"exact_matched": matched, "exact": total}
    if graph is not None:
        out |= assignment(market, prepared.seats, graph)
    return out


def assignment(solved: Market, seats: Any, graph: Path) -> dict[str, Any]:
    """Our time from lists of 50 to the finished, proven assignment; the lists are saved for the peers."""
    took = []
    for _ in range(OFTEN if solved.problem.n <= SMALL else 1):
        fresh = Market(solved.problem, seats, engine.loops(True), None, solved.workers)
        fresh.lists(50)
        np.savez(graph, cand_j=fresh.cand_j, cand_w=fresh.cand_w, seats=seats)
        start = time.perf_counter()
        fresh.trade(end=-1)
        fresh.refine()
        took.append(time.perf_counter() - start)
    return {"assign": min(took), "assigned": fresh.matched(), "total": fresh.score() / 1e6}


if __name__ == "__main__":
    asked = json.loads(sys.argv[1])
    folder = Path(asked["data"]) if asked.get("data") else None
    saved = Path(asked["graph"]) if asked.get("graph") else None
    engine.loops(True)
    print(
        json.dumps(
            run(
                asked["people"],
                asked["seats"],
                folder,
                workers=asked.get("workers", 2),
                compare=asked.get("exact", False),
                graph=saved,
            )
        )
    )
