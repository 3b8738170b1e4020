"""Delivery through real HTTP to a Slack that makes trouble: nothing lost, nothing doubled, order kept."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from bot.caught import attempt
from bot.letters import ledger
from bot.letters.ledger import MOST_ATTEMPTS, QUIET
from bot.letters.pace import Pace
from handlers.views.notices import RENDERERS, Renderer
from program import lifecycle
from storage.models import Letter
from storage.outbox import LEASE
from storage.unit import AWAY
from tests.bot.conftest import MATTERS, NUDGE, PATIENCE, Office

POST = "chat.postMessage"
MINUTE = 60.0
HOUR = 3600.0


@pytest.mark.both_databases
async def test_a_letter_arrives_and_what_follows_it_is_told(office: Office) -> None:
    await office.write("one")
    await office.settle()
    assert office.lines() == ["one"]
    assert office.followed == ["one"]
    assert await office.states() == ["done"]


@pytest.mark.both_databases
async def test_letters_to_one_person_arrive_in_the_order_of_writing(office: Office) -> None:
    for line in "abcdefgh":
        await office.write(line)
    await office.live(MINUTE)
    assert office.lines() == list("abcdefgh")


async def test_a_letter_is_not_sent_before_it_is_due(office: Office) -> None:
    await office.write("later", after=HOUR)
    await office.settle()
    assert office.lines() == []
    await office.wait(HOUR)
    assert office.lines() == ["later"]


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("error", {"error": "service_unavailable"}),
        ("error", {"error": "internal_error"}),
        ("error", {"error": "ratelimited"}),
        ("status", {"status": 500}),
        ("status", {"status": 503}),
        ("status", {"status": 429}),
        ("dropped", {}),
    ],
)
async def test_a_letter_that_slack_did_not_take_is_sent_once_later(
    office: Office, kind: str, options: dict[str, object]
) -> None:
    office.workspace.trouble.add(POST, kind, **options)  # type: ignore[arg-type]
    await office.write("first")
    await office.write("second")
    await office.settle()
    assert office.lines() == []
    await office.live(10 * MINUTE)
    assert office.lines() == ["first", "second"]
    assert office.followed == ["first", "second"]


async def test_a_lost_reply_is_not_answered_with_the_same_nudge_again(office: Office) -> None:
    office.workspace.trouble.add(POST, "reply_lost")
    await office.write("nudge", kind=NUDGE)
    await office.live(HOUR)
    assert office.lines() == ["nudge"]
    assert await office.states() == ["dropped"]
    assert await office.audits() == ["unknown_outcome_let_be"]


async def test_a_lost_reply_to_what_matters_is_settled_by_sending_again_and_audited(office: Office) -> None:
    office.workspace.trouble.add(POST, "reply_lost")
    await office.write("matters")
    await office.live(HOUR)
    assert office.lines() == ["matters", "matters"]
    assert await office.states() == ["done"]
    assert await office.audits() == ["unknown_outcome_resent"]


async def test_nothing_is_sent_again_before_the_quiet_period_is_over(office: Office) -> None:
    office.workspace.trouble.add(POST, "reply_lost")
    await office.write("matters")
    await office.settle()
    assert await office.states() == ["unknown"]
    await office.wait(QUIET.total_seconds() - 1)
    assert office.lines() == ["matters"]
    await office.wait(1)
    assert office.lines() == ["matters", "matters"]


async def test_what_slack_does_late_is_counted_before_anything_is_sent_again(office: Office) -> None:
    office.workspace.trouble.add(POST, "late", seconds=20)
    await office.write("late", kind=NUDGE)
    await office.live(HOUR)
    assert office.lines() == ["late"]


async def test_a_call_that_takes_too_long_is_of_unknown_outcome(office: Office) -> None:
    office.workspace.trouble.add(POST, "delay", seconds=1)
    await office.write("slow", kind=NUDGE)
    await office.settle()
    assert await office.states() == ["unknown"]


async def test_while_one_letter_is_unknown_the_next_to_the_same_person_waits_and_others_do_not(
    office: Office,
) -> None:
    office.workspace.trouble.add(POST, "dropped", channel=office.ada)
    await office.write("a1")
    await office.write("a2")
    await office.write("g1", to=office.grace)
    await office.settle()
    await office.write("a3")
    await office.settle()
    assert office.lines() == []
    assert office.lines(office.grace) == ["g1"]
    await office.live(5 * MINUTE)
    assert office.lines() == ["a1", "a2", "a3"]


async def test_after_a_retry_after_the_method_rests_for_everybody(office: Office) -> None:
    office.workspace.trouble.add(POST, "error", error="ratelimited")
    await office.write("a")
    await office.settle()
    calls = len(office.workspace.calls)
    await office.write("g", to=office.grace)
    await office.settle()
    assert len(office.workspace.calls) == calls
    await office.live(2 * MINUTE)
    assert (office.lines(), office.lines(office.grace)) == (["a"], ["g"])


async def test_what_slack_refuses_for_good_is_a_dead_letter_and_the_next_one_goes(office: Office) -> None:
    office.workspace.trouble.add(POST, "error", error="channel_not_found")
    await office.write("refused")
    await office.write("next")
    await office.live(MINUTE)
    assert await office.states() == ["rejected", "done"]
    assert await office.audits() == ["letter_rejected"]


async def test_a_letter_that_fails_again_and_again_is_given_up(office: Office) -> None:
    office.workspace.trouble.add(POST, "error", error="service_unavailable", times=1_000)
    await office.write("never")
    await office.live(48 * HOUR)
    (letter,) = await office.letters()
    assert (letter.state, letter.attempts) == ("rejected", MOST_ATTEMPTS)


@pytest.mark.breaks
async def test_a_letter_that_cannot_be_drawn_stops_no_other(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def draw(_card: object) -> None:
        raise KeyError("what nobody should read")

    monkeypatch.setitem(RENDERERS, NUDGE, Renderer(draw))  # type: ignore[arg-type]
    await office.write("broken", kind=NUDGE)
    await office.write("whole", to=office.grace)
    await office.settle()
    assert office.lines(office.grace) == ["whole"]
    await office.live(48 * HOUR)
    broken, _ = await office.letters()
    assert (broken.state, broken.last_error) == ("rejected", "KeyError")


@pytest.mark.breaks
async def test_a_letter_whose_follow_up_breaks_is_not_sent_twice(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def follow(_session: Session, _letter: Letter, _reply: object, _now: datetime) -> None:
        raise ValueError

    monkeypatch.setitem(lifecycle.LETTERS, MATTERS, replace(lifecycle.LETTERS[MATTERS], arrived=follow))
    await office.write("once")
    await office.live(HOUR)
    assert office.lines() == ["once"]
    assert await office.states() == ["done"]
    assert await office.audits() == ["follow_up_failed"]


@pytest.mark.parametrize(("times", "lines", "audits"), [(1, 1, []), (2, 2, ["unknown_outcome_resent"])])
@pytest.mark.breaks
async def test_a_database_that_went_away_is_told_again_and_what_follows_a_letter_is_not_lost(
    office: Office, monkeypatch: pytest.MonkeyPatch, times: int, lines: int, audits: list[str]
) -> None:
    told = []

    def follow(_session: Session, _letter: Letter, _reply: object, _now: datetime) -> None:
        told.append(1)
        if len(told) <= times:
            raise AWAY[0]("lost", None, ConnectionError())

    monkeypatch.setitem(lifecycle.LETTERS, MATTERS, replace(lifecycle.LETTERS[MATTERS], arrived=follow))
    await office.write("matters")
    failure = await attempt(office.settle())
    assert isinstance(failure, AWAY) is (times > 1)
    await office.live(HOUR)
    assert len(told) == times + 1
    assert office.lines() == ["matters"] * lines
    assert (await office.states(), await office.audits()) == (["done"], audits)


async def test_a_sender_that_died_in_the_act_leaves_an_unknown_outcome(office: Office) -> None:
    await office.write("whose")
    await office.bot.desk.transact(ledger.claim, pace=Pace(), now=office.clock.now())
    await office.settle()
    assert await office.states() == ["sending"]
    await office.wait(60)
    assert await office.states() == ["unknown"]
    await office.live(HOUR)
    assert office.lines() == ["whose"]


async def test_a_sender_that_took_longer_than_its_lease_is_still_heard(office: Office) -> None:
    await office.write("slow")
    office.workspace.trouble.add(POST, "delay", seconds=PATIENCE / 2)
    beat = asyncio.create_task(office.bot.delivery.beat())
    while not office.workspace.in_flight:  # noqa: ASYNC110  the call is on its way
        await asyncio.sleep(0)
    office.clock.advance(LEASE)
    await office.bot.desk.transact(ledger.settle, now=office.clock.now())
    assert await office.states() == ["unknown"]
    await beat
    assert await office.states() == ["done"]
    await office.live(HOUR)
    assert office.lines() == ["slow"]


async def test_a_hundred_letters_to_fifty_people_all_arrive_once(office: Office) -> None:
    people = [office.workspace.add_person(f"Person {number}").id for number in range(50)]
    for round_ in ("first", "second"):
        for person in people:
            await office.write(f"{round_} {person}", to=person)
    for kind in ("dropped", "status", "error"):
        office.workspace.trouble.add(POST, kind, error="service_unavailable")
    await office.live(HOUR)
    for person in people:
        assert office.lines(person) == [f"first {person}", f"second {person}"]


async def test_stopping_in_the_middle_loses_nothing(office: Office) -> None:
    for number in range(6):
        await office.write("hello", to=office.workspace.add_person(f"Person {number}").id)
    office.workspace.trouble.add(POST, "delay", seconds=PATIENCE / 3)
    beat = asyncio.create_task(office.bot.delivery.beat())
    await office.workspace.watchers.until(
        lambda: any(call.method == POST for call in office.workspace.calls), 5
    )
    office.bot.delivery.close()
    await beat
    states = await office.states()
    assert "done" in states
    assert set(states) <= {"done", "ready"}


async def test_what_is_claimed_and_not_begun_at_the_end_is_handed_back(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        await office.write("hello", to=office.workspace.add_person(f"Person {number}").id)
    pace = office.bot.delivery._pace
    admit = pace.admit

    def close(session: Session, now: datetime, letters: Sequence[Letter]) -> list[Letter]:
        office.bot.delivery.close()
        return admit(session, now, letters)

    monkeypatch.setattr(pace, "admit", close)
    assert await office.bot.delivery.beat() == 3
    assert [(letter.state, letter.attempts) for letter in await office.letters()] == [("ready", 0)] * 3
    assert not [call for call in office.workspace.calls if call.method == POST]


async def test_delivery_does_not_wake_itself_by_what_it_writes(office: Office) -> None:
    """Else a started pulse would never come to rest."""
    woken: list[str] = []
    office.bot.pulse.wake = lambda: woken.append("woken")  # type: ignore[method-assign]
    await office.write("one")
    assert woken == ["woken"]
    while await office.bot.delivery.beat():
        pass
    assert (office.lines(), await office.states()) == (["one"], ["done"])
    assert woken == ["woken"]


async def test_in_steady_state_slack_never_says_too_many(office: Office) -> None:
    for number in range(30):
        await office.write(f"line {number}")
    await office.live(5 * MINUTE)
    assert office.lines() == [f"line {number}" for number in range(30)]
    assert not [call for call in office.workspace.calls if call.error == "ratelimited"]


async def test_bulk_is_done_in_the_time_that_the_tier_allows(office: Office) -> None:
    people = [office.workspace.add_person(f"Person {number}").id for number in range(600)]
    for person in people:
        await office.write("hello", to=person)
    started = office.clock.now()
    await office.settle()
    while (due := await office.bot.next_due()) is not None:
        office.clock.set(due)
        await office.settle()
    assert office.clock.now() - started <= timedelta(minutes=2.1)
    assert await office.states() == ["done"] * 600
