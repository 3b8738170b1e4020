"""Why somebody waits is asked of their newest row, and each Home asks it of a whole program."""

from sqlmodel import Session

from storage.queries import figures
from storage.unit import Store
from tests.storage.plans import plan


def test_old_reasons_are_passed_over_in_the_index(sqlite: str) -> None:
    """Each round leaves a row for each who waits, with its facts: of a hundred rounds one row is read."""

    def ask(session: Session) -> str:
        return plan(session, lambda session: figures.last_reasons(session, program_id=1))

    store = Store(sqlite)
    assert "COVERING INDEX ix_waiting_person (program_id=?)" in store.read(ask)
    store.close()
