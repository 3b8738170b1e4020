"""Change notices for whoever watches the workspace: a page, a test that waits."""

import asyncio
from collections.abc import Callable
from typing import Self

from aiohttp import web

from sandbox.jsontype import JSON


class Watch:
    """An async iterator of notices, each `{"kind": …, …}`; close it (or leave its `with`) when done."""

    def __init__(self, watchers: "Watchers") -> None:
        self._watchers = watchers
        self._queue: asyncio.Queue[JSON | None] = asyncio.Queue()

    def put(self, notice: JSON) -> None:
        self._queue.put_nowait(notice)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> JSON:
        notice = await self._queue.get()
        if notice is None:
            raise StopAsyncIteration
        return notice

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._watchers.all.discard(self)
        self._queue.put_nowait(None)


class Watchers:
    def __init__(self) -> None:
        self.all: set[Watch] = set()
        self._changed = asyncio.Event()

    def watch(self) -> Watch:
        watch = Watch(self)
        self.all.add(watch)
        return watch

    def tell(self, kind: str, **facts: object) -> None:
        for watch in list(self.all):
            watch.put({"kind": kind, **facts})
        self.wake()

    def wake(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    async def until(self, condition: Callable[[], bool], seconds: float) -> None:
        """Wait until `condition` holds; it's looked at after each change."""
        async with asyncio.timeout(seconds):
            while not condition():
                await self._changed.wait()


async def close_with(socket: web.WebSocketResponse, notices: Watch) -> None:
    """End the watch when the other side closes its socket; what it says is of no interest."""
    async for _ in socket:
        pass
    notices.close()
