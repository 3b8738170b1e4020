"""What a person's Home tab shows: theirs, and what they run."""

from dataclasses import dataclass

from sqlmodel import Session

from storage.models import Letter
from storage.queries import programs as ask


@dataclass(frozen=True)
class Page:
    """Everything on one person's Home tab."""

    person_id: str
    programs: tuple[str, ...]


def page(session: Session, letter: Letter) -> Page:
    """Home, as it is now."""
    programs = ask.open_programs(session, workspace_id=letter.workspace_id)
    return Page(letter.recipient, tuple(program.name for program in programs))
