"""A session for reading: what was asked once isn't asked again, and only there."""

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlmodel import Session

from storage.models import Person
from storage.queries import programs
from storage.unit import Store


def somebody(session: Session) -> None:
    session.add(Person(workspace_id="T1", id="U1", name="Ada Park"))


def ask_twice(session: Session) -> list[str]:
    return [
        programs.people(session, workspace_id="T1", ids=["U1"])["U1"].name,
        programs.person(session, workspace_id="T1", person_id="U1").name,  # type: ignore[union-attr]
        programs.people(session, workspace_id="T1", ids=["U1"])["U1"].name,
    ]


def questions(run: object) -> int:
    """How often the database is asked for people."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        assert run(ask_twice) == ["Ada Park"] * 3  # type: ignore[operator]
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return sum("FROM person" in statement for statement in asked)


def test_within_one_reading_the_same_is_asked_once(store: Store) -> None:
    store.transact(somebody)
    assert questions(store.read) == 1
    assert questions(store.read) == 1


def test_where_something_may_change_it_is_asked_every_time(store: Store) -> None:
    def rename(session: Session) -> str:
        before = programs.people(session, workspace_id="T1", ids=["U1"])["U1"]
        before.name = "Ada Lund"
        session.flush()
        return programs.people(session, workspace_id="T1", ids=["U1"])["U1"].name

    store.transact(somebody)
    assert questions(store.transact) > 1
    assert store.transact(rename) == "Ada Lund"
    assert store.read(ask_twice) == ["Ada Lund"] * 3
