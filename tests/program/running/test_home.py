"""Home as letters: who gets one, how many, and what an owner does with letters that failed."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from program.base.notices import HOME_RESTS, draw_home, home_rests, hurry_home, redraw_home
from program.base.refusals import No, Refusal
from program.running import home
from storage.models import Audit, Letter
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_program
from tests.program.running.test_decisions import dead_letter


def drawn(session: Session) -> list[str]:
    found = select(Letter).where(Letter.kind == "home").order_by(col(Letter.id))
    return [letter.recipient for letter in session.exec(found).all()]


def went(session: Session, at: datetime = MONDAY) -> None:
    for letter in session.exec(select(Letter).where(Letter.state == "ready")).all():
        letter.state = "done"
        letter.done_at = at
    session.flush()


def due(session: Session) -> timedelta:
    """When the newest Home tab is drawn: so long after Monday nine o'clock."""
    found = select(Letter).where(Letter.kind == "home").order_by(col(Letter.id).desc())
    return session.exec(found).all()[0].due_at - MONDAY


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


@pytest.mark.parametrize(
    ("since", "waits"),
    [
        (timedelta(0), HOME_RESTS),
        (timedelta(seconds=2), HOME_RESTS - timedelta(seconds=2)),
        (HOME_RESTS, timedelta(0)),
        (timedelta(days=3), timedelta(0)),
        (timedelta(hours=-1), HOME_RESTS),  # the clock was set back since
    ],
)
def test_a_home_tab_rests_after_it_was_drawn(store: Store, since: timedelta, waits: timedelta) -> None:
    def act(session: Session) -> timedelta:
        draw_home(session, workspace_id=WORKSPACE, person_id="UADA", now=MONDAY)
        went(session, MONDAY - since)
        redraw_home(session, "UADA", workspace_id=WORKSPACE, now=MONDAY)
        return due(session)

    assert store.transact(act) == waits


def test_one_in_the_air_may_have_been_drawn_before_the_change_and_the_next_one_rests(store: Store) -> None:
    def act(session: Session) -> timedelta:
        draw_home(session, workspace_id=WORKSPACE, person_id="UADA", now=MONDAY)
        session.exec(select(Letter)).one().state = "sending"
        session.flush()
        redraw_home(session, "UADA", workspace_id=WORKSPACE, now=MONDAY)
        return due(session)

    assert store.transact(act) == HOME_RESTS


@pytest.mark.parametrize("look", [draw_home, hurry_home])
def test_a_home_tab_that_rests_is_drawn_at_once_for_whoever_opens_it_or_clicks_in_it(
    store: Store, look: Callable[..., None]
) -> None:
    def act(session: Session) -> tuple[list[str], timedelta]:
        draw_home(session, workspace_id=WORKSPACE, person_id="UADA", now=MONDAY)
        went(session)
        redraw_home(session, "UADA", workspace_id=WORKSPACE, now=MONDAY)
        look(session, workspace_id=WORKSPACE, person_id="UADA", now=MONDAY + timedelta(seconds=1))
        return drawn(session), due(session)

    assert store.transact(act) == (["UADA", "UADA"], timedelta(seconds=1))


def test_a_click_in_home_alone_draws_nothing(store: Store) -> None:
    def act(session: Session) -> list[str]:
        draw_home(session, workspace_id=WORKSPACE, person_id="UADA", now=MONDAY)
        went(session)
        hurry_home(session, workspace_id=WORKSPACE, person_id="UADA", now=MONDAY)
        return drawn(session)

    assert store.transact(act) == ["UADA"]


def test_what_slack_has_put_off_is_not_sent_sooner_by_opening_home(store: Store) -> None:
    def act(session: Session) -> timedelta:
        draw_home(session, workspace_id=WORKSPACE, person_id="UADA", now=MONDAY)
        went(session)
        redraw_home(session, "UADA", workspace_id=WORKSPACE, now=MONDAY)
        letter = session.exec(select(Letter).where(Letter.state == "ready")).one()
        letter.due_at = letter.lease_until = MONDAY + timedelta(minutes=5)  # it was tried when it had rested
        for look in (draw_home, hurry_home):
            look(session, workspace_id=WORKSPACE, person_id="UADA", now=MONDAY + HOME_RESTS)
        return due(session)

    assert store.transact(act) == timedelta(minutes=5)


def test_a_clock_that_is_set_back_lets_a_home_tab_rest_no_longer(store: Store) -> None:
    def act(session: Session) -> timedelta:
        draw_home(session, workspace_id=WORKSPACE, person_id="UADA", now=MONDAY + timedelta(hours=3))
        went(session, MONDAY + timedelta(hours=3))
        redraw_home(session, "UADA", workspace_id=WORKSPACE, now=MONDAY + timedelta(hours=3))
        redraw_home(session, "UADA", workspace_id=WORKSPACE, now=MONDAY)
        return due(session)

    assert store.transact(act) == HOME_RESTS


@pytest.mark.parametrize(("since", "rests"), [(timedelta(seconds=1), True), (timedelta(minutes=1), False)])
def test_a_home_tab_rests_only_while_a_change_waits_to_be_shown(
    store: Store, since: timedelta, rests: bool
) -> None:
    def ask() -> bool:
        return store.read(home_rests, workspace_id=WORKSPACE, person_id="UADA", now=MONDAY)

    def act(session: Session) -> None:
        draw_home(session, workspace_id=WORKSPACE, person_id="UADA", now=MONDAY)
        went(session, MONDAY - since)

    store.transact(act)
    before = ask()
    store.transact(redraw_home, "UADA", workspace_id=WORKSPACE, now=MONDAY)
    assert (before, ask()) == (False, rests)


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
