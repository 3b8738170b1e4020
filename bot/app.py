"""The composition root: every part is made here from the settings, a clock and nothing else."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

import handlers
from bot.beats.advance import Advance
from bot.beats.forgetting import Forgetting
from bot.beats.pulse import Pulse
from bot.beats.rounds import Rounds
from bot.beats.workers import Workers
from bot.clock import Clock, SystemClock
from bot.desk import Desk
from bot.letters import rights
from bot.letters.delivery import Delivery
from bot.letters.pace import Pace
from bot.letters.rights import Rights
from bot.settings import Settings
from bot.watch.health import Health
from bot.watch.logs import hush, slack_logger
from bot.watch.metrics import Metrics
from bot.wire.client import web_client
from bot.wire.http import Http
from bot.wire.identity import Identity, identify
from bot.wire.sockets import Sockets
from program import lifecycle
from program.base import calendar
from program.workspace import installation
from storage.unit import Store

log = logging.getLogger(__name__)

ROUNDS_SECONDS = 2
RIGHTS_SECONDS = 60
FORGETTING_SECONDS = 3_600


class Alongside:
    """The bot, ready to be started."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock | None = None,
        *,
        pace: Pace | None = None,
        workers: Workers | None = None,
        store: Store | None = None,
    ) -> None:
        hush()
        self.settings = settings
        self.store = store or Store(settings.database)
        self.desk = Desk(self.store, clock or SystemClock(), admins=settings.admins, wake=self._wake)
        self.client = web_client(settings)
        self.workers = workers or Workers()
        self._own_workers = workers is None
        self.metrics = Metrics()
        later = self.desk.later()
        self.delivery = Delivery(
            later, self.client, pace or Pace(settings.tiers), self.metrics, scopes=lambda: self.scopes
        )
        self.pulse = Pulse(
            advance=Advance(later).beat,
            deliver=self.delivery.beat,
            others={
                "rounds": (ROUNDS_SECONDS, Rounds(later, self.workers).beat),
                "rights": (RIGHTS_SECONDS, Rights(later, self.identify, lambda: self.scopes).beat),
                "forgetting": (FORGETTING_SECONDS, Forgetting(later).beat),
            },
            metrics=self.metrics,
        )
        self._identity: Identity | None = None
        self.scopes: frozenset[str] = frozenset()
        self.bolt = AsyncApp(
            name="alongside",
            logger=slack_logger(),
            signing_secret=settings.slack_signing_secret.get_secret_value() or "unused-over-sockets",
            client=self.client,
            authorize=self._authorizer(),
            process_before_response=True,
            request_verification_enabled=True,
        )
        handlers.register(self.bolt, self.desk)
        self.sockets = Sockets(
            self.bolt,
            settings.slack_app_token.get_secret_value(),
            partial(web_client, settings),
            self.metrics,
        )
        self.health = Health(self.desk, self.sockets, self.metrics)
        self._http: Http | None = None

    async def identify(self) -> None:
        """Ask Slack who this bot is, and what it may. Raises OrgWide, and SlackApiError on a bad token."""
        self._identity = await identify(self.client)
        self.scopes = self._identity.scopes or frozenset()
        self.desk.reads_history = any(scope.endswith(":history") for scope in self.scopes)

    @property
    def workspace_id(self) -> str:
        return self._who.workspace_id

    @property
    def _who(self) -> Identity:
        assert self._identity is not None
        return self._identity

    def _authorizer(self) -> Callable[[], Awaitable[AuthorizeResult]]:
        """Bolt's question who we are, answered from what was asked once at the start.

        By default Bolt asks auth.test for every new person, and a hiccup of that costs them their form. (A plain
        function: Bolt takes a method's `self` for one of its own arguments.)
        """

        async def authorize() -> AuthorizeResult:
            if not self._identity:
                await self.identify()
            return AuthorizeResult(
                enterprise_id=None,
                team_id=self._who.workspace_id,
                bot_token=self.client.token,
                bot_id=self._who.bot_id,
                bot_user_id=self._who.user_id,
            )

        return authorize

    async def connect(self) -> None:
        """Take requests over Socket Mode."""
        await self.sockets.connect()
        await self._greet()

    async def listen(self, port: int, *, host: str) -> int:
        """Take requests over HTTP. Returns the port; raises OSError when it can't."""
        self._http = Http(
            self.bolt,
            self.metrics,
            signing_secret=self.settings.slack_signing_secret.get_secret_value(),
            host=host,
            port=port,
        )
        taken = await self._http.start()
        await self._greet()
        return taken

    async def _greet(self) -> None:
        """Begin to learn who is here."""
        await asyncio.to_thread(calendar.prepare, self.desk.now().date())
        if not self._identity:
            await self.identify()
        await self.desk.transact(
            installation.started,
            workspace_id=self.workspace_id,
            bot_user_id=self._who.user_id,
            admins=self.desk.admins,
            now=self.desk.now(),
        )
        await self.desk.transact(rights.release, workspace_id=self.workspace_id, now=self.desk.now())
        if self._who.scopes is not None and (lacking := rights.asleep(self._who.scopes)):
            log.warning("the token lacks scopes, and what needs them sleeps: %s", "; ".join(lacking))

    async def stop(self) -> None:
        """Take no more work, finish what is at hand, and let go of everything."""
        self.delivery.close()
        await self.health.close()
        await self.sockets.close()
        if self._http is not None:
            await self._http.close()
        if self._own_workers:
            self.workers.close()
        await self.pulse.stop()
        await asyncio.to_thread(self.desk.close)
        self.store.close()

    async def next_due(self) -> datetime | None:
        """When the next planned moment or letter falls due; None when nothing is planned."""
        return await self.desk.read(lifecycle.next_due)

    def _wake(self) -> None:
        self.pulse.wake()
