"""The record of changes: who did what, when, to which object, and why. Ids and codes only, nobody's words."""

from datetime import datetime

from sqlmodel import Session

from storage.models import (
    Audit,
    Concern,
    Enrollment,
    Letter,
    Mentorship,
    Person,
    Program,
    Round,
    Touchpoint,
)

ALONGSIDE, SLACK = "alongside", "slack"
"""Who acts where no person does: the program by itself, or Slack, which has told that something is so."""


def note(
    session: Session,
    about: Program | Round | Mentorship | Enrollment | Concern | Letter | Touchpoint | Person,
    *,
    who: str,
    what: str,
    now: datetime,
    why: str = "",
    subject: str = "",
) -> None:
    """Write one line about a row that is stored. `subject`: where it's about something of it that has no row."""
    match about:
        case Program():
            program_id = about.id
        case Person():
            program_id = None
        case _:
            program_id = about.program_id
    name = f"{type(about).__name__.lower()}:{about.id}"
    if isinstance(about, Letter | Touchpoint):
        name = f"{name}:{about.kind}"
    session.add(
        Audit(
            workspace_id=about.workspace_id,
            program_id=program_id,
            at=now,
            who=who,
            what=what,
            subject=subject or name,
            why=why,
        )
    )
