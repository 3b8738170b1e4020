"""The pairs that a program has had, as its owner reads them."""

from datetime import timedelta

from sqlmodel import Session, select

from handlers.views import lists
from program.pair.as_seen import over
from program.pair.endings import Ending, end
from program.running import home
from program.running.status import run_by
from storage.models import Member, Mentorship, Person
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_program

LATER = MONDAY + timedelta(days=30)


def test_a_pair_is_told_from_its_first_day_to_its_last_the_last_to_end_first(store: Store) -> None:
    def act(session: Session) -> tuple[list[object], int]:
        program = a_program(session)
        for number, (mentor, name) in enumerate((("UADA", "Ada Park"), ("UKOFI", "Kofi Lund"))):
            pair = a_pair(
                session, program, mentor=mentor, mentee=f"UM{number}", names=(name, f"Mentee {number}")
            )
            end(session, mentorship=pair, why=Ending.OWNER, now=LATER + timedelta(days=number))
        a_pair(session, program, mentor="UMEI", mentee="URAVI", names=("Mei Tanaka", "Ravi Costa"))
        shown = run_by(session, program=program, person_id="UOLGA", now=LATER)
        assert len(shown.decisions.pairs) == 1
        found = over(session, program_id=program.id)
        return [(pair.names, pair.since, pair.until) for pair in found], shown.past

    found, count = store.transact(act)
    assert found == [
        (("Kofi Lund", "Mentee 1"), MONDAY, LATER + timedelta(days=1)),
        (("Ada Park", "Mentee 0"), MONDAY, LATER),
    ]
    assert count == 2


def test_every_ending_reads_the_same(store: Store) -> None:
    """Why it ended, and at whose wish, is nobody's to know."""

    def act(session: Session) -> set[str]:
        program = a_program(session)
        pair = a_pair(session, program)
        end(session, mentorship=pair, why=Ending.COMPLETED, now=LATER)
        read = set()
        for why in Ending:
            session.exec(select(Mentorship)).one().ended_why = why.value
            session.flush()
            shown = home.listing(
                session,
                workspace_id=WORKSPACE,
                program_id=program.id,
                person_id="UOLGA",
                said="pairs:0",
                now=LATER,
            )
            read.add(str(lists.view(shown).args()))
        return read

    [read] = store.transact(act)
    assert "Ada Park and Grace Osei" in read


def test_whoever_left_is_named_and_whose_account_is_gone_is_not(store: Store) -> None:
    def act(session: Session) -> list[tuple[str, ...]]:
        program = a_program(session)
        pair = a_pair(session, program)
        end(session, mentorship=pair, why=Ending.LEFT, now=LATER)
        session.get_one(Member, (pair.id, "UGRACE")).left_at = LATER
        session.flush()
        read = [over(session, program_id=program.id)[0].names]
        session.get_one(Person, (WORKSPACE, "UADA")).deactivated = True
        session.flush()
        return read

    def again(session: Session) -> tuple[str, ...]:
        return over(session, program_id=1)[0].names

    assert store.transact(act) == [("Ada Park", "Grace Osei")]
    assert store.transact(again) == ("", "Grace Osei")
