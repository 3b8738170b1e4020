"""Small random programs with every rule at its edges, run by the loops as they are and as numba compiles them.

``python -m tests.matching.edges 200 1`` runs the programs 1 to 200, and prints a number before a program runs. With
NUMBA_BOUNDSCHECK=1 the compiled loops look at every index; that code needs a cache of its own (NUMBA_CACHE_DIR).
"""

import random
import sys
from collections.abc import Callable
from typing import Any

from matching import TERMS, Competency, Person, Rules, Weights, compare, open_exchange, propose, rank
from matching.loops import engine

SAID = (
    "", "  ", "!?", "k8s", "the", "Kubernetes", "kubernets", "Kubernetes in production", "Führung", "写作", "写作力",
    "say no", "public speaking", "presentations", "front end", "run Kubernetes and say no in public speaking",
    "presentation presentations presenting presented", "x" * 300,
)  # fmt: skip
NAMES = ("Kubernetes", "Speaking", "Saying no", "Front end", "写作", "the")
OTHER_NAMES = ("k8s", "public speaking", "presentations", "say no", "front", "production", "?", "")
LEAST_AND_MOST = (0.0, 0.001, 1.0, 2.0)
MODES = ("mentoring", "reverse", "topic", "peer", "group")


def competencies(chance: random.Random) -> tuple[Competency, ...]:
    """Up to one of each name, with weights from none to the most."""
    return tuple(
        Competency(
            name, tuple(chance.sample(OTHER_NAMES, chance.randrange(4))), chance.choice(LEAST_AND_MOST)
        )
        for name in chance.sample(NAMES, chance.randrange(len(NAMES) + 1))
    )


def weights(chance: random.Random) -> Weights:
    """As they are, only one, all but one, or any."""
    some = chance.choice(TERMS)
    kind = chance.randrange(5)
    if kind == 0:
        return Weights()
    if kind == 1:
        return Weights(**{name: float(name == some) for name in TERMS})
    if kind == 2:
        return Weights(**{name: 1e6 * (name != some) for name in TERMS})
    return Weights(**{name: chance.choice((0.0, 1e-9, 1.0, 1e6)) for name in TERMS})


def rules(chance: random.Random) -> Rules:
    """Every rule off, on, or as hard as it goes."""
    pick = chance.choice
    return Rules(
        weights=weights(chance),
        mode=pick(MODES),  # type: ignore[arg-type]
        same_language=pick((True, False)),
        min_overlap=pick((0, 0, 60, 1441)),
        mentor_more_senior=pick((False, False, True)),
        reporting_line=pick((True, False)),
        departments=pick(("any", "any", "different", "same")),
        common_ground=pick((False, False, True)),
        pair_minutes=pick((0, 30, 30, 10**6)) if chance.random() < 0.3 else 0,
        audience=pick((frozenset(), frozenset(), frozenset({"new"}))),
        stretch=pick((0.0, 0.5, 1.0)),
        fairness=pick((0.0, 0.0, 0.5, 1.0)),
        group_size=pick(((1, 1), (2, 3), (3, 8))),
        mentors_each=pick((1, 2, 9)),
        competencies=competencies(chance),
        ignore=pick(((), ("Kubernetes",), SAID)),
        seed=pick((0, 7)),
    )


def person(chance: random.Random, key: str, everybody: list[str]) -> Person:
    """Somebody who says nothing, something, or all there is to say."""
    pick = chance.choice

    def some(values: tuple[Any, ...], most: int) -> tuple[Any, ...]:
        return tuple(chance.sample(values, min(len(values), chance.randrange(most + 1))))

    return Person(
        id=key,
        goals=some(SAID, 3),
        skills=some(SAID, pick((0, 1, 8))),
        style=some(("a", "b", "c"), 3),
        drivers=some(("x", "y"), 2),
        languages=some(("en", "EN", "de", ""), 2),
        minutes=pick((0, 30, 120, 10**9)),
        capacity=pick((0, 1, 1, 2, 3, 10**8)),
        work=pick(
            ((), (), ((540, 1020),), ((0, 1440),), ((1320, 360),), ((600, 600),), ((0, 1), (1439, 1440)))
        ),
        level=pick((None, 0, 1, 2, 99)),
        department=pick((None, "A", "B", "")),
        location=pick((None, "X", "")),
        manager=pick((None, None, *everybody)),
        avoid=frozenset(some(tuple(everybody), 1)),
        waited=pick((0, 1, 3, 10**9)),
        heading=some(("CTO", "cto", "Lead", ""), 2),
        held=some(("cto", "lead", ""), 2),
        levels=some((("Python", 0), ("Python", 2), ("Python", 4), ("SQL", 5), ("SQL", 1)), 3),
        groups=pick((frozenset(), frozenset({"new"}))),
        name=pick(("", "Kubernetes Speaking")),
    )


