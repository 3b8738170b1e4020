"""Long arithmetic in a child process: in a thread it would starve the acknowledgement of clicks."""

import asyncio
import io
import multiprocessing
import os
import pickle
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from matching.packed import uncollected

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

LATER = 10
"""How far the child stands back where processors are few (nice)."""
PAUSE = 0.001
"""Seconds."""
TOGETHER = 50
"""People that are packed without a pause: a quarter of a millisecond."""
P = ParamSpec("P")
T = TypeVar("T")


class Interrupted(Exception):
    """The child ended without an answer: it was killed, or there is no time to wait for it."""


class Workers:
    """One child process, started when it is first needed; it stays, so that the next computation starts warm."""

    def __init__(self) -> None:
        self._spawn = multiprocessing.get_context("spawn")
        self._waiting = ThreadPoolExecutor(1, thread_name_prefix="compute")
        self._child: SpawnProcess | None = None
        self._line: Connection[Any, Any] | None = None
        self._closed = False

    async def compute(self, work: Callable[P, T], /, *args: P.args, **facts: P.kwargs) -> T:
        """Run `work` (a plain function on plain values) in the child. Raises what it raises, or Interrupted."""
        job = partial(self._ask, partial(work, *args, **facts))
        return await asyncio.get_running_loop().run_in_executor(self._waiting, job)

    def close(self) -> None:
        """Take no more work, and don't wait for what is at hand."""
        self._closed = True
        if self._child is not None:
            self._child.terminate()
        self._waiting.shutdown(wait=True, cancel_futures=True)

    def _ask(self, work: Callable[[], T]) -> T:
        if self._closed:
            raise Interrupted
        line = self._line or self._start()
        try:
            line.send_bytes(packed(work))
            answer = line.recv_bytes()
        except (EOFError, ConnectionError):
            line.close()
            self._line = None
            raise Interrupted from None
        found: T | Exception = unpacked(answer)
        if isinstance(found, Exception):
            raise found
        return found

    def _start(self) -> "Connection[Any, Any]":
        self._line, there = self._spawn.Pipe()
        self._child = self._spawn.Process(target=_serve, args=(there,), daemon=True)
        self._child.start()
        there.close()
        return self._line


class _Packer(pickle.Pickler):
    """Pauses for clicks every so many people."""

    def __init__(self, pieces: io.BytesIO) -> None:
        super().__init__(pieces, pickle.HIGHEST_PROTOCOL)
        self._met = 0

    def reducer_override(self, _: object) -> Any:
        self._met += 1
        if self._met % TOGETHER == 0:
            time.sleep(PAUSE)
        return NotImplemented


class _Pieces(io.BytesIO):
    """Bytes that are read in pieces (pickle's frames of 64 KiB), with a pause for clicks before each."""

    def read(self, size: int | None = -1) -> bytes:
        time.sleep(PAUSE)
        return super().read(size)

    def readinto(self, piece: "WriteableBuffer") -> int:
        time.sleep(PAUSE)
        return super().readinto(piece)


def packed(work: object) -> bytes:
    """Thousands of people as bytes, without holding up anybody's click; no garbage is looked for meanwhile."""
    pieces = io.BytesIO()
    with uncollected():
        _Packer(pieces).dump(work)
    return pieces.getvalue()


def unpacked(answer: bytes) -> Any:
    """What was packed."""
    with uncollected():
        return pickle.Unpickler(_Pieces(answer)).load()


def _serve(line: "Connection[Any, Any]") -> None:
    """In the child: do each piece of work, and say what it came to. Ctrl-C and clicks are its parent's affair."""
    os.nice(LATER)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            work = line.recv()
        except EOFError:
            return
        try:
            found = work()
        except (ArithmeticError, LookupError, MemoryError, TypeError, ValueError, RuntimeError) as error:
            found = error
        line.send(found)
