"""Populations to measure on: real fragments of text from ``--data DIR`` where given, else invented ones."""

import csv
import random
from collections import defaultdict
from pathlib import Path

from matching import Person

ZONES = [
    (-480, 8),
    (-420, 4),
    (-360, 8),
    (-300, 22),
    (-180, 6),
    (0, 16),
    (60, 26),
    (120, 10),
    (330, 14),
    (480, 8),
    (540, 6),
]
LANGUAGES = [
    ("en",),
    ("en", "de"),
    ("en", "fr"),
    ("en", "es"),
    ("de",),
    ("fr",),
    ("pl", "en"),
    ("ja",),
    ("ja", "en"),
]
SPOKEN = [60, 10, 8, 8, 3, 2, 4, 2, 3]
DEPARTMENTS = [
    "Sales", "Engineering", "Finance", "People", "Operations", "Legal", "Design",
    "Research",
]  # fmt: skip
STYLES = ["listening", "doing", "reading", "challenge", "sponsoring", "teaching"]
DRIVERS = ["growth", "impact", "balance", "leadership", "craft", "security"]

VERBS = [
    "improve",
    "lead",
    "design",
    "plan",
    "run",
    "understand",
    "present",
    "negotiate",
    "automate",
    "measure",
    "explain",
    "write",
]
THINGS = [
    "budgets",
    "pipelines",
    "contracts",
    "interviews",
    "dashboards",
    "roadmaps",
    "deployments",
    "audits",
    "surveys",
    "campaigns",
    "suppliers",
    "forecasts",
    "experiments",
    "databases",
    "networks",
    "payroll",
    "onboarding",
    "translations",
    "prototypes",
    "incidents",
]
FIELDS = [
    "retail",
    "health",
    "energy",
    "logistics",
    "banking",
    "education",
    "insurance",
    "agriculture",
    "tourism",
    "aviation",
    "media",
    "pharma",
    "construction",
    "telecom",
    "mining",
    "textiles",
    "shipping",
    "catering",
    "forestry",
    "defence",
]


def real_texts(data: Path) -> list[list[str]]:
    """Topics, each a list of texts: one O*NET occupation's tasks, one ESCO occupation's names."""
    tasks: dict[str, list[str]] = defaultdict(list)
    with (data / "onet" / "task_statements.txt").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            tasks[row["O*NET-SOC Code"]].append(row["Task"])
    names: list[list[str]] = []
    with (data / "esco" / "occupations_en.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            names.append([row["preferredLabel"], *filter(None, row["altLabels"].split("\n"))])
    return [*tasks.values(), *names]


def invented_texts(rng: random.Random) -> list[list[str]]:
    """Topics of made-up sentences, 3,000 of a dozen each, from 6,000 made-up words, common and rare as words are."""
    syllables = [
        a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "il", "on", "us")
    ]
    words = sorted({"".join(rng.choices(syllables, k=rng.choice((2, 3, 3, 4)))) for _ in range(6000)})
    rng.shuffle(words)
    common = [1 / (10 + n) for n in range(len(words))]
    topics = []
    for _ in range(3000):
        own = rng.choices(words, common, k=8)
        topics.append(
            [
                f"{rng.choice(VERBS)} {' '.join(rng.sample(own, rng.choice((1, 2, 3, 4))))} "
                f"{rng.choice(THINGS)} in {rng.choice(FIELDS)} "
                f"{' '.join(rng.choices(words, common, k=rng.randrange(4)))}"
                for _ in range(12)
            ]
        )
    return topics


def population(
    mentees: int, mentors: int, *, seats: str = "tight", seed: int = 1, data: Path | None = None
) -> tuple[list[Person], list[Person]]:
    """``seats``: tight (just as many as mentees), slack (20 % more), scarce (two thirds)."""
    rng = random.Random(seed)
    topics = real_texts(data) if data else invented_texts(rng)
    popular = [1 / (1 + n) ** 0.7 for n in range(len(topics))]
    rng.shuffle(popular)
    wanted = {"tight": 1.0, "slack": 1.2, "scarce": 2 / 3}[seats] * mentees
    places = [1] * mentors
    spread = sorted(rng.choices(range(mentors), k=max(0, round(wanted) - mentors)))
    for j in spread:
        places[j] += 1

    cumulative, total = [], 0.0
    for weight in popular:
        total += weight
        cumulative.append(total)

    def person(name: str, level: int, capacity: int, manager: str | None) -> Person:
        main, side = rng.choices(topics, cum_weights=cumulative, k=2)
        zone = rng.choices([z for z, _ in ZONES], [w for _, w in ZONES])[0]
        start = 540 - zone
        return Person(
            id=name,
            goals=tuple(rng.choice(main) for _ in range(rng.choice((1, 2, 2, 3)))),
            skills=(rng.choice(main), *(rng.choice(side) for _ in range(rng.choice((1, 2))))),
            style=tuple(rng.sample(STYLES, 2)),
            drivers=tuple(rng.sample(DRIVERS, 2)),
            languages=rng.choices(LANGUAGES, SPOKEN)[0],
            minutes=240,
            capacity=capacity,
            work=((start % 1440, start % 1440 + 480),),
            level=level,
            department=rng.choice(DEPARTMENTS),
            location=str(zone),
            manager=manager,
            waited=rng.choice((0, 0, 0, 1)),
        )

    givers = [person(f"r{n}", rng.choice((3, 4, 4, 5, 5, 6)), places[n], None) for n in range(mentors)]
    seekers = [
        person(f"e{n}", rng.choices((1, 2, 3, 4), (40, 35, 18, 7))[0], 1, f"r{rng.randrange(mentors)}")
        for n in range(mentees)
    ]
    return seekers, givers
