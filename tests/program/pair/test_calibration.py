"""A month in: each answers alone, and nothing that follows says who wished for it."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from program import lifecycle
from program.base.notices import CHANNEL, Notice
from program.base.refusals import No, Refusal
from program.pair import calibration, partings, rhythm
from storage.models import Audit, Letter, Mentorship, Round, Touchpoint
from storage.queries import mentorships
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_program, happen, live, state_of

ASKED = MONDAY + timedelta(days=31)


def a_calibrated_pair(session: Session, channel: str = "C1") -> Mentorship:
    """A pair on the day after it was asked."""
    program = a_program(session)
    pair = a_pair(session, program, channel=channel)
    lifecycle.opened(session, mentorship=pair, program=program, now=MONDAY)
    live(session, MONDAY, ASKED)
    return pair


def the(session: Session, kind: str) -> Touchpoint:
    return session.exec(select(Touchpoint).where(Touchpoint.kind == kind)).one()


def say(session: Session, who: str, choice: str, now: datetime = ASKED) -> None:
    calibration.answer(
        session,
        workspace_id=WORKSPACE,
        touchpoint_id=the(session, "calibration").id or 0,
        person_id=who,
        choice=choice,
        now=now,
    )


def wish(session: Session, who: str, what: str) -> None:
    calibration.adjust(
        session,
        workspace_id=WORKSPACE,
        touchpoint_id=the(session, "calibration").id or 0,
        person_id=who,
        what=what,
        now=ASKED,
    )


def agree(session: Session, who: str, choice: str, now: datetime) -> None:
    rhythm.answer(
        session,
        workspace_id=WORKSPACE,
        touchpoint_id=the(session, "rhythm").id or 0,
        person_id=who,
        choice=choice,
        now=now,
    )


def card(session: Session, who: str) -> calibration.CalibrationCard:
    letter = session.exec(
        select(Letter).where(Letter.kind == "calibration", Letter.recipient == who, Letter.state == "done")
    ).first()
    assert letter is not None
    shown = calibration.card(session, letter)
    assert shown is not None
    return shown


def said_to(session: Session, who: str, since: datetime) -> list[tuple[str, object]]:
    """What somebody got since then, and what it shows of the partner's answer."""
    found = session.exec(
        select(Letter).where(Letter.recipient.in_((who, CHANNEL)), Letter.created_at >= since)  # type: ignore[attr-defined]
    ).all()
    return [(letter.kind, letter.edits is not None) for letter in found if letter.kind != Notice.HOME]


def test_each_is_asked_alone_on_day_thirty(store: Store) -> None:
    def story(session: Session) -> None:
        a_calibrated_pair(session)
        asked = session.exec(select(Letter).where(Letter.kind == "calibration")).all()
        assert {letter.recipient for letter in asked} == {"UADA", "UGRACE"}
        assert {letter.done_at.date() for letter in asked if letter.done_at} == {
            (MONDAY + timedelta(days=30)).date()
        }

    store.transact(story)


def test_what_one_answers_is_neither_shown_nor_sent_to_the_other(store: Store) -> None:
    def story(session: Session) -> None:
        a_calibrated_pair(session)
        before = ASKED + timedelta(minutes=1)
        say(session, "UGRACE", "someone_else", before)
        assert card(session, "UGRACE").answer == "someone_else"
        assert card(session, "UADA").answer == ""
        happen(session, before)
        assert said_to(session, "UADA", before) == []
        assert [row.why for row in session.exec(select(Audit)).all() if "calibration" in row.what] == []

    store.transact(story)


