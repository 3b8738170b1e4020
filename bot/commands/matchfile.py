"""`alongside match PEOPLE.csv`: a round from a file, by the engine that Slack's rounds use. No database, no Slack."""

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import matching
from bot.commands.matchpeople import FileError, read_people
from bot.commands.matchrules import check_pairs, read_rules
from bot.plural import quantity

REASONS = {
    "no_mentors": "no mentor has a free place",
    "audience": "outside the audience",
    "minutes": "too few minutes a month",
    "language": "no language in common",
    "overlap": "too few working hours in common",
    "seniority": "nobody of the seniority asked for",
    "department": "no mentor from a department that fits",
    "reporting_line": "above or below each other",
    "avoid": "to be kept apart",
    "closed": "closed by the rules",
    "vetoed": "vetoed",
    "nothing_in_common": "no word in common",
    "capacity": "the mentors who fit are full",
    "odd_one_out": "nobody is left to be paired with",
    "group_too_small": "their group would be too small",
    "unknown": "one of them takes no part",
}
"""Why somebody waits, or a pinned pair can't be: the engine's reasons in words."""

SHOWN = 10  # managers outside the file: all of them stand in summary.json


@dataclass(frozen=True)
class Summary:
    """What came of it, and where it's written."""

    mentees: int
    mentors: int
    certificate: matching.Certificate
    waiting: Mapping[str, int]  # by reason
    refused_pins: Sequence[matching.RefusedPin]
    outside: Sequence[str]  # managers who aren't in the file
    files: tuple[Path, ...]

    def lines(self) -> list[str]:
        """The summary in words."""
        proof = self.certificate
        matched = ["Nobody can be matched."]
        if proof.matchable:
            matched = [
                f"{proof.matched} of {proof.matchable} who can be matched are matched.",
                f"Score {proof.score:.2f}; no round can have more than {proof.upper_bound:.2f} ({proof.ratio:.2%}).",
            ]
        waiting = ", ".join(f"{count} ({_why(reason)})" for reason, count in self.waiting.items())
        return [
            f"{quantity(self.mentees, 'mentee')}, {quantity(self.mentors, 'mentor')}.",
            *matched,
            f"Waiting: {waiting}." if waiting else "Nobody waits.",
            *(
                f"Not pinned: {one.mentee} and {one.mentor} ({_why(one.reason)})."
                for one in self.refused_pins
            ),
            *(f"A manager who isn't in the file, {one}." for one in self.outside[:SHOWN]),
            *[f"And {len(self.outside) - SHOWN} more of them."] * (len(self.outside) > SHOWN),
            *(f"Written: {path}" for path in self.files),
        ]


def _why(reason: str) -> str:
    return REASONS.get(reason, reason)


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
    settings, pairs = read_rules(rules)
    found = read_people(people)
    mentees, mentors = found.mentees, found.mentors
    pairs = check_pairs(rules.name if rules else "rules", pairs, mentees, mentors, settings.mode)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(out, error) from error
    done = matching.propose(
        mentees,
        mentors,
        settings,
        closed=pairs["closed"],
        pinned=pairs["pinned"],
        vetoed=pairs["vetoed"],
        progress=progress,
        workers=workers,
    )
    waiting: dict[str, int] = {}
    for one in done.waiting:
        waiting[one.reason] = waiting.get(one.reason, 0) + 1
    paths = (out / "pairs.csv", out / "waiting.csv", out / "summary.json")
    facts_out = {
        "mentees": len(mentees),
        "mentors": len(mentors),
        "certificate": asdict(done.certificate),
        "waiting": waiting,
        "spare": {one.mentor: one.places for one in done.spare},
        "managers_outside": found.outside,
        "refused_pins": [asdict(one) for one in done.refused_pins],
        "topics": [asdict(one) for one in done.topics],
    }
    try:
        _table(paths[0], PAIR_COLUMNS, [_pair(one) for one in done.pairs])
        _table(paths[1], ("mentee", "reason", "numbers", "levers"), [_waiting(one) for one in done.waiting])
        paths[2].write_text(json.dumps(facts_out, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise _unwritable(out, error) from error
    return Summary(
        len(mentees), len(mentors), done.certificate, waiting, done.refused_pins, found.outside, paths
    )


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


def _unwritable(out: Path, error: OSError) -> FileError:
    taken = isinstance(error, FileExistsError)
    why = "this is a file" if taken else f"can't be written ({error.strerror})"
    return FileError([f"{error.filename or out}: {why}: name another folder with --out"])


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
