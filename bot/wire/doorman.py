"""What of HTTP is Slack's at all: looked at before anything reads it, and turned away with one quiet line.

First what costs nothing (the headers), then the body's size and time, then its signature, and only then what it says.
"""

import asyncio
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

BIGGEST_BODY = 2 * 1024 * 1024
"""Slack's own are a tenth of it."""
READ_SECONDS = 3
"""Slack waits no longer for the whole answer."""
SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")
TIMESTAMP = re.compile(r"[0-9]{1,12}")
MAYBE_NULL = ("team", "enterprise", "user", "channel", "message", "container")
JSON, FORM = "application/json", "application/x-www-form-urlencoded"


class TurnedAway(Exception):
    """Not Slack's, or nothing that can be read. `reason` is counted in the metrics."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class Doorman:
    """Knows the app's signing secret."""

    def __init__(self, signing_secret: str) -> None:
        self._verifier = SignatureVerifier(signing_secret)

    async def admit(self, request: web.Request) -> AsyncBoltRequest:
        """The request as Bolt takes it. Raises TurnedAway."""
        timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
        signature = request.headers.get("X-Slack-Signature", "")
        if not SIGNATURE.fullmatch(signature) or not TIMESTAMP.fullmatch(timestamp):
            raise TurnedAway(401, "unsigned")
        if request.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise TurnedAway(400, "encoded")
        body = await _read(request)
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            raise TurnedAway(401, "unsigned") from None  # Slack writes and signs UTF-8
        if not self._verifier.is_valid(text, timestamp, signature):
            raise TurnedAway(401, "unsigned")
        return _parsed(request, text)


async def _read(request: web.Request) -> bytes:
    if (request.content_length or 0) > BIGGEST_BODY:
        raise TurnedAway(413, "too_big")
    try:
        async with asyncio.timeout(READ_SECONDS):
            return await request.read()
    except TimeoutError:
        raise TurnedAway(408, "too_slow") from None
    except web.HTTPRequestEntityTooLarge:
        raise TurnedAway(413, "too_big") from None
    except ValueError:  # where the body isn't framed as HTTP says
        raise TurnedAway(400, "malformed") from None


def _parsed(request: web.Request, text: str) -> AsyncBoltRequest:
    try:
        said = _said(request.content_type, text)
        if not isinstance(said, dict) or not _shaped(said):
            raise TypeError
        return AsyncBoltRequest(body=text, query=request.query_string, headers=dict(request.headers))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
        raise TurnedAway(400, "malformed") from None


def _shaped(said: Mapping[str, Any]) -> bool:
    """Whether what Bolt and the listeners look into is there to be looked into, and names are texts."""
    objects = all(isinstance(said[name], dict) for name in ("event", "view") if name in said)
    perhaps = all(isinstance(said[name], dict | None) for name in MAYBE_NULL if name in said)
    if not (objects and perhaps):
        return False
    event, view = said.get("event", {}), said.get("view", {})
    names = [said.get("command", ""), said.get("callback_id", ""), event.get("type", "")]
    names.append(view.get("callback_id", ""))
    if said.get("type") == "block_actions":
        names += [one.get("action_id") for one in said["actions"]] or [None]
    return all(isinstance(name, str) for name in names)


def _said(kind: str, text: str) -> Any:
    """What is posted: an event as JSON; a click or a form as JSON in a field; or a command as fields."""
    if kind == JSON:
        return json.loads(text)
    if kind != FORM:
        raise ValueError
    fields = dict(parse_qsl(text, keep_blank_values=True, strict_parsing=True))
    return fields if "command" in fields else json.loads(fields["payload"])