def crowd(chance: random.Random) -> tuple[list[Person], list[Person]]:
    """Nobody, one, a few, all of them equal, or (seldom) more mentors than a list of candidates holds."""
    n, m = (chance.choice((0, 1, 2, 5, 8)) for _ in range(2))
    if chance.random() < 0.04:
        n, m = 12, 150
    ids = [f"e{k}" for k in range(n)] + [f"r{k}" for k in range(m)]
    both = chance.random() < 0.3  # some seek and give
    if chance.random() < 0.15:
        one = person(chance, "", ["nobody"])
        fields = {name: getattr(one, name) for name in Person.__dataclass_fields__ if name != "id"}
        made = {key: Person(id=key, **fields) for key in ids}
    else:
        made = {key: person(chance, key, ids) for key in ids}
    mentors = ids[n:] + (ids[: n // 2] if both else [])
    return [made[key] for key in ids[:n]], [made[key] for key in mentors]


def plain(value: Any) -> Any:
    """A value in lists and dictionaries, to be compared whole."""
    if hasattr(value, "__dataclass_fields__"):
        return {name: plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    return {k: plain(v) for k, v in value.items()} if hasattr(value, "items") else value


def refused(what: Callable[..., Any], *given: Any) -> Any:
    """What comes of it, or the rule that refused it."""
    try:
        return plain(what(*given))
    except ValueError as refusal:
        return str(refusal)


def played(seed: int) -> list[Any]:
    """All that one program comes to: its round, a ranking, a comparison, and an exchange that is changed."""
    chance = random.Random(seed)
    mentees, mentors = crowd(chance)
    rule = rules(chance)
    ids = [p.id for p in (*mentees, *mentors)] or ["nobody"]
    few = [
        [(chance.choice(ids), chance.choice(ids)) for _ in range(chance.choice((0, 1, 2, 6)))] for _ in "abc"
    ]
    facts: dict[str, Any] = dict(zip(("closed", "pinned", "vetoed"), few, strict=True))
    workers = chance.choice((1, 3))
    out = [plain(propose(mentees, mentors, rule, **facts, workers=workers))]
    newcomer = person(chance, "newcomer", ids)
    out += [plain(rank(newcomer, mentors, rule, most=chance.choice((1, 3, 200))))]
    if rule.mode not in ("mentoring", "reverse"):
        return out
    variants = {"now": rule, "other": Rules(competencies=competencies(chance), weights=weights(chance))}
    out += [plain(compare(mentees, mentors, variants))]
    exchange = open_exchange(mentees, mentors, rule, **facts)
    for _ in range(4):
        pairs = exchange.round().pairs
        change = chance.choice(("place", "veto", "pin", "swap", "what_if"))
        if change == "place":
            out += [refused(exchange.place, person(chance, f"new{len(out)}", ids))]
        elif change == "what_if":
            out += [refused(exchange.what_if, weights(chance))]
        elif change == "veto" and pairs:
            one = chance.choice(pairs)
            out += [refused(exchange.veto, one.mentee, one.mentor)]
        elif change == "swap" and len(pairs) > 1:
            first, second = (pair.mentee for pair in chance.sample(pairs, 2))
            out += [refused(exchange.swap, first, second)]
        elif change == "pin" and pairs:
            first, second = chance.choice(pairs).mentee, chance.choice(pairs).mentor
            out += [refused(exchange.pin, first, second)]
        out += [plain(exchange.round())]
    return out


def both_ways(seed: int) -> None:
    """Run a program both ways; AssertionError where they differ."""
    engine.BIG = 10**12
    by_python = played(seed)
    engine.BIG = -1
    assert played(seed) == by_python, f"program {seed}: compiled loops answer otherwise than Python does"


if __name__ == "__main__":
    count, first = (int(given) for given in sys.argv[1:3])
    for number in range(first, first + count):
        print(number, flush=True)
        both_ways(number)
    print("all the same")
