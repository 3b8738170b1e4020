"""The people of a CSV file, as `alongside match` reads them. Every line that can't be read is named.

Columns: id and role (mentee, mentor, both) must be there; then any of goals, skills (what a mentee wants, what a mentor
offers), teaches, shares (the mentor's side of somebody who is both), style, guides, drivers, languages, minutes,
capacity, work ("09:00-17:00", UTC), level, department, location, manager, avoid, waited, heading, held, levels
("Python 3"), groups, name. Several values in one cell are parted by ";" or a line break. What parts the cells is a
comma, a semicolon or a tab, whichever the first line has.
"""

import csv
import difflib
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable
from errno import EISDIR, ENOENT
from pathlib import Path
from typing import Any

from bot.errors import ToMend
from matching import Person

SEPARATORS = {",": "a comma", ";": "a semicolon", "\t": "a tab"}
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


def read_people(path: Path) -> tuple[list[Person], list[Person]]:
    """Mentees and mentors. FileError: what can't be read, by line and column."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            text = file.read()
        heading = re.split(r"[\r\n]", text, maxsplit=1)[0]
        separator = max(SEPARATORS, key=heading.count)  # no column's name has one in it
        return _people(path.name, csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))
    except OSError as error:
        raise unreadable(path, error, "name the CSV file with the people") from error
    except UnicodeDecodeError as error:
        raise FileError([f"{path.name}: save it as UTF-8"]) from error
    except csv.Error as error:
        raise FileError([f"{path.name}: {error}"]) from error


def meant(word: str, known: Iterable[str]) -> str:
    """What was meant, if a word looks like one that is known."""
    near = difflib.get_close_matches(word.casefold(), known, 1)
    return f" (did you mean {near[0]}?)" if near else ""


def _people(name: str, rows: "csv.DictReader[str]") -> tuple[list[Person], list[Person]]:
    columns = [(column or "").strip().casefold() for column in rows.fieldnames or ()]
    rows.fieldnames = columns
    wrong = [f"{name}:1, column {one}: there must be one" for one in ("id", "role") if one not in columns]
    known = ("id", "role", *COLUMNS)
    twice = [one for one, times in Counter(columns).items() if one and times > 1]
    wrong += [f"{name}:1, column {one}: it is there twice" for one in twice]
    unknown = [one for one in columns if one not in known]
    wrong += [f"{name}:1, column {one}: there is no such column{meant(one, known)}" for one in unknown]
    wrong += [f"The columns that there are: {', '.join(known)}"] * bool(unknown)
    if wrong:
        raise FileError(wrong)
    parted = SEPARATORS[rows.reader.dialect.delimiter]
    mentees: list[Person] = []
    mentors: list[Person] = []
    seen: dict[str, int] = {}
    for row in rows:
        line = rows.line_num
        if None in row:
            wrong.append(f"{name}:{line}: more cells than columns: quote a cell that has {parted} in it")
            continue
        values, errors = _row(row)
        key, role = (row["id"] or "").strip(), (row["role"] or "").strip().lower()
        if not key:
            errors.append(("id", "somebody without an id"))
        elif key in seen:
            errors.append(("id", f"{key} is in line {seen[key]} already"))
        if role not in ROLES:
            errors.append(("role", f"it is one of {', '.join(ROLES)}"))
        seen.setdefault(key, line)
        wrong += [f"{name}:{line}, column {column}: {why}" for column, why in errors]
        if errors:
            continue
        sides = {MENTOR_SIDE[column]: values.pop(column) for column in MENTOR_SIDE if column in values}
        if role != "mentor":
            mentees.append(Person(id=key, **{**values, "capacity": 1}))
        if role != "mentee":
            mentors.append(Person(id=key, **(values | sides)))
    if wrong:
        raise FileError(wrong)
    if not mentees and not mentors:
        raise FileError([f"{name}: nobody is in it: below its first line, write a line for each person"])
    return mentees, mentors


def _row(row: dict[str, Any]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    values: dict[str, Any] = {}
    errors: list[tuple[str, str]] = []
    for column, read in COLUMNS.items():
        cell = row.get(column) or ""
        if cell.strip():
            try:
                values[column] = read(cell)
            except ValueError as error:
                errors.append((column, f"{cell.strip()!r}: {error}"))
    return values, errors
