"""Rows to start a test from: a program with its owner, and a pair in it; and time that passes without Slack."""

from datetime import UTC, date, datetime, timedelta

from sqlmodel import Session

import matching
from program import lifecycle, sending
from program.base.notices import Notice
from program.rounds import drafts, matchmaking
from program.rounds.candidates import Snapshot
from storage import outbox
from storage.models import (
    Enrollment,
    Letter,
    Member,
    MemberRole,
    Mentorship,
    MentorshipState,
    Owner,
    Person,
    Program,
)
from storage.queries import programs

WORKSPACE = "T1"
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def a_person(
    session: Session, person_id: str, name: str, *, zone: str = "Europe/London", workspace: str = WORKSPACE
) -> Person:
    """Somebody whom Slack has described."""
    person = Person(
        workspace_id=workspace, id=person_id, name=name, time_zone=zone, locale="en-GB", seen_at=MONDAY
    )
    session.add(person)
    session.flush()
    return person


def a_program(
    session: Session,
    *,
    owner: str = "UOLGA",
    name: str = "Growing together",
    starts_on: date = date(2026, 3, 2),
    cadence_days: int = 14,
    length_days: int = 90,
    workspace: str = WORKSPACE,
) -> Program:
    """A program that Olga Brandt in Berlin runs."""
    if session.get(Person, (workspace, owner)) is None:
        a_person(session, owner, "Olga Brandt", zone="Europe/Berlin", workspace=workspace)
    program = Program(
        workspace_id=workspace,
        name=name,
        starts_on=starts_on,
        cadence_days=cadence_days,
        length_days=length_days,
        created_by=owner,
        created_at=MONDAY,
    )
    session.add(program)
    session.flush()
    assert program.id is not None
    session.add(Owner(workspace_id=workspace, program_id=program.id, person_id=owner, since=MONDAY))
    session.flush()
    return program


def a_pair(
    session: Session,
    program: Program,
    *,
    mentor: str = "UADA",
    mentee: str = "UGRACE",
    names: tuple[str, str] = ("Ada Park", "Grace Osei"),
    zones: tuple[str, str] = ("Europe/London", "Europe/London"),
    channel: str | None = "C1",
    opened_at: datetime = MONDAY,
    state: MentorshipState = "open",
) -> Mentorship:
    """Ada Park mentors Grace Osei since Monday: people, enrollments, mentorship and members."""
    assert program.id is not None
    mentorship = Mentorship(
        workspace_id=program.workspace_id,
        program_id=program.id,
        state=state,
        channel_name=f"mentor-{mentor}-{mentee}".lower(),
        channel_id=channel,
        matched_at=opened_at,
        opened_at=opened_at,
        ends_on=opened_at.date() + timedelta(program.length_days),
    )
    session.add(mentorship)
    session.flush()
    assert mentorship.id is not None
    people: list[tuple[str, str, str, MemberRole]] = [
        (mentor, names[0], zones[0], "mentor"),
        (mentee, names[1], zones[1], "mentee"),
    ]
    for person_id, name, zone, role in people:
        if session.get(Person, (program.workspace_id, person_id)) is None:
            a_person(session, person_id, name, zone=zone, workspace=program.workspace_id)
        if programs.enrollment(session, program_id=program.id, person_id=person_id) is None:
            session.add(
                Enrollment(
                    workspace_id=program.workspace_id,
                    program_id=program.id,
                    person_id=person_id,
                    mentor=role == "mentor",
                    mentee=role == "mentee",
                    capacity=1 if role == "mentor" else 0,
                    joined_at=opened_at,
                )
            )
        session.add(
            Member(
                workspace_id=program.workspace_id,
                program_id=program.id,
                mentorship_id=mentorship.id,
                person_id=person_id,
                role=role,
            )
        )
    session.flush()
    return mentorship


def happen(session: Session, now: datetime, *, opened: bool = True) -> list[Letter]:
    """Do what is due at `now`, as the pulse does; every letter that may go arrives. Returns those that went.

    With `opened` False nothing arrives: Slack is down.
    """
    sent = []
    while lifecycle.advance(session, now=now):
        pass
    for letter in outbox.claim(session, now=now, limit=200) if opened else ():
        match sending.check(session, letter=letter, now=now):
            case sending.Later(until, why):
                assert until > now, why
                letter.state, letter.due_at, letter.last_error = "ready", until, why
            case sending.Never(why):
                letter.state, letter.last_error = "dropped", why
            case sending.Go():
                if lifecycle.facts(session, letter=letter) is None:
                    letter.state, letter.last_error = "dropped", "nothing to say any more"
                else:
                    letter.state, letter.done_at = "done", now
                    lifecycle.arrived(session, letter=letter, reply={}, now=now)
                    sent.append(letter)
        session.add(letter)
    session.flush()
    return sent


def live(session: Session, begin: datetime, until: datetime) -> list[Letter]:
    """Live from one due moment to the next. Returns the letters that went, Home tabs and edits left out."""
    now, sent = begin, happen(session, begin)
    while now < until:
        due = lifecycle.next_due(session)
        now = min(until, max(due, now + timedelta(seconds=1)) if due else until)
        sent += happen(session, now)
    return [letter for letter in sent if letter.kind != Notice.HOME and letter.edits is None]


def state_of(session: Session, mentorship: Mentorship) -> str:
    """What the database says by now."""
    session.flush()
    session.refresh(mentorship)
    return mentorship.state


def taken_of(session: Session) -> Snapshot:
    """The people of the round that is asked for."""
    round_id = matchmaking.next_asked(session)
    assert round_id is not None
    taken = matchmaking.snapshot(session, round_id=round_id, now=MONDAY)
    assert taken is not None
    return taken


def propose(session: Session, taken: Snapshot, outcome: matching.Round) -> bool:
    """Have that proposed, in one transaction."""
    draft = drafts.draft(taken, outcome)
    return (
        matchmaking.make_room(session, draft=draft)
        and all(matchmaking.write(session, draft=draft, part=part) for part in drafts.parts(outcome))
        and matchmaking.record(session, draft=draft, now=MONDAY)
    )
