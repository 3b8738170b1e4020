"""Everything that is kept about one person, for that person alone."""

from sqlmodel import Session

from program.base.namesakes import named
from program.base.receipts import openly, words
from program.pair import pairs
from program.workspace.personal_data import (
    Asked,
    Deed,
    Goal,
    Invited,
    Part,
    PersonalData,
    Planned,
    Run,
    Said,
    Sent,
    Tapped,
    Together,
    Waited,
    Work,
)
from storage.models import Enrollment, Mentorship, Program
from storage.queries import figures, outcomes, personal_data, programs


def everything(session: Session, *, workspace_id: str, person_id: str) -> PersonalData:
    """What is kept about this person now."""
    whom = {"workspace_id": workspace_id, "person_id": person_id}
    person = programs.person(session, **whom)
    enrollments = personal_data.enrollments(session, **whom)
    return PersonalData(
        id=person_id,
        name=person.name if person else "",
        handle=person.handle if person else "",
        email=person.email if person else "",
        time_zone=person.time_zone if person else "",
        locale=person.locale if person else "",
        work=Work(
            manager=pairs.name_of(
                session, workspace_id=workspace_id, person_id=person.manager_id if person else None
            ),
            department=(person.department or "") if person else "",
            location=(person.location or "") if person else "",
            level="" if person is None or person.level is None else str(person.level),
        ),
        parts=tuple(_part(session, enrollment) for enrollment in enrollments),
        together=tuple(
            _together(session, mentorship, person_id)
            for mentorship in personal_data.mentorships(session, **whom)
        ),
        answers=tuple(
            Said(moment.kind, reply.at, dict(reply.answer), reply.note)
            for reply, moment in figures.replies_by(session, **whom)
        ),
        taps=tuple(
            Tapped(moment.answered_at, moment.answer or "")
            for moment in personal_data.answered(session, **whom)
            if moment.answered_at is not None
        ),
        requests=tuple(
            Asked(concern.kind, concern.at, concern.text, concern.state, concern.answer)
            for concern in personal_data.concerns(session, **whom)
        ),
        invitations=tuple(
            Invited(_program(session, invitation.program_id), invitation.state, invitation.sent_at)
            for invitation in personal_data.invitations(session, **whom)
        ),
        letters=tuple(
            Sent(letter.kind, letter.done_at)
            for letter in personal_data.letters(session, **whom)
            if letter.done_at is not None
        ),
        deeds=tuple(Deed(line.what, line.subject, line.at) for line in personal_data.deeds(session, **whom)),
        admin=personal_data.is_admin(session, **whom),
        means=_program(session, person.current_program_id) if person and person.current_program_id else "",
        places=tuple(personal_data.places(session, **whom)),
        runs=tuple(Run(name, since) for name, since in personal_data.runs(session, **whom)),
        waits=tuple(
            Waited(_program(session, row.program_id), openly(row.reason), at)
            for row, at in personal_data.waits(session, **whom)
        ),
        planned=tuple(
            Planned(moment.kind, moment.due_at) for moment in personal_data.planned(session, **whom)
        ),
    )


def _part(session: Session, enrollment: Enrollment) -> Part:
    avoided = programs.avoided_by(session, program_id=enrollment.program_id, person_id=enrollment.person_id)
    names = named(
        session, workspace_id=enrollment.workspace_id, program_id=enrollment.program_id, ids=avoided
    )
    return Part(
        program=_program(session, enrollment.program_id),
        state=enrollment.state,
        joined_at=enrollment.joined_at,
        goals=enrollment.goals,
        skills_wanted=tuple(enrollment.skills_wanted),
        learns_by=tuple(enrollment.learns_by),
        teaches=enrollment.teaches,
        skills_offered=tuple(enrollment.skills_offered),
        guides_by=tuple(enrollment.guides_by),
        drivers=tuple(enrollment.drivers),
        languages=tuple(enrollment.languages),
        minutes=enrollment.minutes if enrollment.mentee else 0,
        mentor_minutes=enrollment.mentor_minutes if enrollment.mentor else 0,
        places=enrollment.capacity,
        avoids=tuple(names.get(one, one) for one in avoided),
    )


def _together(session: Session, mentorship: Mentorship, person_id: str) -> Together:
    me = personal_data.member(session, mentorship_id=mentorship.id, person_id=person_id)
    return Together(
        partners=pairs.partners(session, mentorship, person_id),
        role=me.role if me else "",
        since=mentorship.opened_at or mentorship.matched_at,
        until=mentorship.ended_at,
        agreed_at=me.agreed_at if me else None,
        plan=tuple(
            Goal(outcome.text, outcome.due_on, outcome.done_at)
            for outcome in outcomes.of_mentorship(session, mentorship_id=mentorship.id)
        ),
        channel=mentorship.channel_name,
        own_words=tuple(getattr(word, me.role) for word in words(mentorship.receipt)) if me else (),
        line=mentorship.line,
    )


def _program(session: Session, program_id: int) -> str:
    program = session.get(Program, program_id)
    return program.name if program else ""
