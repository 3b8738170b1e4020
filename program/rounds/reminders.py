"""What waits for its owners for days comes before them once more: somebody else waits behind it."""

from datetime import datetime, timedelta

from sqlmodel import Session

from program.base.calendar import Local, own_morning
from program.base.notices import Notice, tell
from storage.models import Program
from storage.queries import programs, rounds

PATIENCE = timedelta(days=3)


def remind(session: Session, *, program: Program, now: datetime) -> None:
    """Show every owner, once and in their own morning, the rounds that nobody has decided on for days."""
    waiting = [
        found
        for found in rounds.all_under_way(session, program_id=program.id)
        if found.state == "proposed" and found.proposed_at is not None and found.proposed_at <= now - PATIENCE
    ]
    if not waiting:
        return
    owners = programs.owners(session, program_id=program.id)
    people = programs.people(session, workspace_id=program.workspace_id, ids=owners)
    for found in waiting:
        for owner, person in people.items():
            tell(
                session,
                Notice.ROUND if found.for_person_id is None else Notice.REPLACEMENT,
                program,
                to=owner,
                about=f"{found.id}:reminder",
                now=now,
                due=own_morning(Local(person.time_zone), now),
                round=found.id,
            )
