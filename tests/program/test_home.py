"""Home as letters: who gets one, how many, and what an owner does with letters that failed."""

from typing import Any

import pytest
from sqlmodel import Session, col, select

from program import home
from program.notices import draw_home, redraw_home
from program.refusals import No, Refusal
from storage.models import Audit, Letter
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_program
from tests.program.test_decisions import dead_letter


def drawn(session: Session) -> list[str]:
    found = select(Letter).where(Letter.kind == "home").order_by(col(Letter.id))
    return [letter.recipient for letter in session.exec(found).all()]


def went(session: Session) -> None:
    for letter in session.exec(select(Letter)).all():
        letter.state = "done"
    session.flush()


def test_however_much_changes_one_drawing_is_on_its_way(store: Store) -> None:
    def act(session: Session) -> list[list[str]]:
        seen = []
        for _ in range(3):
            draw_home(session, workspace_id=WORKSPACE, person_id="UADA", now=MONDAY)
        seen.append(drawn(session))
        went(session)
        redraw_home(session, "UADA", workspace_id=WORKSPACE, now=MONDAY)
        return [*seen, drawn(session)]

    assert store.transact(act) == [["UADA"], ["UADA", "UADA"]]


def test_a_change_after_the_letter_was_taken_draws_again(store: Store) -> None:
    def act(session: Session) -> list[str]:
        draw_home(session, workspace_id=WORKSPACE, person_id="UADA", now=MONDAY)
        session.exec(select(Letter)).one().state = "sending"
        session.flush()
        redraw_home(session, "UADA", workspace_id=WORKSPACE, now=MONDAY)
        return drawn(session)

    assert store.transact(act) == ["UADA", "UADA"]


def test_nobody_is_drawn_a_home_that_they_never_opened(store: Store) -> None:
    def act(session: Session) -> list[str]:
        a_pair(session, a_program(session))
        redraw_home(session, "UADA", workspace_id=WORKSPACE, now=MONDAY)
        return drawn(session)

    assert store.transact(act) == []


def test_an_owner_who_has_opened_home_sees_what_changes_about_the_people_of_the_program(store: Store) -> None:
    def act(session: Session) -> list[str]:
        a_pair(session, a_program(session))
        draw_home(session, workspace_id=WORKSPACE, person_id="UOLGA", now=MONDAY)
        went(session)
        redraw_home(session, "UADA", workspace_id=WORKSPACE, now=MONDAY)
        return drawn(session)

    assert store.transact(act) == ["UOLGA", "UOLGA"]


def test_a_letter_that_failed_is_tried_again_once_however_often_it_is_pressed(store: Store) -> None:
    def act(session: Session) -> tuple[str, int, int]:
        letter = dead_letter(session, a_program(session), "UADA", attempts=8)
        for _ in range(2):
            home.try_again(
                session, workspace_id=WORKSPACE, letter_id=letter.id, person_id="UOLGA", now=MONDAY
            )
        rows = session.exec(select(Audit).where(Audit.what == "letter_tried_again")).all()
        return letter.state, letter.attempts, len(rows)

    assert store.transact(act) == ("ready", 0, 1)


def test_a_letter_that_is_let_be_is_not_sent(store: Store) -> None:
    def act(session: Session) -> str:
        letter = dead_letter(session, a_program(session), "UADA")
        facts: dict[str, Any] = {
            "workspace_id": WORKSPACE,
            "letter_id": letter.id,
            "person_id": "UOLGA",
            "now": MONDAY,
        }
        home.let_be(session, **facts)
        home.try_again(session, **facts)
        return letter.state

    assert store.transact(act) == "dropped"


@pytest.mark.parametrize("said", ["", "secrets:0", ":0"])
def test_only_lists_that_there_are_can_be_asked_for(store: Store, said: str) -> None:
    def act(session: Session) -> None:
        program = a_program(session)
        home.listing(
            session,
            workspace_id=WORKSPACE,
            program_id=program.id or 0,
            person_id="UOLGA",
            said=said,
            now=MONDAY,
        )

    with pytest.raises(Refusal) as refusal:
        store.transact(act)
    assert refusal.value.why is No.GONE


def test_a_letter_of_another_workspace_is_out_of_reach(store: Store) -> None:
    def act(session: Session) -> None:
        letter = dead_letter(session, a_program(session), "UADA")
        home.try_again(session, workspace_id="T2", letter_id=letter.id, person_id="UOLGA", now=MONDAY)

    with pytest.raises(Refusal):
        store.transact(act)
