"""Somebody asks to be forgotten: what they are in ends kindly, and then they are taken out of every table.

Shared history stays without them: that there was a pair, that a survey was answered, that something was changed. It is
under a pseudonym that nothing leads back from. Storage knows which columns are personal (storage/personal.py).
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from program.base.notices import Notice, tell
from program.base.people import mark
from program.base.refusals import No, Refusal
from program.base.touchpoints import Moment
from program.joining import participation
from program.pair import replacements
from program.pair.endings import Ending
from storage import personal
from storage.models import Audit, Erased, Owner, Program
from storage.queries import programs

PSEUDONYM = "erased-{number}"
NAME = "somebody who is no longer here"
"""How everybody else reads the name of whoever was forgotten."""


@dataclass(frozen=True)
class Forgotten:
    """They are gone: how many mentorships ended with that."""

    ended: int


def erase(session: Session, *, workspace_id: str, person_id: str, now: datetime) -> Forgotten:
    """Forget somebody. Raises Refusal for the only owner of an open program: it would be left to nobody."""
    _hand_over(session, workspace_id, person_id)
    ended = 0
    for enrollment in programs.enrollments_of(session, workspace_id=workspace_id, person_id=person_id):
        program = session.get(Program, enrollment.program_id)
        assert program is not None
        replacements.call_off(session, program=program, person_id=person_id, now=now)
        partners = participation.leave(
            session, program=program, enrollment=enrollment, why=Ending.LEFT, now=now
        )
        ended += len(partners)
        _tell_owners(session, program, person_id, len(partners), now)
    entry = Audit(workspace_id=workspace_id, at=now, who="alongside", what="person_erased")
    session.add(entry)
    session.flush()
    personal.erase(
        session,
        workspace_id=workspace_id,
        person_id=person_id,
        pseudonym=PSEUDONYM.format(number=entry.id),
        name=NAME,
        anonymous=Moment.SURVEY.value,
    )
    session.merge(Erased(workspace_id=workspace_id, mark=mark(workspace_id, person_id), at=now))
    return Forgotten(ended)


def _tell_owners(session: Session, program: Program, person_id: str, pairs: int, now: datetime) -> None:
    """One line, without a name."""
    for owner in programs.owners(session, program_id=program.id):
        if owner != person_id:
            about = f"forgotten:{now.isoformat()}"
            tell(
                session,
                Notice.DEPARTURE,
                program,
                to=owner,
                about=about,
                now=now,
                gone="",
                partners=[],
                pairs=pairs,
            )


def _hand_over(session: Session, workspace_id: str, person_id: str) -> None:
    """Other owners go on without them."""
    for program in programs.owned_by(session, workspace_id=workspace_id, person_id=person_id):
        if len(programs.owners(session, program_id=program.id)) == 1:
            raise Refusal(No.ONLY_OWNER, program=program.name)
        session.delete(session.get_one(Owner, (program.id, person_id)))
    session.flush()
