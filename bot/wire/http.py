"""HTTP instead of Socket Mode: Slack posts to /slack/events; the doorman looks at signature and age before all else."""

import logging

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.log import server_logger
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.app.async_app import AsyncApp

from bot.caught import attempt
from bot.watch.metrics import Metrics
from bot.wire.doorman import BIGGEST_BODY, Doorman, TurnedAway

log = logging.getLogger(__name__)

PATH = "/slack/events"
DRAIN_SECONDS = 5
LINGER_SECONDS = 1
"""So long is read on what was turned away, so that its sender hears why."""


class Http:
    """A listening server; `port` 0 lets the system choose one."""

    def __init__(
        self, bolt: AsyncApp, metrics: Metrics, *, signing_secret: str, host: str, port: int
    ) -> None:
        self._bolt = bolt
        self._doorman = Doorman(signing_secret)
        self._metrics = metrics
        self._host = host
        self._port = port
        app = web.Application(client_max_size=BIGGEST_BODY)
        app.router.add_post(PATH, self._receive)
        app.router.add_get("/healthz", self._health)
        self._runner = web.AppRunner(
            app,
            access_log=None,
            shutdown_timeout=DRAIN_SECONDS,
            auto_decompress=False,  # what is packed is turned away, and unpacked by nobody
            lingering_time=LINGER_SECONDS,
            logger=self._quiet_logger(),
        )

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
        try:
            admitted = await self._doorman.admit(request)
        except TurnedAway as away:
            return self._turn_away(away)
        with self._metrics.acks.time():
            answer = await attempt(self._bolt.async_dispatch(admitted))
        if isinstance(answer, Exception):
            log.warning("a signed request can't be understood: %s", type(answer).__name__)
            return self._turn_away(TurnedAway(400, "malformed"))
        return await to_aiohttp_response(answer)

    def _quiet_logger(self) -> logging.Logger:
        """aiohttp's, without the tracebacks over what isn't HTTP at all."""

        def is_worth_a_line(record: logging.LogRecord) -> bool:
            if not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError)):
                return True
            self._metrics.turned_away("no_http")
            return False

        logger = logging.Logger(server_logger.name)
        logger.parent = server_logger
        logger.addFilter(is_worth_a_line)
        return logger

    def _turn_away(self, away: TurnedAway) -> web.Response:
        self._metrics.turned_away(away.reason)
        log.debug("turned away: %s", away.reason)
        return web.Response(status=away.status)

    async def _health(self, _request: web.Request) -> web.Response:
        return web.json_response({"ok": True})
