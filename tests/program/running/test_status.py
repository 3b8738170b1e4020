"""Where one person stands."""

from datetime import timedelta

from sqlmodel import Session, select

from program.base.notices import CHANNEL, Notice, tell
from program.base.touchpoints import Moment, plan
from program.joining.absence import pause
from program.running.person_status import Standing, standing
from program.running.status import Status, status
from storage.models import Enrollment, Letter, Member, Mentorship, Outcome, Person, Reply, Touchpoint
from storage.queries import programs
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_person, a_program

LATER = MONDAY + timedelta(days=14)


def reach(session: Session, pair: Mentorship, notice: Notice, moment: Touchpoint, *to: str) -> None:
    """A card has arrived."""
    moment.state = "asked"
    for recipient in to:
        tell(
            session,
            notice,
            pair,
            to=recipient,
            about=moment.key,
            now=moment.due_at,
            touchpoint=moment.id,
        )
    for letter in session.exec(select(Letter).where(Letter.state == "ready", Letter.kind == notice.value)):
        letter.state, letter.done_at = "done", moment.due_at
    session.flush()


def test_a_pair_shows_its_next_step_and_what_it_has_not_answered(store: Store) -> None:
    def ask(session: Session) -> Standing:
        program = a_program(session)
        pair = a_pair(session, program)
        moments = [
            plan(session, kind, program=program, mentorship_id=pair.id, occasion=str(due.date()), due=due)
            for kind, due in (
                (Moment.CHECK_IN, MONDAY),
                (Moment.CHECK_IN, LATER),
                (Moment.PARTING, MONDAY),
            )
        ]
        reach(session, pair, Notice.CHECK_IN, moments[0], CHANNEL)
        return standing(session, program=program, person_id="UGRACE", now=MONDAY)

    pair = store.transact(ask).pairs[0]
    assert [(step.kind, step.at) for step in pair.waiting] == [("check_in", MONDAY)]
    assert pair.next is not None
    assert (pair.next.kind, pair.next.at) == ("check_in", LATER)
    assert (pair.partners, pair.mentor) == (("Ada Park",), False)


def test_what_one_of_them_has_answered_alone_waits_only_for_the_other(store: Store) -> None:
    def ask(session: Session) -> list[int]:
        program = a_program(session)
        pair = a_pair(session, program)
        survey = plan(
            session,
            Moment.SURVEY,
            program=program,
            mentorship_id=pair.id or 0,
            occasion="half_way",
            due=MONDAY,
        )
        reach(session, pair, Notice.SURVEY, survey, "UGRACE", "UADA")
        session.add(
            Reply(
                workspace_id=WORKSPACE,
                program_id=program.id or 0,
                touchpoint_id=survey.id or 0,
                person_id="UGRACE",
                at=MONDAY,
            )
        )
        session.flush()
        found = [standing(session, program=program, person_id=one, now=MONDAY) for one in ("UGRACE", "UADA")]
        return [len(one.pairs[0].waiting) for one in found]

    assert store.transact(ask) == [0, 1]


def test_what_has_not_reached_somebody_does_not_wait_for_them(store: Store) -> None:
    def ask(session: Session) -> list[list[str]]:
        program = a_program(session)
        pair = a_pair(session, program)
        moments = [
            plan(session, kind, program=program, mentorship_id=pair.id, occasion="1", due=MONDAY)
            for kind in (Moment.CHECK_IN, Moment.CALIBRATION)
        ]
        moments[0].state = "asked"
        reach(session, pair, Notice.CALIBRATION, moments[1], "UADA")
        found = [standing(session, program=program, person_id=one, now=MONDAY) for one in ("UGRACE", "UADA")]
        return [[step.kind for step in one.pairs[0].waiting] for one in found]

    assert store.transact(ask) == [[], ["calibration"]]


def test_of_several_check_ins_only_the_newest_waits(store: Store) -> None:
    def ask(session: Session) -> Standing:
        program = a_program(session)
        pair = a_pair(session, program)
        for due in (MONDAY, LATER):
            moment = plan(
                session,
                Moment.CHECK_IN,
                program=program,
                mentorship_id=pair.id,
                occasion=str(due.date()),
                due=due,
            )
            reach(session, pair, Notice.CHECK_IN, moment, CHANNEL)
        return standing(session, program=program, person_id="UADA", now=LATER)

    waiting = store.transact(ask).pairs[0].waiting
    assert [(step.kind, step.at) for step in waiting] == [("check_in", LATER)]


