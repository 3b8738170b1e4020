"""A round can be computed again from what was kept of it, whatever becomes of its people."""

import zlib

import pytest
from sqlmodel import Session, select

from bot.commands.replay import CannotReplay, replay
from program.rounds import drafts, matchmaking, replays, review, round_inputs
from program.workspace import erasure
from storage.models import Enrollment, Program, Proposal, RoundInput, Waiting
from storage.unit import Store
from tests.program.rounds.test_eligibility import joined
from tests.program.rows import MONDAY, WORKSPACE, a_program, propose, taken_of

GOALS = ("Run Kubernetes in production", "Say no kindly", "Write clearly", "Lead a team of five")


def proposed(session: Session) -> int:
    """Four mentees, three places; the first pair is then the owner's own."""
    program = a_program(session)
    for number, goal in enumerate(GOALS):
        joined(session, program, f"UMENTEE{number}", mentee=True).goals = goal
    for number, goal in enumerate(GOALS[:3]):
        joined(session, program, f"UMENTOR{number}", places=1).teaches = goal
    session.flush()
    matchmaking.ask_for_round(
        session, workspace_id=WORKSPACE, program_id=program.id, person_id="UOLGA", now=MONDAY
    )
    taken = taken_of(session)
    assert propose(session, taken, taken.inputs.compute())
    return taken.round_id


def differences(session: Session, round_id: int) -> list[str]:
    then = replays.recorded(session, round_id=round_id)
    assert then is not None
    assert then.inputs is not None
    return replays.differences(then, round_inputs.unpack(then.inputs).compute())


def test_it_comes_out_the_same_though_everybody_has_changed(store: Store) -> None:
    round_id = store.transact(proposed)

    def change(session: Session) -> None:
        for one in session.exec(select(Enrollment)).all():
            one.goals = one.teaches = "Something else"
            one.capacity = 5

    store.transact(change)
    shown = replay(store.url, None)
    assert shown.then.round_id == round_id
    assert shown.lines() == [
        "Round 1 of Growing together, asked for on 2026-03-02: 3 pairs, 1 without a mentor.",
        "Computed again from what was kept: the same.",
    ]


def test_what_the_owner_decided_is_no_difference(store: Store) -> None:
    round_id = store.transact(proposed)

    def decide(session: Session) -> None:
        first, *_ = session.exec(select(Proposal).order_by(Proposal.mentee_id)).all()
        others = {"UMENTOR0", "UMENTOR1", "UMENTOR2"} - {first.mentor_id}
        for one in session.exec(select(Proposal).where(Proposal.mentor_id == max(others))).all():
            review.decide(
                session,
                workspace_id=WORKSPACE,
                proposal_id=one.id,
                approve=False,
                person_id="UOLGA",
                now=MONDAY,
            )
        session.flush()
        review.pair_by_hand(
            session,
            workspace_id=WORKSPACE,
            round_id=round_id,
            mentee_id=first.mentee_id,
            mentor_id=max(others),
            person_id="UOLGA",
            now=MONDAY,
        )

    store.transact(decide)
    shown = replay(store.url, round_id)
    assert shown.differences == ()
    assert shown.lines()[0].endswith("1 pair by hand.")


def test_a_pair_a_score_or_a_reason_that_was_changed_is_named(store: Store) -> None:
    round_id = store.transact(proposed)

    def forge(session: Session) -> list[str]:
        first, second, third = session.exec(select(Proposal).order_by(Proposal.mentee_id)).all()
        first.mentor_id, second.mentor_id = second.mentor_id, first.mentor_id
        third.score += 0.001
        waiting = session.exec(select(Waiting)).one()
        waiting.reason = "hours"
        session.flush()
        return [
            *(f"{one.mentee_id} with {one.mentor_id}: not again" for one in (first, second)),
            f"{third.mentee_id} with {third.mentor_id}: scored {third.score}",
            f"{waiting.person_id} waited: hours",
        ]

    forged = store.transact(forge)
    found = store.read(differences, round_id)
    assert len(found) == 6
    for line in forged:
        assert any(one.startswith(line) for one in found), line
    assert replay(store.url, round_id).lines()[1] == "\n".join(found)


def test_what_is_kept_of_a_round_goes_with_whoever_is_forgotten(store: Store) -> None:
    round_id = store.transact(proposed)
    store.transact(erasure.erase, workspace_id=WORKSPACE, person_id="UMENTEE3", now=MONDAY)
    with pytest.raises(CannotReplay, match="not kept any more"):
        replay(store.url, round_id)


def test_what_people_who_changed_meanwhile_were_is_not_kept(store: Store) -> None:
    """Of a round that was computed twice, the inputs are those that it was proposed from."""

    def twice(session: Session) -> int:
        program = a_program(session)
        joined(session, program, "UADA", mentee=True).goals = "Juggling"
        joined(session, program, "UGRACE", places=1)
        matchmaking.ask_for_round(
            session, workspace_id=WORKSPACE, program_id=program.id, person_id="UOLGA", now=MONDAY
        )
        before = taken_of(session)
        outcome = before.inputs.compute()
        assert matchmaking.make_room(session, draft=drafts.draft(before, outcome))
        session.exec(select(Enrollment).where(Enrollment.person_id == "UADA")).one().goals = "Gardening"
        session.flush()
        after = taken_of(session)
        assert propose(session, after, after.inputs.compute())
        return after.round_id

    round_id = store.transact(twice)
    kept = store.read(lambda session: session.get_one(RoundInput, round_id).inputs)
    assert b"Gardening" in zlib.decompress(kept)
    assert b"Juggling" not in zlib.decompress(kept)


def test_without_a_round_there_is_nothing_to_compute(store: Store) -> None:
    with pytest.raises(CannotReplay, match="No round was proposed yet"):
        replay(store.url, None)
    assert store.read(lambda session: session.exec(select(Program)).first()) is None
    with pytest.raises(CannotReplay, match="no round 7 that was proposed"):
        replay(store.url, 7)
