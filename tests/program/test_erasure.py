"""Somebody is forgotten: nowhere in the database is their id, nor a word of theirs."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, SQLModel, select

from program import erasure, people
from program.audiences import Page, page_read
from program.notices import Notice, tell
from program.people import Profile, learn, meet
from program.pulse import pulse
from program.refusals import No, Refusal
from program.touchpoints import Moment, plan
from storage import personal
from storage.models import (
    Audit,
    Avoidance,
    Concern,
    Enrollment,
    Erased,
    Installation,
    Invitation,
    Letter,
    Member,
    Mentorship,
    Outcome,
    Owner,
    Person,
    Place,
    PlaceMember,
    Program,
    Proposal,
    Reply,
    Round,
    SeenEvent,
    Touchpoint,
    Waiting,
)
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_person, a_program, happen, state_of

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
    grace.email, grace.department, grace.location = "grace@example.com", "Quietly there", "Osei Street"
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
            Proposal(
                round_id=asked.id or 0,
                mentor_id=ADA,
                mentee_id=GRACE,
                state="published",
                receipt={"words": [{"word": "billing", "mentee": WORDS, "mentor": "I ran billing"}]},
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
            Concern(mentorship_id=pair.id or 0, person_id=GRACE, kind="help", text=WORDS, at=MONDAY, **own),
            Concern(
                mentorship_id=pair.id or 0, person_id=ADA, kind="help", at=MONDAY, settled_by=GRACE, **own
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
    to_olga: dict[str, Any] = {
        "workspace_id": WORKSPACE,
        "program_id": program.id,
        "to": "UOLGA",
        "now": MONDAY,
    }
    tell(session, Notice.DEPARTURE, about=f"{GRACE}:1", gone=GRACE, partners=[ADA], **to_olga)
    tell(session, Notice.HOME, workspace_id=WORKSPACE, to=GRACE, about=0, now=MONDAY)
    name = pair.channel_name
    step = Notice.CHANNEL_CREATE
    tell(session, step, workspace_id=WORKSPACE, mentorship_id=pair.id, to="channel", about=name, now=MONDAY)
    session.flush()
    return program


def everything_kept(session: Session) -> dict[str, str]:
    """All that stands in each column of each table, as one text."""
    session.flush()
    return {
        str(column): json.dumps([value for (value,) in session.execute(select(column)).all()], default=str)
        for table in SQLModel.metadata.tables.values()
        for column in table.c
    }


def forget(session: Session, person_id: str = GRACE) -> erasure.Forgotten:
    return erasure.erase(session, workspace_id=WORKSPACE, person_id=person_id, now=MONDAY)


def test_nowhere_is_the_id_or_a_word_of_whoever_was_forgotten(store: Store) -> None:
    def check(session: Session) -> None:
        a_life(session)
        forget(session)
        for column, values in everything_kept(session).items():
            assert GRACE not in values.replace(LONGER, ""), column
            for word in NAMED:
                assert word not in values.lower(), column

    store.transact(check)


def test_before_that_it_was_in_every_column_that_holds_ids(store: Store) -> None:
    """Else the test above would prove nothing."""

    def check(session: Session) -> None:
        a_life(session)
        kept = everything_kept(session)
        ids = {
            f"{table.name}.{column.name}"
            for kind in ("own", "id")
            for table, column in personal._columns(personal.Kind(kind))
        }
        assert {column for column in ids if GRACE not in kept[column]} <= {
            "touchpoint.person_id",
            "proposal.mentor_id",
            "proposal.decided_by",
        }

    store.transact(check)


def test_before_that_a_word_of_theirs_was_in_every_column_that_holds_words(store: Store) -> None:
    def check(session: Session) -> None:
        a_life(session)
        kept = everything_kept(session)
        wordless = {
            f"{table.name}.{column.name}"
            for table, column in personal._columns(personal.Kind.WORDS)
            if not any(word in kept[f"{table.name}.{column.name}"].lower() for word in NAMED)
        }
        assert wordless == {
            "person.time_zone",
            "person.level",
            "person.current_program_id",
            "reply.answer",
        }

    store.transact(check)


def test_nor_are_they_in_the_bytes_of_the_file(sqlite: str) -> None:
    """What SQLite frees it would keep until it needs the room: it is told to overwrite."""
    store = Store(sqlite)
    store.transact(a_life)
    store.transact(forget)
    store.close()
    path = Path(sqlite.removeprefix("sqlite:///"))
    held = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    assert b"somebody who has left" in held
    for words in (WORDS.encode(), b"basket weaving", b"grace@example.com", b"Grace Osei"):
        assert words not in held


def test_whose_id_only_begins_alike_keeps_theirs(store: Store) -> None:
    def check(session: Session) -> None:
        a_life(session)
        forget(session)
        assert session.get(Person, (WORKSPACE, LONGER)) is not None
        certificate = session.exec(select(Round).where(Round.state == "published")).one().certificate
        assert certificate["spare"][LONGER] == 2

    store.transact(check)


def test_a_living_mentorship_ends_and_the_partner_hears_it_kindly(store: Store) -> None:
    def check(session: Session) -> tuple[str, list[tuple[str, str]]]:
        a_life(session)
        pair = session.exec(select(Mentorship)).one()
        assert forget(session).ended == 1
        state = state_of(session, pair)
        sent = happen(session, MONDAY + timedelta(hours=2))
        return state, [(letter.kind, letter.recipient) for letter in sent]

    state, sent = store.transact(check)
    assert state == "ended"
    assert ("ended", ADA) in sent
    assert not [to for _, to in sent if to.startswith(("erased", GRACE)) and to != LONGER]


def test_history_stays_without_the_person(store: Store) -> None:
    """One pair, one survey answer of nobody, one line for each change."""

    def check(session: Session) -> None:
        program = a_life(session)
        before = len(session.exec(select(Audit)).all())
        forget(session)
        members = session.exec(select(Member)).all()
        reply = session.exec(select(Reply)).one()
        assert sorted(member.person_id.partition("-")[0] for member in members) == [ADA, "erased"]
        assert (reply.answer, reply.note) == ({"useful": 2, "ease": 3}, "")
        assert len(session.exec(select(Audit)).all()) > before
        assert program.id is not None
        assert pulse(session, program_id=program.id).useful is None

    store.transact(check)


def test_erasing_changes_no_mean_that_somebody_could_subtract(store: Store) -> None:
    """Three answers are shown; when one of the three is forgotten, the same three are."""

    def check(session: Session) -> None:
        program = a_life(session)
        assert program.id is not None
        survey = session.exec(select(Touchpoint).where(Touchpoint.kind == "survey")).one()
        for person_id, score in ((ADA, 5), (KOFI, 4)):
            session.add(
                Reply(
                    workspace_id=WORKSPACE,
                    program_id=program.id,
                    touchpoint_id=survey.id or 0,
                    person_id=person_id,
                    answer={"useful": score, "ease": score},
                    at=MONDAY,
                )
            )
        session.flush()
        before = pulse(session, program_id=program.id)
        forget(session)
        after = pulse(session, program_id=program.id)
        assert before.answers == 3
        assert (after.answers, after.useful, after.ease) == (3, before.useful, before.ease)

    store.transact(check)


def test_another_workspace_is_not_touched(store: Store) -> None:
    def check(session: Session) -> None:
        a_life(session)
        a_person(session, GRACE, "Grace Osei", workspace="T2")
        there = a_program(session, workspace="T2", owner="UTHERE")
        session.add(Owner(workspace_id="T2", program_id=there.id or 0, person_id=GRACE, since=MONDAY))
        forget(session)
        assert session.get(Person, ("T2", GRACE)) is not None
        assert session.get(Owner, (there.id, GRACE)) is not None

    store.transact(check)


def test_the_only_owner_of_a_program_is_asked_to_hand_it_over_first(store: Store) -> None:
    def check(session: Session) -> None:
        a_program(session)
        with pytest.raises(Refusal) as refused:
            forget(session, "UOLGA")
        assert refused.value.why is No.ONLY_OWNER

    store.transact(check)


def test_slack_naming_them_again_brings_nothing_back(store: Store) -> None:
    """Every night all people are read: who was forgotten stays so."""

    def check(session: Session) -> None:
        a_life(session)
        forget(session)
        learn(session, workspace_id=WORKSPACE, profile=Profile(id=GRACE, name="Grace Osei"), now=MONDAY)
        walk = Letter(
            workspace_id=WORKSPACE,
            kind=Notice.PLACE_PAGE.value,
            recipient="S1",
            params={"place": "S1", "kind": "usergroup", "walk": "2", "cursor": ""},
            dedupe_key="a page",
            created_at=MONDAY,
            planned_at=MONDAY,
            due_at=MONDAY,
        )
        page_read(session, walk, Page((GRACE, ADA), ""), MONDAY)
        session.flush()
        assert session.get(Person, (WORKSPACE, GRACE)) is None
        assert [one.person_id for one in session.exec(select(PlaceMember)).all()] == [ADA]

    store.transact(check)


def test_using_it_again_begins_anew(store: Store) -> None:
    def check(session: Session) -> None:
        a_life(session)
        forget(session)
        assert people.is_forgotten(session, WORKSPACE, GRACE)
        meet(session, workspace_id=WORKSPACE, person_id=GRACE, now=MONDAY)
        session.flush()
        assert not people.is_forgotten(session, WORKSPACE, GRACE)
        assert session.exec(select(Erased)).all() == []

    store.transact(check)


def test_erasing_twice_is_erasing_once(store: Store) -> None:
    def check(session: Session) -> None:
        a_life(session)
        forget(session)
        assert forget(session).ended == 0

    store.transact(check)