def test_nothing_comes_to_somebody_who_is_paused_before_the_pause_is_over(store: Store) -> None:
    def ask(session: Session) -> list[list[str]]:
        program = a_program(session)
        pair = a_pair(session, program)
        for kind, due in ((Moment.CHECK_IN, MONDAY + timedelta(days=3)), (Moment.CLOSING, LATER)):
            plan(session, kind, program=program, mentorship_id=pair.id, occasion="1", due=due)
        pause(
            session,
            workspace_id=WORKSPACE,
            program_id=program.id,
            person_id="UADA",
            until=MONDAY + timedelta(days=7),
            now=MONDAY,
        )
        session.flush()
        found = [standing(session, program=program, person_id=one, now=MONDAY) for one in ("UADA", "UGRACE")]
        return [[one.pairs[0].next.kind if one.pairs[0].next else ""] for one in found]

    assert store.transact(ask) == [["closing"], ["check_in"]]


def test_a_step_of_people_who_are_asked_apart_comes_at_their_own_time(store: Store) -> None:
    def ask(session: Session) -> list[str]:
        program = a_program(session)
        pair = a_pair(session, program, zones=("America/New_York", "Asia/Tokyo"))
        plan(session, Moment.CHECK_IN, program=program, mentorship_id=pair.id, occasion="1", due=LATER)
        found = [standing(session, program=program, person_id=one, now=MONDAY) for one in ("UADA", "UGRACE")]
        return [str(one.pairs[0].next.at) for one in found if one.pairs[0].next is not None]

    assert store.transact(ask) == ["2026-03-16 14:00:00+00:00", "2026-03-17 01:00:00+00:00"]


def test_a_plan_shows_its_outcomes_in_order(store: Store) -> None:
    def ask(session: Session) -> Standing:
        program = a_program(session)
        pair = a_pair(session, program)
        for position, text, done_at in ((2, "Speak at a meetup", None), (1, "Lead a review", LATER)):
            session.add(
                Outcome(
                    workspace_id=WORKSPACE,
                    program_id=program.id or 0,
                    mentorship_id=pair.id or 0,
                    position=position,
                    text=text,
                    due_on=LATER.date(),
                    done_at=done_at,
                )
            )
        session.flush()
        return standing(session, program=program, person_id="UADA", now=MONDAY)

    goals = store.transact(ask).pairs[0].goals
    assert [(goal.text, goal.done) for goal in goals] == [
        ("Lead a review", True),
        ("Speak at a meetup", False),
    ]


def test_a_mentee_without_a_mentor_seeks_one_but_not_while_paused(store: Store) -> None:
    def ask(session: Session) -> list[bool]:
        program = a_program(session)
        a_pair(session, program)
        session.delete(session.exec(select(Member).where(Member.person_id == "UADA")).one())
        enrollment = session.exec(select(Enrollment).where(Enrollment.person_id == "UADA")).one()
        enrollment.mentee = True
        session.flush()
        seen = [standing(session, program=program, person_id="UADA", now=MONDAY).seeks]
        enrollment.state = "paused"
        session.flush()
        return [*seen, standing(session, program=program, person_id="UADA", now=MONDAY).seeks]

    assert store.transact(ask) == [True, False]


def test_a_program_for_others_is_not_offered(store: Store) -> None:
    def ask(session: Session) -> Status:
        a_program(session, name="For all")
        closed = a_program(session, name="For leads")
        closed.audience, closed.audience_id = "usergroup", "S1"
        a_person(session, "UMEI", "Mei Tanaka").guest = True
        a_person(session, "UKOFI", "Kofi Lund")
        session.flush()
        return status(session, workspace_id=WORKSPACE, person_id="UMEI", now=MONDAY)

    assert store.transact(ask).open == ()


def test_of_several_programs_the_one_that_an_owner_means_is_told_whole(store: Store) -> None:
    def ask(session: Session) -> Status:
        a_program(session, name="First")
        second = a_program(session, name="Second")
        olga = session.get(Person, (WORKSPACE, "UOLGA"))
        assert olga is not None
        olga.current_program_id = second.id
        session.flush()
        return status(session, workspace_id=WORKSPACE, person_id="UOLGA", now=MONDAY)

    found = store.transact(ask)
    assert found.running is not None
    assert found.running.figures.program == "Second"
    assert [other.name for other in found.others] == ["First"]
    assert found.open == ()


def test_whoever_has_left_may_join_again(store: Store) -> None:
    def ask(session: Session) -> Status:
        program = a_program(session)
        a_pair(session, program, state="ended")
        found = programs.enrollment(session, program_id=program.id or 0, person_id="UADA")
        assert found is not None
        found.state = "left"
        session.flush()
        return status(session, workspace_id=WORKSPACE, person_id="UADA", now=MONDAY)

    found = store.transact(ask)
    assert found.mine == ()
    assert len(found.open) == 1
