"""The audit is append-only: every store of the tests stands guard over it (tests/append_only.py), and this is why
that would be noticed.
"""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete, text, update
from sqlmodel import Session, col, select

from program.workspace import erasure
from storage.models import Audit
from storage.unit import Store
from tests.append_only import Tampered
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_program


def the_line(session: Session) -> Audit:
    return session.exec(select(Audit)).one()


def change_it(session: Session) -> None:
    the_line(session).why = "another reason"


def change_who_it_was(session: Session) -> None:
    the_line(session).who = "UGRACE"


def delete_it(session: Session) -> None:
    session.delete(the_line(session))


def change_all(session: Session) -> None:
    session.execute(update(Audit).values(what="nothing"))


def delete_old(session: Session) -> None:
    session.execute(delete(Audit).where(col(Audit.at) <= MONDAY))


def change_in_plain_sql(session: Session) -> None:
    session.execute(text("UPDATE audit SET why = ''"))


def delete_in_plain_sql(session: Session) -> None:
    session.connection().exec_driver_sql("DELETE FROM audit")


def write_over_it(session: Session) -> None:
    session.execute(text("INSERT INTO audit SELECT * FROM audit WHERE true ON CONFLICT DO NOTHING"))


def blank_more_than_an_id(session: Session) -> None:
    """As if it were an erasure."""
    session.execute(update(Audit).where(col(Audit.who) == "UADA").values(why="erased-1"))


def blank_another_time(session: Session) -> None:
    session.execute(update(Audit).where(col(Audit.who) == "UADA").values(who="erased-1", at=MONDAY))


@pytest.mark.parametrize(
    "tamper",
    [
        change_it,
        change_who_it_was,
        delete_it,
        change_all,
        delete_old,
        change_in_plain_sql,
        delete_in_plain_sql,
        write_over_it,
        blank_more_than_an_id,
        blank_another_time,
    ],
)
def test_a_line_of_the_audit_can_be_neither_changed_nor_deleted(
    store: Store, tamper: Callable[[Session], None]
) -> None:
    def write(session: Session) -> None:
        session.add(Audit(workspace_id=WORKSPACE, at=MONDAY, who="UADA", what="left", why="by hand: 12"))

    store.transact(write)
    with pytest.raises(Tampered):
        store.transact(tamper)
    assert store.read(lambda session: the_line(session).model_dump(exclude={"id", "program_id"})) == {
        "workspace_id": WORKSPACE,
        "at": MONDAY,
        "who": "UADA",
        "what": "left",
        "subject": "",
        "why": "by hand: 12",
    }


def test_who_asks_to_be_forgotten_leaves_every_line_with_a_pseudonym_in_it(store: Store) -> None:
    def story(session: Session) -> None:
        a_pair(session, a_program(session))
        facts: dict[str, Any] = {"workspace_id": WORKSPACE, "at": MONDAY, "what": "pair_ended"}
        session.add(Audit(who="UADA", subject="pair:1", why="left", **facts))
        session.add(Audit(who="UOLGA", subject="UADA and UGRACE", why="", **facts))
        session.flush()
        erasure.erase(session, workspace_id=WORKSPACE, person_id="UADA", now=MONDAY)
        lines = session.exec(select(Audit).where(Audit.what == "pair_ended").order_by(col(Audit.id))).all()
        first, second = lines[:2]
        assert first.who.startswith("erased-")
        assert (first.subject, first.why) == ("pair:1", "left")
        assert (second.who, second.subject) == ("UOLGA", f"{first.who} and UGRACE")

    store.transact(story)
