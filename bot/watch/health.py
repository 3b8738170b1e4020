"""`/healthz`, `/readyz` and `/metrics` on a port of their own, for whoever watches the process."""

import asyncio
import logging
from datetime import datetime, timedelta

from aiohttp import web

from bot.caught import attempt
from bot.desk import Desk
from bot.watch.metrics import Metrics
from bot.wire.sockets import Sockets
from storage import migrate, outbox

log = logging.getLogger(__name__)

SILENT = timedelta(seconds=30)
"""Without a sign of life on any socket for so long, this replica isn't ready."""
PATIENCE_SECONDS = 5
"""A database that takes longer for one small change isn't ready either."""
WAITING = ("ready", "sending", "unknown", "rejected")


class Health:
    """A small server beside the bot."""

    def __init__(self, desk: Desk, sockets: Sockets, metrics: Metrics) -> None:
        self._desk = desk
        self._sockets = sockets
        self._metrics = metrics
        app = web.Application()
        app.router.add_get("/healthz", self._alive)
        app.router.add_get("/readyz", self._ready)
        app.router.add_get("/metrics", self._figures)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)

    async def start(self, host: str, port: int) -> int:
        """Listen. Returns the port; raises OSError when it can't."""
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        taken: int = self._runner.addresses[0][1]
        return taken

    async def close(self) -> None:
        await self._runner.cleanup()

    async def _alive(self, _request: web.Request) -> web.Response:
        return web.json_response({"ok": True})

    async def _ready(self, _request: web.Request) -> web.Response:
        """Whether this replica can do its work: the database takes a change in time, and Slack is heard."""
        now = self._desk.now()
        change = self._desk.transact_quietly(migrate.probe)
        answer = await attempt(asyncio.wait_for(change, PATIENCE_SECONDS))
        parts = {"database": not isinstance(answer, Exception), "slack": self._silence(now) < SILENT}
        return web.json_response(parts, status=200 if all(parts.values()) else 503)

    async def _figures(self, _request: web.Request) -> web.Response:
        now = self._desk.now()
        self._metrics.observe(silence=self._silence(now).total_seconds())
        found = await attempt(asyncio.wait_for(self._desk.read(outbox.backlog, now=now), PATIENCE_SECONDS))
        if isinstance(found, Exception):
            self._metrics.no_database()
        else:
            oldest = found["oldest_due"]
            self._metrics.outbox(
                states={state: found.get(state, 0) for state in WAITING},
                oldest=max(0.0, (now - oldest).total_seconds()) if oldest else 0.0,
            )
        return web.Response(
            body=self._metrics.text(), headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"}
        )

    def _silence(self, now: datetime) -> timedelta:
        return max(timedelta(0), now - self._sockets.heard(now))
