"""Which program somebody means."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session

from program.base.refusals import No, Refusal
from program.joining import choice
from program.joining.choice import Chosen, Several
from storage.models import Enrollment, Owner, Person, Program, ProgramState
from storage.unit import Store

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ADA = {"workspace_id": "T1", "person_id": "ada"}


def settle(session: Session, *states: ProgramState) -> None:
    """Programs 1, 2, … of which Ada runs the second and takes part in the last."""
    session.add(Person(workspace_id="T1", id="ada", name="Ada Park", seen_at=NOW))
    for number, state in enumerate(states, 1):
        session.add(
            Program(
                workspace_id="T1",
                name=f"Program {number}",
                state=state,
                starts_on=date(2026, 3, 2),
                created_by="olga",
                created_at=NOW,
            )
        )
        session.flush()
    if len(states) > 1:
        session.add(Owner(workspace_id="T1", program_id=2, person_id="ada", since=NOW))
    session.add(Enrollment(workspace_id="T1", program_id=len(states), person_id="ada", joined_at=NOW))


def test_the_only_open_program_is_meant_without_asking(store: Store) -> None:
    store.transact(settle, "ended", "ended", "open")
    assert store.read(choice.find, **ADA, whose="any") == Chosen(3)


def test_of_several_the_remembered_one_is_meant(store: Store) -> None:
    store.transact(settle, "open", "open", "open")
    assert isinstance(store.read(choice.find, **ADA, whose="any"), Several)
    store.transact(choice.remember, **ADA, program_id=1, now=NOW)
    assert store.read(choice.find, **ADA, whose="any") == Chosen(1)


def test_what_is_remembered_gives_way_where_only_one_can_be_meant(store: Store) -> None:
    store.transact(settle, "open", "open", "open")
    store.transact(choice.remember, **ADA, program_id=1, now=NOW)
    assert store.read(choice.find, **ADA, whose="owned") == Chosen(2)
    assert store.read(choice.find, **ADA, whose="mine") == Chosen(3)


def test_a_program_that_ended_is_not_meant_any_more(store: Store) -> None:
    store.transact(settle, "open", "open", "open")
    store.transact(choice.remember, **ADA, program_id=1, now=NOW)

    def end(session: Session) -> None:
        session.get_one(Program, 1).state = "ended"

    store.transact(end)
    found = store.read(choice.find, **ADA, whose="any")
    assert isinstance(found, Several)
    assert [option.id for option in found.options] == [2, 3]


@pytest.mark.parametrize(
    ("states", "whose", "why", "facts"),
    [
        (("open", "open"), "owned", No.NOT_OWNER, {"owners": ("Ada Park",)}),
        (("open",), "owned", No.NOBODY_RUNS, {"program": "Program 1"}),
        (("open", "open"), "mine", No.IN_NONE, {"programs": ("Program 1", "Program 2")}),
        (("ended",), "mine", No.NO_PROGRAM, {}),
    ],
)
def test_without_a_program_of_ones_own_the_answer_says_why_and_whose_it_is(
    store: Store, states: tuple[ProgramState, ...], whose: choice.Whose, why: No, facts: dict[str, object]
) -> None:
    store.transact(settle, *states)
    with pytest.raises(Refusal) as refused:
        store.read(choice.find, workspace_id="T1", person_id="kofi", whose=whose)
    assert (refused.value.why, refused.value.facts) == (why, facts)


def test_another_workspaces_program_cannot_be_chosen(store: Store) -> None:
    store.transact(settle, "open")
    with pytest.raises(Refusal) as refused:
        store.transact(choice.remember, workspace_id="T2", person_id="ada", program_id=1, now=NOW)
    assert refused.value.why is No.GONE
