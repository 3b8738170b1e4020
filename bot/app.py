"""The composition root: every part is made here from the settings, a clock and nothing else."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

import handlers
from bot.clock import Clock, SystemClock
from bot.delivery import Delivery
from bot.desk import Desk
from bot.pace import Pace
from bot.pulse import Pulse
from bot.settings import Settings
from bot.workers import Workers
from program import lifecycle
from storage.unit import Store

log = logging.getLogger(__name__)

SLACK_SECONDS = 10
CONNECTIONS = 2


class Alongside:
    """The bot, ready to be started."""

    def __init__(self, settings: Settings, clock: Clock | None = None, *, pace: Pace | None = None) -> None:
        self.settings = settings
        self.store = Store(settings.database)
        self.desk = Desk(self.store, clock or SystemClock(), admins=settings.admins, wake=self._wake)
        self.client = self._web_client()
        self.workers = Workers()
        self.delivery = Delivery(self.desk, self.client, pace or Pace())
        self.pulse = Pulse(advance=self._advance, deliver=self.delivery.beat)
        self._identity: dict[str, Any] = {}
        self.bolt = AsyncApp(
            signing_secret=settings.slack_signing_secret.get_secret_value() or "unused-over-sockets",
            client=self.client,
            authorize=self._authorizer(),
            process_before_response=True,
            request_verification_enabled=True,
        )
        handlers.register(self.bolt, self.desk)
        self._sockets: list[AsyncSocketModeHandler] = []

    def _web_client(self) -> AsyncWebClient:
        return AsyncWebClient(
            token=self.settings.slack_bot_token.get_secret_value(),
            base_url=self.settings.slack_api_url,
            timeout=SLACK_SECONDS,
            retry_handlers=[],
            trust_env_in_session=False,
        )

    async def identify(self) -> None:
        """Ask Slack once who this bot is. Raises SlackApiError on a bad token."""
        self._identity = dict((await self.client.auth_test()).data)  # type: ignore[arg-type]

    @property
    def workspace_id(self) -> str:
        return str(self._identity["team_id"])

    def _authorizer(self) -> Callable[..., Awaitable[AuthorizeResult]]:
        """The bot's own identity, asked once: a hiccup of auth.test must never cost anybody their form."""

        async def authorize() -> AuthorizeResult:
            if not self._identity:
                await self.identify()
            return AuthorizeResult(
                enterprise_id=None,
                team_id=self._identity["team_id"],
                bot_token=self.client.token,
                bot_id=self._identity.get("bot_id"),
                bot_user_id=self._identity.get("user_id"),
            )

        return authorize

    async def connect(self) -> None:
        """Socket Mode, over two connections: a refresh of one leaves the other."""
        for _ in range(CONNECTIONS):
            handler = AsyncSocketModeHandler(
                self.bolt,
                self.settings.slack_app_token.get_secret_value(),
                web_client=self._web_client(),
                ping_interval=5,
            )
            await handler.connect_async()
            self._sockets.append(handler)

    async def stop(self) -> None:
        """Take no more work, finish what is at hand, and let go of everything."""
        for handler in self._sockets:
            await handler.close_async()
        await self.pulse.stop()
        self.workers.close()
        await asyncio.to_thread(self.desk.close)
        self.store.close()

    async def next_due(self) -> datetime | None:
        """When the next planned moment or letter falls due; None when nothing is planned."""
        return await self.desk.read(lifecycle.next_due)

    def _wake(self) -> None:
        self.pulse.wake()

    async def _advance(self) -> int:
        return await self.desk.transact(lifecycle.advance, now=self.desk.now())
