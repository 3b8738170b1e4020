"""Two people of one name in one program: the one place that says how each of them is called there."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlmodel import Session

from matching.text.names import normal
from storage.models import Person, Program
from storage.queries import programs


def called(session: Session, *, program_id: int | None, names: Mapping[str, str]) -> dict[str, str]:
    """These names by id; with a department and a handle behind it, where somebody else in the program has the same."""
    keys = sorted({normal(name) for name in names.values() if name})
    return _with(_marks(programs.namesakes(session, program_id=program_id, keys=keys)), names)


def named(
    session: Session, *, workspace_id: str, program_id: int | None, ids: Sequence[str]
) -> dict[str, str]:
    """The same of these people by id, in that order; without whoever is unknown."""
    people = programs.people(session, workspace_id=workspace_id, ids=ids)
    return called(
        session, program_id=program_id, names={one: people[one].name for one in ids if one in people}
    )


def all_called(session: Session, *, program: Program, names: Mapping[str, str]) -> dict[str, str]:
    """The same for the names of everybody in a program, who are compared here."""
    owners = programs.owners(session, program_id=program.id)
    running = programs.people(session, workspace_id=program.workspace_id, ids=owners)
    everybody = {**{one: person.name for one, person in running.items()}, **names}
    count = Counter(map(normal, everybody.values()))
    alike = sorted(one for one, name in everybody.items() if name and count[normal(name)] > 1)
    return _with(
        _marks(programs.people(session, workspace_id=program.workspace_id, ids=alike).values()), names
    )


def _with(marks: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    return {one: f"{name} ({marks[one]})" if name and one in marks else name for one, name in names.items()}


def _marks(found: Iterable[Person]) -> dict[str, str]:
    """What stands behind the name of each who shares it."""
    alike: dict[str, list[Person]] = defaultdict(list)
    for one in found:
        alike[normal(one.name)].append(one)
    return {one.id: _mark(one, those) for those in alike.values() if len(those) > 1 for one in those}


def _mark(one: Person, those: Sequence[Person]) -> str:
    """The department, unless all are of the same, and the first of these that is nobody else's."""
    department = one.department if len({normal(other.department or "") for other in those}) > 1 else ""
    others = [other for other in those if other.id != one.id]
    own = next(
        mine
        for mine, theirs in (
            (one.handle, {other.handle for other in others}),
            (one.email.partition("@")[0], {other.email.partition("@")[0] for other in others}),
            (one.email, {other.email for other in others}),
            (one.id, set()),
        )
        if mine and mine not in theirs
    )
    return ", ".join(part for part in (department, own) if part)
