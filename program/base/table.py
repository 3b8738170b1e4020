"""The one reader of tables: every file of people, however a spreadsheet wrote it."""

import csv
import difflib
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from matching.text.names import clean, normal

SEPARATORS = {",": "a comma", ";": "a semicolon", "\t": "a tab"}
_SAID = re.compile(r'"?sep=(.)"?[,;\t]*', re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')


@dataclass(frozen=True)
class Problem:
    """What can't be read, in which line of the file and, where it's about one, in which column."""

    line: int
    text: str
    column: str = ""


@dataclass(frozen=True)
class Line:
    """A line with something in it: its cells by column, blanks around them gone. A line may end early."""

    number: int
    cells: Mapping[str, str]


@dataclass
class Table:
    """What could be read, and what couldn't."""

    columns: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def decoded(raw: bytes) -> str:
    """A file's text: UTF-8, or the UTF-16 that spreadsheets call Unicode text. UnicodeDecodeError: neither."""
    return raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")


def meant(word: str, known: Iterable[str]) -> str:
    """What was meant, if a word looks like one that is known."""
    by_form = {normal(one): one for one in known}
    near = difflib.get_close_matches(normal(word), by_form, 1)
    return f" (did you mean {by_form[near[0]]}?)" if near else ""


def read(text: str, known: Sequence[str]) -> Table:
    """The lines of a table whose first line names some of the columns ``known``.

    A line `sep=;`, columns without a name and lines without anything are passed over.
    """
    found = Table()
    text = io.StringIO(text.removeprefix("\ufeff"), newline=None).read()
    first, _, rest = text.partition("\n")
    said = _SAID.fullmatch(first.strip(" "))
    before = 1 if said else 0
    if said:
        text = rest
    separator = said[1] if said else _separator(text)
    records = _records(text, separator, before, found)
    number, heading = next(records, (1, []))
    names = [_column(name) for name in heading]
    found.columns = [name for name in names if name]
    twice = [name for name, times in Counter(found.columns).items() if times > 1]
    found.problems += [Problem(number, "it is there twice", name) for name in twice]
    found.problems += [
        Problem(
            number, f"there is no column “{name}”{meant(name, known)}; there are: {', '.join(known)}", name
        )
        for name in found.columns
        if name not in known
    ]
    if found.problems:
        return found
    parted = SEPARATORS.get(separator, separator)
    for number, cells in records:
        if any((cell and at >= len(names)) or (cell and not names[at]) for at, cell in enumerate(cells)):
            count = f"{len(found.columns)} cells are expected; this has {len(cells)}"
            why = f"more cells than columns: quote a cell that has {parted} in it ({count})"
            found.problems.append(Problem(number, why))
        else:
            kept = {name: cell for name, cell in zip(names, cells, strict=False) if name}
            found.lines.append(Line(number, kept))
    return found


def _records(text: str, separator: str, before: int, found: Table) -> Iterator[tuple[int, list[str]]]:
    """Each record that isn't blank, with the line in which it begins."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        begins = rows.line_num + 1 + before
        try:
            cells = [clean(cell) for cell in next(rows)]
        except StopIteration:
            return
        except csv.Error as error:
            why = "a quote that opens here isn't closed" if "unexpected end" in str(error) else str(error)
            found.problems.append(Problem(begins, f"this is not CSV: {why}"))
            return
        if any(cells):
            yield begins, cells


def _separator(text: str) -> str:
    """What parts the cells, by the first line with something in it; no column's name has one in it."""
    heading = next((line for line in text.split("\n") if line.strip(" ,;\t")), "")
    return max(SEPARATORS, key=_QUOTED.sub("", heading).count)


def _column(name: str) -> str:
    return re.sub(r"[\s_-]+", "_", normal(name)).strip("_")
