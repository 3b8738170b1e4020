"""The numbers of a program, on rows."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session, select

from handlers.views import running
from program.base.touchpoints import Moment, plan
from program.pair.endings import Ending, end
from program.running.figures import Figures, Share, figures
from storage.models import Enrollment, Mentorship, Program, Reply, Round, RoundState, Waiting
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_person, a_program

TUESDAY = MONDAY + timedelta(days=1)


def enroll(session: Session, program: Program, person_id: str, name: str, **said: Any) -> Enrollment:
    a_person(session, person_id, name)
    found = Enrollment(
        workspace_id=WORKSPACE,
        program_id=program.id or 0,
        person_id=person_id,
        joined_at=MONDAY,
        **{"mentee": True, **said},
    )
    session.add(found)
    session.flush()
    return found


def answer_check_in(session: Session, program: Program, pair: Mentorship, answer: str, days: int) -> None:
    at = MONDAY + timedelta(days=days)
    asked = plan(
        session, Moment.CHECK_IN, program=program, mentorship_id=pair.id or 0, occasion=str(at.date()), due=at
    )
    asked.state, asked.answer, asked.answered_at = "answered", answer, at
    session.add(asked)
    session.flush()


def survey(session: Session, program: Program, pair: Mentorship, people: int, note: str = "") -> None:
    moment = plan(
        session, Moment.SURVEY, program=program, mentorship_id=pair.id or 0, occasion="half_way", due=MONDAY
    )
    for number in range(people):
        session.add(
            Reply(
                workspace_id=WORKSPACE,
                program_id=program.id or 0,
                touchpoint_id=moment.id or 0,
                person_id=f"U{number}",
                answer={"useful": 4, "ease": 2},
                note=note,
                at=MONDAY + timedelta(minutes=number),
            )
        )
    session.flush()


def looked_at(session: Session, program: Program, *, state: RoundState = "published", **reasons: str) -> None:
    """A round, published if not told otherwise, that could not match these people."""
    done = Round(
        workspace_id=WORKSPACE,
        program_id=program.id or 0,
        state=state,
        asked_by="UOLGA",
        asked_at=MONDAY,
        published_at=MONDAY,
    )
    session.add(done)
    session.flush()
    for person_id, reason in reasons.items():
        session.add(
            Waiting(
                workspace_id=WORKSPACE,
                program_id=program.id or 0,
                round_id=done.id or 0,
                person_id=person_id,
                reason=reason,
            )
        )
    session.flush()


def test_each_number_comes_with_what_it_is_of(store: Store) -> None:
    def ask(session: Session) -> Figures:
        program = a_program(session)
        a_pair(session, program)
        enroll(session, program, "UMEI", "Mei Tanaka")
        enroll(session, program, "URAVI", "Ravi Costa", state="paused")
        enroll(session, program, "UGONE", "Gone Person", state="left")
        return figures(session, program=program, now=TUESDAY)

    found = store.transact(ask)
    assert (found.joined, found.mentees, found.mentors) == (4, 3, 1)
    assert found.ready == Share(3, 4)
    assert found.matched == Share(2, 4)


def test_a_deactivated_person_is_not_ready_and_does_not_wait(store: Store) -> None:
    def ask(session: Session) -> Figures:
        program = a_program(session)
        enroll(session, program, "UMEI", "Mei Tanaka")
        enroll(session, program, "URAVI", "Ravi Costa")
        a_person(session, "UGONE", "Gone Person").deactivated = True
        session.add(
            Enrollment(
                workspace_id=WORKSPACE,
                program_id=program.id or 0,
                person_id="UGONE",
                mentee=True,
                joined_at=MONDAY,
            )
        )
        session.flush()
        return figures(session, program=program, now=TUESDAY)

    found = store.transact(ask)
    assert found.ready == Share(2, 3)
    assert [reason.names for reason in found.waiting] == [("Mei Tanaka", "Ravi Costa")]


def test_whoever_has_finished_is_not_ready_unless_they_mentor_or_are_in_a_pair_again(store: Store) -> None:
    def ask(session: Session) -> Figures:
        program = a_program(session)
        a_pair(session, program)
        session.exec(select(Enrollment).where(Enrollment.person_id == "UGRACE")).one().finished_at = MONDAY
        enroll(session, program, "UMEI", "Mei Tanaka", finished_at=MONDAY)
        enroll(session, program, "URAVI", "Ravi Costa", finished_at=MONDAY, mentor=True)
        enroll(session, program, "UKOFI", "Kofi Lund")
        return figures(session, program=program, now=TUESDAY)

    found = store.transact(ask)
    assert (found.ready, found.finished) == (Share(4, 5), 1)
    assert [reason.names for reason in found.waiting] == [("Kofi Lund",)]
    assert "*4 of 5 ready*\nneither paused nor gone; finished: 1" in running.figures(found)


def test_a_pair_counts_as_met_only_within_thirty_days_of_its_start(store: Store) -> None:
    def ask(session: Session) -> Figures:
        program = a_program(session)
        early, late, never = (
            a_pair(session, program, mentor=f"UM{n}", mentee=f"UL{n}", channel=f"C{n}") for n in range(3)
        )
        answer_check_in(session, program, early, "met", days=14)
        answer_check_in(session, program, late, "not_yet", days=14)
        answer_check_in(session, program, late, "met", days=42)
        answer_check_in(session, program, never, "planned", days=14)
        return figures(session, program=program, now=MONDAY + timedelta(days=60))

    found = store.transact(ask)
    assert (found.met, found.in_time) == (Share(1, 3), 0)


def test_a_young_pair_that_has_not_met_still_has_time(store: Store) -> None:
    def ask(session: Session, days: int) -> Figures:
        program = a_program(session, name=f"After {days}")
        a_pair(session, program, mentor=f"UM{days}", mentee=f"UL{days}", channel=f"C{days}")
        return figures(session, program=program, now=MONDAY + timedelta(days=days))

    assert store.transact(ask, days=29).in_time == 1
    assert store.transact(ask, days=30).in_time == 0


def test_a_pair_that_was_declined_never_started(store: Store) -> None:
    def ask(session: Session) -> Figures:
        program = a_program(session)
        declined = a_pair(session, program, state="ended")
        declined.ended_why, declined.ended_at = "declined", TUESDAY
        return figures(session, program=program, now=TUESDAY)

    assert store.transact(ask).met == Share(0, 0)


def test_people_wait_for_what_is_so_today_and_not_for_what_a_round_has_found(store: Store) -> None:
    def ask(session: Session) -> tuple[Figures, Figures]:
        program = a_program(session)
        for person_id, name in (("UMEI", "Mei Tanaka"), ("URAVI", "Ravi Costa")):
            enroll(session, program, person_id, name)
        full = a_pair(session, program)
        looked_at(session, program, UMEI="language", URAVI="capacity")
        before = figures(session, program=program, now=TUESDAY)
        end(session, mentorship=full, why=Ending.OWNER, now=TUESDAY)
        return before, figures(session, program=program, now=TUESDAY)

    before, after = store.transact(ask)
    assert [(reason.code, reason.names) for reason in before.waiting] == [
        ("no_mentors", ("Mei Tanaka", "Ravi Costa"))
    ]
    assert (before.free, before.could) == ((), 0)
    assert [(reason.code, reason.names) for reason in after.waiting] == [
        ("place_free", ("Mei Tanaka", "Ravi Costa")),
        ("nobody_fits", ("Grace Osei",)),
    ], "a pair of before is not made again"
    assert (after.free, after.could) == (("Ada Park",), 2)


def test_before_the_first_round_nobody_waits_for_anything_else(store: Store) -> None:
    def ask(session: Session) -> Figures:
        program = a_program(session)
        enroll(session, program, "UMEI", "Mei Tanaka")
        enroll(session, program, "UKOFI", "Kofi Lund", mentee=False, mentor=True, capacity=1)
        looked_at(session, program, state="discarded", UMEI="capacity")
        return figures(session, program=program, now=TUESDAY)

    found = store.transact(ask)
    assert [reason.code for reason in found.waiting] == ["no_round_yet"]
    assert found.free == ()


def test_scores_stay_hidden_until_three_people_have_answered(store: Store) -> None:
    def ask(session: Session, people: int) -> Figures:
        program = a_program(session, name=f"With {people}")
        pair = a_pair(session, program, mentor=f"UM{people}", mentee=f"UL{people}", channel=f"C{people}")
        survey(session, program, pair, people, note="Good.")
        return figures(session, program=program, now=TUESDAY)

    assert store.transact(ask, people=2).pulse.answers == 0
    three = store.transact(ask, people=3).pulse
    assert (three.answers, three.useful, three.ease, three.comments) == (3, 4.0, 2.0, ())
    assert len(store.transact(ask, people=5).pulse.comments) == 5
