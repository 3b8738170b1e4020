"""Joining a program, and changing one's answers."""

from dataclasses import dataclass, replace
from datetime import datetime, time

from sqlmodel import Session

from program.base.access import check_colleagues, check_open, owner_names, program_of
from program.base.calendar import Local, at
from program.base.notices import Notice, redraw, redraw_home
from program.base.people import meet
from program.base.refusals import No, Refusal
from program.base.start import has_started
from program.joining import audiences
from program.joining.answers import (
    Answers,
    Common,
    Learning,
    Role,
    Teaching,
    answers_of,
    apply_learning,
    apply_teaching,
    teaching_of,
)
from program.joining.participation import log, taking_part
from program.pair import places
from storage.models import Enrollment, Person, Program
from storage.queries import mentorships, programs


@dataclass(frozen=True)
class Form:
    """The form to join with, or to change one's answers (`joined`)."""

    program_id: int
    program: str
    answers: Answers
    joined: bool


@dataclass(frozen=True)
class Outside:
    """Somebody may not take part: why, and who can tell more."""

    program: str
    why: audiences.Admission
    owners: tuple[str, ...]


@dataclass(frozen=True)
class Joined:
    """Somebody is in, or has changed their answers (`before`). `one_more`: the mentor's side is still to be asked.

    `finished`: their time as a mentee is complete, and they mentor nobody: a round leaves them out.
    """

    program_id: int
    program: str
    role: Role
    before: bool
    matched: bool
    one_more: bool
    starts: datetime | None
    teaching: Teaching
    finished: bool = False


def form(
    session: Session,
    *,
    workspace_id: str,
    program_id: int | None,
    person_id: str,
    role: Role | None,
    now: datetime,
) -> Form | Outside:
    """The form, with what was said before; `role` is what was asked for on the way. Or why it isn't for them."""
    program = _open(session, workspace_id, program_id)
    person = meet(session, workspace_id=workspace_id, person_id=person_id, now=now)
    enrollment = programs.enrollment(session, program_id=program.id, person_id=person_id)
    joined = enrollment is not None and enrollment.state != "left"
    admission = audiences.admission(session, program=program, person=person)
    if admission != "in" and not joined:
        audiences.read_place(session, program=program, now=now)
        return Outside(program.name, admission, owner_names(session, program))
    answers = answers_of(session, enrollment) if enrollment else Answers()
    if role is not None:
        answers = replace(answers, role=role)
    assert program.id is not None
    return Form(program.id, program.name, answers, joined)


def join(
    session: Session,
    *,
    workspace_id: str,
    program_id: int | None,
    person_id: str,
    role: Role,
    learning: Learning,
    teaching: Teaching,
    common: Common,
    now: datetime,
) -> Joined:
    """The form was sent. With the role "both" it holds the mentee's side, and `teach` brings the mentor's."""
    program = _open(session, workspace_id, program_id)
    person = meet(session, workspace_id=workspace_id, person_id=person_id, now=now)
    enrollment = programs.enrollment(session, program_id=program.id, person_id=person_id)
    before = enrollment is not None and enrollment.state != "left"
    if not before:
        _check_admission(session, program, person)
    assert program.id is not None
    if enrollment is None:
        enrollment = Enrollment(
            workspace_id=workspace_id, program_id=program.id, person_id=person_id, joined_at=now
        )
    if not before:
        enrollment.state = "active"
        enrollment.joined_at = now
        enrollment.left_at = None
        enrollment.mentor = False
        enrollment.mentee = False
    if role == "mentor":
        apply_teaching(enrollment, teaching)
    else:
        apply_learning(enrollment, learning)
    if not enrollment.mentee:  # a mentee who edits asks for nobody by that
        enrollment.finished_at = None
    enrollment.mentee = role != "mentor"
    enrollment.mentor = role == "mentor" or (role == "both" and enrollment.mentor)
    enrollment.drivers = list(common.drivers)
    enrollment.languages = list(common.languages)
    session.add(enrollment)
    session.flush()
    _set_avoided(session, program, person_id, common.avoid)
    return _joined(session, program, person, enrollment, role, before=before, now=now)


def teach(
    session: Session,
    *,
    workspace_id: str,
    program_id: int | None,
    person_id: str,
    teaching: Teaching,
    now: datetime,
) -> Joined:
    """The second step of somebody who is both: their mentor's side."""
    program, enrollment = taking_part(session, workspace_id, program_id, person_id)
    check_open(program)
    person = meet(session, workspace_id=workspace_id, person_id=person_id, now=now)
    before = enrollment.mentor
    apply_teaching(enrollment, teaching)
    enrollment.mentor = True
    role: Role = "both" if enrollment.mentee else "mentor"
    return _joined(session, program, person, enrollment, role, before=before, now=now, last=True)


def _open(session: Session, workspace_id: str, program_id: int | None) -> Program:
    program = program_of(session, workspace_id, program_id)
    check_open(program, field="enrollment_role")
    return program


def _check_admission(session: Session, program: Program, person: Person) -> None:
    if person.seen_at is None:
        raise Refusal(No.NOT_MET, field="enrollment_role")
    match audiences.admission(session, program=program, person=person):
        case "guest":
            raise Refusal(No.GUEST, field="enrollment_role", program=program.name)
        case "out":
            owners = owner_names(session, program)
            why = No.NOT_IN_AUDIENCE if owners else No.NOT_IN_ORPHANED
            raise Refusal(why, field="enrollment_role", program=program.name, owners=owners)
        case "unread":
            raise Refusal(No.NOT_READ_YET, field="enrollment_role", program=program.name)
        case "in":
            pass


def _set_avoided(session: Session, program: Program, person_id: str, avoid: tuple[str, ...]) -> None:
    assert program.id is not None
    before = programs.avoided_by(session, program_id=program.id, person_id=person_id)
    check_colleagues(session, program.workspace_id, *avoid, field="enrollment_avoid", but=before)
    programs.set_avoided(
        session,
        workspace_id=program.workspace_id,
        program_id=program.id,
        person_id=person_id,
        avoid=sorted({*avoid} - {person_id}),
    )


def _joined(
    session: Session,
    program: Program,
    person: Person,
    enrollment: Enrollment,
    role: Role,
    *,
    before: bool,
    now: datetime,
    last: bool = False,
) -> Joined:
    """What follows from a form: the invitation is answered, Home is redrawn, and the answer says what is next."""
    person.current_program_id = program.id
    invitation = programs.invitation(session, program_id=program.id, person_id=person.id)
    if invitation is not None and invitation.state != "joined":
        invitation.state = "joined"
        invitation.answered_at = now
        redraw(session, Notice.INVITATION, program.workspace_id, to=person.id, now=now, program=program.id)
    log(session, enrollment, what="answers_changed" if before else "joined", now=now)
    redraw_home(session, person.id, workspace_id=program.workspace_id, now=now)
    places.changed(session, program=program, now=now)
    live = mentorships.live_of(
        session, workspace_id=program.workspace_id, person_id=person.id, program_id=program.id
    )
    starts = at(program.starts_on, time(9), Local(program.time_zone).zone)
    assert program.id is not None
    return Joined(
        program.id,
        program.name,
        role,
        before,
        bool(live),
        role == "both" and not last,
        None if has_started(session, program, now) else starts,
        teaching_of(enrollment),
        enrollment.finished_at is not None and not enrollment.mentor,
    )
