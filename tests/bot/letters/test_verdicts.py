"""What each answer of Slack, and each silence, means for a letter."""

from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.letters.verdicts import BACKOFF, UNREACHABLE_SECONDS, Verdict, classify, wait


def answer(
    error: str = "", *, status: int = 200, headers: dict[str, str] | None = None, data: Any = None
) -> SlackApiError:
    data = {"ok": False, "error": error} if error else data
    response = AsyncSlackResponse(
        client=None,
        http_verb="POST",
        api_url="",
        req_args={},
        data=data,
        headers=headers or {},
        status_code=status,
    )
    return SlackApiError("no", response)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    ("error", "result"),
    [
        ("already_in_channel", "done"),
        ("already_pinned", "done"),
        ("already_archived", "done"),
        ("service_unavailable", "passing"),
        ("internal_error", "unknown"),
        ("fatal_error", "unknown"),
        ("token_revoked", "barred"),
        ("account_inactive", "barred"),
        ("invalid_auth", "barred"),
        ("channel_not_found", "permanent"),
        ("is_archived", "permanent"),
        ("invalid_blocks", "permanent"),
        ("missing_scope", "withheld"),
        ("ekm_access_denied", "withheld"),
        ("org_login_required", "withheld"),
        ("team_access_not_granted", "withheld"),
        ("accesslimited", "withheld"),
        ("enterprise_is_restricted", "withheld"),
        ("a_word_of_next_year", "permanent"),
    ],
)
def test_each_word_of_slack_has_one_meaning(error: str, result: str) -> None:
    assert classify(answer(error)).result == result
    assert classify(answer(error)).error == error


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_server_error_may_have_been_after_the_deed(status: int) -> None:
    assert classify(answer(status=status)) == Verdict("unknown", f"http_{status}")


@pytest.mark.parametrize(("header", "seconds"), [("7", 7), ("0", 1), ("soon", 30), (None, 30)])
def test_too_many_requests_says_when_to_come_back(header: str | None, seconds: int) -> None:
    headers = {"retry-after": header} if header else {}
    assert classify(answer("ratelimited", status=429, headers=headers)) == Verdict(
        "limited", "ratelimited", seconds
    )


@pytest.mark.parametrize("status", [200, 302, 403, 404, 407, 408, 413])
@pytest.mark.parametrize(
    "page", [{}, None, "Please log in", {"message": "Forbidden"}, {"error": {"code": 1}}]
)
def test_a_page_in_the_place_of_slack_is_not_slacks_word(status: int, page: object) -> None:
    assert classify(answer(status=status, data=page)) == Verdict("passing", f"http_{status}")


def test_slacks_own_word_counts_with_any_status() -> None:
    assert classify(answer("message_not_found", status=404)) == Verdict("permanent", "message_not_found")
    assert classify(answer("unknown_method")) == Verdict("permanent", "unknown_method")


@pytest.mark.parametrize(
    "silence", [TimeoutError(), aiohttp.ServerDisconnectedError(), aiohttp.ClientPayloadError(), ValueError()]
)
def test_silence_may_mean_that_it_was_done(silence: Exception) -> None:
    assert classify(silence) == Verdict("unknown", type(silence).__name__)


def test_a_connection_that_never_was_is_no_silence() -> None:
    refused = aiohttp.ClientConnectorError(None, OSError(111, "refused"))  # type: ignore[arg-type]
    assert classify(refused) == Verdict("barred", "ClientConnectorError", UNREACHABLE_SECONDS)


def test_each_try_waits_longer_than_the_one_before_and_slack_has_the_last_word() -> None:
    waits = [wait(attempt, None) for attempt in range(1, 9)]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(seconds=BACKOFF[0])
    assert waits[-1] == timedelta(seconds=BACKOFF[-1])
    assert wait(1, 42) == timedelta(seconds=42)
