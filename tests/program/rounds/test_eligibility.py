"""The rules that are never broken, pair by pair."""

from collections.abc import Callable

import pytest
from sqlmodel import Session

from program.base.refusals import No
from program.joining.pool import Pool
from program.pair.endings import Ending, end
from storage.models import Avoidance, Enrollment, Person, Program
from storage.queries import programs
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_person, a_program


def joined(
    session: Session, program: Program, person_id: str, *, mentee: bool = False, places: int = 0
) -> Enrollment:
    """Somebody who takes part; a person of that id is made where there is none."""
    assert program.id is not None
    if session.get(Person, (WORKSPACE, person_id)) is None:
        a_person(session, person_id, person_id.removeprefix("U").title())
    enrollment = Enrollment(
        workspace_id=WORKSPACE,
        program_id=program.id,
        person_id=person_id,
        mentee=mentee,
        mentor=places > 0,
        goals="Kubernetes" if mentee else "",
        teaches="Kubernetes" if places else "",
        capacity=places,
        mentor_minutes=places * 60,
        joined_at=MONDAY,
    )
    session.add(enrollment)
    session.flush()
    return enrollment


def person(session: Session, person_id: str) -> Person:
    found = session.get(Person, (WORKSPACE, person_id))
    assert found is not None
    return found


def _pause(session: Session, who: str) -> None:
    enrollment = programs.enrollment(session, program_id=1, person_id=who)
    assert enrollment is not None
    enrollment.state = "paused"


def _leave(session: Session, who: str) -> None:
    enrollment = programs.enrollment(session, program_id=1, person_id=who)
    assert enrollment is not None
    enrollment.state = "left"


def _deactivate(session: Session, who: str) -> None:
    person(session, who).deactivated = True


def _guest(session: Session, who: str) -> None:
    person(session, who).guest = True


def _bot(session: Session, who: str) -> None:
    person(session, who).bot = True


def _avoid(session: Session, who: str) -> None:
    other = "UADA" if who == "UGRACE" else "UGRACE"
    session.add(Avoidance(workspace_id=WORKSPACE, program_id=1, person_id=who, avoided_id=other))


def _manage(session: Session, who: str) -> None:
    """`who` is the other one's manager's manager."""
    other = "UADA" if who == "UGRACE" else "UGRACE"
    a_person(session, "UMID", "Mid Manager")
    person(session, other).manager_id = "UMID"
    person(session, "UMID").manager_id = who


RULES: dict[str, tuple[Callable[[Session, str], None], No]] = {
    "paused": (_pause, No.PAIR_PAUSED),
    "left": (_leave, No.PAIR_LEFT),
    "deactivated": (_deactivate, No.PAIR_DEACTIVATED),
    "guest": (_guest, No.PAIR_GUEST),
    "a bot": (_bot, No.PAIR_UNKNOWN),
    "avoids the other": (_avoid, No.PAIR_NEVER),
    "above the other": (_manage, No.PAIR_LINE),
}


@pytest.mark.parametrize("who", ["UADA", "UGRACE"])
@pytest.mark.parametrize("rule", RULES)
def test_a_rule_holds_for_the_mentor_and_for_the_mentee(store: Store, rule: str, who: str) -> None:
    break_it, why = RULES[rule]

    def look(session: Session) -> None:
        program = a_program(session)
        joined(session, program, "UGRACE", places=1)
        joined(session, program, "UADA", mentee=True)
        assert Pool.read(session, program).bar("UGRACE", "UADA") is None
        break_it(session, who)
        session.flush()
        bar = Pool.read(session, program).bar("UGRACE", "UADA")
        assert bar is not None
        assert bar.why == why

    store.transact(look)


def test_guests_may_where_the_program_lets_them(store: Store) -> None:
    def look(session: Session) -> None:
        program = a_program(session)
        program.guests = True
        joined(session, program, "UGRACE", places=1)
        joined(session, program, "UADA", mentee=True)
        _guest(session, "UADA")
        assert Pool.read(session, program).bar("UGRACE", "UADA") is None

    store.transact(look)


def test_nobody_is_their_own_mentor(store: Store) -> None:
    def look(session: Session) -> None:
        program = a_program(session)
        joined(session, program, "UADA", mentee=True, places=1)
        bar = Pool.read(session, program).bar("UADA", "UADA")
        assert bar is not None
        assert bar.why == No.PAIR_SELF

    store.transact(look)


def test_places_that_are_promised_are_taken(store: Store) -> None:
    def look(session: Session) -> None:
        program = a_program(session)
        joined(session, program, "UGRACE", places=2)
        joined(session, program, "UADA", mentee=True)
        pool = Pool.read(session, program)
        assert pool.bar("UGRACE", "UADA", {"UGRACE": 1}) is None
        full = pool.bar("UGRACE", "UADA", {"UGRACE": 2})
        assert full is not None
        assert (full.why, full.side) == (No.PAIR_FULL, "mentor")

    store.transact(look)


def test_a_pair_that_has_ended_is_closed_in_both_directions(store: Store) -> None:
    def look(session: Session) -> None:
        program = a_program(session)
        pair = a_pair(session, program, mentor="UGRACE", mentee="UADA")
        end(session, mentorship=pair, why=Ending.DECLINED, now=MONDAY)
        for enrollment in programs.enrollments(session, program_id=program.id):
            enrollment.mentee, enrollment.mentor, enrollment.capacity = True, True, 3
        session.flush()
        pool = Pool.read(session, program)
        for mentor, mentee in (("UGRACE", "UADA"), ("UADA", "UGRACE")):
            bar = pool.bar(mentor, mentee)
            assert bar is not None
            assert bar.why == No.PAIR_CLOSED

    store.transact(look)


def test_a_loop_in_the_reporting_lines_ends(store: Store) -> None:
    def look(session: Session) -> None:
        program = a_program(session)
        joined(session, program, "UGRACE", places=1)
        joined(session, program, "UADA", mentee=True)
        a_person(session, "UONE", "One")
        a_person(session, "UTWO", "Two")
        person(session, "UADA").manager_id = "UONE"
        person(session, "UONE").manager_id = "UTWO"
        person(session, "UTWO").manager_id = "UONE"
        session.flush()
        assert Pool.read(session, program).bar("UGRACE", "UADA") is None

    store.transact(look)


def test_whoever_has_a_mentor_gets_no_other_unless_theirs_is_being_replaced(store: Store) -> None:
    def look(session: Session) -> None:
        program = a_program(session)
        a_pair(session, program, mentor="UGRACE", mentee="UADA")
        joined(session, program, "UKOFI", places=1)
        bar = Pool.read(session, program).bar("UKOFI", "UADA")
        assert bar is not None
        assert bar.why == No.PAIR_HAS_MENTOR
        assert Pool.read(session, program, replacing="UADA").bar("UKOFI", "UADA") is None

    store.transact(look)
