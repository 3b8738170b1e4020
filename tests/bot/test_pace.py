"""Living within Slack's limits, on a clock that stands in the test's hand."""

from datetime import UTC, datetime, timedelta
from math import ceil

import pytest

from bot.pace import BULK_SHARE, EVERYTHING, MINUTE, TIERS, Pace

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
CREATE, POST = "conversations.create", "chat.postMessage"
SECOND = timedelta(seconds=1)


def send_all(
    pace: Pace, method: str, count: int, *, urgent: bool = False, channel: str = ""
) -> list[datetime]:
    """When each of so many calls goes, if each comes back at the moment that it was promised."""
    waiting = [NOON] * count
    gone: list[datetime] = []
    while waiting:
        now = min(waiting)
        waiting.remove(now)
        ready = pace.ready_at(method, channel or str(len(gone)), now, urgent=urgent)
        if ready <= now:
            pace.note(method, channel or str(len(gone)), now)
            gone.append(now)
        else:
            waiting.append(ready)
    return gone


def most_in_a_minute(moments: list[datetime]) -> int:
    return max(sum(start <= moment < start + MINUTE for moment in moments) for start in moments)


def test_the_first_call_goes_at_once() -> None:
    assert Pace().ready_at(CREATE, "", NOON, urgent=False) == NOON


def test_no_minute_ever_holds_more_than_the_tier() -> None:
    gone = send_all(Pace(), CREATE, 100)
    assert most_in_a_minute(gone) <= TIERS[CREATE]


@pytest.mark.parametrize("method", sorted(TIERS))
def test_bulk_is_done_within_a_twentieth_of_what_the_tier_allows(method: str) -> None:
    gone = send_all(Pace(), method, 20 * TIERS[method])
    assert gone[-1] - NOON <= timedelta(minutes=20) * 1.05


@pytest.mark.parametrize("method", ["chat.postMessage", "chat.update", "views.publish", "users.info"])
def test_bulk_leaves_room_for_an_answer_to_a_person(method: str) -> None:
    pace = Pace()
    for _ in range(ceil(TIERS[method] * BULK_SHARE)):
        pace.note(method, "", NOON)
    assert pace.ready_at(method, "other", NOON, urgent=False) > NOON
    assert pace.ready_at(method, "other", NOON, urgent=True) == NOON


def test_to_one_channel_a_message_goes_each_second() -> None:
    gone = send_all(Pace(), POST, 5, channel="C1")
    assert gone == [NOON + SECOND * number for number in range(5)]


def test_one_channel_does_not_hold_up_another() -> None:
    pace = Pace()
    pace.note(POST, "C1", NOON)
    assert pace.ready_at(POST, "C1", NOON, urgent=False) == NOON + SECOND
    assert pace.ready_at(POST, "C2", NOON, urgent=False) == NOON


def test_each_who_waits_is_promised_a_moment_of_their_own() -> None:
    pace = Pace()
    pace.note(POST, "C1", NOON)
    promised = [pace.ready_at(POST, "C1", NOON, urgent=False) for _ in range(4)]
    assert promised == [NOON + SECOND * number for number in (1, 2, 3, 4)]


def test_a_method_that_was_closed_waits_and_the_others_do_not() -> None:
    pace = Pace()
    pace.close(CREATE, NOON + 30 * SECOND)
    pace.close(CREATE, NOON + 10 * SECOND)
    assert pace.ready_at(CREATE, "", NOON, urgent=True) == NOON + 30 * SECOND
    assert pace.ready_at(POST, "C1", NOON, urgent=False) == NOON
    assert pace.ready_at(CREATE, "", NOON + 30 * SECOND, urgent=False) == NOON + 30 * SECOND


def test_everything_may_be_closed_at_once() -> None:
    pace = Pace()
    pace.close(EVERYTHING, NOON + SECOND)
    assert pace.ready_at("users.info", "", NOON, urgent=True) == NOON + SECOND


def test_a_method_without_a_limit_goes_whenever_asked() -> None:
    assert send_all(Pace({}), "auth.test", 1_000) == [NOON] * 1_000
