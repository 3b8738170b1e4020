"""Two people of one name are told apart, in the program where they meet, and nowhere else."""

import pytest
from sqlmodel import Session

from matching.text.names import normal
from program.base.namesakes import called
from program.pair import pairs
from program.running.decisions import decisions
from storage.models import Enrollment, Person, Program, Round
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_person, a_program


def people(
    session: Session, program: Program, *facts: dict[str, str], enrolled: bool = True
) -> dict[str, str]:
    """Two people who are called so, unless their facts say something else; by id."""
    found = {}
    for person_id, known in zip(("UONE", "UTWO"), facts, strict=True):
        person = a_person(session, person_id, known.get("name", "Alex Kim"))
        for name, value in known.items():
            setattr(person, name, value)
        person.name_key = normal(person.name)
        if enrolled or person_id == "UONE":
            session.add(
                Enrollment(
                    workspace_id=WORKSPACE,
                    program_id=program.id or 0,
                    person_id=person_id,
                    mentee=True,
                    joined_at=MONDAY,
                )
            )
        found[person_id] = person.name
    session.flush()
    return found


@pytest.mark.parametrize(
    ("one", "two", "names"),
    [
        ({"handle": "alex.kim"}, {"handle": "alex.kim2"}, ("Alex Kim (alex.kim)", "Alex Kim (alex.kim2)")),
        (
            {"department": "Sales", "handle": "akim"},
            {"department": "Design", "handle": "alexk"},
            ("Alex Kim (Sales, akim)", "Alex Kim (Design, alexk)"),
        ),
        (
            {"department": "Sales", "email": "alex@example.com"},
            {"department": "sales", "email": "kim@example.com"},
            ("Alex Kim (alex)", "Alex Kim (kim)"),
        ),
        (
            {"email": "kim@example.com"},
            {"email": "kim@example.org"},
            ("Alex Kim (kim@example.com)", "Alex Kim (kim@example.org)"),
        ),
        ({}, {}, ("Alex Kim (UONE)", "Alex Kim (UTWO)")),
        ({"handle": "a"}, {"name": "alex\u00a0kim ", "handle": "b"}, ("Alex Kim (a)", "alex\u00a0kim  (b)")),
        ({"name": "Åsa Ek", "handle": "a"}, {"name": "ÅSA EK", "handle": "b"}, ("Åsa Ek (a)", "ÅSA EK (b)")),
        ({"handle": "a"}, {"name": "aLEX kIM", "handle": "b"}, ("Alex Kim (a)", "aLEX kIM (b)")),
    ],
)
def test_equal_names_have_what_differs_behind_them(
    store: Store, one: dict[str, str], two: dict[str, str], names: tuple[str, str]
) -> None:
    def ask(session: Session) -> tuple[str, ...]:
        program = a_program(session)
        return tuple(
            called(session, program_id=program.id, names=people(session, program, one, two)).values()
        )

    assert store.transact(ask) == names


def test_a_name_that_nobody_else_in_the_program_has_stays_as_it_is(store: Store) -> None:
    def ask(session: Session) -> dict[str, str]:
        program = a_program(session)
        names = people(session, program, {"handle": "a"}, {"handle": "b"}, enrolled=False)
        return called(session, program_id=program.id, names=names)

    assert set(store.transact(ask).values()) == {"Alex Kim"}


def test_an_owner_reads_of_two_alike_who_is_who(store: Store) -> None:
    """In what waits for a decision, in the list of pairs, and on what two of one pair read of each other."""

    def ask(session: Session) -> str:
        program = a_program(session)
        pair = a_pair(session, program, names=("Alex Kim", "alex kim"))
        for person_id, handle in (("UADA", "alex.kim"), ("UGRACE", "alex.kim2")):
            person = session.get_one(Person, (WORKSPACE, person_id))
            person.handle, person.name_key = handle, normal(person.name)
        pair.trouble = "channel_create:name_taken"
        made = Round(
            workspace_id=WORKSPACE,
            program_id=program.id or 0,
            state="published",
            asked_by="UOLGA",
            asked_at=MONDAY,
        )
        session.add(made)
        session.flush()
        pair.round_id = made.id
        session.flush()
        shown = decisions(session, program=program)
        return str((shown.pairs, shown.stuck, pairs.names(session, pair)))

    shown = store.transact(ask)
    assert shown.count("Alex Kim (alex.kim)") == 3
    assert shown.count("alex kim (alex.kim2)") == 3
