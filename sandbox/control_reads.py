"""/_control/, the half that only looks."""

import asyncio
from dataclasses import asdict

from aiohttp import web

from sandbox.bodies import Body
from sandbox.jsontype import JSON
from sandbox.watch import close_with
from sandbox.wire import Wire


class ControlReads:
    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._ws = wire.ws

    async def state(self, body: Body) -> JSON:
        latest = body.whole("latest", -1)
        return self._ws.state(latest if latest >= 0 else None) | {
            "connections": len(self._wire.sockets.connections),
            "waiting": self._wire.courier.waiting,
        }

    async def app(self, _: Body) -> JSON:
        ws = self._ws
        return {
            "api_url": f"{self._wire.url}/api/",
            "bot_token": ws.bot_token,
            "app_token": ws.app_token,
            "signing_secret": ws.signing_secret,
            "client_id": ws.client_id,
            "client_secret": ws.client_secret,
            "bot_user_id": ws.bot_user_id,
            "team_id": ws.team_id,
            "scopes_used": sorted(ws.scopes_used()),
        }

    async def calls(self, body: Body) -> JSON:
        method, since = body.text("method", ""), body.whole("since", 0)
        calls = [c.to_json() for c in self._ws.calls[since:] if method in ("", c.method)]
        return {"calls": calls, "next": len(self._ws.calls)}

    async def envelopes(self, body: Body) -> JSON:
        envelopes = [e.to_json() for e in self._ws.envelopes[body.whole("since", 0) :]]
        return {"envelopes": envelopes, "next": len(self._ws.envelopes)}

    async def history(self, body: Body) -> JSON:
        """The messages of a channel before a moment, oldest first."""
        channel = self._ws.channel(body.text("channel"))
        before, limit = body.text("before", ""), body.whole("limit", 50)
        older = [m for m in channel.messages.values() if not before or float(m.ts) < float(before)]
        page = older[max(0, len(older) - limit) :]
        return {"messages": [m.to_json(self._ws.team_id) for m in page], "more": len(older) > len(page)}

    async def clock(self, _: Body) -> JSON:
        return {"now": self._ws.clock.now().isoformat(), "running": self._ws.clock.running}

    async def troubles(self, _: Body) -> JSON:
        return {"waiting": [asdict(m) for m in self._ws.trouble.waiting]}

    async def watch(self, request: web.Request) -> web.StreamResponse:
        """Change notices over a WebSocket, for as long as somebody listens."""
        socket = web.WebSocketResponse(heartbeat=20)
        await socket.prepare(request)
        with self._ws.watch() as notices:
            listening = asyncio.ensure_future(close_with(socket, notices))
            try:
                async for notice in notices:
                    await socket.send_json(notice)
            except ConnectionError:
                pass  # they left while it was told
            finally:
                listening.cancel()
                await socket.close()
        return socket
