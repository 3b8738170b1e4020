"""Small invented crowds for Hypothesis, and the exact answer to compare with."""

import random
from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from matching import Person, Rules
from matching.market.assign import Market
from matching.scoring.gates import context, has_time, places, refusal, takes_part
from matching.scoring.preparation import prepare

TEXTS = [
    "Kubernetes",
    "k8s in production",
    "saying no",
    "public speaking",
    "presentations",
    "写作",
    "",
    "Führung",
]
WORK = [(), ((540, 1020),), ((0, 480),), ((1320, 360),), ((480, 720), (780, 1020))]


def people(prefix: str, most: int) -> st.SearchStrategy[list[Person]]:
    """Up to ``most`` people; a few ids are shared between prefixes, so that somebody may be in both lists."""
    ids = [f"{prefix}{n}" for n in range(most - 2)] + ["both0", "both1"]
    everybody = [*(f"e{n}" for n in range(6)), *(f"r{n}" for n in range(6)), "both0", "both1"]

    def person(key: str) -> st.SearchStrategy[Person]:
        return st.builds(
            Person,
            id=st.just(key),
            goals=st.lists(st.sampled_from(TEXTS), max_size=3).map(tuple),
            skills=st.lists(st.sampled_from(TEXTS), max_size=2).map(tuple),
            style=st.sets(st.sampled_from("abc")).map(lambda s: tuple(sorted(s))),
            drivers=st.sets(st.sampled_from("xy")).map(lambda s: tuple(sorted(s))),
            languages=st.sets(st.sampled_from(["en", "de", "PL"])).map(lambda s: tuple(sorted(s))),
            minutes=st.sampled_from([0, 30, 60, 240]),
            capacity=st.integers(0, 3),
            work=st.sampled_from(WORK),
            level=st.none() | st.integers(1, 3),
            department=st.none() | st.sampled_from(["A", "B"]),
            location=st.none() | st.sampled_from(["X", "Y"]),
            manager=st.none() | st.sampled_from(everybody),
            avoid=st.frozensets(st.sampled_from(everybody), max_size=1),
            waited=st.integers(0, 4),
            heading=st.sampled_from([(), ("CTO",)]),
            held=st.sampled_from([(), ("cto",)]),
            levels=st.sampled_from([(), (("Python", 2),), (("Python", 4), ("SQL", 1))]),
        )

    return st.lists(st.sampled_from(ids), unique=True, max_size=most).flatmap(
        lambda keys: st.tuples(*map(person, keys)).map(list)
    )


def rules(**fixed: Any) -> st.SearchStrategy[Rules]:
    return st.builds(
        Rules,
        **{
            "same_language": st.booleans(),
            "min_overlap": st.sampled_from([0, 60, 300]),
            "mentor_more_senior": st.booleans(),
            "reporting_line": st.booleans(),
            "departments": st.sampled_from(["any", "different", "same"]),
            "common_ground": st.booleans(),
            "stretch": st.sampled_from([0.0, 0.5, 1.0]),
            "seed": st.integers(0, 3),
        }
        | fixed,
    )


def pairs_of_ids() -> st.SearchStrategy[list[tuple[str, str]]]:
    ids = st.sampled_from([f"{side}{n}" for side in "er" for n in range(4)] + ["both0", "both1"])
    return st.lists(st.tuples(ids, ids), max_size=3)


def broken_rule(
    mentee: Person, mentor: Person, given: Rules, everybody: Sequence[Person], **facts: Any
) -> str | None:
    """The rule that a pair breaks, told by the plain rules one pair at a time."""
    if not takes_part(mentee, given) or not has_time(mentee, given) or places(mentor, given) < 1:
        return "takes no part"
    return refusal(mentee, mentor, context(everybody, given, **facts))


def exact(mentees: list[Person], mentors: list[Person], given: Rules, **facts: Any) -> tuple[int, int]:
    """The most people that can be matched, and the best total of so many, by a dense solver."""
    prepared = prepare(mentees, mentors, given, **facts)
    s = prepared.problem
    if not s.n or not s.m:
        return 0, 0
    market = Market(s, prepared.seats, prepared.loops, prepared.free)
    out_j, out_w, _ = market.look(s, np.arange(s.n, dtype=np.int32), s.m, np.zeros(s.m), 1.0)
    worth = np.full((s.n, s.m), -1, np.int64)
    for i in range(s.n):
        worth[i, out_j[i][out_j[i] >= 0]] = out_w[i][out_j[i] >= 0] + 100_000_000
    worth = np.maximum(worth, 0)[:, np.repeat(np.arange(s.m), prepared.seats)]
    i, k = linear_sum_assignment(worth, maximize=True)
    total = worth[i, k]
    matched = int((total > 0).sum())
    return matched, int(total.sum()) - 100_000_000 * matched


def population(
    mentees: int, mentors: int, seats: str = "tight", seed: int = 1
) -> tuple[list[Person], list[Person]]:
    """A believable crowd. ``seats``: tight (one for each mentee), slack (20 % more), scarce (two thirds)."""
    rng = random.Random(seed)
    fields = [
        "retail", "health", "energy", "banking", "insurance", "aviation", "media", "pharma",
        "shipping", "forestry", "mining", "tourism",
    ]  # fmt: skip
    things = [
        "budgets", "contracts", "dashboards", "audits", "forecasts", "deployments",
        "interviews", "prototypes", "incidents",
    ]  # fmt: skip
    places = [1] * mentors
    for j in rng.choices(
        range(mentors), k=round({"tight": 1.0, "slack": 1.2, "scarce": 2 / 3}[seats] * mentees) - mentors
    ):
        places[j] += 1

    def person(key: str, level: int, capacity: int) -> Person:
        start = rng.choice((0, 60, 60, 300, 480))
        return Person(
            id=key,
            goals=tuple(
                f"{rng.choice(things)} in {rng.choice(fields)}" for _ in range(rng.choice((1, 2, 3)))
            ),
            skills=(rng.choice(things),),
            style=(rng.choice("abc"),),
            drivers=(rng.choice("xyz"),),
            languages=rng.choice((("en",), ("en", "de"), ("de",), ("pl", "en"))),
            minutes=600,
            capacity=capacity,
            work=((start + 480, start + 960),),
            level=level,
            department=rng.choice("ABCD"),
            waited=rng.choice((0, 0, 1)),
        )

    givers = [person(f"r{n}", rng.choice((3, 4, 5)), places[n]) for n in range(mentors)]
    return [person(f"e{n}", rng.choice((1, 1, 2, 3)), 1) for n in range(mentees)], givers
