"""Outbox to Slack: claim at Slack's pace, check, render, send, record.

A letter is claimed by one sender and leased; whoever dies with it leaves an unknown outcome, which is settled by
the letter's kind after a quiet period, never by sending at once. Writes have no SDK retries: this is the only
place that tries again. Letters of one lane go one after the other.
What breaks over one letter is that letter's alone: it is logged, tried again later, and in the end rejected.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.caught import attempt
from bot.desk import Desk
from bot.letters import ledger
from bot.letters.pace import Pace
from bot.letters.reconcile import Reconciler
from bot.letters.together import Together
from bot.letters.verdicts import Verdict, classify
from bot.watch.metrics import Metrics
from handlers.views.kit import Call
from program.base.unsent import Unsent
from program.sending import Apart, Later, Never
from storage import outbox
from storage.models import Letter
from storage.unit import AWAY

log = logging.getLogger(__name__)

READS = frozenset({"info", "list", "members", "lookupByEmail"})
"""Slack takes the arguments of these as a query, not as JSON."""
OPTIONAL = frozenset({"usergroups.list", "usergroups.users.list", "conversations.setTopic", "pins.add"})
"""What a Slack may lack, as emulators do, and a program still runs."""
MARGIN = timedelta(seconds=20)
"""A letter whose lease ends sooner than this is handed back: longer than a call to Slack may take."""


class Delivery:
    """The one sender of letters in this process."""

    def __init__(
        self,
        desk: Desk,
        client: AsyncWebClient,
        pace: Pace,
        metrics: Metrics | None = None,
        *,
        scopes: Callable[[], frozenset[str]] = frozenset,
    ) -> None:
        self._desk = desk
        self._reconciler = Reconciler(client, scopes)
        self._client = client
        self._written = Together(desk.transact_quietly)
        self._pace = pace
        self._metrics = metrics or Metrics()
        self._closing = False
        self._lacking: set[str] = set()

    def close(self) -> None:
        """Begin no more letters: what is claimed and not begun is handed back."""
        self._closing = True

    async def beat(self) -> int:
        """Deliver a batch of what is due. Returns how many letters changed their state."""
        now = self._desk.now()
        if self._closing:
            return 0
        due = await self._desk.read(outbox.due, now=now)
        if self._closing or not any(due):
            return 0
        settled = await self._settle(now) if due.to_settle else 0
        letters = await self._desk.transact_quietly(ledger.claim, pace=self._pace, now=now)
        deliveries = map(self._deliver, letters, await self._prepare(letters, now))
        for failure in await asyncio.gather(*deliveries, return_exceptions=True):
            if failure is not None:
                raise failure
        return settled + len(letters)

    async def _settle(self, now: datetime) -> int:
        if self._reconciler.allowed:
            await self._reconcile(now)
        return await self._desk.transact_quietly(ledger.settle, now=now)

    async def _reconcile(self, now: datetime) -> None:
        """Look for messages that may have arrived. Where that fails, their kinds say what becomes of them."""
        for letter, call in await self._desk.read(ledger.doubtful, now=now):
            if not self._reconciler.may_look(letter):
                continue
            found = await attempt(self._reconciler.look(letter, call))
            if isinstance(found, Exception):
                log.warning(
                    "letter %s (%s) could not be looked for: %s",
                    letter.id,
                    letter.kind,
                    classify(found).error,
                )
                continue
            await self._desk.transact_quietly(ledger.reconcile, letter=letter, found=found, now=now)

    async def _prepare(
        self, letters: Sequence[Letter], now: datetime
    ) -> Sequence[ledger.Prepared | Exception]:
        """All at once; where that breaks, one by one, to find out over which."""
        together = await attempt(self._desk.read(ledger.prepare_all, letters=letters, now=now))
        if not isinstance(together, Exception):
            return together
        return [await attempt(self._desk.read(ledger.prepare, letter=one, now=now)) for one in letters]

    async def _deliver(self, letter: Letter, prepared: ledger.Prepared | Exception) -> None:
        now = self._desk.now()
        if self._closing or (letter.lease_until is not None and letter.lease_until - now < MARGIN):
            await self._hand_back(letter, now, Unsent.NOT_BEGUN)
            return
        match prepared:
            case Never(why):
                self._metrics.letter(letter.kind, "dropped")
                await self._written.do(partial(ledger.drop, letter_id=_id(letter), why=why, now=now))
            case Apart():
                await self._written.do(partial(ledger.split, letter_id=_id(letter), now=now))
            case Later(until, why):
                self._metrics.letter(letter.kind, "held")
                await self._written.do(
                    partial(ledger.hold, letter_id=_id(letter), until=until, why=why, now=now)
                )
            case Call() as call:
                await self._send(letter, call)
            case Exception() as error:
                log.error("letter %s (%s) could not be drawn", letter.id, letter.kind, exc_info=error)
                await self._record(letter, Verdict("passing", type(error).__name__), {})

    async def _send(self, letter: Letter, call: Call) -> None:
        if call.method in self._lacking:
            await self._record(letter, Verdict("permanent", "unknown_method"), {})
            return
        verdict, reply = await self._call(call)
        if call.method in OPTIONAL and verdict.error in ("unknown_method", "http_404"):
            if verdict.error == "unknown_method":  # a bare 404 may be a proxy's: ask again next time
                self._lacking.add(call.method)
            verdict = Verdict("permanent", "unknown_method")
            log.warning("this Slack has no %s: what needs it is left out", call.method)
        elif call.method in OPTIONAL and verdict.result == "withheld":
            verdict = Verdict("permanent", verdict.error)
            log.warning("%s needs a right that is lacking: it is left out", call.method)
        elif verdict.result != "done":
            log.warning("letter %s (%s): %s, %s", letter.id, letter.kind, verdict.result, verdict.error)
        await self._record(letter, verdict, reply)

    async def _call(self, call: Call) -> tuple[Verdict, Mapping[str, Any]]:
        args = dict(call.args)
        reads = call.method.rpartition(".")[2] in READS
        response = await attempt(
            self._client.api_call(call.method, params=args)
            if reads
            else self._client.api_call(call.method, json=args)
        )
        if isinstance(response, Exception):
            return classify(response), {}
        return Verdict("done"), response.data if isinstance(response.data, dict) else {}

    async def _record(self, letter: Letter, verdict: Verdict, reply: Mapping[str, Any]) -> None:
        """Write down what happened. A stage that breaks on hearing it must not have the letter sent again.

        A database that went away for a moment is told once more; one that stays away leaves an unknown outcome.
        """
        self._metrics.letter(letter.kind, verdict.result)
        now = self._desk.now()
        heard = partial(ledger.record, letter_id=_id(letter), reply=reply, now=now)
        whole = partial(heard, verdict=verdict, follow=True)
        failure = await attempt(self._written.do(whole))
        if isinstance(failure, AWAY):
            failure = await attempt(self._written.do(whole))
        if isinstance(failure, AWAY):
            raise failure
        if not isinstance(failure, Exception):
            return
        log.error("what follows letter %s (%s) broke", letter.id, letter.kind, exc_info=failure)
        why = Verdict(verdict.result, verdict.error or type(failure).__name__)
        await self._desk.transact_quietly(heard, verdict=why, follow=False)
        stuck = self._desk.transact_quietly(ledger.stick, letter_id=_id(letter), error=why.error, now=now)
        if isinstance(failure := await attempt(stuck), Exception):
            log.error("letter %s (%s) is stuck", letter.id, letter.kind, exc_info=failure)

    async def _hand_back(self, letter: Letter, until: datetime, why: str) -> None:
        await self._written.do(partial(ledger.hand_back, letter_id=_id(letter), until=until, why=why))


def _id(letter: Letter) -> int:
    assert letter.id is not None
    return letter.id
