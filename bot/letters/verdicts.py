"""What a call to Slack came to: one table for every error."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

import aiohttp
from slack_sdk.errors import SlackApiError

from handlers.responses import word_of

Result = Literal["done", "passing", "limited", "barred", "withheld", "permanent", "unknown"]
"""done       Slack did it, now or before
passing    Slack did not do it and may the next time
limited    Slack wants no more calls of this method for a while: nothing of it is the letter's fault
barred     Slack can't be reached, or the token is no longer good: no letter goes, and that is no letter's fault
withheld   Slack would, if the installation had a right that it lacks: the letter waits, and so does its method
permanent  Slack will never do it, or its word is not known here: owners see it, and may have it tried again
unknown    Slack may have done it: its answer was lost
"""

DONE_ALREADY = frozenset({"already_in_channel", "already_pinned", "already_archived", "no_pin", "not_pinned"})
PASSING = frozenset(
    {
        "service_unavailable",
        "team_added_to_org",
        "request_timeout",
        "fetch_members_failed",
        "update_failed",
        "external_channel_migrating",
        "streaming_state_conflict",
    }
)
BARRED = frozenset({"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"})
WITHHELD = {
    "missing_scope": "a scope that the token lacks: update the app's manifest, and install it again",
    "not_allowed_token_type": "another kind of token: SLACK_BOT_TOKEN has to be the Bot User OAuth Token",
    "ekm_access_denied": "the organization's key (EKM), which its admins have withdrawn",
    "team_access_not_granted": "access to this workspace, which an admin of the organization has to grant the app",
    "org_login_required": "the end of the workspace's move into an organization",
    "accesslimited": "this machine's network, which the workspace does not allow apps on",
    "enterprise_is_restricted": "a method that this organization's plan does not allow",
    "two_factor_setup_required": "two-factor authentication, which the workspace asks for first",
}
"""For whoever runs the bot: what letters wait for that met this word."""
MAYBE_SENT = frozenset({"internal_error", "fatal_error"})

FAILURES = (SlackApiError, aiohttp.ClientError, TimeoutError, AttributeError)
"""How a call ends that Slack refused, or that met no Slack. AttributeError is the SDK's over a page of plain text,
which it takes for a mapping."""

BACKOFF = (5, 15, 60, 300, 900, 3600)
"""Seconds before the next try of a passing failure."""
BARRED_SECONDS = 300
WITHHELD_SECONDS = 3_600
UNREACHABLE_SECONDS = 30
RATELIMITED_SECONDS = 30
"""Where Slack gave no Retry-After."""


@dataclass(frozen=True)
class Verdict:
    """`error` is Slack's word or the exception's name; `retry_after` in seconds where Slack gave one."""

    result: Result
    error: str = ""
    retry_after: int | None = None


def classify(error: Exception) -> Verdict:
    """What `error` means for the letter that met it. What isn't known to have failed may have been sent."""
    if isinstance(error, SlackApiError):
        return _answered(error)
    if isinstance(error, aiohttp.ClientConnectorError):
        return Verdict("barred", type(error).__name__, UNREACHABLE_SECONDS)
    if isinstance(error, AttributeError):
        return _page(200)  # see FAILURES
    return Verdict("unknown", type(error).__name__)


def _answered(error: SlackApiError) -> Verdict:
    response = error.response
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 200))
    word = word_of(error)
    if status == 429 or word in ("ratelimited", "rate_limited"):
        return Verdict("limited", "ratelimited", _retry_after(response.headers))
    if status >= 500 or word in MAYBE_SENT:
        return Verdict("unknown", word or f"http_{status}")
    if not word:
        return _page(status)
    if word in DONE_ALREADY:
        return Verdict("done", word)
    if word in PASSING:
        return Verdict("passing", word)
    if word in BARRED:
        return Verdict("barred", word, BARRED_SECONDS)
    if word in WITHHELD:
        return Verdict("withheld", word, WITHHELD_SECONDS)
    return Verdict("permanent", word)


def _page(status: int) -> Verdict:
    """Not Slack spoke but a proxy or a portal, in its place: so the call went no further, also where the page says 200.

    A proxy that passed the call on and then lost the answer says so with 502 or 504. One that takes Slack's answers
    away would have something sent twice, but behind that one the bot does not even start; while letters that call each
    page of a portal an unknown outcome would be used up, or let be, within minutes.
    """
    return Verdict("passing", f"http_{status}")


def _retry_after(headers: Mapping[str, Any]) -> int:
    said = {name.lower(): value for name, value in headers.items()}.get("retry-after", "")
    seconds = said[0] if isinstance(said, list) and said else said
    return max(1, int(seconds)) if str(seconds).isdecimal() else RATELIMITED_SECONDS


def wait(attempts: int, retry_after: int | None) -> timedelta:
    """How long to wait before try number `attempts` + 1."""
    return timedelta(seconds=retry_after or BACKOFF[min(max(attempts, 1), len(BACKOFF)) - 1])
