"""Two people of one name in one program: the one place that says how each of them is called there."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlmodel import Session

from matching.text.names import normal
from storage.queries import programs
from storage.queries.programs import Namesake


def called(session: Session, *, program_id: int | None, names: Mapping[str, str]) -> dict[str, str]:
    """These names by id; with a department and a handle behind it, where somebody else in the program has the same."""
    marks = _marks(programs.namesakes(session, program_id=program_id))
    return {one: f"{name} ({marks[one]})" if name and one in marks else name for one, name in names.items()}


def _marks(found: Sequence[Namesake]) -> dict[str, str]:
    """What stands behind the name of each who shares it."""
    alike: dict[str, list[Namesake]] = defaultdict(list)
    for one in found:
        alike[normal(one.name)].append(one)
    return {one.id: _mark(one, those) for those in alike.values() if len(those) > 1 for one in those}


def _mark(one: Namesake, those: Sequence[Namesake]) -> str:
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
