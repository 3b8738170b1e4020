"""When the weekly digest comes."""

from datetime import UTC, datetime, timedelta

from sqlmodel import Session, select

from program.running import weekly
from storage.models import Program, Touchpoint
from storage.unit import Store
from tests.program.rows import MONDAY, a_program


def planned(session: Session) -> list[datetime]:
    rows = session.exec(select(Touchpoint).where(Touchpoint.kind == "digest", Touchpoint.state == "planned"))
    return sorted(row.due_at for row in rows.all())


def a_program_with_digest(session: Session) -> Program:
    """Mondays at nine in Berlin."""
    program = a_program(session)
    program.digest_channel, program.time_zone = "C9", "Europe/Berlin"
    return program


def test_the_first_one_comes_on_its_weekday_after_the_program_has_started(store: Store) -> None:
    def ask(session: Session) -> datetime:
        program = a_program_with_digest(session)
        program.starts_on = MONDAY.date() + timedelta(days=9)
        return weekly.next_digest(program, MONDAY)

    assert store.transact(ask) == datetime(2026, 3, 16, 8, 0, tzinfo=UTC)


def test_none_comes_on_the_day_on_which_the_program_was_set_up(store: Store) -> None:
    def ask(session: Session) -> datetime:
        return weekly.next_digest(a_program_with_digest(session), MONDAY - timedelta(hours=8))

    assert store.transact(ask) == datetime(2026, 3, 9, 8, 0, tzinfo=UTC)


def test_the_hour_is_the_programs_own_also_after_the_clocks_change(store: Store) -> None:
    def ask(session: Session) -> datetime:
        return weekly.next_digest(a_program_with_digest(session), datetime(2026, 3, 28, tzinfo=UTC))

    assert store.transact(ask) == datetime(2026, 3, 30, 7, 0, tzinfo=UTC)


def test_planning_it_twice_plans_it_once(store: Store) -> None:
    def ask(session: Session) -> list[datetime]:
        program = a_program_with_digest(session)
        weekly.keep_planned(session, program=program, now=MONDAY)
        weekly.keep_planned(session, program=program, now=MONDAY + timedelta(days=1))
        return planned(session)

    assert store.transact(ask) == [datetime(2026, 3, 9, 8, 0, tzinfo=UTC)]


def test_another_day_or_hour_moves_what_was_planned_and_moving_back_brings_it_back(store: Store) -> None:
    def ask(session: Session) -> list[list[datetime]]:
        program = a_program_with_digest(session)
        seen = []
        for weekday, hour in ((4, 9), (0, 15), (4, 10)):
            program.digest_weekday, program.digest_hour = weekday, hour
            weekly.keep_planned(session, program=program, now=MONDAY + timedelta(days=2))
            seen.append(planned(session))
        return seen

    assert store.transact(ask) == [
        [datetime(2026, 3, 6, 8, 0, tzinfo=UTC)],
        [datetime(2026, 3, 9, 14, 0, tzinfo=UTC)],
        [datetime(2026, 3, 6, 9, 0, tzinfo=UTC)],
    ]


def test_without_a_channel_none_is_planned(store: Store) -> None:
    def ask(session: Session) -> list[datetime]:
        program = a_program_with_digest(session)
        weekly.keep_planned(session, program=program, now=MONDAY)
        program.digest_channel = None
        weekly.keep_planned(session, program=program, now=MONDAY)
        return planned(session)

    assert store.transact(ask) == []
