"""What the doctor finds: settings, database, tokens, scopes, the clock; letters that are late or refused."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.commands import doctor
from bot.commands.doctor import Finding, verdict
from bot.settings import load
from sandbox import Clock
from storage.models import Letter
from storage.queries import calls
from storage.unit import Store
from tests.bot.conftest import Place
from tests.bot.portal import portal
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


async def test_the_doctor_finds_nothing_where_nothing_is_wrong(place: Place) -> None:
    findings = await doctor.examine(place.settings())
    assert [finding.line() for finding in findings if finding.ok is not True] == []
    assert verdict(findings) == 0
    named = {"settings", "database", "migrations", "token", "app token", "scopes", "clock", "backlog"}
    assert named <= {finding.what for finding in findings}


@pytest.mark.parametrize(
    ("instead", "finding"),
    [
        ({"slack_bot_token": ""}, "settings: SLACK_BOT_TOKEN is not set -> "),
        ({"slack_app_token": "", "slack_signing_secret": ""}, "settings: neither SLACK_APP_TOKEN"),
        ({"slack_bot_token": "xoxb-wrong"}, "token: Slack refuses SLACK_BOT_TOKEN: invalid_auth -> "),
        ({"slack_app_token": "xapp-wrong"}, "app token: Slack refuses SLACK_APP_TOKEN: invalid_auth -> "),
        ({"slack_api_url": "http://127.0.0.1:1/api/"}, "token: Slack can't be reached"),
        ({"database_url": "nonsense"}, "database: can't be opened (this is no database URL) -> "),
        (
            {"database_url": "", "alongside_data": "/dev/null/data"},
            "database: ALONGSIDE_DATA: /dev/null/data",
        ),
    ],
)
async def test_the_doctor_names_what_is_wrong_and_how_to_mend_it(
    place: Place, instead: dict[str, str], finding: str
) -> None:
    findings = await doctor.examine(place.settings(**instead))
    assert verdict(findings) == 1
    (line,) = [found.line() for found in findings if found.ok is False]
    assert line.startswith(f"mend     {finding}")
    assert " -> " in line


async def test_the_doctor_names_the_scopes_that_were_not_granted_and_what_sleeps(place: Place) -> None:
    place.workspace.scopes = tuple({*place.workspace.scopes} - {"pins:write"})
    (line,) = [f.line() for f in await doctor.examine(place.settings()) if f.ok is False]
    assert "scopes: not granted" in line
    assert "pins:write (pinning the charter and the plan)" in line


async def test_the_doctor_does_not_know_what_slack_does_not_say(place: Place) -> None:
    async with portal(200, "application/json", said={"ok": True, "team_id": "T1", "url": "wss://x"}) as url:
        findings = await doctor.examine(place.settings(slack_api_url=url))
    assert next(finding.ok for finding in findings if finding.what == "scopes") is None
    assert verdict(findings) == 0


async def test_the_doctor_sees_a_clock_that_is_wrong(place: Place) -> None:
    class Slow(SystemClock):
        def now(self) -> Any:
            return super().now() - doctor.MOST_SKEW * 3

    findings = await doctor.examine(place.settings(), Slow())
    assert next(finding.ok for finding in findings if finding.what == "clock") is False


async def test_before_the_first_start_the_doctor_says_what_that_will_do(place: Place, tmp_path: Path) -> None:
    findings = await doctor.examine(place.settings(database_url="", alongside_data=tmp_path / "new"))
    assert next(finding.ok for finding in findings if finding.what == "migrations") is None
    assert verdict(findings) == 0
