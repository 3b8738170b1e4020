"""Either of a pair may say within three days that it isn't a fit; the mentee is found somebody else."""

from datetime import datetime
from typing import Literal

from sqlmodel import Session

from program.base.refusals import No, Refusal
from program.pair import pairs, replacements
from program.pair.endings import Ending, end
from program.pair.mentorship import MAY_DECLINE
from storage.queries import mentorships

Next = Literal["sought", "unsought", "free", "over"]
"""What follows for whoever declined: somebody else is sought, or nobody while they pause or ask for no mentor; their
place is free; or the program is over."""


def decline(
    session: Session, *, workspace_id: str, mentorship_id: int | None, person_id: str, now: datetime
) -> Next:
    """End the pair, with the words that every ending has."""
    mentorship = pairs.living(session, workspace_id=workspace_id, mentorship_id=mentorship_id)
    members = mentorships.members(session, mentorship_id=mentorship.id)
    if now > mentorship.matched_at + MAY_DECLINE:
        raise Refusal(No.DECLINE_LATE)
    end(session, mentorship=mentorship, why=Ending.DECLINED, now=now)
    mentees = [member.person_id for member in members if member.role == "mentee"]
    program = pairs.program_of(session, mentorship)
    for mentee in mentees:
        replacements.look_for(session, program=program, person_id=mentee, now=now)
    if program.state != "open":
        return "over"
    if person_id not in mentees:
        return "free"
    return "sought" if replacements.is_wanted(session, program=program, person_id=person_id) else "unsought"
