"""`alongside match PEOPLE.csv`: a round from a file, by the engine that Slack's rounds use. No database, no Slack."""

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

import matching
from bot.matchpeople import FileError, meant, read_people
from matching import competencies

RULES = {"mode", "same_language", "min_overlap", "mentor_more_senior", "reporting_line", "departments"}
RULES |= {"common_ground", "pair_minutes", "stretch", "fairness", "mentors_each", "seed"}
PAIRS = ("closed", "pinned", "vetoed")


@dataclass(frozen=True)
class Summary:
    """What came of it, and where it's written."""

    mentees: int
    mentors: int
    certificate: matching.Certificate
    waiting: Mapping[str, int]  # by reason
    files: tuple[Path, ...]

    def lines(self) -> list[str]:
        """The summary in words."""
        proof = self.certificate
        reasons = ", ".join(f"{count} {reason}" for reason, count in self.waiting.items()) or "nobody"
        return [
            f"{self.mentees} mentees, {self.mentors} mentors.",
            f"{proof.matched} of {proof.matchable} who can be matched are matched.",
            f"Score {proof.score:.2f}; no round can have more than {proof.upper_bound:.2f} ({proof.ratio:.2%}).",
            f"Waiting: {reasons}.",
            *(f"Written: {path}" for path in self.files),
        ]


def match_file(
    people: Path,
    rules: Path | None,
    out: Path,
    *,
    progress: Callable[[float], None] | None = None,
    workers: int = 1,
) -> Summary:
    """Match the people of a CSV file and write pairs.csv, waiting.csv and summary.json into ``out``.

    FileError names every line and column that can't be read; nothing is written then.
    """
    settings, facts = read_rules(rules)
    mentees, mentors = read_people(people)
    done = matching.propose(mentees, mentors, settings, **facts, progress=progress, workers=workers)
    out.mkdir(parents=True, exist_ok=True)
    waiting: dict[str, int] = {}
    for one in done.waiting:
        waiting[one.reason] = waiting.get(one.reason, 0) + 1
    paths = (out / "pairs.csv", out / "waiting.csv", out / "summary.json")
    _table(paths[0], PAIR_COLUMNS, [_pair(one) for one in done.pairs])
    _table(paths[1], ("mentee", "reason", "numbers", "levers"), [_waiting(one) for one in done.waiting])
    facts_out = {
        "mentees": len(mentees),
        "mentors": len(mentors),
        "certificate": asdict(done.certificate),
        "waiting": waiting,
        "spare": {one.mentor: one.places for one in done.spare},
        "refused_pins": [asdict(one) for one in done.refused_pins],
        "topics": [asdict(one) for one in done.topics],
    }
    paths[2].write_text(json.dumps(facts_out, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return Summary(len(mentees), len(mentors), done.certificate, waiting, paths)


def read_rules(path: Path | None) -> tuple[matching.Rules, dict[str, Any]]:
    """The rules of a YAML file, and its pairs (closed, pinned, vetoed)."""
    shipped = yaml.safe_load(files("matching").joinpath("competencies.yml").read_text(encoding="utf-8"))
    given: Any = {}
    if path is not None:
        try:
            given = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            mark = getattr(error, "problem_mark", None)
            where = f":{mark.line + 1}, column {mark.column + 1}" if mark else ""
            raise FileError([f"{path.name}{where}: this isn't YAML"]) from error
        if not isinstance(given, dict):
            raise FileError([f"{path.name}: rules are names with values"])
    name = path.name if path else "rules"
    known = sorted(RULES | KNOWN)
    wrong = [
        f"{name}: {key}: there is no such rule{meant(str(key), known)}" for key in given if key not in known
    ]
    wrong += [f"The rules that there are: {', '.join(known)}"] * bool(wrong)
    if wrong:
        raise FileError(wrong)
    try:
        extra = given.get("competencies") or {}
        return (
            matching.Rules(
                **{key: given[key] for key in RULES & given.keys()},
                weights=matching.Weights(**(given.get("weights") or {})),
                audience=frozenset(map(str, given.get("audience") or ())),
                group_size=tuple(given.get("group_size") or (3, 8)),
                competencies=competencies.read(shipped, extra),
                ignore=tuple(map(str, given.get("ignore") or ())),
            ),
            {key: [(str(one), str(other)) for one, other in given.get(key) or ()] for key in PAIRS},
        )
    except (TypeError, ValueError) as error:
        raise FileError([f"{name}: {error}"]) from error


KNOWN = {"weights", "audience", "group_size", "competencies", "ignore", *PAIRS}
TERMS = matching.TERMS
PAIR_COLUMNS = (
    "mentee",
    "mentor",
    "role",
    "score",
    "words",
    *TERMS,
    "overlap_minutes",
    "traded",
    "demand",
    "pinned",
)


def _pair(one: matching.Proposal) -> list[object]:
    receipt = one.receipt
    words = "; ".join(
        f"{w.word} ({w.weight:.2f}): “{w.mentee_text}” / “{w.mentor_text}”" for w in receipt.words
    )
    terms = [f"{receipt.terms[name]:.4f}" for name in TERMS]
    tail = [receipt.overlap_minutes, receipt.traded, receipt.demand, "yes" if receipt.pinned else ""]
    return [one.mentee, one.mentor, one.role, f"{one.score:.4f}", words, *terms, *tail]


def _waiting(one: matching.Waiting) -> list[object]:
    numbers = "; ".join(f"{rule}: {count}" for rule, count in one.numbers.items())
    levers = "; ".join(
        f"{x.kind}{'' if x.value is None else f' {x.value}'}: +{x.candidates} ({x.free} free)"
        for x in one.levers
    )
    return [one.mentee, one.reason, numbers, levers]


def _table(path: Path, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows([[_cell(value) for value in row] for row in rows])


def _cell(value: object) -> str:
    """A cell that a spreadsheet won't run as a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else text
