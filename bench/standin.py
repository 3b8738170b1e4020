"""Slack's side, as lean as it gets: it agrees to every call at once, and times how long an app takes to acknowledge.

No limits, no checks, no memory: so that what is measured is the app and not its workspace.
"""

import asyncio
import hashlib
import hmac
import itertools
import json
import time
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import WSMsgType, web

from bench.crowd import WORKSPACE

SECRET = "not-a-secret"
PATIENCE = 10.0
"""Seconds after which nobody waits for an acknowledgement any more; Slack itself waits three."""
KINDS = {"event": "events_api", "command": "slash_commands"}
Payload = Mapping[str, Any]


class StandIn:
    """Listens for apps; each is known by its app-level token, and is clicked in over its sockets or its URL."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self.opened: dict[str, list[web.WebSocketResponse]] = {}
        self._waiting: dict[str, asyncio.Future[None]] = {}
        self._turn = itertools.count()
        app = web.Application(client_max_size=2**24)
        app.router.add_route("*", "/api/{method}", self._call)
        app.router.add_get("/link/{token}", self._link)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        self._changed = asyncio.Condition()
        self.url = ""
        self._http: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self._http = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))

    async def stop(self) -> None:
        assert self._http is not None
        await self._http.close()
        await self._runner.cleanup()

    async def until_connected(self, token: str, sockets: int = 2) -> None:
        await self._until(lambda: len(self.opened.get(token, ())) >= sockets)

    async def until_called(self, method: str, times: int) -> None:
        await self._until(lambda: self.calls[method] >= times)

    async def _until(self, reached: Callable[[], bool]) -> None:
        async with self._changed:
            await self._changed.wait_for(reached)

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def over_socket(self, token: str, kind: str, payload: Payload) -> float | None:
        """Seconds until the envelope was acknowledged; None if it never was."""
        number = next(self._turn)
        envelope = {
            "envelope_id": f"envelope-{number}",
            "type": KINDS.get(kind, "interactive"),
            "payload": payload,
            "accepts_response_payload": kind != "event",
        }
        text, acked = json.dumps(envelope), asyncio.get_running_loop().create_future()
        self._waiting[envelope["envelope_id"]] = acked  # type: ignore[index]
        sockets = self.opened[token]
        begun = time.perf_counter()
        await sockets[number % len(sockets)].send_str(text)
        try:
            await asyncio.wait_for(acked, PATIENCE)
        except TimeoutError:
            return None
        return time.perf_counter() - begun

    async def over_http(self, url: str, kind: str, payload: Payload) -> float | None:
        """The same for a signed request; whatever isn't 200 is no acknowledgement."""
        assert self._http is not None
        if kind == "event":
            body, content = json.dumps(payload), "application/json"
        else:
            form = dict(payload) if kind == "command" else {"payload": json.dumps(payload)}
            body, content = urlencode(form), "application/x-www-form-urlencoded"
        at = str(int(time.time()))
        digest = hmac.new(SECRET.encode(), f"v0:{at}:{body}".encode(), hashlib.sha256).hexdigest()
        signed = {
            "X-Slack-Signature": f"v0={digest}",
            "X-Slack-Request-Timestamp": at,
            "Content-Type": content,
        }
        begun = time.perf_counter()
        try:
            patience = aiohttp.ClientTimeout(total=PATIENCE)
            async with self._http.post(url, data=body, headers=signed, timeout=patience) as answer:
                await answer.read()
                took = time.perf_counter() - begun
                return took if answer.status == 200 else None
        except (TimeoutError, aiohttp.ClientError):
            return None

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        await request.read()
        self.calls[method] += 1
        await self._tell()
        return web.json_response({"ok": True, **self._answer(method, request)})

    def _answer(self, method: str, request: web.Request) -> dict[str, Any]:
        match method:
            case "auth.test":
                return {
                    "team_id": WORKSPACE,
                    "user_id": "UBOT",
                    "bot_id": "B1",
                    "url": "",
                    "team": "",
                    "user": "",
                }
            case "apps.connections.open":
                token = request.headers["Authorization"].removeprefix("Bearer ")
                return {"url": f"{self.url.replace('http', 'ws', 1)}/link/{token}"}
            case "users.list":
                return {"members": [], "response_metadata": {"next_cursor": ""}}
            case "usergroups.list":
                return {"usergroups": []}
            case "views.open" | "views.push" | "views.update":
                return {"view": {"id": "V1", "hash": "1"}}
            case _:
                return {"channel": "C1", "ts": f"{time.time():.6f}"}

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json(
            {"type": "hello", "num_connections": 1, "debug_info": {}, "connection_info": {}}
        )
        self.opened.setdefault(request.match_info["token"], []).append(socket)
        await self._tell()
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                acked = self._waiting.pop(json.loads(message.data).get("envelope_id", ""), None)
                if acked is not None and not acked.done():
                    acked.set_result(None)
        return socket
