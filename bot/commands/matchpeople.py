"""The people of a CSV file, as `alongside match` reads them. Every line that can't be read is named.

Columns: id and role (mentee, mentor, both) must be there; then any of goals, skills (what a mentee wants, what a mentor
offers), teaches, shares (the mentor's side of somebody who is both), style, guides, drivers, languages, minutes,
capacity, work ("09:00-17:00", UTC), level, department, location, manager, avoid, waited, heading, held, levels
("Python 3"), groups, name. Several values in one cell are parted by ";" or a line break.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from errno import EISDIR, ENOENT
from pathlib import Path
from typing import Any

from bot.errors import ToMend
from matching import Person
from matching.text.names import normal
from program.base import table
from program.base.table import meant

ROLES = ("mentee", "mentor", "both")
MOST_ERRORS = 20
_HOURS = re.compile(r"(\d{1,2}):?(\d{2})?\s*[-–]\s*(\d{1,2}):?(\d{2})?")
_LEVEL = re.compile(r"(.+?)[\s:=]+([1-5])")


class FileError(ToMend):
    """A file that can't be read; ``lines`` says where, a line each."""

    def __init__(self, lines: list[str]) -> None:
        more = [f"and {len(lines) - MOST_ERRORS} more"] if len(lines) > MOST_ERRORS else []
        self.lines = lines[:MOST_ERRORS] + more
        super().__init__("\n".join(self.lines))


def unreadable(path: Path, error: OSError, mend: str) -> FileError:
    """Why a file can't be opened, and what to do."""
    known = {ENOENT: "there is no such file", EISDIR: "this is a folder"}
    return FileError([f"{path}: {known.get(error.errno or 0, error.strerror)}: {mend}"])


def _items(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[;\n]", cell) if part.strip())


def _number(cell: str) -> int:
    if not re.fullmatch(r"\d{1,6}", cell.strip()):
        raise ValueError("a whole number is needed")
    return int(cell)


def _work(cell: str) -> tuple[tuple[int, int], ...]:
    spans = []
    for part in _items(cell):
        found = _HOURS.fullmatch(part)
        if not found:
            raise ValueError("hours look like 09:00-17:00")
        start_hour, start_minute, end_hour, end_minute = (int(x or 0) for x in found.groups())
        if max(start_hour, end_hour) > 24 or max(start_minute, end_minute) > 59:
            raise ValueError("a day has 24 hours")
        spans.append((start_hour * 60 + start_minute, end_hour * 60 + end_minute))
    return tuple(spans)


def _levels(cell: str) -> tuple[tuple[str, int], ...]:
    out = []
    for part in _items(cell):
        found = _LEVEL.fullmatch(part)
        if not found:
            raise ValueError("a competency and its level from 1 to 5, like Python 3")
        out.append((found[1].strip(), int(found[2])))
    return tuple(out)


def _names(cell: str) -> frozenset[str]:
    return frozenset(_items(cell))


COLUMNS: dict[str, Callable[[str], Any]] = {
    "goals": _items, "skills": _items, "teaches": _items, "shares": _items, "style": _items, "guides": _items,
    "drivers": _items, "languages": _items, "minutes": _number, "capacity": _number, "work": _work, "level": _number,
    "department": str.strip, "location": str.strip, "manager": str.strip, "avoid": _names, "waited": _number,
    "heading": _items, "held": _items, "levels": _levels, "groups": _names, "name": str.strip,
}  # fmt: skip
MENTOR_SIDE = {"teaches": "goals", "shares": "skills", "guides": "style"}


@dataclass(frozen=True)
class People:
    """Who a file is about; ``outside``: managers who aren't in it, a line each."""

    mentees: list[Person]
    mentors: list[Person]
    outside: list[str]


def read_people(path: Path) -> People:
    """Mentees and mentors. FileError: what can't be read, by line and column."""
    try:
        text = table.decoded(path.read_bytes())
    except OSError as error:
        raise unreadable(path, error, "name the CSV file with the people") from error
    except UnicodeDecodeError as error:
        raise FileError([f"{path.name}: save it as UTF-8"]) from error
    return _people(path.name, table.read(text, ("id", "role", *COLUMNS)))


def _people(name: str, found: table.Table) -> People:
    problems = found.problems
    if not problems or found.columns:
        absent = [one for one in ("id", "role") if one not in found.columns]
        problems[:0] = [table.Problem(1, "there must be one", one) for one in absent]
    ids: dict[str, tuple[str, int]] = {}  # by normal form: as written, and where
    for line in found.lines if not problems else ():
        if key := line.cells.get("id"):
            if normal(key) in ids:
                why = f"{key} is in line {ids[normal(key)][1]} already"
                problems.append(table.Problem(line.number, why, "id"))
            ids.setdefault(normal(key), (key, line.number))
    outside: list[str] = []
    mentees: list[Person] = []
    mentors: list[Person] = []
    for line in found.lines if "role" in found.columns and "id" in found.columns else ():
        values, errors = _values(line.cells)
        key, role = line.cells.get("id", ""), normal(line.cells.get("role", ""))
        if not key:
            errors.append(("id", "somebody without an id"))
        if role not in ROLES:
            errors.append(("role", f"it is one of {', '.join(ROLES)}"))
        avoid = values.pop("avoid", ())
        unknown = [one for one in sorted(avoid) if normal(one) not in ids]
        errors += [("avoid", f"nobody has the id {one}{_like(one, ids)}") for one in unknown]
        problems += [table.Problem(line.number, why, column) for column, why in errors]
        if errors:
            continue
        values["avoid"] = frozenset(ids[normal(one)][0] for one in avoid)
        if manager := values.get("manager"):
            values["manager"], at = ids.get(normal(manager), (normal(manager), 0))
            if not at:
                outside.append(f"line {line.number}: {manager}{_like(manager, ids)}")
        sides = {MENTOR_SIDE[column]: values.pop(column) for column in MENTOR_SIDE if column in values}
        if role != "mentor":
            mentees.append(Person(id=key, **{**values, "capacity": 1}))
        if role != "mentee":
            mentors.append(Person(id=key, **(values | sides)))
    if problems:
        raise FileError([_told(name, one) for one in sorted(problems, key=lambda one: one.line)])
    if not mentees and not mentors:
        raise FileError([f"{name}: nobody is in it: below its first line, write a line for each person"])
    return People(mentees, mentors, outside)


def _like(one: str, ids: Mapping[str, tuple[str, int]]) -> str:
    return meant(one, [written for written, _ in ids.values()])


def _told(name: str, problem: table.Problem) -> str:
    column = f", column {problem.column}" if problem.column else ""
    return f"{name}:{problem.line}{column}: {problem.text}"


def _values(cells: Mapping[str, str]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    values: dict[str, Any] = {}
    errors: list[tuple[str, str]] = []
    for column, read in COLUMNS.items():
        if cell := cells.get(column):
            try:
                values[column] = read(cell)
            except ValueError as error:
                errors.append((column, f"{cell!r}: {error}"))
    return values, errors
