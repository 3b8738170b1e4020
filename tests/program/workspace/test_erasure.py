"""Somebody is forgotten: nowhere in the database is their id, nor a word of theirs."""

import json
import zlib
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, SQLModel, select

from program.base import people
from program.base.notices import Notice
from program.base.people import Profile, learn, meet
from program.base.refusals import No, Refusal
from program.joining.audiences import Page, page_read
from program.pair.survey_results import survey_results
from program.workspace import erasure
from storage import personal
from storage.models import (
    Audit,
    Erased,
    Letter,
    Member,
    Mentorship,
    Owner,
    Person,
    PlaceMember,
    Reply,
    Round,
    Touchpoint,
)
from storage.unit import Store
from tests.program.lives import ADA, GRACE, KOFI, LONGER, NAMED, WORDS, a_life
from tests.program.rows import MONDAY, WORKSPACE, a_person, a_program, happen, state_of


def everything_kept(session: Session) -> dict[str, str]:
    """All that stands in each column of each table, as one text."""
    session.flush()

    def text(value: object) -> str:
        return zlib.decompress(value).decode() if isinstance(value, bytes) else str(value)

    return {
        str(column): json.dumps([value for (value,) in session.execute(select(column)).all()], default=text)
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
            "person.locale",
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
    assert b"somebody who is no longer here" in held
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
        assert survey_results(session, program_id=program.id).useful is None

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
        before = survey_results(session, program_id=program.id)
        forget(session)
        after = survey_results(session, program_id=program.id)
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
