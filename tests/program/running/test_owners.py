"""Who may run a program, and what becomes of one that nobody runs."""

from sqlmodel import Session, select

from program.base.refusals import No, Refusal
from program.running import owners, settings
from program.running.status import status
from storage.models import Installation, Owner, Person
from storage.queries import programs
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_person, a_program


def refusal(session: Session, person: Person) -> No | None:
    """What the settings say when this person is to run the program with Olga."""
    program = a_program(session, name=f"With {person.id}")
    draft = settings.draft_of(session, program, "UOLGA")
    named = settings.SettingsDraft(**{**vars(draft), "co_owners": (person.id,)})
    try:
        settings.check(session, WORKSPACE, named, but=program.id)
    except Refusal as refused:
        return refused.why
    return None


def test_guests_apps_and_closed_accounts_run_no_program(store: Store) -> None:
    def act(session: Session) -> list[No | None]:
        found = []
        for what in ("guest", "bot", "deactivated", "admin"):
            person = a_person(session, f"U{what.upper()}", what)
            setattr(person, what, True)
            session.flush()
            found.append(refusal(session, person))
        return found

    assert store.transact(act) == [No.NOT_SOMEBODY, No.NOT_SOMEBODY, No.NOT_SOMEBODY, None]


def test_admins_and_only_they_see_what_nobody_runs(store: Store) -> None:
    def act(session: Session) -> tuple[list[str], list[list[str]]]:
        a_program(session, name="Left alone")
        a_program(session, name="Run", owner="UKOFI")
        session.delete(session.exec(select(Owner).where(Owner.person_id == "UOLGA")).one())
        a_person(session, "UINES", "Ines Roth").admin = True
        a_person(session, "UADA", "Ada Park")
        session.add(Installation(workspace_id=WORKSPACE, admins=["UNAMED"]))
        session.flush()
        alone = [one.name for one in programs.ownerless(session, workspace_id=WORKSPACE)]
        seen = [
            status(session, workspace_id=WORKSPACE, person_id=person_id, now=MONDAY).ownerless
            for person_id in ("UINES", "UNAMED", "UADA", "UKOFI")
        ]
        assert owners.is_admin(session, workspace_id=WORKSPACE, person_id="UNAMED")
        return alone, [[one.name for one in names] for names in seen]

    assert store.transact(act) == (["Left alone"], [["Left alone"], ["Left alone"], [], []])
