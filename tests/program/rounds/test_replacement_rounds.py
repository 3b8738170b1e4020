"""A round for one person: sought once, turned down, approved, given up; and who reads of it."""

from sqlalchemy import update
from sqlmodel import Session, select

from program.base.notices import Notice, draw_home
from program.pair import replacements
from program.rounds import matchmaking, publishing, review
from storage.models import Letter, Mentorship, Proposal, Round, Touchpoint
from storage.unit import Store
from tests.program.rounds.test_eligibility import joined
from tests.program.rounds.test_publishing import approve, proposed, publish, told
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_program, propose, taken_of


def test_a_replacement_is_sought_once_and_not_for_whoever_pauses(store: Store) -> None:
    def look(session: Session) -> None:
        program = a_program(session)
        a_pair(session, program, mentor="UGRACE", mentee="UADA")
        for _ in range(2):
            replacements.look_for(session, program=program, person_id="UADA", now=MONDAY)
        mei = joined(session, program, "UMEI", mentee=True)
        mei.state = "paused"
        replacements.look_for(session, program=program, person_id="UMEI", now=MONDAY)
        assert [found.for_person_id for found in session.exec(select(Round)).all()] == ["UADA"]

    store.transact(look)


def drawn_anew(session: Session, *people: str) -> set[str]:
    """Of these, who have all opened their Home, those whose Home has yet to be drawn."""
    found = select(Letter).where(Letter.kind == Notice.HOME.value, Letter.state == "ready")
    return {letter.recipient for letter in session.exec(found).all()} & {*people}


def test_whoever_waits_reads_it_on_home_when_a_replacement_takes_the_free_place(store: Store) -> None:
    def look(session: Session) -> None:
        program = a_program(session)
        first = proposed(session, ("UGRACE", "UADA"))
        approve(session, first)
        publish(session, first)
        for one in ("UMEI", "UYUKI"):
            joined(session, program, one, mentee=True)
        joined(session, program, "UKOFI", places=1)
        replacements.look_for(session, program=program, person_id="UYUKI", now=MONDAY)
        taken = taken_of(session)
        assert propose(session, taken, taken.inputs.compute())
        draw_home(session, workspace_id=WORKSPACE, person_id="UMEI", now=MONDAY)
        session.exec(update(Letter).values(state="done", done_at=MONDAY))
        publishing.approve_replacement(
            session, workspace_id=WORKSPACE, round_id=taken.round_id, person_id="UOLGA", now=MONDAY
        )
        assert drawn_anew(session, "UMEI") == {"UMEI"}

    store.transact(look)


def test_a_search_that_breaks_is_over_on_home_too(store: Store) -> None:
    def look(session: Session) -> None:
        program = a_program(session)
        joined(session, program, "UADA", mentee=True)
        replacements.look_for(session, program=program, person_id="UADA", now=MONDAY)
        for one in ("UADA", "UOLGA"):
            draw_home(session, workspace_id=WORKSPACE, person_id=one, now=MONDAY)
        session.exec(update(Letter).values(state="done", done_at=MONDAY))
        matchmaking.give_up(session, round_id=taken_of(session).round_id, why="Died", now=MONDAY)
        assert drawn_anew(session, "UADA", "UOLGA") == {"UADA", "UOLGA"}

    store.transact(look)


def test_publishing_a_replacement_that_was_turned_down_looks_further_and_tells_nobody(store: Store) -> None:
    def look(session: Session) -> None:
        program = a_program(session)
        a_pair(session, program, mentor="UGRACE", mentee="UADA")
        joined(session, program, "UKOFI", places=1)
        replacements.look_for(session, program=program, person_id="UADA", now=MONDAY)
        taken = taken_of(session)
        outcome = taken.inputs.compute()
        assert propose(session, taken, outcome)
        found = session.get(Round, taken.round_id)
        assert found is not None
        [pair] = session.exec(select(Proposal)).all()
        review.decide(
            session,
            workspace_id=WORKSPACE,
            proposal_id=pair.id,
            approve=False,
            person_id="UOLGA",
            now=MONDAY,
        )
        publish(session, found)
        assert found.state == "discarded"
        assert [one.state for one in session.exec(select(Mentorship)).all()] == ["open"]
        assert "UADA" not in told(session, Notice.UNMATCHED)

    store.transact(look)


def test_a_turned_down_candidate_is_followed_by_another_round_without_them(store: Store) -> None:
    def look(session: Session) -> None:
        program = a_program(session)
        joined(session, program, "UADA", mentee=True)
        joined(session, program, "UKOFI", places=1)
        replacements.look_for(session, program=program, person_id="UADA", now=MONDAY)
        taken = taken_of(session)
        outcome = taken.inputs.compute()
        assert propose(session, taken, outcome)
        assert [one.mentor_id for one in session.exec(select(Proposal)).all()] == ["UKOFI"]
        publishing.turn_down(
            session, workspace_id=WORKSPACE, round_id=taken.round_id, person_id="UOLGA", now=MONDAY
        )
        following = taken_of(session)
        assert following.round_id != taken.round_id
        assert following.inputs.vetoed == {("UKOFI", "UADA")}
        assert session.exec(select(Touchpoint)).all() == []

    store.transact(look)
