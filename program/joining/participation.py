"""Taking part in a program: who does, what is written down of it, and how it ends."""

from datetime import datetime

from sqlmodel import Session

from program.base.access import program_of
from program.base.audit import note
from program.base.notices import redraw_home
from program.base.refusals import No, Refusal
from program.pair import endings, places, replacements
from program.pair.endings import Ending
from storage.models import Enrollment, Member, Program
from storage.queries import mentorships, programs


def taking_part(
    session: Session, workspace_id: str, program_id: int | None, person_id: str
) -> tuple[Program, Enrollment]:
    program = program_of(session, workspace_id, program_id)
    enrollment = programs.enrollment(session, program_id=program_id, person_id=person_id)
    if enrollment is None or enrollment.state == "left":
        raise Refusal(No.NOT_ENROLLED, program=program.name)
    return program, enrollment


def leave(
    session: Session, *, program: Program, enrollment: Enrollment, why: Ending, now: datetime
) -> tuple[str, ...]:
    """Take somebody out of a program. Their mentorships in it end; returns the partners' ids.

    Mentees among them are looked after: a round seeks somebody new for each. A group that still has a mentor and a
    mentee goes on without whoever left.
    """
    enrollment.state = "left"
    enrollment.paused_until = None
    enrollment.left_at = now
    session.add(enrollment)
    session.flush()
    partners: list[str] = []
    for mentorship in mentorships.live_of(
        session,
        workspace_id=program.workspace_id,
        person_id=enrollment.person_id,
        program_id=program.id,
    ):
        members = mentorships.members(session, mentorship_id=mentorship.id)
        others = [member for member in members if member.person_id != enrollment.person_id]
        if {member.role for member in others} == {"mentor", "mentee"}:
            session.get_one(Member, (mentorship.id, enrollment.person_id)).left_at = now
            continue
        endings.end(session, mentorship=mentorship, why=why, now=now)
        session.flush()
        for other in others:
            partners.append(other.person_id)
            if other.role == "mentee":
                replacements.look_for(session, program=program, person_id=other.person_id, now=now)
    redraw_home(session, enrollment.person_id, workspace_id=program.workspace_id, now=now)
    places.changed(session, program=program, now=now)
    return tuple(partners)


def log(session: Session, enrollment: Enrollment, *, what: str, now: datetime) -> None:
    note(session, enrollment, who=enrollment.person_id, what=what, now=now)
