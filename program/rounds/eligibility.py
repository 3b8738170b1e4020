"""A round that can still be decided on, and what keeps a pair out of it."""

from collections.abc import Sequence

from sqlmodel import Session

from program.base.access import check_open, program_of
from program.base.refusals import No, Refusal
from program.joining.pool import Bar, Pool
from storage.models import Round
from storage.queries import programs, review
from storage.queries.review import Suggested


def look(
    session: Session,
    *,
    workspace_id: str,
    round_id: int | None,
    lock: bool = False,
    also: Sequence[str] = (),
) -> tuple[Round, Pool, Sequence[Suggested]]:
    """A round that can still be decided on, its people as they are now, and its pairs. Raises Refusal."""
    found = (
        session.get(Round, round_id, with_for_update=lock, populate_existing=lock)
        if round_id is not None
        else None
    )
    if found is None or found.workspace_id != workspace_id:
        raise Refusal(No.GONE)
    if found.state == "asked":
        raise Refusal(No.ROUND_ASKED)
    if found.state != "proposed":
        by = programs.person(session, workspace_id=workspace_id, person_id=found.published_by or "")
        raise Refusal(No.ROUND_SETTLED, who=by.name if by else "Alongside")
    program = program_of(session, workspace_id, found.program_id)
    check_open(program)
    suggested = review.suggested(session, round_id=found.id)
    there = {person for pair in suggested for person in (pair.mentor_id, pair.mentee_id)}
    there.update(review.unmatched(session, round_id=found.id), also)
    return found, Pool.read(session, program, replacing=found.for_person_id, also=there), suggested


def refusal(pool: Pool, bar: Bar, mentor_id: str, mentee_id: str, *, field: str | None = None) -> Refusal:
    """The rule said no to a pair; with a `field`, to one that is only being chosen."""
    return Refusal(
        No.PAIR_OUTSIDE if field and bar.why is No.PAIR_LEFT else bar.why,
        field=field,
        who=pool.name(mentor_id if bar.side == "mentor" else mentee_id),
        mentor=pool.name(mentor_id),
        mentee=pool.name(mentee_id),
    )
