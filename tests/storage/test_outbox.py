"""The outbox, on both databases: each letter is claimed once, lanes keep their order, nothing due is forgotten."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from storage import outbox
from storage.models import Letter
from storage.unit import Store

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def write(
    store: Store, key: str, *, to: str | None = None, after: timedelta = timedelta(), **more: Any
) -> bool:
    """A letter to somebody of its own, unless told otherwise."""
    letter = Letter(
        workspace_id="T1",
        kind="test",
        recipient=to or f"U{key}",
        dedupe_key=key,
        created_at=NOON,
        planned_at=NOON + after,
        due_at=NOON + after,
        **more,
    )
    return store.transact(outbox.enqueue, letter)


def claim(store: Store, *, now: datetime = NOON, limit: int = 100) -> list[str]:
    return [letter.dedupe_key for letter in store.transact(outbox.claim, now=now, limit=limit)]


def become(store: Store, key: str, **values: Any) -> None:
    def change(session: Session) -> None:
        letter = session.exec(select(Letter).where(Letter.dedupe_key == key)).one()
        for name, value in values.items():
            setattr(letter, name, value)

    store.transact(change)


def test_the_same_letter_is_written_once(store: Store) -> None:
    assert write(store, "one") is True
    assert write(store, "one") is False
    assert claim(store) == ["one"]


def test_a_letter_that_was_sent_is_not_written_again(store: Store) -> None:
    write(store, "one")
    become(store, "one", state="done")
    assert write(store, "one") is False


def test_a_claimed_letter_is_nobody_elses(store: Store) -> None:
    write(store, "one")
    assert claim(store) == ["one"]
    assert claim(store) == []


def test_a_letter_is_not_claimed_before_it_is_due(store: Store) -> None:
    write(store, "later", after=SECOND)
    assert claim(store) == []
    assert claim(store, now=NOON + SECOND) == ["later"]


def test_answers_to_people_go_before_bulk_and_the_older_before_the_newer(store: Store) -> None:
    write(store, "bulk", priority=2)
    write(store, "newer", after=SECOND)
    write(store, "older")
    write(store, "answer", priority=0, after=SECOND)
    assert claim(store, now=NOON + SECOND) == ["answer", "older", "newer", "bulk"]


def test_where_answers_fill_a_batch_one_place_is_for_the_first_of_the_others(store: Store) -> None:
    for number in range(4):
        write(store, f"answer {number}", priority=0)
    write(store, "bulk", priority=2)
    write(store, "personal", after=SECOND)
    later = NOON + SECOND
    assert claim(store, now=later, limit=3) == ["answer 0", "answer 1", "personal"]
    assert claim(store, now=later, limit=1) == ["answer 2"]
    assert claim(store, now=later, limit=2) == ["answer 3", "bulk"]


def test_where_nobody_else_waits_answers_fill_a_batch(store: Store) -> None:
    for number in range(4):
        write(store, f"answer {number}", priority=0)
    write(store, "bulk", priority=2, after=SECOND)
    assert claim(store, limit=3) == ["answer 0", "answer 1", "answer 2"]


def test_something_is_due_when_a_letter_can_go_or_has_to_be_settled(store: Store) -> None:
    def due(now: datetime) -> tuple[bool, bool]:
        return store.read(outbox.due, now=now)

    nothing, to_send, to_settle = (False, False), (True, False), (False, True)
    assert due(NOON) == nothing
    write(store, "first", to="U1", after=SECOND)
    assert (due(NOON), due(NOON + SECOND)) == (nothing, to_send)
    assert claim(store, now=NOON + SECOND) == ["first"]
    write(store, "second", to="U1")
    lost = NOON + SECOND + outbox.LEASE
    assert (due(lost - SECOND), due(lost)) == (nothing, to_settle)
    store.transact(outbox.abandon, now=lost, quiet=SECOND)
    assert (due(lost), due(lost + SECOND)) == (nothing, to_settle)


def test_no_more_than_asked_for_are_claimed(store: Store) -> None:
    for number in range(5):
        write(store, str(number))
    assert claim(store, limit=2) == ["0", "1"]


def test_many_senders_at_once_claim_every_letter_once(store: Store) -> None:
    for number in range(100):
        write(store, str(number))
    with ThreadPoolExecutor(6) as senders:
        takings = [senders.submit(claim, store, limit=7) for _ in range(30)]
        claimed = Counter(key for taking in takings for key in taking.result())
    assert claimed == Counter(str(number) for number in range(100))


def test_while_a_letter_is_in_the_air_its_lane_waits(store: Store) -> None:
    write(store, "first", to="U1")
    assert claim(store) == ["first"]
    write(store, "second", to="U1")
    write(store, "elsewhere", to="U2")
    assert claim(store) == ["elsewhere"]
    become(store, "first", state="done")
    assert claim(store) == ["second"]


def test_letters_of_one_mentorship_share_a_lane_wherever_they_go(store: Store) -> None:
    assert (write(store, "a", to="U1"), write(store, "b", to="U1")) == (True, True)
    become(store, "a", lane="T1:7")
    become(store, "b", lane="T1:7")
    assert claim(store, limit=1) == ["a"]
    assert claim(store) == []


def test_a_letter_that_waits_for_its_next_try_holds_its_lane_until_then(store: Store) -> None:
    write(store, "first", to="U1")
    write(store, "second", to="U1")
    become(store, "first", due_at=NOON + 5 * SECOND, lease_until=NOON + 5 * SECOND)
    assert claim(store) == []
    assert claim(store, now=NOON + 5 * SECOND) == ["first", "second"]


def test_a_lease_that_ends_leaves_an_unknown_outcome_and_a_quiet_period(store: Store) -> None:
    write(store, "one")
    claim(store)
    late = NOON + outbox.LEASE
    assert store.transact(outbox.abandon, now=late - SECOND, quiet=SECOND) == 0
    assert store.transact(outbox.abandon, now=late, quiet=SECOND) == 1
    assert claim(store, now=late + 100 * SECOND) == []
    assert store.transact(outbox.unsettled, now=late, limit=9) == []
    assert [letter.state for letter in store.transact(outbox.unsettled, now=late + SECOND, limit=9)] == [
        "unknown"
    ]


@pytest.mark.postgres
def test_of_two_who_settle_at_once_each_letter_is_one_s(postgres: str) -> None:
    store = Store(postgres)
    write(store, "one")
    become(store, "one", state="unknown")

    def settle_meanwhile(session: Session) -> tuple[int, int]:
        mine = outbox.unsettled(session, now=NOON, limit=9)
        return len(mine), len(store.transact(outbox.unsettled, now=NOON, limit=9))

    assert store.transact(settle_meanwhile) == (1, 0)
    store.close()


def test_what_is_due_next_is_the_letter_that_can_go_and_not_one_that_waits_in_its_lane(store: Store) -> None:
    assert store.read(outbox.next_due) is None
    write(store, "first", to="U1")
    become(store, "first", state="unknown", due_at=NOON + 60 * SECOND)
    write(store, "second", to="U1")
    assert store.read(outbox.next_due) == NOON + 60 * SECOND
    write(store, "elsewhere", to="U2", after=SECOND)
    assert store.read(outbox.next_due) == NOON + SECOND


def test_a_letter_in_the_air_is_due_when_its_lease_ends(store: Store) -> None:
    write(store, "one")
    claim(store)
    assert store.read(outbox.next_due) == NOON + outbox.LEASE


def test_the_backlog_counts_states_and_names_what_was_refused(store: Store) -> None:
    for key in ("a", "b", "c"):
        write(store, key)
    become(store, "a", state="rejected", last_error="channel_not_found")
    counted = store.read(outbox.backlog, now=NOON + SECOND)
    assert counted["ready"] == 2
    assert counted["oldest_due"] == NOON
    assert counted["dead"] == [("test", "channel_not_found", 1)]
