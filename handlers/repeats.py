"""Slack may deliver a click, a form or a command twice, over two sockets: it is served once, and answered alike."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

Ack = dict[str, Any]
"""What an acknowledgement says."""
KEPT = timedelta(minutes=2)
"""A second copy comes within seconds."""


class Repeats:
    """The acknowledgements of the last minutes, by the id of the trigger, which is one thing that somebody did."""

    def __init__(self) -> None:
        self._served: dict[str, tuple[datetime, asyncio.Future[Ack]]] = {}

    async def once(self, trigger_id: str, serve: Callable[[], Awaitable[Ack]], now: datetime) -> Ack:
        """Serve the first copy. The next ones wait for it, and are answered the same; a failure is tried again."""
        if not trigger_id:  # an event: it has an id of its own, which the database remembers
            return await serve()
        if trigger_id in self._served:
            return await asyncio.shield(self._served[trigger_id][1])
        self._forget_old(now)
        served = asyncio.ensure_future(serve())
        self._served[trigger_id] = now, served
        served.add_done_callback(partial(self._forget_failure, trigger_id))
        return await served

    def _forget_failure(self, trigger_id: str, served: asyncio.Future[Ack]) -> None:
        """What broke, or was canceled, is no answer to a second copy."""
        if served.cancelled() or served.exception() is not None:
            self._served.pop(trigger_id, None)

    def _forget_old(self, now: datetime) -> None:
        """Those that were served first stand first."""
        while self._served and now - next(iter(self._served.values()))[0] > KEPT:
            del self._served[next(iter(self._served))]
