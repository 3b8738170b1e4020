"""Long arithmetic in a child process, and what is left when that dies."""

import asyncio
import os
import time
from collections.abc import Iterator
from operator import add

import pytest

from bot.workers import Interrupted, Workers


@pytest.fixture
def workers() -> Iterator[Workers]:
    opened = Workers()
    yield opened
    opened.close()


async def test_an_answer_comes_from_the_child(workers: Workers) -> None:
    assert await workers.compute(add, 1, 2) == 3
    assert await workers.compute(os.getpid) != os.getpid()


async def test_a_child_that_dies_is_replaced(workers: Workers) -> None:
    with pytest.raises(Interrupted):
        await workers.compute(os._exit, 9)
    assert await workers.compute(add, 2, 2) == 4


async def test_what_the_work_raises_is_raised_here(workers: Workers) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        await workers.compute(int, "three")
    assert await workers.compute(add, 2, 2) == 4


async def test_closing_does_not_wait_for_long_work() -> None:
    workers = Workers()
    await workers.compute(add, 1, 1)
    long = asyncio.create_task(workers.compute(time.sleep, 60))
    await asyncio.sleep(0.1)
    async with asyncio.timeout(10):
        workers.close()
        with pytest.raises(Interrupted):
            await long
