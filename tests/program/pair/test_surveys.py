"""Surveys: who is asked, when, and what an owner may read of it."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from program import lifecycle
from program.base.notices import Notice
from program.base.refusals import No, Refusal
from program.pair import surveys
from program.pair.survey_results import survey_results
from storage.models import Letter, Mentorship, Program, Touchpoint
from storage.queries import programs
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_person, a_program, live

NOW = MONDAY + timedelta(days=50)


def say(
    session: Session, moment: Touchpoint, who: str, useful: int = 4, ease: int = 5, note: str = ""
) -> None:
    surveys.answer(
        session,
        workspace_id=WORKSPACE,
        touchpoint_id=moment.id or 0,
        person_id=who,
        useful=useful,
        ease=ease,
        note=note,
        now=NOW,
    )


def a_survey(session: Session, pair: Mentorship, occasion: str = "half_way") -> Touchpoint:
    moment = Touchpoint(
        workspace_id=WORKSPACE,
        program_id=pair.program_id,
        mentorship_id=pair.id,
        kind="survey",
        key=f"survey:{pair.id}::{occasion}",
        due_at=MONDAY,
        state="asked",
    )
    session.add(moment)
    session.flush()
    return moment


def some_pairs(session: Session, count: int) -> tuple[Program, list[Touchpoint]]:
    program = a_program(session)
    pairs = [
        a_pair(
            session, program, mentor=f"UM{n}", mentee=f"UN{n}", names=(f"Mo {n}", f"Ny {n}"), channel=f"C{n}"
        )
        for n in range(count)
    ]
    return program, [a_survey(session, pair) for pair in pairs]


def test_each_is_asked_alone_on_day_45(store: Store) -> None:
    def story(session: Session) -> None:
        program = a_program(session)
        pair = a_pair(session, program)
        lifecycle.opened(session, mentorship=pair, program=program, now=MONDAY)
        sent = [
            letter
            for letter in live(session, MONDAY, MONDAY + timedelta(days=50))
            if letter.kind == Notice.SURVEY
        ]
        assert {letter.recipient for letter in sent} == {"UADA", "UGRACE"}
        assert {letter.done_at.date() for letter in sent if letter.done_at} == {date(2026, 4, 16)}

    store.transact(story)


def test_a_program_too_short_for_it_has_no_survey_half_way(store: Store) -> None:
    def story(session: Session) -> None:
        program = a_program(session, length_days=50)
        pair = a_pair(session, program)
        lifecycle.opened(session, mentorship=pair, program=program, now=MONDAY)
        assert session.exec(select(Touchpoint).where(Touchpoint.kind == "survey")).all() == []

    store.transact(story)


def test_an_answer_is_given_once(store: Store) -> None:
    def story(session: Session) -> None:
        moment = some_pairs(session, 1)[1][0]
        say(session, moment, "UM0", useful=4)
        with pytest.raises(Refusal) as refused:
            say(session, moment, "UM0", useful=1)
        assert refused.value.why is No.ANSWERED
        say(session, moment, "UN0", useful=2)

    store.transact(story)


@pytest.mark.parametrize(("useful", "ease"), [(0, 3), (6, 3), (3, 0)])
def test_a_score_is_one_to_five(store: Store, useful: int, ease: int) -> None:
    def story(session: Session) -> None:
        moment = some_pairs(session, 1)[1][0]
        with pytest.raises(Refusal):
            say(session, moment, "UM0", useful=useful, ease=ease)

    store.transact(story)


def test_a_note_that_is_too_long_names_the_limit(store: Store) -> None:
    def story(session: Session) -> None:
        moment = some_pairs(session, 1)[1][0]
        with pytest.raises(Refusal) as refused:
            say(session, moment, "UM0", note="x" * 1001)
        assert refused.value.field == "note"
        assert refused.value.facts == {"limit": 1000, "length": 1001}

    store.transact(story)


def test_half_way_can_not_be_answered_after_the_end_and_the_last_one_can(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session), state="ended")
        pair.ended_at = NOW - timedelta(days=20)
        session.add(pair)
        with pytest.raises(Refusal) as refused:
            say(session, a_survey(session, pair), "UADA")
        assert refused.value.why is No.ENDED
        last = a_survey(session, pair, "last")
        say(session, last, "UADA")
        pair.ended_at = NOW - timedelta(days=31)
        with pytest.raises(Refusal):
            say(session, last, "UGRACE")

    store.transact(story)


def test_the_last_survey_waits_for_the_end_of_a_pause(store: Store) -> None:
    def story(session: Session) -> None:
        program = a_program(session)
        pair = a_pair(session, program)
        back = MONDAY + timedelta(days=95, hours=1)
        enrollment = programs.enrollment(session, program_id=program.id, person_id="UGRACE")
        assert enrollment is not None
        lifecycle.opened(session, mentorship=pair, program=program, now=MONDAY)
        live(session, MONDAY, MONDAY + timedelta(days=80))
        enrollment.state, enrollment.paused_until = "paused", back
        session.add(enrollment)
        sent = live(session, MONDAY + timedelta(days=80), MONDAY + timedelta(days=98))
        last = {letter.recipient: letter.done_at for letter in sent if letter.kind == Notice.LAST_SURVEY}
        assert last["UADA"] is not None
        assert last["UGRACE"] is not None
        assert last["UADA"] < back <= last["UGRACE"]

    store.transact(story)


def test_scores_are_shown_from_three_people_and_comments_from_five(store: Store) -> None:
    def story(session: Session) -> None:
        program, moments = some_pairs(session, 3)
        said = [
            (moments[0], "UM0"),
            (moments[0], "UN0"),
            (moments[1], "UM1"),
            (moments[1], "UN1"),
            (moments[2], "UM2"),
        ]
        shown = []
        for number, (moment, who) in enumerate(said, start=1):
            say(session, moment, who, useful=number, note=f"note {number}")
            shown.append(survey_results(session, program_id=program.id or 0))
        assert [pulse.answers for pulse in shown] == [0, 0, 3, 3, 3]
        assert shown[1].useful is None
        assert (shown[2].useful, shown[2].ease) == (2.0, 5.0)
        assert [len(pulse.comments) for pulse in shown] == [0, 0, 0, 0, 5]
        assert set(shown[4].comments) == {f"note {number}" for number in range(1, 6)}

    store.transact(story)


def test_two_readings_differ_by_a_whole_batch_or_by_nothing(store: Store) -> None:
    def story(session: Session) -> None:
        program, moments = some_pairs(session, 8)
        before = survey_results(session, program_id=program.id or 0)
        for number in range(16):
            moment, role = moments[number // 2], "UM" if number % 2 else "UN"
            say(session, moment, f"{role}{number // 2}", useful=1 + number % 5, note=f"note {number}")
            after = survey_results(session, program_id=program.id or 0)
            assert after.answers - before.answers in (0, 3)
            assert len(after.comments) - len(before.comments) in (0, 5)
            if after.answers == before.answers:
                assert (after.useful, after.ease) == (before.useful, before.ease)
            before = after

    store.transact(story)


def test_one_person_who_answers_twice_is_still_one_person(store: Store) -> None:
    """Two surveys of one pair are four answers of two people: nothing to show."""

    def story(session: Session) -> None:
        program = a_program(session)
        pair = a_pair(session, program)
        for occasion in ("half_way", "last"):
            moment = a_survey(session, pair, occasion)
            say(session, moment, "UADA")
            say(session, moment, "UGRACE")
        assert survey_results(session, program_id=program.id or 0).answers == 0
        a_person(session, "UKOFI", "Kofi Lund")
        other = a_pair(
            session, program, mentor="UKOFI", mentee="UMEI", names=("", "Mei Tanaka"), channel="C2"
        )
        say(session, a_survey(session, other), "UKOFI")
        assert survey_results(session, program_id=program.id or 0).answers == 5

    store.transact(story)


def test_an_answer_is_shown_to_its_person_alone(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        moment = a_survey(session, pair)
        say(session, moment, "UADA")
        answered = {
            who: surveys.card(
                session,
                Letter(
                    workspace_id=WORKSPACE,
                    mentorship_id=pair.id,
                    kind="survey",
                    recipient=who,
                    params={"touchpoint": moment.id},
                    dedupe_key=who,
                    created_at=NOW,
                    planned_at=NOW,
                    due_at=NOW,
                ),
            )
            for who in ("UADA", "UGRACE")
        }
        assert [card is not None and card.answered for card in answered.values()] == [True, False]

    store.transact(story)
