"""Letters that Slack would take, if the installation had a right that it lacks."""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session

from bot.commands import doctor
from bot.letters.rights import FEATURES, asleep
from bot.letters.verdicts import WITHHELD, WITHHELD_SECONDS
from bot.settings import load
from handlers.views.notices import RENDERERS
from handlers.views.wording import slack_codes
from sandbox import Clock
from storage.models import Letter
from storage.unit import Store
from tests.bot.conftest import NUDGE, Office
from tests.program.rows import MONDAY, WORKSPACE

POST = "chat.postMessage"
HOUR = timedelta(seconds=WITHHELD_SECONDS)


def calls(office: Office, method: str = POST) -> int:
    return sum(call.method == method for call in office.workspace.calls)


@pytest.mark.parametrize("word", WITHHELD)
async def test_what_a_right_is_lacking_for_waits_and_is_tried_once_an_hour(office: Office, word: str) -> None:
    office.workspace.trouble.add(POST, "error", error=word, times=1_000)
    for number in range(20):
        await office.write(f"line {number}")
    await office.live(60)
    assert set(await office.states()) == {"ready"}
    assert calls(office) <= 8  # those in the air together: then the method rests
    before = calls(office)
    await office.live(3 * WITHHELD_SECONDS)
    assert calls(office) - before <= 3 * 8
    assert set(await office.states()) == {"ready"}
    assert not [what for what in await office.audits() if what == "letter_rejected"]
    office.workspace.trouble.clear()
    await office.live(2 * WITHHELD_SECONDS)
    assert set(await office.states()) == {"done"}
    assert len(office.lines()) == 20


@pytest.mark.parametrize("word", WITHHELD)
def test_what_is_withheld_has_words_for_owners_too(word: str) -> None:
    """It may have been refused for good by an older version, or at a call whose letter is left out."""
    assert word in slack_codes.WHY


async def test_what_needs_another_right_goes_on_meanwhile(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(RENDERERS, NUDGE, replace(RENDERERS[NUDGE], method="conversations.archive"))
    office.workspace.trouble.add("conversations.archive", "error", error="missing_scope", times=1_000)
    await office.write("waits", kind=NUDGE, method="conversations.archive")
    await office.write("goes")
    await office.live(60)
    assert await office.states() == ["ready", "done"]


async def test_new_scopes_are_found_within_a_minute_and_what_waited_goes(office: Office) -> None:
    granted = office.workspace.scopes
    office.workspace.scopes = tuple({*granted} - {"chat:write"})
    await office.bot.identify()
    await office.write("waits")
    await office.live(60)
    assert await office.states() == ["ready"]
    office.workspace.scopes = granted
    await office.live(60)
    assert await office.states() == ["done"]


async def test_a_start_tries_what_waits_at_once(office: Office) -> None:
    office.workspace.trouble.add(POST, "error", error="ekm_access_denied", times=1)
    await office.write("waits")
    await office.settle()
    assert await office.states() == ["ready"]
    await office.bot.listen(0, host="127.0.0.1")
    await office.live(2)
    assert office.lines() == ["waits"]


async def test_a_start_says_which_scopes_are_lacking_and_what_sleeps(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    office.workspace.scopes = tuple({*office.workspace.scopes} - {"usergroups:read"})
    await office.bot.identify()
    with caplog.at_level(logging.WARNING):
        await office.bot.listen(0, host="127.0.0.1")
    said = [record.getMessage() for record in caplog.records if record.name == "bot.app"]
    assert said == [
        "the token lacks scopes, and what needs them sleeps: usergroups:read (programs for a user group)"
    ]


async def test_the_doctor_tells_once_what_letters_wait_for(store: Store) -> None:
    for number in range(3):
        letter = Letter(
            workspace_id=WORKSPACE,
            recipient="UADA",
            kind="survey",
            dedupe_key=str(number),
            created_at=MONDAY,
            planned_at=MONDAY,
            due_at=MONDAY + HOUR,
            last_error="ekm_access_denied",
        )
        store.transact(Session.add, instance=letter)
    found = await doctor.examine(load(_env_file=None, database_url=store.url), Clock(MONDAY))
    (finding,) = [one for one in found if one.what == "rights"]
    assert finding.ok is False
    assert finding.said == f"letters wait: 3 letters for {WITHHELD['ekm_access_denied']} (ekm_access_denied)"


def test_with_every_scope_nothing_sleeps() -> None:
    assert asleep(frozenset(FEATURES)) == []
    assert len(asleep(frozenset())) == len(FEATURES)
