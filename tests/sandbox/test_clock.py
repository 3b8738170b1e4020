from datetime import UTC, datetime, timedelta

import pytest

from sandbox import Clock
from tests.sandbox.conftest import MONDAY


def test_a_frozen_clock_moves_only_when_told() -> None:
    clock = Clock(MONDAY)
    assert clock.now() == clock.now() == MONDAY
    clock.advance(timedelta(hours=1))
    assert clock.now() == MONDAY + timedelta(hours=1)


def test_a_running_clock_flows_from_its_start() -> None:
    clock = Clock(MONDAY, running=True)
    first = clock.now()
    assert MONDAY <= first < MONDAY + timedelta(seconds=5)
    assert clock.now() > first


def test_a_hurried_clock_flows_faster() -> None:
    clock, wall = Clock(MONDAY, running=True, speed=1_000), Clock(MONDAY, running=True)
    while wall.now() < MONDAY + timedelta(milliseconds=2):
        pass
    assert clock.now() - MONDAY > 500 * (wall.now() - MONDAY)


def test_a_paused_clock_stands_until_resumed() -> None:
    clock = Clock(MONDAY, running=True)
    clock.pause()
    assert clock.now() == clock.now()
    clock.resume()
    assert clock.running


def test_time_never_goes_back() -> None:
    clock = Clock(MONDAY)
    with pytest.raises(ValueError, match="forward"):
        clock.set(MONDAY - timedelta(seconds=1))


@pytest.mark.parametrize("moment", [datetime(2026, 3, 2, 9)])  # noqa: DTZ001
def test_a_naive_moment_is_refused(moment: datetime) -> None:
    with pytest.raises(ValueError, match="aware"):
        Clock(moment)
    with pytest.raises(ValueError, match="aware"):
        Clock(MONDAY).set(moment)


def test_now_is_always_utc() -> None:
    assert Clock(MONDAY).now().tzinfo is UTC
