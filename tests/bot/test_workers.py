"""Long arithmetic in a child process, and what is left when that dies."""

import asyncio
import os
import time
from collections.abc import Iterator

import pytest

from bot.workers import Interrupted, Workers


@pytest.fixture
def workers() -> Iterator[Workers]:
    opened = Workers()
    yield opened
    opened.close()


async def test_answers_come_from_the_child(workers: Workers) -> None:
    [(parent, _)] = await workers.compute(zip, iter(os.getppid, None), range(1))
    assert parent == os.getpid()


async def test_an_answer_may_be_empty_and_the_next_is_another(workers: Workers) -> None:
    assert list(await workers.compute(range, 0)) == []
    assert list(await workers.compute(range, 3)) == [0, 1, 2]


async def test_a_child_that_dies_is_replaced(workers: Workers) -> None:
    with pytest.raises(Interrupted):
        await workers.compute(os._exit, 9)
    assert list(await workers.compute(range, 2)) == [0, 1]


async def test_what_the_work_raises_on_its_way_is_raised_here(workers: Workers) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        await workers.compute(map, int, ["1", "three"])
    assert list(await workers.compute(range, 2)) == [0, 1]


async def test_closing_does_not_wait_for_long_work() -> None:
    workers = Workers()
    await workers.compute(range, 1)
    long = asyncio.create_task(workers.compute(map, time.sleep, [60]))
    await asyncio.sleep(0.1)
    async with asyncio.timeout(10):
        workers.close()
        with pytest.raises(Interrupted):
            await long
