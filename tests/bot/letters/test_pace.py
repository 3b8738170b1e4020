"""Living within Slack's limits, on a clock that stands in the test's hand: one sender, or two on one database."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from math import ceil

import pytest
from sqlmodel import Session, select

from bot.letters import ledger
from bot.letters.pace import BULK_SHARE, MINUTE, POST, Pace
from bot.letters.tiers import TIERS
from bot.letters.verdicts import BARRED_SECONDS, Verdict
from bot.settings import load
from handlers.views.notices import RENDERERS
from program.base.notices import Notice, tell
from storage import outbox
from storage.models import Letter
from storage.unit import Store
from tests.bot.senders import (
    BULK,
    CLICKED,
    CREATE,
    DONE,
    NOON,
    claim,
    claim_all,
    hear,
    most_in_a_minute,
    pour,
    send,
    send_all,
    send_now,
    write,
)

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
REVOKED = Verdict("barred", "token_revoked", BARRED_SECONDS)

pytestmark = pytest.mark.both_databases


def limited(seconds: int) -> Verdict:
    return Verdict("passing", "ratelimited", seconds)


@pytest.fixture
def another(store: Store) -> Iterator[Store]:
    """The same database, opened by another replica."""
    opened = Store(store.url)
    yield opened
    opened.close()


def test_no_minute_ever_holds_more_than_the_tier_and_bulk_is_done_in_its_time(store: Store) -> None:
    write(store, CREATE, 130)
    gone = send_all(store)
    assert len(gone) == 130
    assert most_in_a_minute(gone) <= TIERS["conversations.create"]
    assert gone[-1] - NOON <= timedelta(minutes=130 / TIERS["conversations.create"])


def test_two_senders_share_the_tier_and_use_nearly_all_of_it(store: Store, another: Store) -> None:
    write(store, BULK, 480)
    gone = send_all(store, another, pace=Pace({POST: 100}))
    assert len(gone) == 480
    assert most_in_a_minute(gone) <= 100
    assert gone[-1] - NOON + MINUTE <= timedelta(minutes=480 / 100) * 1.05


def test_senders_at_one_instant_never_exceed_the_tier_together(store: Store, another: Store) -> None:
    write(store, CREATE, 100)
    with ThreadPoolExecutor(6) as senders:
        sendings = [senders.submit(send, where, NOON) for where in (store, another) * 5]
        assert sum(len(sending.result()) for sending in sendings) == TIERS["conversations.create"]


def test_a_call_counts_from_its_answer_and_until_then_from_its_claim(store: Store) -> None:
    write(store, CREATE, 40)
    letters = claim_all(store)
    assert len(letters) == 20
    answered = NOON + 10 * SECOND
    hear(store, letters, DONE, answered)
    assert send_now(store, NOON + MINUTE) == 0
    assert store.read(outbox.next_due) == answered + MINUTE
    assert send_now(store, answered + MINUTE) == 20


def test_a_letter_that_was_not_sent_after_all_gives_its_place_back(store: Store) -> None:
    write(store, CREATE, 30)
    first, second, *others = claim_all(store)
    assert len(others) == 18
    assert send(store, NOON) == []
    store.transact(ledger.drop, letter_id=first.id or 0, why="nothing to say any more", now=NOON)
    store.transact(ledger.hand_back, letter_id=second.id or 0, until=NOON + HOUR, why="quiet hours")
    hear(store, others, DONE, NOON)
    assert send_now(store, NOON + SECOND) == 2


def test_bulk_leaves_room_for_an_answer_to_a_person(store: Store) -> None:
    write(store, BULK, 400)
    assert send_now(store) == ceil(TIERS[POST] * BULK_SHARE)
    write(store, CLICKED, to="UADA")
    assert send(store, NOON) == ["UADA"]
    assert send(store, NOON) == []


def test_a_click_goes_first_when_there_is_room_again_however_much_has_waited_longer(store: Store) -> None:
    pace = Pace({POST: 2})
    write(store, BULK, 10)
    assert len(send(store, NOON, pace=pace)) == 2
    write(store, CLICKED, to="UADA")
    assert send(store, NOON, pace=pace) == []
    assert send(store, NOON + MINUTE, pace=pace)[0] == "UADA"


def test_ten_thousand_messages_of_one_hour_take_no_more_than_a_twentieth_longer_than_the_tier(
    sqlite: str,
) -> None:
    store = Store(sqlite)
    pour(store, 10_000)
    gone = send_all(store)
    assert len(gone) == 10_000
    assert most_in_a_minute(gone) <= TIERS[POST]
    assert gone[-1] - NOON <= timedelta(minutes=10_000 / TIERS[POST]) * 1.05
    store.close()


def test_letters_that_wait_for_slack_are_not_late_and_those_that_nobody_delivers_are(store: Store) -> None:
    write(store, CREATE, 90)
    assert send_now(store) == 20
    at_work, stopped = NOON + MINUTE, NOON + 3 * MINUTE
    assert store.read(outbox.backlog, now=at_work)["oldest_due"] is None
    assert store.read(outbox.backlog, now=stopped)["oldest_due"] == NOON


@pytest.mark.parametrize("hours", [2, 24])
def test_a_clock_that_is_set_back_holds_nothing_up(store: Store, hours: int) -> None:
    ahead = NOON + hours * HOUR
    write(store, CLICKED, to="UADA")
    assert send(store, ahead) == ["UADA"]
    write(store, BULK, 400)
    assert send_now(store, ahead) < 400
    write(store, CREATE, 2)
    assert send(store, ahead, verdict=limited(900)) != []
    in_the_air = claim(store, ahead + MINUTE)
    assert in_the_air
    write(store, BULK, to="UADA")
    assert "UADA" in [who for _ in range(60) for who in send(store, NOON + SECOND)]
    assert store.transact(outbox.abandon, now=NOON + SECOND, quiet=SECOND) == len(in_the_air)
    assert store.transact(ledger.settle, now=NOON + 2 * MINUTE) == len(in_the_air)


def test_one_method_that_is_used_up_does_not_hold_up_another(store: Store) -> None:
    write(store, CREATE, 60)
    assert send_now(store) == 20
    write(store, BULK, 3)
    assert send(store, NOON) == ["U0", "U1", "U2"]


def test_workspaces_are_paced_apart(store: Store) -> None:
    write(store, CREATE, 30, workspace="T1")
    write(store, CREATE, 30, workspace="T2")
    assert send_now(store) == 40


def test_to_one_channel_a_message_goes_each_second(store: Store) -> None:
    for kind in (BULK, Notice.ENDED, Notice.ROUND, CLICKED):
        write(store, kind, to="C1")
    assert send_all(store) == [NOON + SECOND * number for number in range(4)]


def test_to_one_person_from_many_pairs_a_message_goes_each_second(store: Store, another: Store) -> None:
    def write_down(session: Session) -> None:
        for number in range(50):
            tell(session, BULK, "T1", to="UOLGA", about=number, now=NOON)
        for number, letter in enumerate(session.exec(select(Letter)).all()):
            letter.lane = f"T1:{number}"

    store.transact(write_down)
    gone = send_all(store, another)
    assert gone == [NOON + SECOND * number for number in range(50)]


def test_one_channel_does_not_hold_up_another(store: Store) -> None:
    write(store, BULK, to="C1")
    assert send(store, NOON) == ["C1"]
    write(store, Notice.ENDED, to="C1")
    write(store, Notice.ENDED, to="C2")
    assert send(store, NOON) == ["C2"]


def test_a_retry_after_that_one_sender_heard_holds_the_other(store: Store, another: Store) -> None:
    write(store, CREATE, to="UADA")
    assert send(store, NOON, verdict=limited(30)) == ["UADA"]
    write(store, CREATE, 5)
    write(store, BULK, to="UGRACE")
    assert send(another, NOON) == ["UGRACE"]
    assert send(another, NOON + 29 * SECOND) == []
    assert another.read(outbox.next_due) == NOON + 30 * SECOND
    assert send_now(another, NOON + 30 * SECOND) == 6


def test_a_shorter_retry_after_does_not_end_a_longer_one(store: Store) -> None:
    write(store, CREATE, 2)
    first, second = claim(store)
    hear(store, [first], limited(30), NOON)
    hear(store, [second], limited(10), NOON)
    assert send_now(store, NOON + 29 * SECOND) == 0
    assert send_now(store, NOON + 30 * SECOND) == 2


def test_a_token_that_is_good_for_nothing_holds_everything(store: Store, another: Store) -> None:
    write(store, CREATE)
    assert send(store, NOON, verdict=REVOKED) == ["U0"]
    write(store, BULK)
    write(store, CLICKED, to="UADA")
    assert send(another, NOON + SECOND) == []
    assert send_now(another, NOON + timedelta(seconds=BARRED_SECONDS)) == 3


def test_a_method_without_a_limit_goes_whenever_asked(store: Store) -> None:
    write(store, CREATE, 200)
    assert send_all(store, pace=Pace({})) == [NOON] * 200


def test_an_app_with_other_tiers_says_so_in_its_settings() -> None:
    tiers = load(slack_tiers="users.list=10, chat.postMessage=60", _env_file=None).tiers
    assert tiers == {**TIERS, "users.list": 10, POST: 60}


def test_every_method_that_a_letter_is_a_call_of_has_its_tier() -> None:
    assert {renderer.method for renderer in RENDERERS.values()} | {"chat.update"} == set(TIERS)
