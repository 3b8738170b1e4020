"""Asking for help: to the owners alone."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from program import lifecycle
from program.base import access
from program.base.notices import Notice
from program.base.refusals import No, Refusal
from program.pair import checkins, concerns
from storage.models import Audit, Concern, Letter, Mentorship, Owner, Program, Touchpoint
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_person, a_program, happen, live


def say(session: Session, pair: Mentorship, text: str = "We never find an hour.", kind: str = "help") -> None:
    concerns.raise_concern(
        session,
        workspace_id=WORKSPACE,
        mentorship_id=pair.id or 0,
        person_id="UGRACE",
        kind=kind,
        text=text,
        now=MONDAY,
    )


def settle(session: Session, when: datetime = MONDAY) -> None:
    """Olga has looked after the one concern that there is."""
    concern = session.exec(select(Concern)).one()
    concerns.settle(session, workspace_id=WORKSPACE, concern_id=concern.id or 0, person_id="UOLGA", now=when)


def run_too(session: Session, program: Program, person_id: str) -> None:
    """Somebody runs the program beside Olga."""
    session.add(Owner(workspace_id=WORKSPACE, program_id=program.id or 0, person_id=person_id, since=MONDAY))
    session.flush()


def cards(session: Session) -> list[Letter]:
    found = session.exec(select(Letter).where(Letter.kind == Notice.CONCERN)).all()
    return [letter for letter in found if letter.edits is None]


def test_a_concern_reaches_every_owner_with_name_and_text_and_nobody_else(store: Store) -> None:
    def story(session: Session) -> None:
        program = a_program(session)
        a_person(session, "UKOFI", "Kofi Lund")
        run_too(session, program, "UKOFI")
        pair = a_pair(session, program)
        say(session, pair)
        assert {letter.recipient for letter in cards(session)} == {"UOLGA", "UKOFI"}
        shown = concerns.card(session, cards(session)[0])
        assert shown is not None
        assert (shown.person, shown.partners, shown.text) == (
            "Grace Osei",
            ("Ada Park",),
            "We never find an hour.",
        )
        assert "hour" not in str([letter.params for letter in cards(session)])

    store.transact(story)


def test_an_owner_who_is_the_partner_never_sees_it(store: Store) -> None:
    def story(session: Session) -> None:
        program = a_program(session)
        pair = a_pair(session, program)
        run_too(session, program, "UADA")
        say(session, pair)
        assert {letter.recipient for letter in cards(session)} == {"UOLGA"}
        concern = session.exec(select(Concern)).one()
        with pytest.raises(Refusal):
            access.owner_of_concern(session, WORKSPACE, "UADA", concern.id)
        access.owner_of_concern(session, WORKSPACE, "UOLGA", concern.id)

    store.transact(story)


def test_where_nobody_but_the_pair_runs_the_program_nothing_is_sent_and_it_is_said(store: Store) -> None:
    def story(session: Session) -> None:
        program = a_program(session, owner="UADA")
        pair = a_pair(session, program)
        with pytest.raises(Refusal) as refused:
            say(session, pair)
        assert refused.value.why is No.NOBODY_TO_TELL
        assert cards(session) == []

    store.transact(story)


def test_help_wants_no_words_but_too_many_are_refused(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        with pytest.raises(Refusal) as long:
            say(session, pair, text="x" * 1501)
        assert long.value.why is No.TOO_LONG
        assert long.value.facts == {"limit": 1500, "length": 1501}
        say(session, pair, text="", kind="help")
        assert len(cards(session)) == 1

    store.transact(story)


def test_a_double_click_is_one_concern(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        say(session, pair)
        say(session, pair)
        assert len(session.exec(select(Concern)).all()) == 1

    store.transact(story)


def test_asking_for_help_leaves_the_check_in_alone_and_is_not_silence(store: Store) -> None:
    def story(session: Session) -> None:
        program = a_program(session)
        pair = a_pair(session, program)
        lifecycle.opened(session, mentorship=pair, program=program, now=MONDAY)
        live(session, MONDAY, MONDAY + timedelta(days=15))
        pair.silent = 2
        say(session, pair)
        asked = session.exec(select(Touchpoint).where(Touchpoint.state == "asked")).one()
        assert (asked.kind, asked.answer) == ("check_in", None)
        assert pair.silent == 0
        card = session.exec(select(Letter).where(Letter.kind == "check_in", Letter.edits == None)).one()  # noqa: E711
        assert checkins.card(session, card) is not None
        assert session.exec(select(Letter).where(Letter.edits == card.id)).all() == []

    store.transact(story)


def test_an_owner_settles_it_once_and_every_owners_card_changes(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        say(session, pair)
        happen(session, MONDAY)
        settle(session)
        settle(session)
        shown = concerns.card(session, cards(session)[0])
        assert shown is not None
        assert shown.settled_by == "Olga Brandt"
        edits = session.exec(select(Letter).where(Letter.edits == cards(session)[0].id)).all()
        assert len(edits) == 1
        assert len(session.exec(select(Audit).where(Audit.what == "concern_settled")).all()) == 1

    store.transact(story)


def test_the_owners_are_reminded_once_of_what_is_still_open(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        say(session, pair)
        sent = live(session, MONDAY, MONDAY + timedelta(days=30))
        assert [letter.kind for letter in sent] == ["concern", "concern_open"]
        assert sent[1].done_at is not None
        assert timedelta(days=4) <= sent[1].done_at - MONDAY < timedelta(days=5)
        reminder = concerns.card(session, sent[1])
        assert reminder is not None
        assert (reminder.to, reminder.reminder, reminder.at) == ("UOLGA", True, MONDAY)

    store.transact(story)


def test_whoever_asked_hears_that_it_is_settled_and_nobody_is_reminded_then(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        say(session, pair)
        happen(session, MONDAY)
        settle(session)
        settle(session)
        sent = live(session, MONDAY, MONDAY + timedelta(days=30))
        assert [(letter.kind, letter.recipient) for letter in sent] == [("concern_settled", "UGRACE")]
        told = concerns.settled(session, sent[0])
        there = "https://slack.com/app_redirect?team=T1&channel=UOLGA"
        assert told == concerns.Settled(
            "UGRACE", pair.id or 0, "help", ("Ada Park",), "Olga Brandt", MONDAY, message=there
        )

    store.transact(story)


def test_a_reminder_that_is_on_its_way_is_dropped_once_it_is_settled(store: Store) -> None:
    def story(session: Session) -> None:
        say(session, a_pair(session, a_program(session)))
        saturday = MONDAY + timedelta(days=5)
        happen(session, MONDAY)
        happen(session, saturday)
        waiting = select(Letter.state).where(Letter.kind == Notice.CONCERN_OPEN)
        assert session.exec(waiting).all() == ["ready"]
        settle(session, saturday)
        sent = live(session, saturday, saturday + timedelta(days=10))
        assert [letter.kind for letter in sent] == ["concern_settled"]
        assert session.exec(waiting).all() == ["dropped"]

    store.transact(story)


def test_it_can_still_be_said_after_the_end(store: Store) -> None:
    def story(session: Session) -> None:
        say(session, a_pair(session, a_program(session), state="ended"))
        assert len(cards(session)) == 1

    store.transact(story)


def test_somebody_who_is_no_owner_any_more_is_not_shown_it(store: Store) -> None:
    def story(session: Session) -> None:
        program = a_program(session)
        pair = a_pair(session, program)
        say(session, pair)
        session.delete(session.get(Owner, (program.id, "UOLGA")))
        session.flush()
        assert concerns.card(session, cards(session)[0]) is None

    store.transact(story)
