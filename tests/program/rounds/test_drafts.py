"""A big round is written down part by part before it is proposed."""

from typing import Any

import pytest
from sqlmodel import Session, select

import matching
from program.joining.pool import Pool
from program.rounds import drafts, matchmaking
from program.rounds.candidates import Snapshot
from storage.models import Program, Proposal, Round, Waiting
from storage.queries import rounds
from storage.unit import Store
from tests.program.rounds.test_eligibility import joined, person
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_program, propose, taken_of

PAIRS = 3


def asked(session: Session) -> Snapshot:
    program = a_program(session)
    for n in range(PAIRS):
        joined(session, program, f"UMENTOR{n}", places=1)
        joined(session, program, f"UMENTEE{n}", mentee=True)
    joined(session, program, "ULONELY", mentee=True)
    matchmaking.ask_for_round(
        session, workspace_id=WORKSPACE, program_id=program.id, person_id="UOLGA", now=MONDAY
    )
    return taken_of(session)


def outcome() -> matching.Round:
    receipt = matching.Receipt((), {}, None)
    return matching.Round(
        tuple(matching.Proposal(f"UMENTEE{n}", f"UMENTOR{n}", 0.5, receipt) for n in range(PAIRS)),
        (matching.Waiting("ULONELY", "capacity", {}),),
        (),
        matching.Certificate(PAIRS, PAIRS, 1.0, 1.0, 1.0),
    )


def written(session: Session) -> tuple[int, int]:
    return len(session.exec(select(Proposal)).all()), len(session.exec(select(Waiting)).all())


def state(session: Session) -> str:
    return session.exec(select(Round.state)).one()


def test_what_was_drafted_twice_is_there_once_and_nobody_sees_it_before_it_is_proposed(store: Store) -> None:
    draft = drafts.draft(store.transact(asked), outcome())
    for _ in range(2):  # the process died before the end, and another one begins again
        assert store.transact(matchmaking.make_room, draft=draft)
        for part in drafts.parts(outcome()):
            assert store.transact(matchmaking.write, draft=draft, part=part)
    assert store.read(state) == "asked"
    assert store.transact(matchmaking.record, draft=draft, now=MONDAY)
    assert store.read(state) == "proposed"
    assert store.read(written) == (PAIRS, 1)


def test_a_draft_for_others_is_taken_away_and_whoever_wrote_it_stops(store: Store) -> None:
    draft = drafts.draft(store.transact(asked), outcome())
    pairs, waiting = drafts.parts(outcome())
    assert store.transact(matchmaking.make_room, draft=draft)
    assert store.transact(matchmaking.write, draft=draft, part=pairs)

    def comes(session: Session) -> Snapshot:
        joined(session, session.exec(select(Program)).one(), "ULATE", mentee=True)
        return taken_of(session)

    later = drafts.draft(store.transact(comes), outcome())
    assert store.transact(matchmaking.make_room, draft=later)
    assert not store.transact(matchmaking.write, draft=draft, part=pairs)
    assert not store.transact(matchmaking.record, draft=draft, now=MONDAY)
    assert store.transact(matchmaking.write, draft=later, part=waiting)
    assert store.read(written) == (0, 1)


def test_nothing_is_drafted_for_a_round_that_is_not_asked_for_any_more(store: Store) -> None:
    taken = store.transact(asked)
    draft = drafts.draft(taken, outcome())
    assert store.transact(propose, taken, outcome())
    assert not store.transact(matchmaking.make_room, draft=draft)
    for part in drafts.parts(outcome()):
        assert not store.transact(matchmaking.write, draft=draft, part=part)
    assert not store.transact(matchmaking.record, draft=draft, now=MONDAY)
    assert store.read(matchmaking.snapshot, round_id=draft.round_id, now=MONDAY) is None


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"state": "paused"},
        {"state": "left"},
        {"mentee": False},
        {"finished_at": MONDAY},
        {"bot": True},
        {"deactivated": True},
        {"guest": True},
    ],
    ids=str,
)
def test_the_quick_look_for_somebody_who_waits_agrees_with_the_rules(
    store: Store, change: dict[str, Any]
) -> None:
    def look(session: Session) -> tuple[bool, bool]:
        program = a_program(session)
        a_pair(session, program)  # who has a mentor doesn't wait
        enrollment = joined(session, program, "UONE", mentee=True)
        for name, value in change.items():
            setattr(enrollment if hasattr(enrollment, name) else person(session, "UONE"), name, value)
        session.flush()
        return rounds.anybody_waits(session, program=program), bool(Pool.read(session, program).mentees())

    quick, exact = store.transact(look)
    assert quick == exact == (not change)
