"""Long arithmetic in a child process: in a thread it would starve the acknowledgement of clicks."""

import asyncio
import logging
import multiprocessing
import os
import pickle
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, ParamSpec, TypeVar

from bot.caught import attempt
from bot.watch import logs

log = logging.getLogger(__name__)

LATER = 19
"""How far the child stands back where processors are few (nice)."""
END = b""
P = ParamSpec("P")
T = TypeVar("T")


class Interrupted(Exception):
    """This process ends, and there is no time to wait for an answer."""


class Died(Exception):
    """The child ended without an answer: it was killed, or the work has brought it down."""


class Broke(Exception):
    """The work raised an exception. This is its name, as itself might not survive the journey; the child logs it."""


class Workers:
    """One child process, started when it is first needed; it stays, so that the next computation starts warm."""

    def __init__(self) -> None:
        self._spawn = multiprocessing.get_context("spawn")
        self._waiting = ThreadPoolExecutor(1, thread_name_prefix="compute")
        self._child: SpawnProcess | None = None
        self._line: Connection[Any, Any] | None = None
        self._closed = False

    async def compute(
        self, work: Callable[P, Iterable[T]], /, *args: P.args, **facts: P.kwargs
    ) -> Iterator[T]:
        """Have `work` (a plain function on small plain values) yield in the child; what it has yielded.

        Each piece is unpacked when it is asked for: one big one would hold up every click meanwhile. Raises Broke,
        Died or Interrupted.
        """
        if self._closed:
            raise Interrupted
        job = partial(self._ask, partial(work, *args, **facts))
        return await asyncio.get_running_loop().run_in_executor(self._waiting, job)

    def close(self) -> None:
        """Take no more work, and don't wait for what is at hand."""
        self._closed = True
        if self._child is not None:
            self._child.terminate()
        self._waiting.shutdown(wait=True, cancel_futures=True)

    def _ask(self, work: Callable[[], Iterable[T]]) -> Iterator[T]:
        if self._closed:
            raise Interrupted
        line = self._line or self._start()
        try:
            line.send(work)
            pieces = list(iter(line.recv_bytes, END))
            error: str = line.recv()
        except (EOFError, ConnectionError):
            line.close()
            self._line = None
            raise (Interrupted if self._closed else Died) from None
        if error:
            raise Broke(error)
        return map(pickle.loads, pieces)

    def _start(self) -> "Connection[Any, Any]":
        self._line, there = self._spawn.Pipe()
        self._child = self._spawn.Process(target=_serve, args=(there, logs.form_in_use()), daemon=True)
        self._child.start()
        there.close()
        return self._line


def _serve(line: "Connection[Any, Any]", log_format: str) -> None:
    """In the child. Ctrl-C and clicks are its parent's affair; what breaks is logged here, where its place is known."""
    os.nice(LATER)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logs.configure(log_format)
    failure = asyncio.run(attempt(_work(line)))
    if failure is not None:
        log.error("the child that computes rounds has ended", exc_info=failure)


async def _work(line: "Connection[Any, Any]") -> None:
    """Do each piece of work, and say what it came to, until the parent is gone."""
    while True:
        try:
            failure = await attempt(_send(line, line.recv()))
            if failure is not None:
                log.error("a round broke", exc_info=failure)
            line.send_bytes(END)
            line.send(type(failure).__name__ if failure is not None else "")
        except (EOFError, ConnectionError):
            return


async def _send(line: "Connection[Any, Any]", work: Callable[[], Iterable[object]]) -> None:
    for piece in work():
        line.send(piece)
