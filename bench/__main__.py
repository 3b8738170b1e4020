"""python -m bench [--quick] [--data DIR] [--only PART]: measures matching and its peers, and the bot under load."""

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import load, peers, texts
from bench.child import Line, child

PARTS = ("scale", "peers", "open", "small", "texts", "clicks", "acks", "review", "letters", "ticks")
SEATS = ("tight", "slack", "scarce")


def scale(data: str | None, quick: bool) -> Iterator[Line]:
    compiled = None
    for people in (1000, 10_000) if quick else (1000, 10_000, 50_000, 100_000):
        for seats in ("tight",) if quick or people == 100_000 else SEATS:
            got = child("scale", people=people, seats=seats, data=data, exact=people <= 10_000)
            size = f"{people:,} + {people // 2:,}, {seats}"
            compiled = compiled or got["compiling"]
            every = got["matched"] == got["matchable"]
            yield (
                "coverage of the matchable",
                size,
                f"{got['matched']:,} of {got['matchable']:,}",
                "all",
                every,
            )
            if "exact" in got:
                ratio = got["score"] / got["exact"]
                as_many = got["matched"] == got["exact_matched"]
                yield "score of the exact", size, f"{ratio:.4%}", ">= 99.9 %", ratio >= 0.999 and as_many
            yield "certificate", size, f"{got['certificate']:.3%}", ">= 99.5 %", got["certificate"] >= 0.995
            if people >= 10_000:
                times, limit = got["seconds"] / got["vectorizer"], 5 if people >= 100_000 else 2
                figure = f"{times:.2f} x ({got['seconds']:.1f} s; vectorizer {got['vectorizer']:.1f} s)"
                yield "time, in TfidfVectorizers", size, figure, f"<= {limit}", times <= limit
            if people >= 100_000:
                yield "memory", size, f"{got['mib']:.0f} MiB", "<= 1 GiB", got["mib"] <= 1024
    yield "compiling or loading it, once", "", f"{compiled:.1f} s", "", True


def against(data: str | None, quick: bool) -> Iterator[Line]:
    with tempfile.TemporaryDirectory() as folder:
        for people in (100, 500, 1000) if quick else (100, 500, 1000, 10_000, 50_000, 100_000):
            graph = Path(folder) / "graph.npz"
            ours = child("scale", people=people, seats="tight", data=data, graph=str(graph))
            for peer, most in peers.SURVIVES.items():
                got = peers.solve(peer, graph, 600) if people <= most else None
                if got is None:
                    continue
                size, slower = f"{people:,} + {people // 2:,}", got["seconds"] / ours["assign"]
                ahead = ours["assigned"] >= got["matched"] and (
                    ours["assigned"] > got["matched"] or ours["total"] >= got["total"] * 0.9999
                )
                figure = (
                    f"{ours['assigned']:,} : {got['matched']:,}, {ours['total']:.2f} : {got['total']:.2f}, "
                    f"{ours['assign']:.3f} s : {got['seconds']:.3f} s"
                )
                yield f"ours : {peer}", size, figure, "ahead", ahead and slower >= 1


def kept_open(data: str | None, quick: bool) -> Iterator[Line]:
    people = 10_000 if quick else 100_000
    got, size = child("open", people=people, data=data), f"{people:,} + {people // 2:,}"
    figure = f"{got['place'] * 1e3:.1f} ms (worst {got['place_worst'] * 1e3:.1f})"
    yield "a newcomer placed", size, figure, "< 10 ms", got["place"] < 0.010
    yield "a what-if re-priced", size, f"{got['what_if']:.2f} s", "< 1 s", got["what_if"] < 1


def small(data: str | None, _quick: bool) -> Iterator[Line]:
    got = child("small", data=data)
    for people, seconds in got["rounds"].items():
        yield (
            "whole round after import",
            f"{people} people",
            f"{seconds * 1e3:.0f} ms",
            "< 100 ms",
            seconds < 0.1,
        )
    yield (
        "import",
        "",
        f"{got['import'] * 1e3:.0f} ms, heavy: {got['heavy'] or 'none'}",
        "deferred",
        not got["heavy"],
    )
    yield (
        "numba for small programs",
        "",
        "loaded" if got["numba"] else "never loaded",
        "never",
        not got["numba"],
    )


def found(data: str | None, quick: bool) -> Iterator[Line]:
    folder = Path(data) if data else None
    texts.recall(folder, typos=False, widened=True, most=50)
    for typos, least in ((False, 0.88), (True, 0.60)):
        got = [
            texts.recall(folder, typos=typos, widened=True, seed=seed) for seed in range(1 if quick else 3)
        ]
        plain = [texts.recall(folder, typos=typos, widened=False, seed=seed) for seed in range(len(got))]
        mean = sum(one.recall for one in got) / len(got)
        before = sum(one.recall for one in plain) / len(plain)
        cost = sum(one.seconds for one in got) / sum(one.seconds for one in plain)
        what = "recall@10, synonyms" + (" under typos" if typos else "")
        yield (
            what,
            f"plain words {before:.3f}",
            f"{mean:.3f} at {cost:.1f} x",
            f">= {least}, <= 3 x",
            mean >= least and cost <= 3,
        )


WAYS = (
    scale,
    against,
    kept_open,
    small,
    found,
    load.clicks,
    load.acks,
    load.review,
    load.letters,
    load.ticks,
)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="up to 10,000 mentees, a few minutes")
    options.add_argument("--data", help="folder of real texts (esco/, onet/); without it texts are invented")
    options.add_argument("--only", choices=PARTS)
    given = options.parse_args()
    parts = dict(zip(PARTS, WAYS, strict=True))
    console = Console(width=150)
    table = Table("", "people", "measured", "to reach", "")
    missed = 0
    for name, part in parts.items():
        if given.only in (None, name):
            for what, size, figure, limit, reached in part(given.data, given.quick):
                console.print(
                    f"{what} | {size} | {figure} | {limit} | {'yes' if reached else 'NO'}", highlight=False
                )
                table.add_row(what, size, figure, limit, "yes" if reached else "NO")
                missed += not reached
    console.print(table)
    console.print(f"{missed} not reached." if missed else "All reached.")


if __name__ == "__main__":
    main()
