"""The wire: an HTTP server on this machine that speaks as Slack does."""

import asyncio
import json
from typing import Self

from aiohttp import BodyPartReader, web

from sandbox.args import decode
from sandbox.control import Control, only_from_here
from sandbox.errors import SlackError
from sandbox.front import add_page
from sandbox.gateway import Answer, Gateway
from sandbox.jsontype import JSON
from sandbox.wire import Wire
from sandbox.workspace import Workspace

TICK = 0.2
BIGGEST_BODY = 50 * 1024 * 1024


class Server(Wire):
    """A workspace, listening. Make one with `await Server.start(ws)`."""

    def __init__(self, ws: Workspace) -> None:
        super().__init__(ws)
        self._gateway = Gateway(ws)
        self.runner: web.AppRunner | None = None
        self._ticking: asyncio.Task[None] | None = None

    @classmethod
    async def start(cls, ws: Workspace, port: int = 0, host: str = "127.0.0.1") -> Self:
        server = cls(ws)
        app = web.Application(client_max_size=BIGGEST_BODY, middlewares=[only_from_here])
        app.router.add_route("*", "/api/{method:.*}", server._api)
        app.router.add_post("/response/{key:.*}", server._response)
        app.router.add_post("/upload/{ticket}", server._upload)
        app.router.add_get("/link/", server.sockets.accept)
        Control(server).add_routes(app.router)
        add_page(app.router)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await runner.setup()
        site = web.TCPSite(runner, host, port)
        try:
            await site.start()
        except (OSError, OverflowError):
            await runner.cleanup()
            raise
        server.runner = runner
        server.url = f"http://{host}:{runner.addresses[0][1]}"
        ws.events.send = server.courier.event
        server._ticking = asyncio.ensure_future(server._tick())
        return server

    async def stop(self) -> None:
        self.ws.events.send = None
        if self._ticking:
            self._ticking.cancel()
        for watch in list(self.ws.watchers.all):
            watch.close()
        await self._gateway.close()
        await self.hang_up()
        if self.runner:
            await self.runner.cleanup()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def _tick(self) -> None:
        """While the clock runs by itself, things fall due by themselves."""
        while True:
            await asyncio.sleep(TICK)
            if self.ws.clock.running:
                self.ws.clock.tick()

    async def _api(self, request: web.Request) -> web.StreamResponse:
        self.ws.in_flight += 1
        try:
            raw = await _arguments(request)
            token = _token(request, raw)
            name = request.match_info["method"]
            answer = await self._gateway.serve(name, token, decode(raw), self.url)
        except ValueError:
            answer = Answer({"ok": False, "error": "invalid_json"})
        finally:
            self.ws.in_flight -= 1
            self.ws.watchers.wake()
        if answer.body is None:
            return _hang_up(request)
        return web.json_response(answer.body, status=answer.status, headers=answer.headers)

    async def _response(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        mishap = self.ws.trouble.take("response_url")
        if mishap and mishap.kind == "status":
            return web.Response(status=mishap.status, text="error")
        if mishap and mishap.kind == "error":
            return web.json_response(SlackError(mishap.error).body())
        if mishap and mishap.kind == "dropped":
            return _hang_up(request)
        try:
            self.ws.responses.use(request.match_info["key"], body)
        except SlackError as error:
            status = 404 if error.error in ("used_url", "expired_url", "invalid_url") else 200
            return web.json_response(error.body(), status=status)
        if mishap and mishap.kind == "reply_lost":
            return _hang_up(request)
        return web.Response(text="ok")

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        if request.content_type.startswith("multipart/"):
            content = b""
            async for part in await request.multipart():
                if isinstance(part, BodyPartReader):
                    content = bytes(await part.read())
        else:
            content = await request.read()
        try:
            file = self.ws.files.receive(request.match_info["ticket"], content)
        except SlackError as error:
            return web.Response(status=404 if error.error == "file_not_found" else 400, text=error.error)
        return web.Response(text=f"OK - {file.length}")


async def _arguments(request: web.Request) -> JSON:
    """From the query and the body, whichever way it's written."""
    raw: JSON = dict(request.query)
    if request.content_type == "application/json":
        text = await request.text()
        body = json.loads(text) if text else {}
        if not isinstance(body, dict):
            raise ValueError("a call's arguments are an object")
        raw |= body
    else:
        raw |= dict(await request.post())
    return raw


def _token(request: web.Request, raw: JSON) -> str | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        return token.strip()
    return str(raw["token"]) if raw.get("token") else None


def _hang_up(request: web.Request) -> web.StreamResponse:
    """Close the connection without a word."""
    if request.transport is not None:
        request.transport.close()
    return web.Response()
