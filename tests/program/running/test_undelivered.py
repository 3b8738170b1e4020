"""What Slack would not take: told in lines, and tried again or let be by the line."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlmodel import Session, select

from program.base.notices import CHANNEL
from program.running import home
from program.running.undelivered import Undelivered, undelivered
from storage.models import Audit, Letter, Program
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_person, a_program
from tests.program.running.test_decisions import concern, dead_letter
from tests.stores import QuickStore


def three_alike(session: Session) -> tuple[Program, list[Letter]]:
    """Two to one person and one to a pair, a minute apart."""
    program = a_program(session)
    pair = a_pair(session, program)
    return program, [
        dead_letter(
            session,
            program,
            to,
            dedupe_key=f"survey:{number}",
            mentorship_id=pair.id if to == CHANNEL else None,
            done_at=MONDAY + timedelta(minutes=number),
        )
        for number, to in enumerate(("UADA", CHANNEL, "UGRACE"))
    ]


def press(session: Session, letter: Letter, *, let_be: bool = False) -> None:
    verb = home.let_be if let_be else home.try_again
    verb(session, workspace_id=WORKSPACE, letter_id=letter.id, person_id="UOLGA", now=MONDAY)


def test_one_kind_and_one_reason_are_one_line(store: Store) -> None:
    def ask(session: Session) -> tuple[Undelivered, ...]:
        program, _ = three_alike(session)
        dead_letter(session, program, "UADA", dedupe_key="other", last_error="is_archived")
        dead_letter(session, program, "UADA", dedupe_key="another", kind="check_in")
        return undelivered(session, program=program)

    found = {(one.kind, one.error): one for one in store.transact(ask)}
    assert found.keys() == {
        ("survey", "channel_not_found"),
        ("survey", "is_archived"),
        ("check_in", "channel_not_found"),
    }
    line = found["survey", "channel_not_found"]
    assert line.to == (("Grace Osei",), ("Ada Park", "Grace Osei"), ("Ada Park",))
    assert line.at == MONDAY + timedelta(minutes=2)


@pytest.mark.parametrize(("let_be", "state"), [(False, "ready"), (True, "dropped")])
def test_one_press_is_for_the_whole_line_and_for_no_other(store: Store, let_be: bool, state: str) -> None:
    def act(session: Session) -> tuple[list[str], str]:
        program, alike = three_alike(session)
        other = dead_letter(session, program, "UADA", dedupe_key="other", last_error="is_archived")
        press(session, alike[-1], let_be=let_be)
        return [one.state for one in alike], other.state

    assert store.transact(act) == ([state] * 3, "rejected")


def test_what_was_refused_after_the_line_was_drawn_waits_for_a_press_of_its_own(store: Store) -> None:
    def act(session: Session) -> list[str]:
        _, alike = three_alike(session)
        press(session, alike[1], let_be=True)
        press(session, alike[1], let_be=True)
        return [one.state for one in alike]

    assert store.transact(act) == ["dropped", "dropped", "rejected"]


@pytest.mark.postgres
def test_of_two_owners_who_press_at_once_one_sends_it_again(
    postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, together = QuickStore(postgres), Barrier(2)

    def begin(session: Session) -> int | None:
        _, alike = three_alike(session)
        return alike[-1].id

    def seen(*about: Any) -> Letter:
        letter = known(*about)
        together.wait(10)
        return letter

    letter_id, known = store.transact(begin), home._dead
    monkeypatch.setattr(home, "_dead", seen)

    def press_at_once(who: str) -> None:
        store.transact(home.try_again, workspace_id=WORKSPACE, letter_id=letter_id, person_id=who, now=MONDAY)

    with ThreadPoolExecutor(2) as hands:
        list(hands.map(press_at_once, ("UOLGA", "UINES")))
    assert store.read(lambda session: session.exec(select(Audit.what)).all()) == ["letter_tried_again"] * 3
    store.close()


def test_one_press_takes_two_hundred(store: Store) -> None:
    def act(session: Session) -> int:
        program = a_program(session)
        many = [dead_letter(session, program, "UADA", dedupe_key=f"{n}") for n in range(home.MOST + 3)]
        press(session, many[-1])
        return [one.state for one in many].count("rejected")

    assert store.transact(act) == 3


def test_digests_of_another_channel_are_another_line(store: Store) -> None:
    """It may be the one that an owner has turned away from."""

    def act(session: Session) -> list[str]:
        program = a_program(session)
        kept = [dead_letter(session, program, channel, kind="digest") for channel in ("C1", "C2")]
        press(session, kept[1])
        return [one.state for one in kept]

    assert store.transact(act) == ["rejected", "ready"]


@pytest.mark.parametrize("kind", ["concern", "concern_open", "concern_settled"])
def test_an_owner_is_not_told_that_a_request_about_their_own_pair_went_astray(
    store: Store, kind: str
) -> None:
    def lost(session: Session) -> tuple[Program, Letter]:
        program = a_program(session)
        pair = a_pair(session, program)
        raised = concern(session, program, pair)
        return program, dead_letter(session, program, "UGRACE", kind=kind, params={"concern": raised.id})

    def act(session: Session) -> tuple[list[int], str]:
        program, letter = lost(session)
        told = [len(undelivered(session, program=program, owner=owner)) for owner in ("UADA", "UOLGA", "")]
        home.let_be(session, workspace_id=WORKSPACE, letter_id=letter.id, person_id="UADA", now=MONDAY)
        return told, letter.state

    assert store.transact(act) == ([0, 1, 1], "rejected")


def test_whose_it_was_is_known_though_their_pair_is_over_and_unknown_of_whoever_is_forgotten(
    store: Store,
) -> None:
    def ask(session: Session) -> list[Any]:
        program = a_program(session)
        pair = a_pair(session, program)
        pair.state = "archived"
        a_person(session, "UKOFI", "Kofi Lund")
        dead_letter(session, program, CHANNEL, mentorship_id=pair.id)
        dead_letter(session, program, "forgotten-1", kind="thanks")
        return sorted(one.to for one in undelivered(session, program=program))

    assert store.transact(ask) == [((),), (("Ada Park", "Grace Osei"),)]
