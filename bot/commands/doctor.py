"""`alongside doctor`: what is wrong, and how to mend it."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.clock import Clock, SystemClock
from bot.errors import REFUSED
from bot.letters import rights
from bot.letters.verdicts import FAILURES, WITHHELD, classify
from bot.plural import quantity
from bot.settings import Settings, SettingsError
from bot.wire.client import web_client
from bot.wire.identity import OrgWide, identify
from handlers.responses import word_of
from handlers.views import slack_codes
from storage import migrate, outbox
from storage.engine import is_sqlite
from storage.errors import CannotOpen, Damaged, Newer
from storage.queries import touchpoints
from storage.unit import opened

MOST_SKEW = timedelta(seconds=120)
"""Slack's signatures are refused when they are five minutes old."""
MOST_DELAY = timedelta(minutes=10)


@dataclass(frozen=True)
class Finding:
    """One check. `ok` is None where nobody can know."""

    what: str
    ok: bool | None
    said: str
    mend: str = ""
    code: int = 1

    def line(self) -> str:
        mark = {True: "ok     ", False: "mend   ", None: "unknown"}[self.ok]
        mend = f" -> {self.mend}" if self.mend and self.ok is not True else ""
        return f"{mark}  {self.what}: {self.said}{mend}"


def verdict(findings: Sequence[Finding]) -> int:
    """The exit code."""
    return max((finding.code for finding in findings if finding.ok is False), default=0)


async def examine(settings: Settings, clock: Clock | None = None) -> list[Finding]:
    """Everything that can be checked, in the order in which it has to work."""
    clock = clock or SystemClock()
    findings = [_settings(settings)]
    database, usable = await _database(settings)
    findings += database
    if settings.slack_bot_token.get_secret_value():
        findings += await _slack(settings, clock)
    if usable:
        findings += await _outbox(settings, clock)
    return findings


def _settings(settings: Settings) -> Finding:
    lacking = {name for name in ("slack_bot_token", *WAYS) if not getattr(settings, name).get_secret_value()}
    said = []
    if "slack_bot_token" in lacking:
        said.append("SLACK_BOT_TOKEN is not set")
    if lacking >= WAYS.keys():
        said.append("neither SLACK_APP_TOKEN (Socket Mode) nor SLACK_SIGNING_SECRET (HTTP) is set")
    if said:
        return Finding("settings", False, "; ".join(said), "see .env.example")
    ways = [way for name, way in WAYS.items() if name not in lacking]
    return Finding("settings", True, f"complete for {' and '.join(ways)}")


WAYS = {"slack_app_token": "Socket Mode", "slack_signing_secret": "HTTP"}


async def _database(settings: Settings) -> tuple[list[Finding], bool]:
    try:
        settings.prepare_data()
        waiting = await asyncio.to_thread(migrate.pending, settings.database)
    except SettingsError as error:
        return [
            Finding("database", False, str(error), "name a folder that can be made and written to")
        ], False
    except Newer as error:
        return [Finding("database", False, str(error), code=REFUSED)], False
    except Damaged as error:
        return [Finding("database", False, str(error))], False
    except CannotOpen as error:
        mend = "check DATABASE_URL, and that the server runs and lets you in"
        return [Finding("database", False, f"can't be opened ({error})", mend)], False
    found = Finding(
        "database", True, "can be opened, and is whole" if is_sqlite(settings.database) else "can be opened"
    )
    if waiting:
        said = f"{len(waiting)} to do: {', '.join(waiting)}"
        return [found, Finding("migrations", None, said, "alongside run does them when it starts")], False
    return [found, Finding("migrations", True, "all done")], True


async def _slack(settings: Settings, clock: Clock) -> list[Finding]:
    client = web_client(settings)
    try:
        who = await identify(client)
    except OrgWide as error:
        return [Finding("token", False, str(error))]
    except FAILURES as error:
        mend = "copy the Bot User OAuth Token of the installed app"
        return [_refused("token", "SLACK_BOT_TOKEN", error, mend)]
    return [
        Finding("token", True, f"good for {who.team}"),
        *await _app_token(settings, client),
        _scopes(who.scopes),
        _clock(who.headers, clock.now()),
    ]


