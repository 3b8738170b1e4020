"""Long arithmetic in a child process: in a thread it would starve the acknowledgement of clicks."""

import asyncio
import multiprocessing
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Interrupted(Exception):
    """The child ended without an answer: it was killed, or there is no time to wait for it."""


class Workers:
    """A child process for each computation; one at a time."""

    def __init__(self) -> None:
        self._spawn = multiprocessing.get_context("spawn")
        self._waiting = ThreadPoolExecutor(1, thread_name_prefix="compute")
        self._child: SpawnProcess | None = None
        self._closed = False

    async def compute(self, work: Callable[P, T], /, *args: P.args, **facts: P.kwargs) -> T:
        """Run `work` (a plain function on plain values) in a child. Raises what it raises, or Interrupted."""
        job = partial(self._run, partial(work, *args, **facts))
        return await asyncio.get_running_loop().run_in_executor(self._waiting, job)

    def close(self) -> None:
        """Take no more work, and don't wait for what is at hand."""
        self._closed = True
        if self._child is not None:
            self._child.terminate()
        self._waiting.shutdown(wait=True, cancel_futures=True)

    def _run(self, work: Callable[[], T]) -> T:
        if self._closed:
            raise Interrupted
        here, there = self._spawn.Pipe(duplex=False)
        self._child = self._spawn.Process(target=_answer, args=(there, work), daemon=True)
        self._child.start()
        there.close()
        try:
            found: T | Exception = here.recv()
        except EOFError:
            raise Interrupted from None
        finally:
            here.close()
            self._child.join()
            self._child = None
        if isinstance(found, Exception):
            raise found
        return found


def _answer(there: "Connection[Any, Any]", work: Callable[[], Any]) -> None:
    """In the child: do the work, and say what it came to."""
    try:
        found = work()
    except (ArithmeticError, LookupError, MemoryError, TypeError, ValueError, RuntimeError) as error:
        found = error
    there.send(found)
