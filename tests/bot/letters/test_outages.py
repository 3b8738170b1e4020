"""What an outage costs: Slack out of reach, saying no to everything, lacking a method, or a page in its place."""

from typing import Any

import pytest

from bot.letters.ledger import MOST_ATTEMPTS
from tests.bot.conftest import NUDGE, Office
from tests.bot.portal import PAGES, portal

POST = "chat.postMessage"
MINUTE = 60.0
HOUR = 3600.0


@pytest.mark.parametrize(
    "trouble",
    [
        {"kind": "error", "error": "service_unavailable"},
        {"kind": "status", "status": 503},
        {"kind": "dropped"},
    ],
    ids=lambda trouble: str(trouble.get("error", trouble["kind"])),
)
async def test_an_outage_of_hours_costs_no_letter_that_matters(
    office: Office, trouble: dict[str, Any]
) -> None:
    office.workspace.trouble.add(POST, **trouble, times=100_000)
    await office.write("matters")
    await office.live(6 * HOUR)
    assert office.lines() == []
    office.workspace.trouble.clear()
    await office.live(2 * HOUR)
    assert office.lines() == ["matters"]
    assert await office.states() == ["done"]


async def test_where_slack_cannot_be_reached_everything_rests_and_no_letter_is_spent(office: Office) -> None:
    there, office.bot.client.base_url = office.bot.client.base_url, "http://127.0.0.1:1/api/"
    for line in ("a", "b"):
        await office.write(line)
    await office.write("g", to=office.grace)
    await office.live(HOUR / 2)
    assert {letter.attempts for letter in await office.letters()} == {0}
    office.bot.client.base_url = there
    await office.live(5 * MINUTE)
    assert (office.lines(), office.lines(office.grace)) == (["a", "b"], ["g"])


async def test_no_letter_is_spent_on_too_many_requests(office: Office) -> None:
    office.workspace.trouble.add(POST, "error", error="ratelimited", times=100_000)
    await office.write("a")
    await office.live(HOUR / 2)
    assert [letter.attempts for letter in await office.letters()] == [0]
    office.workspace.trouble.clear()
    await office.live(5 * MINUTE)
    assert office.lines() == ["a"]


async def test_what_is_of_unknown_outcome_again_and_again_is_refused_in_the_end(office: Office) -> None:
    office.workspace.trouble.add(POST, "status", status=503, times=100_000)
    await office.write("never")
    await office.live(24 * HOUR)
    (letter,) = await office.letters()
    assert (letter.state, letter.attempts, letter.last_error) == ("rejected", MOST_ATTEMPTS, "http_503")
    assert await office.audits() == ["unknown_outcome_resent"] * (MOST_ATTEMPTS - 1) + ["letter_rejected"]


async def test_no_letter_is_spent_on_a_token_that_was_revoked(office: Office) -> None:
    office.workspace.trouble.add(POST, "error", error="token_revoked", times=1_000)
    await office.write("a")
    await office.write("g", to=office.grace)
    await office.live(HOUR)
    assert await office.states() == ["ready", "ready"]
    office.workspace.trouble.clear()
    await office.live(HOUR)
    assert (office.lines(), office.lines(office.grace)) == (["a"], ["g"])


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("status", [200, 403, 404, 407])
async def test_a_page_that_stands_in_slacks_place_costs_no_letter(
    office: Office, status: int, kind: str
) -> None:
    slack = office.bot.client.base_url
    await office.write("matters")
    await office.write("nudge", to=office.grace, kind=NUDGE)
    async with portal(status, kind) as office.bot.client.base_url:
        await office.live(HOUR)
        assert {letter.last_error for letter in await office.letters()} == {f"http_{status}"}
    office.bot.client.base_url = slack
    await office.live(HOUR)
    assert (office.lines(), office.lines(office.grace)) == (["matters"], ["nudge"])


@pytest.mark.parametrize(("method", "asked"), [("pins.add", 1), ("conversations.invite", 3)])
async def test_a_method_that_slack_lacks_is_asked_for_once_if_a_program_runs_without_it(
    office: Office, method: str, asked: int
) -> None:
    office.workspace.trouble.add(method, "error", error="unknown_method", times=3)
    for line in ("one", "two", "three"):
        await office.write(line, method=method)
    await office.live(MINUTE)
    assert await office.states() == ["rejected"] * 3
    assert [call.method for call in office.workspace.calls].count(method) == asked


async def test_a_bare_404_leaves_out_what_a_program_runs_without_and_is_asked_for_again(
    office: Office,
) -> None:
    """Some emulators say so of a method that they lack; a proxy may say it of anything."""
    slack = office.bot.client.base_url
    async with portal(404) as office.bot.client.base_url:
        await office.write("one", method="pins.add")
        await office.live(MINUTE)
    office.bot.client.base_url = slack
    await office.write("two", method="pins.add")
    await office.live(MINUTE)
    assert await office.states() == ["rejected"] * 2
    assert [call.method for call in office.workspace.calls].count("pins.add") == 1
