"""What a call to Slack came to: one table for every error, used by delivery alone."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

Verdict = Literal["done", "passing", "permanent", "unknown"]

DONE_ALREADY = frozenset({"already_in_channel", "already_pinned", "already_archived", "no_pin", "not_pinned"})
PASSING = frozenset(
    {"ratelimited", "rate_limited", "service_unavailable", "team_added_to_org", "request_timeout"}
)
MAYBE_SENT = frozenset({"internal_error", "fatal_error"})
PERSON_GONE = frozenset({"user_not_found", "user_disabled", "users_not_found", "account_inactive_user"})
CHANNEL_GONE = frozenset({"channel_not_found", "is_archived", "not_in_channel"})

BACKOFF = (5, 15, 60, 300, 900, 3600)
"""Seconds before the next try of a passing failure."""


@dataclass(frozen=True)
class Outcome:
    """`error` is Slack's word or the exception's name; `retry_after` in seconds where Slack gave one."""

    verdict: Verdict
    error: str = ""
    retry_after: int | None = None


def classify(error: Exception) -> Outcome | None:
    """What `error` means for the letter that met it; None if it is not about Slack at all."""
    if isinstance(error, SlackApiError):
        return _answered(error)
    if isinstance(error, aiohttp.ClientConnectorError):
        return Outcome("passing", type(error).__name__)
    if isinstance(error, TimeoutError | asyncio.TimeoutError | aiohttp.ClientError | SlackClientError):
        return Outcome("unknown", type(error).__name__)
    return None


def _answered(error: SlackApiError) -> Outcome:
    response = error.response
    status = getattr(response, "status_code", 200)
    if status == 429:
        return Outcome("passing", "ratelimited", int(response.headers.get("Retry-After", 30)))
    word = response.get("error", "") if isinstance(response.data, dict) else ""
    if status >= 500 or word in MAYBE_SENT:
        return Outcome("unknown", word or f"http_{status}")
    if word in DONE_ALREADY:
        return Outcome("done", word)
    if word in PASSING:
        return Outcome("passing", word)
    return Outcome("permanent", word or f"http_{status}")


def wait(attempts: int, retry_after: int | None) -> timedelta:
    """How long to wait before try number `attempts` + 1."""
    return timedelta(seconds=retry_after or BACKOFF[min(attempts, len(BACKOFF)) - 1])
