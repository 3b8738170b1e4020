"""Letters of a kind are found by an index, however many others there are."""

from typing import Any

import pytest
from sqlalchemy import insert, text
from sqlmodel import Session

from storage.models import Letter, Mentorship
from storage.queries import letters
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_program
from tests.storage.plans import Ask, plan

HOME: dict[str, Any] = {"kind": "home", "workspace_id": WORKSPACE}
QUESTIONS: dict[str, Ask] = {
    "cards": lambda session: letters.cards(
        session, kind="round", workspace_id=WORKSPACE, mentorship_id=None, to=None, params={"round": 3}
    ),
    "cards to somebody": lambda session: letters.cards(
        session, kind="invitation", workspace_id=WORKSPACE, mentorship_id=None, to="U7", params={}
    ),
    "waiting": lambda session: letters.waiting(session, to="U7", **HOME),
    "last": lambda session: letters.last(session, to="U7", **HOME),
    "reached": lambda session: letters.reached(session, people=["U7", "U8"], **HOME),
}


def full(session: Session) -> Mentorship:
    """An outbox with some of everything in it, told of to the planner where it wants to know."""
    pair = a_pair(session, a_program(session))
    kinds = ("home", "invitation", "check_in", *(f"kind {n}" for n in range(20)))
    shared = {"workspace_id": WORKSPACE, "params": {}, "priority": 1, "attempts": 1, "last_error": ""}
    moments = dict.fromkeys(("created_at", "planned_at", "due_at", "called_at", "done_at"), MONDAY)
    rows = [
        {
            "kind": kinds[n % len(kinds)],
            "recipient": f"U{n % 700}",
            "dedupe_key": str(n),
            "lane": str(n),
            "state": ("done", "ready")[n % 2],
            "mentorship_id": pair.id if n % 500 == 0 else None,
            **shared,
            **moments,
        }
        for n in range(4_000)
    ]
    session.execute(insert(Letter), rows)
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("ANALYZE letter"))
    return pair


@pytest.mark.parametrize("question", QUESTIONS)
def test_letters_of_a_kind_are_found_along_their_index(store: Store, question: str) -> None:
    def ask(session: Session) -> str:
        full(session)
        return plan(session, QUESTIONS[question])

    assert "ix_letter_kind" in store.transact(ask)


def test_a_pairs_cards_are_looked_for_among_the_pairs_letters(store: Store) -> None:
    """Of a kind there may be hundreds of thousands; of a pair there are some dozens."""

    def ask(session: Session) -> str:
        pair = full(session)
        return plan(
            session,
            lambda session: letters.cards(
                session,
                kind="check_in",
                workspace_id=WORKSPACE,
                mentorship_id=pair.id,
                to=None,
                params={},
            ),
        )

    assert "ix_letter_mentorship_id" in store.transact(ask)
