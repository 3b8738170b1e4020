"""Long arithmetic in a child process, and what is left when that dies."""

import asyncio
import csv
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.beats.workers import Broke, Died, Interrupted, Workers


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
    with pytest.raises(Died):
        await workers.compute(os._exit, 9)
    assert list(await workers.compute(range, 2)) == [0, 1]


PID = "__import__('os').getpid()"
SQL = "from sqlalchemy.exc import OperationalError as Error; raise Error('select', {}, OSError('disk full'))"
DEMANDING = """
class Demanding(Exception):
    def __init__(self, one, two):
        super().__init__("this alone brings back no second argument")

raise Demanding(1, 2)
"""


@pytest.mark.parametrize(
    ("run", "code", "name"),
    [
        (exec, SQL, "OperationalError"),
        (exec, "assert False", "AssertionError"),
        (exec, DEMANDING, "Demanding"),
        (eval, "lambda: 0", "AttributeError|PicklingError"),
    ],
)
async def test_whatever_the_work_raises_on_its_way_is_named_here_and_the_child_lives_on(
    workers: Workers, run: Callable[[str], object], code: str, name: str
) -> None:
    before = list(await workers.compute(map, eval, [PID]))
    with pytest.raises(Broke, match=f"^({name})$"):
        await workers.compute(map, run, ["1", code])
    assert list(await workers.compute(map, eval, [PID])) == before


async def test_the_log_says_where_the_work_broke_and_not_what_somebody_wrote(
    workers: Workers, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Broke):
        await workers.compute(
            csv.DictReader, ["only Ada should read this"], dialect="only Ada should read this"
        )
    logged = capfd.readouterr().err
    assert "a round broke" in logged
    assert "csv.py" in logged
    assert logged.splitlines()[-1] == "Error"
    assert "Ada" not in logged


class Sour:
    """It breaks while the child unpacks it."""

    def __reduce__(self) -> tuple[type, tuple[str]]:
        return int, ("only Ada should read this",)


async def test_a_child_that_breaks_off_says_where_and_not_over_what(
    workers: Workers, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Died):
        await workers.compute(map, print, [Sour()])
    logged = capfd.readouterr().err
    assert logged.splitlines()[-1] == "ValueError"
    assert "Ada" not in logged


async def test_work_that_comes_after_closing_is_interrupted(workers: Workers) -> None:
    workers.close()
    with pytest.raises(Interrupted):
        await workers.compute(range, 1)


async def test_closing_does_not_wait_for_long_work(tmp_path: Path) -> None:
    """The child would sleep for a minute: that is what closing has to cut short."""
    workers = Workers()
    begun = tmp_path / "begun"
    work = f"import time; open({str(begun)!r}, 'w').close(); time.sleep(60)"
    long = asyncio.create_task(workers.compute(map, exec, [work]))
    async with asyncio.timeout(30):
        while not begun.exists():  # noqa: ASYNC110  another process makes it
            await asyncio.sleep(0.01)
    async with asyncio.timeout(10):
        workers.close()
        with pytest.raises(Interrupted):
            await long
