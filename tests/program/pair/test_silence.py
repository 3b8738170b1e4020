"""Three check-ins without an answer."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from program import lifecycle
from program.base.notices import Notice
from program.base.refusals import No, Refusal
from program.pair import checkins, silence
from storage.models import Letter, Mentorship, Touchpoint
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_program, live, state_of

FOURTH = MONDAY + timedelta(days=57)


def kinds(letters: list[Letter]) -> list[str]:
    return [letter.kind for letter in letters if letter.kind in ("check_in", "stay", "quiet")]


def a_silent_pair(session: Session) -> Mentorship:
    program = a_program(session, length_days=180)
    pair = a_pair(session, program)
    lifecycle.opened(session, mentorship=pair, program=program, now=MONDAY)
    return pair


def say(session: Session, who: str, choice: str, now: datetime) -> None:
    question = session.exec(select(Touchpoint).where(Touchpoint.kind == "stay")).one()
    silence.answer(
        session,
        workspace_id=WORKSPACE,
        touchpoint_id=question.id or 0,
        person_id=who,
        choice=choice,
        now=now,
    )


def test_after_three_ignored_check_ins_each_is_asked_once_alone_and_then_it_is_quiet(store: Store) -> None:
    def story(session: Session) -> None:
        a_silent_pair(session)
        sent = live(session, MONDAY, MONDAY + timedelta(days=170))
        assert kinds(sent) == ["check_in", "check_in", "check_in", "stay", "stay", "quiet"]
        stay = [letter for letter in sent if letter.kind == Notice.STAY]
        assert {letter.recipient for letter in stay} == {"UADA", "UGRACE"}
        owner = [letter for letter in sent if letter.kind == Notice.QUIET]
        assert [letter.recipient for letter in owner] == ["UOLGA"]
        assert owner[0].done_at is not None
        assert stay[0].done_at is not None
        assert owner[0].done_at - stay[0].done_at >= timedelta(days=6)

    store.transact(story)


def test_an_owner_hears_nothing_of_a_quiet_pair_that_has_ended_since(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_silent_pair(session)
        sent = live(session, MONDAY, MONDAY + timedelta(days=170))
        heard = next(letter for letter in sent if letter.kind == Notice.QUIET)
        assert silence.quiet(session, heard) is not None
        pair.state = "ended"
        assert silence.quiet(session, heard) is None

    store.transact(story)


def test_an_answer_in_between_starts_the_count_anew(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_silent_pair(session)
        sent = live(session, MONDAY, MONDAY + timedelta(days=43))
        third = session.get(Touchpoint, sent[-1].params["touchpoint"])
        assert third is not None
        checkins.record(
            session,
            workspace_id=WORKSPACE,
            touchpoint_id=third.id or 0,
            person_id="UADA",
            answer="not_yet",
            now=MONDAY + timedelta(days=43),
        )
        assert pair.silent == 0
        assert "stay" not in kinds(live(session, MONDAY + timedelta(days=43), MONDAY + timedelta(days=80)))

    store.transact(story)


def test_stay_brings_the_check_ins_back_and_the_owner_hears_nothing(store: Store) -> None:
    def story(session: Session) -> None:
        a_silent_pair(session)
        live(session, MONDAY, FOURTH)
        say(session, "UGRACE", "stay", FOURTH)
        assert kinds(live(session, FOURTH, FOURTH + timedelta(days=16))) == ["check_in"]

    store.transact(story)


def test_a_tap_on_an_old_card_wakes_a_quiet_pair(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_silent_pair(session)
        live(session, MONDAY, MONDAY + timedelta(days=70))
        asked = select(Touchpoint).where(Touchpoint.kind == "check_in", Touchpoint.state == "asked")
        old = session.exec(asked).one()
        now = MONDAY + timedelta(days=70)
        checkins.record(
            session,
            workspace_id=WORKSPACE,
            touchpoint_id=old.id or 0,
            person_id="UADA",
            answer="met",
            now=now,
        )
        assert pair.silent == 0
        assert kinds(live(session, now, now + timedelta(days=16))) == ["check_in"]

    store.transact(story)


def test_pause_is_quiet_for_four_weeks(store: Store) -> None:
    def story(session: Session) -> None:
        a_silent_pair(session)
        live(session, MONDAY, FOURTH)
        say(session, "UADA", "pause", FOURTH)
        assert kinds(live(session, FOURTH, FOURTH + timedelta(days=27))) == []
        later = live(session, FOURTH + timedelta(days=27), FOURTH + timedelta(days=31))
        assert kinds(later) == ["check_in"]

    store.transact(story)


def test_stop_ends_the_pair_some_time_later_with_the_same_words_for_both(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_silent_pair(session)
        live(session, MONDAY, FOURTH)
        say(session, "UGRACE", "stop", FOURTH)
        assert state_of(session, pair) == "open"
        say(session, "UADA", "stay", FOURTH)
        sent = live(session, FOURTH, FOURTH + timedelta(days=6))
        assert state_of(session, pair) == "ended"
        assert pair.ended_at is not None
        assert pair.ended_at - FOURTH >= timedelta(hours=8)
        ended = [letter for letter in sent if letter.kind == Notice.ENDED]
        assert {letter.recipient for letter in ended} == {"UADA", "UGRACE"}
        assert len({letter.done_at for letter in ended}) == 1

    store.transact(story)


def test_an_answer_after_the_end_or_one_that_was_not_offered_is_refused(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_silent_pair(session)
        live(session, MONDAY, FOURTH)
        with pytest.raises(Refusal):
            say(session, "UADA", "divorce", FOURTH)
        pair.state = "ended"
        with pytest.raises(Refusal) as refused:
            say(session, "UADA", "stay", FOURTH)
        assert refused.value.why is No.ENDED

    store.transact(story)
