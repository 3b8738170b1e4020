"""HTTP instead of Socket Mode: Slack posts to /slack/events; Bolt checks signature and age before anything else."""

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp

from bot.watch.metrics import Metrics

PATH = "/slack/events"
DRAIN_SECONDS = 5
BIGGEST_BODY = 2 * 1024 * 1024


class Http:
    """A listening server; `port` 0 lets the system choose one."""

    def __init__(self, bolt: AsyncApp, metrics: Metrics, *, host: str, port: int) -> None:
        self._bolt = bolt
        self._metrics = metrics
        self._host = host
        self._port = port
        app = web.Application(client_max_size=BIGGEST_BODY)
        app.router.add_post(PATH, self._receive)
        app.router.add_get("/healthz", self._health)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=DRAIN_SECONDS)

    async def start(self) -> int:
        """Listen. Returns the port; raises OSError when it can't."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        try:
            await site.start()
        except OSError:
            await self._runner.cleanup()
            raise
        port: int = self._runner.addresses[0][1]
        return port

    async def close(self) -> None:
        """Take no more requests, and finish those at hand."""
        await self._runner.cleanup()

    async def _receive(self, request: web.Request) -> web.Response:
        with self._metrics.acks.time():
            answer = await self._bolt.async_dispatch(await to_bolt_request(request))
        return await to_aiohttp_response(answer)

    async def _health(self, _request: web.Request) -> web.Response:
        return web.json_response({"ok": True})
