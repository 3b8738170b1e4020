"""Socket Mode: two connections, what is at hand on them, and whether they still live."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.watch.logs import slack_logger
from bot.watch.metrics import Metrics

log = logging.getLogger(__name__)

CONNECTIONS = 2
"""A refresh of one leaves the other."""
PING_SECONDS = 5
DEAF = timedelta(seconds=120)
"""Without a sign of life on any connection for so long, the process is no use to anybody."""
DRAIN_SECONDS = 5


class Sockets:
    """The connections that Slack speaks to us over."""

    def __init__(
        self, bolt: AsyncApp, app_token: str, web_client: Callable[[], AsyncWebClient], metrics: Metrics
    ) -> None:
        self._bolt = bolt
        self._app_token = app_token
        self._web_client = web_client
        self._metrics = metrics
        self._handlers: list[_Handler] = []
        self._newest = 0.0
        self._heard: datetime | None = None

    async def connect(self) -> None:
        """Connect. On a bad token this would try for ever: ask Slack about the token first."""
        for _ in range(CONNECTIONS):
            handler = _Handler(
                self._bolt,
                self._app_token,
                logger=slack_logger(),
                web_client=self._web_client(),
                ping_interval=PING_SECONDS,
            )
            handler.metrics = self._metrics
            self._handlers.append(handler)
            await handler.connect_async()  # type: ignore[no-untyped-call]

    def heard(self, now: datetime) -> datetime:
        """When there last was a sign of life on any connection, as far as was looked. Ask it every few seconds.

        Over HTTP there are no connections, and silence says nothing.
        """
        if not self._handlers:
            return now
        newest = max(handler.client.last_ping_pong_time or 0.0 for handler in self._handlers)
        if self._heard is None or newest > self._newest:
            self._newest, self._heard = newest, now
        return self._heard

    def deaf(self, now: datetime) -> bool:
        """Whether nothing can be heard any more, so that the process should end and be started again."""
        return now - self.heard(now) > DEAF

    async def close(self) -> None:
        """Take no more envelopes (Slack gives them to another replica, or again), finish those at hand, close."""
        for handler in self._handlers:
            handler.closing = True
        waiting = {task for handler in self._handlers for task in handler.at_hand}
        if waiting:
            _, left = await asyncio.wait(waiting, timeout=DRAIN_SECONDS)
            if left:
                log.warning("%s requests were not finished in %s s", len(left), DRAIN_SECONDS)
        for handler in self._handlers:
            await handler.close_async()  # type: ignore[no-untyped-call]
        self._handlers = []


class _Handler(AsyncSocketModeHandler):
    """Bolt's own, which also knows what it has at hand."""

    closing = False
    metrics: Metrics

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.at_hand: set[asyncio.Task[object]] = set()

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        if self.closing:
            return
        task = asyncio.current_task()
        assert task is not None
        self.at_hand.add(task)
        try:
            with self.metrics.acks.time():
                await super().handle(client, req)
        finally:
            self.at_hand.discard(task)
