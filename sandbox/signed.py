"""The other way out: signed HTTP requests to the app's own address."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import Awaitable
from urllib.parse import urlencode

import aiohttp

from sandbox.clock import wall
from sandbox.delivery import Envelope, Outcome
from sandbox.jsontype import JSON
from sandbox.log import Again
from sandbox.workspace import Workspace


class HttpTransport:
    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._session: aiohttp.ClientSession | None = None
        self._verified: dict[str, asyncio.Task[bool]] = {}

    async def deliver(self, envelope: Envelope, seconds: float, *, again: Again | None) -> Outcome:
        url = self._ws.request_url
        assert url is not None
        headers = {}
        if envelope.kind == "events_api":
            if not await self._is_verified(url, seconds):
                return Outcome(error="url_not_verified", may_retry=False)
            if envelope.attempt:
                headers = {
                    "X-Slack-Retry-Num": str(envelope.attempt),
                    "X-Slack-Retry-Reason": envelope.reason,
                }

        def post() -> Awaitable[Outcome]:
            return self._post(url, envelope, headers, seconds)

        match again:
            case None:
                outcomes = [await post()]
            case "at once":
                outcomes = list(await asyncio.gather(post(), post()))
            case "after":
                outcomes = [await post(), await post()]
        envelope.entry.answers += [outcome.body for outcome in outcomes if outcome.ok]
        return outcomes[0]

    async def close(self) -> None:
        for task in self._verified.values():
            task.cancel()
        if self._session:
            await self._session.close()

    async def _is_verified(self, url: str, seconds: float) -> bool:
        """Slack asks an address once whether it's the app's, before it sends it events."""
        if url not in self._verified:
            self._verified[url] = asyncio.ensure_future(self._challenge(url, seconds))
        verified = await self._verified[url]
        if not verified:
            del self._verified[url]
        return verified

    async def _challenge(self, url: str, seconds: float) -> bool:
        challenge = self._ws.ids.mixed("challenge", 52)
        body = {"token": self._ws.verification_token, "challenge": challenge, "type": "url_verification"}
        envelope = Envelope("events_api", body, accepts_response=True)
        outcome = await self._post(url, envelope, {}, seconds)
        return challenge in (outcome.body.get("challenge"), outcome.body.get("text"))

    async def _post(self, url: str, envelope: Envelope, headers: dict[str, str], seconds: float) -> Outcome:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        body, content_type = _encode(envelope)
        signed = self._sign(body) | {"Content-Type": content_type, "User-Agent": "Slackbot 1.0"} | headers
        try:
            timeout = aiohttp.ClientTimeout(total=seconds)
            async with self._session.post(url, data=body, headers=signed, timeout=timeout) as response:
                answer = await response.read()
                if 200 <= response.status < 300:
                    return Outcome(_decode(answer, response.content_type))
                may_retry = response.headers.get("X-Slack-No-Retry") != "1"
                error = "http_error" if envelope.kind == "events_api" else "dispatch_failed"
                return Outcome(error=error, may_retry=may_retry)
        except TimeoutError:
            return Outcome(error="http_timeout" if envelope.kind == "events_api" else "timeout")
        except aiohttp.ClientError:
            error = "connection_failed" if envelope.kind == "events_api" else "dispatch_failed"
            return Outcome(error=error)

    def _sign(self, body: str) -> dict[str, str]:
        stamp = str(wall())
        base = f"v0:{stamp}:{body}".encode()
        digest = hmac.new(self._ws.signing_secret.encode(), base, hashlib.sha256).hexdigest()
        return {"X-Slack-Signature": f"v0={digest}", "X-Slack-Request-Timestamp": stamp}


def _encode(envelope: Envelope) -> tuple[str, str]:
    if envelope.kind == "events_api":
        return json.dumps(envelope.payload), "application/json"
    form = "application/x-www-form-urlencoded"
    if envelope.kind == "interactive":
        return urlencode({"payload": json.dumps(envelope.payload)}), form
    return urlencode(envelope.payload), form


def _decode(answer: bytes, content_type: str) -> JSON:
    if not answer:
        return {}
    if content_type == "application/json":
        try:
            body = json.loads(answer)
        except ValueError:
            return {}
        return body if isinstance(body, dict) else {}
    return {"text": answer.decode(errors="replace")}
