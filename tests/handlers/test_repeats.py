"""What somebody did is served once, however often Slack delivers it."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from handlers.repeats import KEPT, Ack, Repeats

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Counter:
    """Serves when it is let, and says the how manieth time it is."""

    def __init__(self, *, failing: int = 0) -> None:
        self.served = 0
        self.failing = failing
        self.let = asyncio.Event()

    async def serve(self) -> Ack:
        self.served += 1
        served = self.served
        await self.let.wait()
        if served <= self.failing:
            raise RuntimeError("a bad moment")
        return {"text": str(served)}


async def test_copies_at_once_wait_for_the_first_and_are_answered_the_same() -> None:
    repeats, counter = Repeats(), Counter()
    copies = [asyncio.ensure_future(repeats.once("1.2.a", counter.serve, NOW)) for _ in range(3)]
    await asyncio.sleep(0)
    counter.let.set()
    assert await asyncio.gather(*copies) == [{"text": "1"}] * 3
    assert await repeats.once("1.2.b", counter.serve, NOW) == {"text": "2"}


async def test_a_failure_is_no_answer_to_keep() -> None:
    repeats, counter = Repeats(), Counter(failing=1)
    counter.let.set()
    with pytest.raises(RuntimeError):
        await repeats.once("1.2.a", counter.serve, NOW)
    assert await repeats.once("1.2.a", counter.serve, NOW) == {"text": "2"}
    assert await repeats.once("1.2.a", counter.serve, NOW) == {"text": "2"}


async def test_what_has_no_trigger_is_served_each_time() -> None:
    repeats, counter = Repeats(), Counter()
    counter.let.set()
    assert [await repeats.once("", counter.serve, NOW) for _ in range(2)] == [{"text": "1"}, {"text": "2"}]


async def test_answers_are_let_go_in_time() -> None:
    repeats, counter = Repeats(), Counter()
    counter.let.set()
    later = NOW + KEPT + timedelta(seconds=1)
    await repeats.once("1.2.a", counter.serve, NOW)
    await repeats.once("1.2.b", counter.serve, later)
    assert await repeats.once("1.2.a", counter.serve, later) == {"text": "3"}
