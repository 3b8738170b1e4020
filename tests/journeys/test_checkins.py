"""Check-ins, as the pair lives them."""

from datetime import UTC, datetime

import pytest
from sqlmodel import Session, select

from program.base.calendar import Local, next_night
from program.base.touchpoints import Moment, plan
from sandbox.errors import ClientRefused
from storage.models import Letter, Program
from tests.journeys.cast import card
from tests.journeys.pairs import a_pair, rows, says, seen, the_pair, touchpoint, until
from tests.journeys.town import Town


@pytest.mark.both_databases
async def test_a_pair_is_asked_in_its_channel_and_one_tap_answers_for_both(town: Town) -> None:
    channel = await a_pair(town)
    await until(town, "check_in")
    asked = card(town, "ada", "checkins_met", channel)
    assert f"<@{town.ids['ada']}> and <@{town.ids['grace']}>, have you met since" in says(asked)
    assert "One tap from either of you is enough" in says(asked)
    assert "reaches Olga Brandt alone" in says(asked)
    reply = await town.person("grace").click("checkins_met", message=asked)
    assert reply.ok
    await town.settle()
    now = card(town, "ada", "checkins_change", channel)
    assert now.ts == asked.ts
    assert "*You met*, says Grace Osei." in says(now)
    assert "I ask again" in says(now)
    assert "checkins_met" not in says(now)
    assert (await touchpoint(town, "check_in")).answer == "met"


@pytest.mark.both_databases
async def test_the_same_tap_again_says_nothing_and_another_one_says_what_stands(town: Town) -> None:
    channel = await a_pair(town)
    await until(town, "check_in")
    asked = card(town, "ada", "checkins_met", channel)
    ada, grace = town.person("ada"), town.person("grace")
    await grace.click("checkins_met", message=asked)
    assert (await grace.click("checkins_met", message=asked, stale=True)).ok
    assert grace.view is None
    assert (await ada.click("checkins_met", message=asked, stale=True)).ok
    assert ada.view is None
    assert (await ada.click("checkins_not_yet", message=asked, stale=True)).ok
    assert "Grace Osei has said that you met." in str(ada.view)
    await town.settle()
    moment = await touchpoint(town, "check_in")
    assert (moment.answer, moment.answered_by) == ("met", town.ids["grace"])


async def test_either_puts_it_right_within_a_week(town: Town) -> None:
    channel = await a_pair(town)
    await until(town, "check_in")
    await town.person("grace").click("checkins_met", message=card(town, "ada", "checkins_met", channel))
    await town.later(days=2)
    ada = town.person("ada")
    await ada.click("checkins_change", message=card(town, "ada", "checkins_change", channel))
    await ada.fill({"checkins_answer": "not_yet"})
    assert (await ada.submit()).ok
    assert ada.view is None
    await town.settle()
    changed = card(town, "grace", "checkins_change", channel)
    assert "*Not yet*, says Ada Park." in says(changed)
    await town.later(days=6)
    await ada.click("checkins_change", message=changed)
    assert "too late" in str(ada.view)


async def test_after_a_week_an_answer_stands_and_its_card_offers_no_change(town: Town) -> None:
    channel = await a_pair(town)
    now = town.clock.now()

    def plan_nights(session: Session) -> None:
        program = session.exec(select(Program)).one()
        plan(session, Moment.NIGHT, program=program, occasion="every", due=next_night(Local("UTC"), now))

    await town.bot.desk.transact(plan_nights)
    await until(town, "check_in")
    ada = town.person("ada")
    await ada.click("checkins_met", message=card(town, "ada", "checkins_met", channel))
    await town.later(days=6)
    answered = card(town, "grace", "checkins_change", channel)
    await town.later(days=3)
    stands = says(next(one for one in seen(town, "grace", channel) if one.ts == answered.ts))
    assert "*You met*, says Ada Park." in stands
    assert "checkins_change" not in stands


async def test_a_correction_that_was_open_too_long_is_told_so(town: Town) -> None:
    channel = await a_pair(town)
    await until(town, "check_in")
    ada = town.person("ada")
    await ada.click("checkins_planned", message=card(town, "ada", "checkins_met", channel))
    await town.settle()
    await ada.click("checkins_change", message=card(town, "ada", "checkins_change", channel))
    await town.later(days=8)
    await ada.fill({"checkins_answer": "met"})
    await ada.submit()
    assert "too late" in str(ada.view)
    assert (await touchpoint(town, "check_in")).answer == "planned"


async def test_an_answer_after_the_end_is_refused_kindly(town: Town) -> None:
    channel = await a_pair(town)
    await until(town, "check_in")
    asked = card(town, "ada", "checkins_met", channel)
    await until(town, "closing")
    ada = town.person("ada")
    await ada.click("checkins_met", message=asked, stale=True)
    assert "This mentorship has ended" in str(ada.view)
    assert (await touchpoint(town, "check_in")).answer is None


