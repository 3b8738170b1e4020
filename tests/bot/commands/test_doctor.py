"""What the doctor finds in the outbox: letters that are late, and letters that Slack refused for good."""

from datetime import timedelta
from typing import Any

from bot.commands import doctor
from bot.commands.doctor import Finding
from bot.settings import load
from sandbox import Clock
from storage.models import Letter
from storage.queries import calls
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE


def write(store: Store, *, late: timedelta = timedelta(), **facts: Any) -> None:
    due = MONDAY - late
    times = {"created_at": due, "planned_at": due, "due_at": due}
    letter = Letter(workspace_id=WORKSPACE, recipient="UADA", **{"kind": "survey", **times, **facts})
    store.transact(lambda session: session.add(letter))


async def found(store: Store, what: str) -> Finding:
    """That finding on Monday, without a question to Slack."""
    settings = load(_env_file=None, database_url=store.url)
    (finding,) = [one for one in await doctor.examine(settings, Clock(MONDAY)) if one.what == what]
    return finding


async def test_an_outbox_with_nothing_in_it_is_in_order(store: Store) -> None:
    assert (await found(store, "backlog")).line() == "ok       backlog: 0 letters wait"
    assert (await found(store, "dead letters")).line() == "ok       dead letters: none"


async def test_a_letter_that_is_eleven_minutes_late_is_told_of(store: Store) -> None:
    write(store, dedupe_key="late", late=timedelta(minutes=11))
    write(store, dedupe_key="due")
    write(store, dedupe_key="done", state="done", late=timedelta(days=1))
    finding = await found(store, "backlog")
    assert (finding.ok, finding.said) == (False, "2 letters wait, the oldest for 11 minutes")
    assert "is alongside running?" in finding.line()
    assert doctor.verdict([finding]) == 1


async def test_a_letter_is_not_late_within_ten_minutes_nor_before_its_time(store: Store) -> None:
    write(store, dedupe_key="due", late=timedelta(minutes=10))
    write(store, dedupe_key="planned", late=timedelta(days=-1))
    assert (await found(store, "backlog")).line() == "ok       backlog: 2 letters wait"


async def test_a_letter_that_waits_for_slacks_pace_is_not_late(store: Store) -> None:
    write(store, dedupe_key="resting", late=timedelta(hours=2))
    until = MONDAY + timedelta(minutes=5)
    rested = {"until": until, "bulk_until": until, "now": MONDAY}
    store.transact(lambda session: calls.rest(session, workspace_id=WORKSPACE, sorts=["survey"], **rested))
    assert (await found(store, "backlog")).line() == "ok       backlog: 1 letter waits"


async def test_letters_that_slack_refused_are_told_of_by_kind_and_reason(store: Store) -> None:
    for number in range(2):
        write(store, dedupe_key=f"{number}", state="rejected", last_error="is_archived")
    write(store, dedupe_key="2", state="rejected", last_error="channel_not_found", kind="check_in")
    write(store, dedupe_key="3", state="dropped", last_error="stale")
    finding = await found(store, "dead letters")
    said = "3: check_in (channel_not_found) x1, survey (is_archived) x2"
    assert (finding.ok, finding.said) == (False, said)
    assert "is_archived: That channel is archived. See docs/running.md" in finding.mend
    assert "“Unstick”" in finding.line()
    assert doctor.verdict([finding]) == 1
    assert (await found(store, "backlog")).ok is True
