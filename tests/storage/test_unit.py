"""The unit of work, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlmodel import Session, col, func, select

from storage.models import Audit, Owner, Person, Program
from storage.unit import TRIES, Store

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def _audit(session: Session, *, at: datetime, what: str = "tested") -> None:
    session.add(Audit(workspace_id="T1", at=at, who="test", what=what))


def _program(session: Session) -> int:
    program = Program(
        workspace_id="T1", name="Spring", starts_on=NOON.date(), created_by="U1", created_at=NOON
    )
    session.add(program)
    session.flush()
    assert program.id is not None
    return program.id


def test_what_a_verb_wrote_is_there_when_it_returns(store: Store) -> None:
    program_id = store.transact(_program)
    assert store.read(lambda session: session.get(Program, program_id)) is not None


def test_a_verb_that_raises_leaves_nothing_behind(store: Store) -> None:
    def fail(session: Session) -> None:
        _program(session)
        raise LookupError("half way")

    with pytest.raises(LookupError):
        store.transact(fail)
    assert store.read(lambda session: session.exec(select(func.count()).select_from(Program)).one()) == 0


def test_a_question_may_not_write(store: Store) -> None:
    with pytest.raises(DBAPIError):
        store.read(_program)


def test_a_row_that_points_nowhere_is_refused(store: Store) -> None:
    with pytest.raises(IntegrityError):
        store.transact(
            lambda session: session.add(Owner(workspace_id="T1", program_id=404, person_id="U1", since=NOON))
        )


def test_a_state_outside_its_list_is_refused(store: Store) -> None:
    def lie(session: Session) -> None:
        program = session.get_one(Program, _program(session))
        program.state = "asleep"  # type: ignore[assignment]

    with pytest.raises(IntegrityError):
        store.transact(lie)


def test_moments_come_back_as_the_same_instant_in_utc(store: Store) -> None:
    tokyo = NOON.astimezone(timezone(timedelta(hours=9)))
    store.transact(_audit, at=tokyo)
    kept = store.read(lambda session: session.exec(select(Audit.at)).one())
    assert kept == NOON
    assert kept.utcoffset() == timedelta(0)


def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises((StatementError, ValueError)):
        store.transact(_audit, at=NOON.replace(tzinfo=None))


def test_moments_compare_in_the_database_across_a_change_of_day(store: Store) -> None:
    for hours in (-30, -1, 0, 1, 30):
        store.transact(_audit, at=NOON + timedelta(hours=hours), what=str(hours))
    later = store.read(
        lambda session: session.exec(select(Audit.what).where(Audit.at > NOON).order_by(col(Audit.at))).all()
    )
    assert later == ["1", "30"]


@pytest.mark.parametrize("threads", [8])
def test_of_many_updates_at_once_every_one_is_counted(store: Store, threads: int) -> None:
    store.transact(lambda session: session.add(Person(workspace_id="T1", id="U1", level=0)))

    def one_more(session: Session) -> None:
        person = session.get_one(Person, ("T1", "U1"), with_for_update=True)
        person.level = (person.level or 0) + 1

    with ThreadPoolExecutor(threads) as pool:
        for done in [pool.submit(store.transact, one_more) for _ in range(200)]:
            done.result()
    assert store.read(lambda session: session.get_one(Person, ("T1", "U1")).level) == 200


def test_a_question_does_not_wait_for_a_writer(sqlite: str) -> None:
    store = Store(sqlite)

    def ask_meanwhile(session: Session) -> int:
        _program(session)
        with ThreadPoolExecutor(1) as other:
            asked = other.submit(
                store.read, lambda reader: reader.exec(select(func.count()).select_from(Program)).one()
            )
            return int(asked.result(timeout=5))

    assert store.transact(ask_meanwhile) == 0
    store.close()


def test_sqlite_is_opened_as_it_has_to_be(sqlite: str) -> None:
    store = Store(sqlite)

    def pragma(session: Session, name: str) -> object:
        return session.connection().execute(text(f"PRAGMA {name}")).scalar_one()

    for run in (store.transact, store.read):
        assert run(pragma, "journal_mode") == "wal"
        assert run(pragma, "foreign_keys") == 1
        assert run(pragma, "busy_timeout") == 5_000
    assert store.read(pragma, "query_only") == 1
    assert store.transact(pragma, "query_only") == 0
    store.close()


@pytest.mark.postgres
def test_a_verb_that_loses_a_race_sees_what_the_winner_wrote(postgres: str) -> None:
    store = Store(postgres)
    runs = []

    def meet(session: Session) -> str:
        runs.append(1)
        person = session.get(Person, ("T1", "U1"))
        if person is None:
            if len(runs) == 1:
                store.transact(lambda other: other.add(Person(workspace_id="T1", id="U1", name="Ada Park")))
            person = Person(workspace_id="T1", id="U1", name="nobody")
            session.add(person)
            session.flush()
        return person.name

    assert store.transact(meet) == "Ada Park"
    assert len(runs) == 2
    store.close()


@pytest.mark.postgres
def test_a_verb_that_never_wins_gives_up(postgres: str) -> None:
    store = Store(postgres)
    store.transact(lambda session: session.add(Person(workspace_id="T1", id="U1")))
    runs = []

    def insist(session: Session) -> None:
        runs.append(1)
        session.add(Person(workspace_id="T1", id="U1"))

    with pytest.raises(IntegrityError):
        store.transact(insist)
    assert len(runs) == TRIES
    store.close()
