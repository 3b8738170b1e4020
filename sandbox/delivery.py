"""What goes out to the app: once, or for events until it is acknowledged."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, Protocol

from sandbox.clock import monotonic
from sandbox.jsontype import JSON
from sandbox.log import Again, LoggedEnvelope
from sandbox.workspace import Workspace

Kind = Literal["events_api", "interactive", "slash_commands"]
# after a first failure: at once, a minute later, five minutes later, by the workspace's clock
RETRIES = (timedelta(0), timedelta(minutes=1), timedelta(minutes=5))


@dataclass
class Outcome:
    """What came of one delivery: the body of the acknowledgement, or why there is none."""

    body: JSON = field(default_factory=dict)
    error: str | None = None
    may_retry: bool = True

    @property
    def ok(self) -> bool:
        return self.error is None


@dataclass
class Envelope:
    kind: Kind
    payload: JSON
    accepts_response: bool
    number: int = 0
    ids: list[str] = field(default_factory=list)
    copies: int = 0
    attempt: int = 0
    reason: str = ""
    acked: asyncio.Event = field(default_factory=asyncio.Event)
    answer: JSON = field(default_factory=dict)
    due: datetime | None = None
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    entry: LoggedEnvelope = field(init=False)

    def acknowledge(self, answer: JSON) -> None:
        self.entry.answers.append(answer)
        if not self.acked.is_set():
            self.answer = answer
            self.acked.set()


class Transport(Protocol):
    async def deliver(self, envelope: Envelope, seconds: float, *, again: Again | None) -> Outcome: ...


class Courier:
    """Carries envelopes over sockets, or over HTTP when the workspace has an address for it."""

    def __init__(self, ws: Workspace, sockets: Transport, http: Transport) -> None:
        self._ws = ws
        self._sockets = sockets
        self._http = http
        self._loop = asyncio.get_running_loop()
        self._tasks: set[asyncio.Task[Outcome]] = set()
        self._waiting: list[Envelope] = []
        self._held = 0
        self._newest = 0  # the number of the newest envelope that has arrived
        ws.clock.listen(self.clock_moved)

    def send(self, kind: Kind, payload: JSON, *, accepts_response: bool = False) -> "asyncio.Task[Outcome]":
        """Start a delivery; its task ends with the outcome."""
        envelope = Envelope(kind, payload, accepts_response)
        envelope.entry = LoggedEnvelope(kind, payload, self._ws.clock.timestamp())
        self._ws.envelopes.append(envelope.entry)
        envelope.number = len(self._ws.envelopes)
        self._ws.in_flight += 1
        task = self._loop.create_task(self._carry(envelope))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def event(self, payload: JSON) -> None:
        self.send("events_api", payload)

    def clock_moved(self) -> None:
        self._wake([e for e in self._waiting if e.due is not None and e.due <= self._ws.clock.now()])

    def connected(self) -> None:
        """A socket is there again: what waits for a retry needn't wait longer."""
        self._wake(list(self._waiting))

    @property
    def waiting(self) -> int:
        """How many events wait for another attempt."""
        return len(self._waiting)

    async def stop(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._waiting.clear()

    def _wake(self, envelopes: list[Envelope]) -> None:
        for envelope in envelopes:
            self._waiting.remove(envelope)
            self._ws.in_flight += 1
            envelope.wake.set()

    async def _carry(self, envelope: Envelope) -> Outcome:
        """Counted as in flight whenever it isn't waiting for a later attempt."""
        flying = True
        try:
            await self._let_pass(envelope)
            outcome = await self._attempt(envelope)
            retries = RETRIES if envelope.kind == "events_api" else ()
            for attempt, pause in enumerate(retries, start=1):
                if outcome.ok or not outcome.may_retry:
                    break
                envelope.attempt, envelope.reason = attempt, outcome.error or ""
                if pause:
                    envelope.due = self._ws.clock.now() + pause
                    envelope.wake.clear()
                    self._waiting.append(envelope)
                    flying = self._land()
                    await envelope.wake.wait()
                    flying = True
                outcome = await self._attempt(envelope)
            return outcome
        finally:
            if flying:
                self._land()

    def _land(self) -> bool:
        self._ws.in_flight -= 1
        self._ws.watchers.wake()
        return False

    async def _let_pass(self, envelope: Envelope) -> None:
        """Where it is to be overtaken: wait until one sent after it has arrived, or nothing else is underway."""
        ws = self._ws
        if not ws.overtaken:
            return
        ws.overtaken -= 1
        self._held += 1
        try:
            await ws.watchers.until(
                lambda: self._newest > envelope.number or ws.in_flight <= self._held, ws.ack_seconds
            )
        finally:
            self._held -= 1

    async def _attempt(self, envelope: Envelope) -> Outcome:
        ws = self._ws
        if envelope.acked.is_set():
            return Outcome(envelope.answer)
        again = ws.again.pop(0) if ws.again else None
        transport = self._http if ws.request_url else self._sockets
        started = monotonic()
        outcome = await transport.deliver(envelope, ws.ack_seconds, again=again)
        self._newest = max(self._newest, envelope.number)
        entry = envelope.entry
        entry.attempts, entry.duration = envelope.attempt + 1, monotonic() - started
        entry.acked, entry.error, entry.answer = outcome.ok, outcome.error, outcome.body
        told = entry.to_json() if ws.watchers.all else {}
        ws.watchers.tell("envelope", n=len(ws.envelopes), envelope=told)
        return outcome
