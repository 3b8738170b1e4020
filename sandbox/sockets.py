"""Socket Mode: up to ten connections, each envelope to one of them."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress

from aiohttp import WSMsgType, web

from sandbox.delivery import Envelope, Outcome
from sandbox.jsontype import JSON
from sandbox.log import Again
from sandbox.workspace import Workspace

MOST = 10
CLOSING_SECONDS = 1.0
HOW = ("closed", "abruptly", "silently")


class Connection:
    def __init__(self, number: int, ws: web.WebSocketResponse, transport: asyncio.Transport | None) -> None:
        self.number = number
        self.ws = ws
        self.transport = transport
        self.closed = asyncio.Event()
        self.retiring = False

    async def send(self, message: JSON) -> bool:
        try:
            await self.ws.send_str(json.dumps(message))
        except ConnectionError:
            self.closed.set()
            return False
        return True


class Sockets:
    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self.connections: list[Connection] = []
        self._next = 0
        self._number = 0
        self._envelopes: dict[str, Envelope] = {}
        self.on_connect: Callable[[], None] | None = None

    async def accept(self, request: web.Request) -> web.StreamResponse:
        """An app connects with the ticket that apps.connections.open gave it."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._ws.tickets:
            return web.json_response({"ok": False, "error": "invalid_ticket"}, status=401)
        self._ws.tickets.discard(ticket)
        socket = web.WebSocketResponse(timeout=CLOSING_SECONDS)
        await socket.prepare(request)
        self._number += 1
        connection = Connection(self._number, socket, request.transport)
        if len(self.connections) >= MOST:
            await connection.send(self._goodbye("too_many_websockets"))
            await socket.close()
            return socket
        self.connections.append(connection)
        await connection.send(self._hello())
        self._changed()
        if self.on_connect:
            self.on_connect()
        try:
            await self._listen(connection)
        finally:
            self._forget(connection)
        return socket

    async def deliver(self, envelope: Envelope, seconds: float, *, again: Again | None) -> Outcome:
        connection = self._pick()
        if connection is None:
            return Outcome(error="dispatch_failed" if envelope.kind != "events_api" else "no_connection")
        envelope_id = self._ws.ids.uuid("envelope")
        envelope.ids.append(envelope_id)
        self._envelopes[envelope_id] = envelope
        body = self._body(envelope, envelope_id)
        envelope.copies += 2 if again else 1
        sent = await connection.send(body)
        if again == "at once":
            await self._send_again(body)
        if not sent and envelope.kind == "events_api":
            return Outcome(error="connection_closed")
        # whoever waits for an answer may still get it over another socket; an event is sent again at once
        gone = connection.closed if envelope.kind == "events_api" else asyncio.Event()
        await _first(envelope.acked, gone, seconds)
        if envelope.acked.is_set():
            if again == "after":
                await self._send_again(body)
            if again:
                await self._all_answered(envelope, seconds)
            return Outcome(envelope.answer)
        if envelope.kind != "events_api":
            del self._envelopes[envelope_id]  # an answer from now on is too late
        return Outcome(error="connection_closed" if gone.is_set() else "timeout")

    async def drop(self, how: str = "closed") -> int:
        """End every connection; how many there were.

        closed: with a goodbye. abruptly: the line is cut. silently: it stays up, but nothing is heard any more.
        """
        dropped = list(self.connections)
        for connection in dropped:
            if how == "silently" and connection.transport:
                connection.transport.pause_reading()
                continue
            self._forget(connection)
            if how == "abruptly" and connection.transport:
                connection.transport.abort()
            else:
                await connection.ws.close(code=1001)
        return len(dropped)

    async def refresh(self, reason: str = "refresh_requested") -> None:
        """Tell each connection that it will be renewed; new envelopes go to the others, if there are any."""
        for connection in list(self.connections):
            connection.retiring = reason != "warning"
            await connection.send(self._goodbye(reason))

    def _pick(self) -> Connection | None:
        ready = [c for c in self.connections if not c.retiring] or self.connections
        if not ready:
            return None
        self._next += 1
        return ready[self._next % len(ready)]

    async def _send_again(self, body: JSON) -> None:
        """The same envelope over the next connection."""
        if other := self._pick():
            await other.send(body)

    async def _all_answered(self, envelope: Envelope, seconds: float) -> None:
        """Wait for the answer to each copy, as long as for a first one, or until nobody is there to give it."""
        answers = envelope.entry.answers
        with suppress(TimeoutError):
            await self._ws.watchers.until(
                lambda: len(answers) >= envelope.copies or not self.connections, seconds
            )
        self._done(envelope)

    def _done(self, envelope: Envelope) -> None:
        for envelope_id in envelope.ids:
            self._envelopes.pop(envelope_id, None)

    async def _listen(self, connection: Connection) -> None:
        async for message in connection.ws:
            if message.type != WSMsgType.TEXT:
                continue
            try:
                answer = json.loads(message.data)
            except ValueError:
                continue
            envelope = (
                self._envelopes.get(answer.get("envelope_id", "")) if isinstance(answer, dict) else None
            )
            if envelope:
                payload = answer.get("payload")
                envelope.acknowledge(payload if isinstance(payload, dict) else {})
                self._ws.watchers.wake()
                if len(envelope.entry.answers) >= envelope.copies:
                    self._done(envelope)

    def _body(self, envelope: Envelope, envelope_id: str) -> JSON:
        body: JSON = {
            "envelope_id": envelope_id,
            "type": envelope.kind,
            "payload": envelope.payload,
            "accepts_response_payload": envelope.accepts_response,
        }
        if envelope.kind == "events_api":
            body |= {"retry_attempt": envelope.attempt, "retry_reason": envelope.reason}
        return body

    def _hello(self) -> JSON:
        return {
            "type": "hello",
            "num_connections": len(self.connections),
            "connection_info": {"app_id": self._ws.app_id},
            "debug_info": {
                "host": f"applink-{self._number}",
                "build_number": 1,
                "approximate_connection_time": 18060,
            },
        }

    def _goodbye(self, reason: str) -> JSON:
        return {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink"}}

    def _forget(self, connection: Connection) -> None:
        connection.closed.set()
        if connection in self.connections:
            self.connections.remove(connection)
            self._changed()

    def _changed(self) -> None:
        self._ws.watchers.tell("sockets", connections=len(self.connections))


async def _first(one: asyncio.Event, other: asyncio.Event, seconds: float) -> None:
    """Wait until either happens, or time is up."""
    tasks = [asyncio.ensure_future(event.wait()) for event in (one, other)]
    try:
        await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