async def _app_token(settings: Settings, client: AsyncWebClient) -> list[Finding]:
    token = settings.slack_app_token.get_secret_value()
    if not token:
        return []
    try:
        reply: AsyncSlackResponse = await client.apps_connections_open(app_token=token)
    except FAILURES as error:
        mend = "make an app-level token with connections:write, and turn Socket Mode on"
        return [_refused("app token", "SLACK_APP_TOKEN", error, mend)]
    return [Finding("app token", bool(reply["url"]), "good for Socket Mode")]


def _refused(what: str, token: str, error: Exception, mend: str) -> Finding:
    if word := word_of(error):
        mend = f"it needs {WITHHELD[word]}" if word in WITHHELD else mend
        return Finding(what, False, f"Slack refuses {token}: {word}", mend)
    mend = "check the network, a proxy (HTTPS_PROXY) and SLACK_API_URL"
    return Finding(what, False, f"Slack can't be reached ({classify(error).error})", mend)


def _scopes(granted: frozenset[str] | None) -> Finding:
    if granted is None:
        return Finding("scopes", None, "unknown: Slack did not name them")
    if lacking := rights.asleep(granted):
        mend = "update the app's manifest from manifest.yml (or manifest.http.yml) and install it again"
        return Finding(
            "scopes", False, f"not granted, and what needs them sleeps: {'; '.join(lacking)}", mend
        )
    return Finding("scopes", True, f"all {len(rights.FEATURES)} granted")


def _clock(headers: Mapping[str, str], now: datetime) -> Finding:
    if "date" not in headers:
        return Finding("clock", None, "unknown: Slack did not say the time")
    skew = abs(now - parsedate_to_datetime(headers["date"]))
    if skew > MOST_SKEW:
        said = f"{int(skew.total_seconds())} seconds away from Slack's"
        return Finding("clock", False, said, "set this machine's clock (NTP)")
    return Finding("clock", True, "agrees with Slack's")


async def _outbox(settings: Settings, clock: Clock) -> list[Finding]:
    now = clock.now()
    try:
        with opened(settings.database) as store:
            backlog = await asyncio.to_thread(store.read, outbox.backlog, now=now)
            broken = await asyncio.to_thread(store.read, touchpoints.broken)
            waiting_for = await asyncio.to_thread(store.read, rights.waiting)
    except CannotOpen as error:
        return [Finding("backlog", False, f"can't be read ({error})")]
    oldest = backlog["oldest_due"]
    late = now - oldest if oldest else timedelta()
    waiting = backlog.get("ready", 0)
    ready = f"{quantity(waiting, 'letter')} {'waits' if waiting == 1 else 'wait'}"
    if late > MOST_DELAY:
        said = f"{ready}, the oldest for {int(late.total_seconds() // 60)} minutes"
        due = Finding("backlog", False, said, "is alongside running? Its log says what holds them")
    else:
        due = Finding("backlog", True, ready)
    return [due, _withheld(waiting_for), _dead(backlog), _broken(broken)]


def _withheld(words: Sequence[tuple[str, int]]) -> Finding:
    if not words:
        return Finding("rights", True, "no letter waits for one")
    said = "; ".join(f"{quantity(count, 'letter')} for {WITHHELD[word]} ({word})" for word, count in words)
    mend = "they go by themselves when it is there: at once with new scopes or a start, else within the hour"
    return Finding("rights", False, f"letters wait: {said}", mend)


def _dead(backlog: Mapping[str, Any]) -> Finding:
    dead = backlog.get("rejected", 0)
    if not dead:
        return Finding("dead letters", True, "none")
    kinds = ", ".join(f"{kind} ({error}) x{count}" for kind, error, count in backlog["dead"])
    words = dict.fromkeys(f"{error}: {slack_codes.why(error, kind)}" for kind, error, _ in backlog["dead"])
    mend = " ".join([*words, "See docs/running.md, “Unstick”"])
    return Finding("dead letters", False, f"{dead}: {kinds}", mend)


def _broken(kinds: Sequence[tuple[str, int]]) -> Finding:
    if not kinds:
        return Finding("moments", True, "none breaks")
    said = ", ".join(f"{kind} x{count}" for kind, count in kinds)
    return Finding(
        "moments", False, f"{said}: tried once a day, and break", "the log says where: please report it"
    )
