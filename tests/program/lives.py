"""Somebody who is in every table: what erasure takes out, and what an export holds."""

import zlib
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, select

from program.base.notices import Notice, tell
from program.base.touchpoints import Moment, plan
from storage.models import (
    Audit,
    Avoidance,
    Concern,
    Enrollment,
    Installation,
    Invitation,
    Outcome,
    Owner,
    Person,
    Place,
    PlaceMember,
    Program,
    Proposal,
    Reply,
    Round,
    RoundInput,
    SeenEvent,
    Waiting,
)
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_person, a_program

GRACE, ADA, KOFI = "U7Q1", "UADA1", "UKOFI1"
LONGER = "U7Q12"
"""Somebody whose id begins like Grace's."""
WORDS = "Quietly rewrite the billing service"
NAMED = ("grace", "osei", "quietly", "basket weaving", "juggling", "gardening")


def a_life(session: Session) -> Program:
    """Grace is in every table: joined, paired, answered, asked for help, is avoided, manages, co-owns."""
    program = a_program(session)
    pair = a_pair(session, program, mentor=ADA, mentee=GRACE)
    pair.channel_name = "mentor-ada-grace-7f3k2q"
    pair.receipt = {"words": [{"word": "billing", "mentee": WORDS, "mentor": "I ran billing"}]}
    own: dict[str, Any] = {"workspace_id": WORKSPACE, "program_id": program.id}
    grace = session.get_one(Person, (WORKSPACE, GRACE))
    grace.name_key, grace.handle, grace.email = "grace osei", "grace.osei", "grace@example.com"
    grace.department, grace.location = "Quietly there", "Osei Street"
    a_person(session, KOFI, "Kofi Lund").manager_id = GRACE
    a_person(session, LONGER, "Mei Tanaka")
    joined = session.exec(select(Enrollment).where(Enrollment.person_id == GRACE)).one()
    joined.goals = joined.teaches = WORDS
    joined.skills_wanted, joined.skills_offered = ["basket weaving"], ["juggling"]
    joined.learns_by = joined.guides_by = joined.drivers = joined.languages = ["gardening"]
    asked = Round(asked_by=GRACE, published_by=GRACE, asked_at=MONDAY, state="published", **own)
    asked.certificate = {"spare": {GRACE: 1, LONGER: 2}}
    wanted = Round(asked_by="alongside", for_person_id=GRACE, asked_at=MONDAY, **own)
    session.add_all([asked, wanted])
    session.flush()
    half = plan(
        session, Moment.SURVEY, program=program, mentorship_id=pair.id, occasion="half_way", due=MONDAY
    )
    month = plan(
        session, Moment.CALIBRATION, program=program, mentorship_id=pair.id, occasion="m", due=MONDAY
    )
    plan(session, Moment.RESUME, program=program, person_id=GRACE, occasion="1", due=MONDAY + timedelta(9))
    met = plan(session, Moment.CHECK_IN, program=program, mentorship_id=pair.id, occasion="1", due=MONDAY)
    half.state = month.state = met.state = "answered"
    pair.line, pair.line_by = WORDS, GRACE
    met.answer, met.answered_by, met.answered_at = "met", GRACE, MONDAY
    session.add_all(
        [
            Installation(workspace_id=WORKSPACE, admins=[GRACE, "UOLGA"]),
            SeenEvent(workspace_id=WORKSPACE, event_id=f"digest:1:{GRACE}:5", at=MONDAY),
            Place(workspace_id=WORKSPACE, id="S1", kind="usergroup"),
            PlaceMember(workspace_id=WORKSPACE, place_id="S1", person_id=GRACE, walk="1"),
            Owner(person_id=GRACE, since=MONDAY, **own),
            Invitation(person_id=GRACE, sent_at=MONDAY, **own),
            Avoidance(person_id=GRACE, avoided_id=KOFI, **own),
            Avoidance(person_id=KOFI, avoided_id=GRACE, **own),
            RoundInput(round_id=asked.id or 0, inputs=zlib.compress(f"{GRACE}: {WORDS}".encode()), **own),
            Proposal(
                round_id=asked.id or 0,
                mentor_id=ADA,
                mentee_id=GRACE,
                state="published",
                receipt={"words": [{"word": "billing", "mentee": WORDS, "mentor": "I ran billing"}]},
                line=WORDS,
                **own,
            ),
            Proposal(
                round_id=wanted.id or 0, mentor_id=KOFI, mentee_id=GRACE, receipt={"quote": WORDS}, **own
            ),
            Waiting(round_id=asked.id or 0, person_id=GRACE, reason="capacity", **own),
            Waiting(
                round_id=asked.id or 0, person_id=KOFI, reason="capacity", facts={"near": [GRACE]}, **own
            ),
            Outcome(mentorship_id=pair.id or 0, position=0, text=WORDS, due_on=date(2026, 4, 1), **own),
            Reply(touchpoint_id=month.id or 0, person_id=GRACE, answer={"kind": "keep"}, at=MONDAY, **own),
            Concern(
                mentorship_id=pair.id or 0,
                person_id=GRACE,
                kind="help",
                text=WORDS,
                answer="On Friday",
                at=MONDAY,
                **own,
            ),
            Concern(
                mentorship_id=pair.id or 0,
                person_id=ADA,
                kind="help",
                at=MONDAY,
                settled_by=GRACE,
                answer=WORDS,
                **own,
            ),
            Audit(at=MONDAY, who=GRACE, what="joined", subject="enrollment:1", **own),
            Audit(at=MONDAY, who="slack", what="person_departed", subject=f"person:{GRACE}", **own),
            Reply(
                touchpoint_id=half.id or 0,
                person_id=GRACE,
                answer={"useful": 2, "ease": 3},
                note=WORDS,
                at=MONDAY,
                **own,
            ),
        ]
    )
    program.created_by = GRACE
    gone: dict[str, Any] = {"gone": GRACE, "partners": [ADA]}
    tell(session, Notice.DEPARTURE, program, to="UOLGA", about=f"{GRACE}:1", now=MONDAY, **gone)
    tell(session, Notice.HOME, WORKSPACE, to=GRACE, about=0, now=MONDAY)
    name = pair.channel_name
    tell(session, Notice.CHANNEL_CREATE, pair, to="channel", about=name, now=MONDAY)
    session.flush()
    return program
