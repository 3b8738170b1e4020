"""The people file: who reports to whom, and where everybody works. Read as a whole, or not at all."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from storage.models import Audit, Person
from storage.queries import programs

COLUMNS = ("slack_id", "email", "manager", "department", "location", "level")
LEVELS = range(100)
TEXT_LIMIT = 100


@dataclass(frozen=True)
class Problem:
    """What is wrong, and in which line of the file."""

    line: int
    text: str


@dataclass(frozen=True)
class Row:
    """A line that could be read. A column that the file doesn't have isn't in `facts`: it stays as it is."""

    line: int
    who: str
    facts: Mapping[str, str]


@dataclass(frozen=True)
class Report:
    """What an import did, or would do: nothing at all where there are problems."""

    rows: int
    changed: int
    problems: tuple[Problem, ...] = ()
    dry_run: bool = False

    @property
    def applied(self) -> bool:
        return not self.problems and not self.dry_run


@dataclass
class Import:
    """A file on its way in."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def complain(self, line: int, text: str) -> None:
        self.problems.append(Problem(line, text))


def parse(text: str) -> Import:
    """The lines of a people file (commas or semicolons, the column names first)."""
    found = Import()
    first = text.removeprefix("\ufeff").partition("\n")[0]
    lines = csv.reader(
        io.StringIO(text.removeprefix("\ufeff")),
        delimiter=";" if first.count(";") > first.count(",") else ",",
        strict=True,
    )
    try:
        names = [name.strip().lower().replace(" ", "_") for name in next(lines, [])]
        if not _check_columns(found, names):
            return found
        for cells in lines:
            if any(cell.strip() for cell in cells):
                _read_line(found, lines.line_num, names, [cell.strip() for cell in cells])
    except csv.Error as error:
        found.complain(lines.line_num, f"this is not CSV: {error}")
    return found


def import_people(session: Session, *, workspace_id: str, text: str, dry_run: bool, now: datetime) -> Report:
    """Take in a people file, if there is nothing wrong with it. People are known from Slack already."""
    found = parse(text)
    people = programs.people(session, workspace_id=workspace_id)
    if not people:
        found.complain(
            1, "nobody is known here yet: start the bot once, and it learns who is here in a minute"
        )
        found.rows.clear()
    find = _finder(people)
    changes: dict[str, dict[str, object]] = {}
    lines: dict[str, int] = {}
    for row in found.rows:
        person = find(row.who)
        if person is None:
            found.complain(row.line, f"nobody here is {row.who}")
        elif person.id in lines:
            found.complain(row.line, f"{row.who} is in line {lines[person.id]} already")
        else:
            lines[person.id] = row.line
            changes[person.id] = _facts(found, row, find)
    _check_cycles(found, people, changes, lines)
    changed = [who for who, facts in changes.items() if _differs(people[who], facts)]
    problems = tuple(sorted(found.problems, key=lambda problem: problem.line))
    if not problems and not dry_run:
        for who in changed:
            for name, value in changes[who].items():
                setattr(people[who], name, value)
            session.add(people[who])
        session.add(
            Audit(
                workspace_id=workspace_id,
                at=now,
                who="command line",
                what="people_imported",
                why=f"{len(changed)} of {len(found.rows)} changed",
            )
        )
    return Report(len(found.rows), len(changed), problems, dry_run)


def _check_columns(found: Import, names: Sequence[str]) -> bool:
    """Whether the first line names columns, one of which says who."""
    before = len(found.problems)
    for name in names:
        if name not in COLUMNS:
            found.complain(1, f"there is no column “{name}”; there are: {', '.join(COLUMNS)}")
    if len(set(names)) < len(names):
        found.complain(1, "a column is there twice")
    if not {"slack_id", "email"} & set(names):
        found.complain(1, "a column slack_id or email has to say who each line is about")
    return len(found.problems) == before


def _read_line(found: Import, line: int, names: Sequence[str], cells: Sequence[str]) -> None:
    if len(cells) != len(names):
        found.complain(line, f"{len(names)} cells are expected; this has {len(cells)}")
        return
    facts = dict(zip(names, cells, strict=True))
    who = facts.pop("slack_id", "") or facts.get("email", "")
    facts.pop("email", None)
    if not who:
        found.complain(line, "this line doesn't say who it is about")
    else:
        found.rows.append(Row(line, who, facts))


def _finder(people: Mapping[str, Person]) -> Callable[[str], Person | None]:
    by_email = {person.email.casefold(): person for person in people.values() if person.email}
    return lambda who: people.get(who) or by_email.get(who.casefold())


def _facts(found: Import, row: Row, find: Callable[[str], Person | None]) -> dict[str, object]:
    """What a line says about a person, as the table keeps it."""
    facts: dict[str, object] = {}
    for name, said in row.facts.items():
        if name == "manager":
            manager = find(said) if said else None
            if said and manager is None:
                found.complain(row.line, f"nobody here is the manager {said}")
            facts["manager_id"] = manager.id if manager else None
        elif name == "level":
            if said and not (said.isdecimal() and int(said) in LEVELS):
                found.complain(row.line, f"a level is a whole number from 0 to {LEVELS[-1]}, not “{said}”")
                continue
            facts["level"] = int(said) if said else None
        else:
            if len(said) > TEXT_LIMIT:
                found.complain(row.line, f"{name}: {TEXT_LIMIT} characters at most; this has {len(said)}")
            facts[name] = said or None
    return facts


def _check_cycles(
    found: Import,
    people: Mapping[str, Person],
    changes: Mapping[str, Mapping[str, object]],
    lines: Mapping[str, int],
) -> None:
    """Nobody may be their own manager, however many steps up."""
    above = {
        person.id: changes.get(person.id, {}).get("manager_id", person.manager_id)
        for person in people.values()
    }
    told: set[object] = set()
    for start in lines:
        chain: list[str] = []
        at: object = start
        while isinstance(at, str) and at not in chain and at not in told:
            chain.append(at)
            at = above.get(at)
        if at in chain:
            told |= set(chain)
            ring = chain[chain.index(str(at)) :]
            names = " → ".join(people[who].name or who for who in [*ring, ring[0]])
            found.complain(lines[start], f"these people manage each other in a circle: {names}")


def _differs(person: Person, facts: Mapping[str, object]) -> bool:
    return any(getattr(person, name) != value for name, value in facts.items())