def test_nothing_visible_begins_at_the_hour_of_the_wish(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_calibrated_pair(session)
        say(session, "UGRACE", "someone_else")
        happen(session, ASKED)
        live(session, ASKED, ASKED + timedelta(hours=7, minutes=59))
        assert session.exec(select(Round)).all() == []
        assert state_of(session, pair) == "open"

    store.transact(story)


def test_the_wait_differs_from_pair_to_pair(store: Store) -> None:
    def story(session: Session) -> None:
        program = a_program(session)
        waits = set()
        for number in range(6):
            pair = a_pair(session, program, mentor=f"UM{number}", mentee=f"UN{number}", channel=f"C{number}")
            partings.replace_soon(session, pair, now=MONDAY)
            planned = session.exec(select(Touchpoint).where(Touchpoint.mentorship_id == pair.id)).one()
            assert planned.due_at - MONDAY >= timedelta(hours=8)
            waits.add(planned.due_at)
        assert len(waits) > 2

    store.transact(story)


@pytest.mark.parametrize("who", ["UADA", "UGRACE"])
def test_a_replacement_is_looked_for_first_and_the_pair_ends_within_two_weeks(store: Store, who: str) -> None:
    """Whoever wished for it: the round is for the mentee, and both read the same at the same moment."""

    def story(session: Session) -> None:
        pair = a_calibrated_pair(session)
        say(session, who, "someone_else")
        sent = live(session, ASKED, ASKED + timedelta(days=4))
        sought = session.exec(select(Round)).one()
        assert (sought.for_person_id, sought.asked_by) == ("UGRACE", "alongside")
        assert state_of(session, pair) == "open"
        sent = live(session, ASKED + timedelta(days=4), ASKED + timedelta(days=14))
        assert state_of(session, pair) == "ended"
        ended = [letter for letter in sent if letter.kind == Notice.ENDED]
        assert {letter.recipient for letter in ended} == {"UADA", "UGRACE"}
        assert len({letter.done_at for letter in ended}) == 1
        assert ("UADA", "UGRACE") in mentorships.pairs_ever(session, program_id=pair.program_id)

    store.transact(story)


def test_both_wishing_for_it_is_one_wish(store: Store) -> None:
    def story(session: Session) -> None:
        a_calibrated_pair(session)
        for who in ("UADA", "UGRACE", "UADA"):
            say(session, who, "someone_else")
        live(session, ASKED, ASKED + timedelta(days=4))
        assert len(session.exec(select(Round)).all()) == 1

    store.transact(story)


def test_thinking_better_of_it_calls_everything_off(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_calibrated_pair(session)
        say(session, "UGRACE", "someone_else")
        live(session, ASKED, ASKED + timedelta(days=4))
        say(session, "UGRACE", "keep", ASKED + timedelta(days=4))
        live(session, ASKED + timedelta(days=4), ASKED + timedelta(days=20))
        assert state_of(session, pair) == "open"
        assert session.exec(select(Round)).one().state == "discarded"

    store.transact(story)


def test_thinking_better_of_it_does_not_help_while_the_other_wishes_it_too(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_calibrated_pair(session)
        say(session, "UGRACE", "someone_else")
        say(session, "UADA", "someone_else")
        say(session, "UGRACE", "keep")
        live(session, ASKED, ASKED + timedelta(days=14))
        assert state_of(session, pair) == "ended"

    store.transact(story)


def test_wishing_for_it_again_after_calling_it_off_counts(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_calibrated_pair(session)
        for choice in ("someone_else", "keep", "someone_else"):
            say(session, "UGRACE", choice)
        live(session, ASKED, ASKED + timedelta(days=14))
        assert state_of(session, pair) == "ended"

    store.transact(story)


def test_an_answer_after_the_end_is_refused(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_calibrated_pair(session)
        pair.state = "ended"
        with pytest.raises(Refusal) as answered:
            say(session, "UADA", "keep")
        with pytest.raises(Refusal) as wished:
            wish(session, "UADA", "less")
        assert {answered.value.why, wished.value.why} == {No.ENDED}

    store.transact(story)


def test_a_change_of_rhythm_is_proposed_to_both_some_days_later_and_names_nobody(store: Store) -> None:
    def story(session: Session) -> None:
        a_calibrated_pair(session)
        wish(session, "UGRACE", "less")
        assert [letter for letter in happen(session, ASKED) if letter.kind == Notice.RHYTHM] == []
        sent = [
            letter
            for letter in live(session, ASKED, ASKED + timedelta(days=8))
            if letter.kind == Notice.RHYTHM
        ]
        assert [letter.recipient for letter in sent] == [CHANNEL]
        assert "UGRACE" not in str(sent[0].params)
        shown = rhythm.card(session, sent[0])
        assert shown is not None
        assert (shown.days, shown.proposed_days, shown.agreed) == (14, 28, 0)

    store.transact(story)


def test_the_rhythm_changes_when_both_say_yes(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_calibrated_pair(session)
        wish(session, "UGRACE", "less")
        now = ASKED + timedelta(days=8)
        live(session, ASKED, now)
        agree(session, "UADA", "yes", now)
        agree(session, "UADA", "yes", now)
        assert pair.cadence_days is None
        agree(session, "UGRACE", "yes", now)
        assert pair.cadence_days == 28
        upcoming = session.exec(
            select(Touchpoint).where(Touchpoint.kind == "check_in", Touchpoint.state == "planned")
        ).one()
        assert upcoming.due_at.date() == (MONDAY + timedelta(days=28 + 28)).date()

    store.transact(story)


def test_one_no_keeps_things_as_they_are(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_calibrated_pair(session)
        wish(session, "UGRACE", "more")
        now = ASKED + timedelta(days=8)
        live(session, ASKED, now)
        agree(session, "UGRACE", "yes", now)
        agree(session, "UADA", "no", now)
        agree(session, "UADA", "yes", now)
        assert pair.cadence_days is None
        assert the(session, "rhythm").answer == "no"

    store.transact(story)


def test_what_makes_no_sense_is_not_offered(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_calibrated_pair(session)
        for days, absent in ((7, "more"), (56, "less")):
            pair.cadence_days = days
            offered = calibration.changes(
                session,
                workspace_id=WORKSPACE,
                touchpoint_id=the(session, "calibration").id or 0,
                person_id="UADA",
            )
            assert absent not in offered.options
            assert "owner" in offered.options
            with pytest.raises(Refusal):
                wish(session, "UADA", absent)

    store.transact(story)


def test_a_program_of_six_weeks_has_no_calibration(store: Store) -> None:
    def story(session: Session) -> None:
        program = a_program(session, length_days=42)
        lifecycle.opened(session, mentorship=a_pair(session, program), program=program, now=MONDAY)
        assert session.exec(select(Touchpoint).where(Touchpoint.kind == "calibration")).all() == []

    store.transact(story)
