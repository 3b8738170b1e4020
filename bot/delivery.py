"""Outbox to Slack: claim, check, render, send, record.

A letter is claimed by one atomic statement and leased; whoever dies with it leaves an unknown outcome, which is
settled by the letter's kind after a quiet period, never by sending at once. Writes have no SDK retries: this is
the only place that tries again.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from sqlmodel import Session

from bot.desk import Desk
from bot.outcomes import Outcome, classify, wait
from bot.pace import Pace
from handlers.views.kit import Call
from handlers.views.notices import RENDERERS
from program import lifecycle, sending
from program.notices import POLICIES, Notice
from storage import outbox
from storage.models import Audit, Letter

log = logging.getLogger(__name__)

READS = frozenset({"info", "list", "members", "lookupByEmail"})
"""Slack takes the arguments of these as a query, not as JSON."""
BATCH = 40
AT_ONCE = 8
QUIET = timedelta(seconds=60)
"""Longer than Slack may take to act on a call whose reply was lost."""
MOST_ATTEMPTS = 8
ORIGINAL_UNDERWAY = timedelta(seconds=5)


class Delivery:
    """The one sender of letters in this process."""

    def __init__(self, desk: Desk, client: AsyncWebClient, pace: Pace) -> None:
        self._desk = desk
        self._client = client
        self._pace = pace
        self._room = asyncio.Semaphore(AT_ONCE)

    async def beat(self) -> int:
        """Deliver a batch of what is due. Returns how many letters changed their state."""
        now = self._desk.now()
        settled = await self._desk.transact(_settle, now=now)
        letters = await self._desk.transact(_claim, now=now)
        rows = [list(group) for _, group in groupby(sorted(letters, key=_lane), key=_lane)]
        await asyncio.gather(*(self._deliver_row(row) for row in rows))
        return settled + len(letters)

    async def _deliver_row(self, letters: Sequence[Letter]) -> None:
        """Letters to one place go one after the other."""
        async with self._room:
            for letter in letters:
                await self._deliver(letter)

    async def _deliver(self, letter: Letter) -> None:
        call = await self._desk.read(_render, letter=letter)
        now = self._desk.now()
        if call is None:
            await self._desk.transact(_drop, letter_id=letter.id, why="nothing to say any more", now=now)
            return
        if isinstance(call, timedelta):
            await self._desk.transact(_postpone, letter_id=letter.id, until=now + call, why="card underway")
            return
        place = str(call.args.get("channel", ""))
        ready = self._pace.ready_at(call.method, place, now, urgent=letter.priority == 0)
        if ready > now:
            await self._desk.transact(_postpone, letter_id=letter.id, until=ready, why="paced")
            return
        self._pace.note(call.method, place, now)
        outcome, reply = await self._send(call)
        now = self._desk.now()
        if outcome.retry_after is not None:
            self._pace.close(call.method, now + timedelta(seconds=outcome.retry_after))
        if outcome.verdict != "done":
            log.warning("letter %s (%s): %s, %s", letter.id, letter.kind, outcome.verdict, outcome.error)
        await self._desk.transact(_record, letter_id=letter.id, outcome=outcome, reply=reply, now=now)

    async def _send(self, call: Call) -> tuple[Outcome, Mapping[str, Any]]:
        try:
            if call.method.rpartition(".")[2] in READS:
                response = await self._client.api_call(call.method, params=dict(call.args))
            else:
                response = await self._client.api_call(call.method, json=dict(call.args))
        except Exception as error:
            outcome = classify(error)
            if outcome is None:
                raise
            return outcome, {}
        return Outcome("done"), response.data if isinstance(response.data, dict) else {}


def _lane(letter: Letter) -> tuple[str, int]:
    return (letter.recipient, letter.mentorship_id or 0)


def _claim(session: Session, *, now: datetime) -> list[Letter]:
    """Claim what is due; what may not go now is held or dropped in the same transaction."""
    going = []
    for letter in outbox.claim(session, now=now, limit=BATCH):
        match sending.check(session, letter=letter, now=now):
            case sending.Later(until, why):
                _postpone(session, letter_id=letter.id, until=until, why=why)
            case sending.Never(why):
                _drop(session, letter_id=letter.id, why=why, now=now)
            case sending.Go():
                going.append(letter)
    return going


def _settle(session: Session, *, now: datetime) -> int:
    """Unknown outcomes whose quiet period is over: sent again or let be, as their kind says, and audited."""
    outbox.abandon(session, now=now)
    letters = outbox.unsettled(session, before=now - QUIET, limit=BATCH)
    for letter in letters:
        again = POLICIES[Notice(letter.kind)].unknown == "resend" or letter.edits is not None
        letter.state = "ready" if again and letter.attempts < MOST_ATTEMPTS else "dropped"
        letter.due_at = now
        what = "resent" if letter.state == "ready" else "let_be"
        _audit(session, letter, what=f"unknown_outcome_{what}", why=letter.last_error, now=now)
        session.add(letter)
    return len(letters)


def _render(session: Session, *, letter: Letter) -> Call | timedelta | None:
    """The letter as a call; None when there is nothing to say any more; a span to wait for its card."""
    notice = Notice(letter.kind)
    facts = lifecycle.FACTS[notice](session, letter)
    call = None if facts is None else RENDERERS[notice].draw(facts)
    if call is None or letter.edits is None:
        return call
    card = session.get(Letter, letter.edits)
    if card is not None and card.state in ("sending", "unknown", "ready"):
        return ORIGINAL_UNDERWAY
    if card is None or card.ts is None:
        return None
    kept = {key: value for key, value in call.args.items() if key in ("text", "blocks")}
    return Call("chat.update", {"channel": card.channel, "ts": card.ts, **kept})


def _record(
    session: Session, *, letter_id: int | None, outcome: Outcome, reply: Mapping[str, Any], now: datetime
) -> None:
    letter = session.get(Letter, letter_id)
    if letter is None or letter.state != "sending":
        return
    letter.last_error = outcome.error
    letter.lease_until = None
    match outcome.verdict:
        case "done":
            letter.state = "done"
            letter.done_at = now
            letter.channel = reply.get("channel") if isinstance(reply.get("channel"), str) else None
            letter.ts = reply.get("ts")
            reads = RENDERERS[Notice(letter.kind)].read
            lifecycle.arrived(session, letter=letter, reply=reads(reply) if reads else reply, now=now)
        case "passing" if letter.attempts < MOST_ATTEMPTS:
            letter.state = "ready"
            letter.due_at = now + wait(letter.attempts, outcome.retry_after)
        case "unknown":
            letter.state = "unknown"
            letter.due_at = now
        case _:
            letter.state = "rejected"
            letter.done_at = now
            if not lifecycle.refused(session, letter=letter, error=outcome.error, now=now):
                _audit(session, letter, what="letter_rejected", why=outcome.error, now=now)
    session.add(letter)


def _postpone(session: Session, *, letter_id: int | None, until: datetime, why: str) -> None:
    letter = session.get(Letter, letter_id)
    if letter is not None:
        letter.state = "ready"
        letter.due_at = until
        letter.lease_until = None
        letter.attempts -= 1
        letter.last_error = why
        session.add(letter)


def _drop(session: Session, *, letter_id: int | None, why: str, now: datetime) -> None:
    letter = session.get(Letter, letter_id)
    if letter is not None:
        letter.state = "dropped"
        letter.lease_until = None
        letter.done_at = now
        letter.last_error = why
        session.add(letter)
        _audit(session, letter, what="letter_dropped", why=why, now=now)


def _audit(session: Session, letter: Letter, *, what: str, why: str, now: datetime) -> None:
    session.add(
        Audit(
            workspace_id=letter.workspace_id,
            program_id=letter.program_id,
            at=now,
            who="alongside",
            what=what,
            subject=f"letter:{letter.id}:{letter.kind}",
            why=why,
        )
    )