async def test_somebody_who_is_in_the_channel_but_not_of_the_pair_can_not_answer(town: Town) -> None:
    channel = await a_pair(town)
    await until(town, "check_in")
    await town.person("ada").invite(channel, town.ids["kofi"])
    kofi = town.person("kofi")
    await kofi.click("checkins_met", message=card(town, "kofi", "checkins_met", channel))
    assert "Only the people of this mentorship can do this." in str(kofi.view)
    await kofi.close_view()
    await kofi.click("concerns_help", message=card(town, "kofi", "checkins_met", channel))
    assert "Only the people of this mentorship can do this." in str(kofi.view)
    assert (await touchpoint(town, "check_in")).answer is None


async def test_where_hours_never_meet_each_is_asked_in_private_and_both_cards_change(town: Town) -> None:
    channel = await a_pair(town, "ada", "mei")
    await until(town, "check_in")
    assert not any("checkins_met" in says(message) for message in seen(town, "ada", channel))
    asked = card(town, "ada", "checkins_met")
    assert "Have you and Mei Tanaka met since" in says(asked)
    await town.person("mei").click("checkins_planned", message=card(town, "mei", "checkins_met"))
    await town.settle()
    for first in ("ada", "mei"):
        assert "*It's planned*, says Mei Tanaka." in says(card(town, first, "checkins_change"))


async def test_help_has_one_door_and_it_stays_open_after_an_answer_and_after_the_end(town: Town) -> None:
    channel = await a_pair(town)
    await until(town, "check_in")
    asked = card(town, "ada", "checkins_met", channel)
    assert says(asked).count("concerns_") == 1
    assert "“We need help” reaches Olga Brandt alone" in says(asked)
    await town.person("ada").click("checkins_not_yet", message=asked)
    await town.settle()
    answered = says(card(town, "ada", "checkins_change", channel))
    assert answered.count("concerns_") == answered.count("concerns_help") == 1
    await until(town, "check_in")
    ignored = card(town, "ada", "checkins_met", channel)
    await until(town, "closing")
    ended = next(message for message in seen(town, "ada", channel) if message.ts == ignored.ts)
    assert "This mentorship has ended" in says(ended)
    assert says(ended).count("concerns_") == says(ended).count("concerns_help") == 1
    ada = town.person("ada")
    await ada.click("concerns_help", message=ended)
    await ada.fill({"text": "It should not have ended like this."})
    assert (await ada.submit()).ok
    assert "Olga Brandt has it now." in str(ada.view)


@pytest.mark.parametrize(
    ("back", "sent"),
    [
        (datetime(2026, 3, 17, 8, tzinfo=UTC), {"check_in": (1, datetime(2026, 3, 17, 10, tzinfo=UTC))}),
        (datetime(2026, 3, 23, 2, tzinfo=UTC), {"check_in": (1, datetime(2026, 3, 30, 9, tzinfo=UTC))}),
        (
            datetime(2026, 4, 25, 2, tzinfo=UTC),
            {
                "check_in": (1, datetime(2026, 4, 27, 9, tzinfo=UTC)),
                "survey": (2, datetime(2026, 4, 27, 9, tzinfo=UTC)),
            },
        ),
    ],
    ids=["a night", "a week", "40 days"],
)
@pytest.mark.both_databases
async def test_after_downtime_comes_what_is_not_stale_at_a_good_hour_and_once(
    town: Town, back: datetime, sent: dict[str, tuple[int, datetime]]
) -> None:
    """The check-in of March 16 is caught up for three days, the survey of April 16 for ten; then come the next ones."""
    channel = await a_pair(town)
    await town.later(seconds=(datetime(2026, 3, 16, 2, tzinfo=UTC) - town.clock.now()).total_seconds())
    before = {letter.id for letter in await rows(town, Letter)}
    town.clock.advance(back - town.clock.now())
    await town.settle()
    await town.later(days=9)
    went = [one for one in await rows(town, Letter) if one.id not in before and one.kind != "home"]
    assert {one.state for one in went} == {"done"}
    moments = sorted((one.kind, one.done_at) for one in went)
    assert moments == sorted((kind, at) for kind, (count, at) in sent.items() for _ in range(count))
    cards = [message for message in seen(town, "ada", channel) if "checkins_met" in says(message)]
    assert len(cards) == 1
    assert (await the_pair(town)).silent == 0


async def test_a_closed_card_offers_nothing_to_click(town: Town) -> None:
    channel = await a_pair(town)
    await until(town, "check_in")
    asked = card(town, "ada", "checkins_met", channel)
    await until(town, "closing")
    with pytest.raises(ClientRefused, match="nothing to click is called checkins_met"):
        await town.person("ada").click("checkins_met", message=asked)
