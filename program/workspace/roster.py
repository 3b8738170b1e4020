"""The people file: who reports to whom, and where everybody works. Read as a whole, or not at all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from matching.text.names import normal
from program.base import table
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
    also: str  # the e-mail address beside a Slack id


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
    """The lines of a people file, the column names first."""
    read = table.read(text, COLUMNS)
    found = Import()
    if not {"slack_id", "email"} & set(read.columns):
        found.complain(1, "a column slack_id or email has to say who each line is about")
    for problem in read.problems:
        column = f"column {problem.column}: " if problem.column else ""
        found.complain(problem.line, f"{column}{problem.text}")
    for line in read.lines if "slack_id" in read.columns or "email" in read.columns else ():
        _read_line(found, line, len(read.columns))
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
        elif (other := find(row.also)) is not None and other.id != person.id:
            found.complain(
                row.line, f"{row.who} and {row.also} are two people: {person.name} and {other.name}"
            )
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


def _read_line(found: Import, line: table.Line, expected: int) -> None:
    if len(line.cells) != expected:
        found.complain(line.number, f"{expected} cells are expected; this has {len(line.cells)}")
        return
    facts = dict(line.cells)
    names = [name for name in (facts.pop("slack_id", ""), facts.pop("email", "")) if name]
    if not names:
        found.complain(line.number, "this line doesn't say who it is about")
    else:
        found.rows.append(Row(line.number, names[0], facts, names[-1]))


def _finder(people: Mapping[str, Person]) -> Callable[[str], Person | None]:
    known = {normal(person.email): person for person in people.values() if person.email}
    known |= {normal(person.id): person for person in people.values()}
    return lambda who: known.get(normal(who))


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
