"""The plan: written by either, pinned, ticked off, moved, changed."""

import pytest

from sandbox.channels import Channel
from sandbox.errors import ClientRefused
from storage.queries import outcomes
from tests.journeys.cast import card, channel_of, mentorships, published, told, two_pairs
from tests.journeys.town import Town


@pytest.fixture
async def channel(town: Town) -> Channel:
    """The channel of Ada and Grace, freshly opened."""
    await two_pairs(town)
    await published(town)
    return channel_of(town, "ada")


async def make_plan(town: Town, channel: Channel) -> None:
    ada = town.person("ada")
    await ada.click("plan_open", message=card(town, "ada", "plan_open", channel))
    await ada.fill({"plan_text_1": "Lead one incident", "plan_date_1": "2026-04-01"})
    await ada.fill({"plan_text_2": "Write <!channel> a runbook", "plan_date_2": "2026-05-01"})
    assert (await ada.submit()).ok
    await town.later(minutes=1)


def plan_of(town: Town, channel: Channel) -> str:
    return str(card(town, "grace", "plan_change", channel).blocks)


async def menu(town: Town, first: str, channel: Channel, position: int, what: str) -> None:
    """Choose in the menu of one outcome on the card."""
    mentorship = next(one for one in await mentorships(town) if one.channel_id == channel.id)
    written = await town.ask(lambda session: outcomes.of_mentorship(session, mentorship_id=mentorship.id))
    outcome = written[position].id
    await town.person(first).click(
        "plan_mark",
        message=card(town, first, "plan_change", channel),
        block_id=f"outcome_{outcome}",
        select=f"{outcome}:{what}",
    )
    await town.later(minutes=1)


async def test_a_plan_is_posted_and_pinned_where_both_see_it(town: Town, channel: Channel) -> None:
    await make_plan(town, channel)
    plan = card(town, "grace", "plan_change", channel)
    assert plan.pinned
    assert "Lead one incident" in str(plan.blocks)
    assert "Wednesday 1 April" in str(plan.blocks)
    assert "&lt;!channel&gt;" in str(plan.blocks)
    assert "Make our 90-day plan" not in str([one.blocks for one in town.person("ada").messages(channel)])


async def test_either_ticks_an_outcome_off_and_takes_it_back_and_moves_it(
    town: Town, channel: Channel
) -> None:
    await make_plan(town, channel)
    await menu(town, "grace", channel, 0, "done")
    assert "~Lead one incident~" in plan_of(town, channel)
    assert "1 of 2 done" in plan_of(town, channel)
    await menu(town, "ada", channel, 0, "open")
    assert "0 of 2 done" in plan_of(town, channel)
    await menu(town, "ada", channel, 0, "later")
    assert "Wednesday 8 April" in plan_of(town, channel)
    assert sum(one.text == "Our plan" for one in town.person("ada").messages(channel)) == 1


async def test_the_other_one_changes_the_plan(town: Town, channel: Channel) -> None:
    await make_plan(town, channel)
    grace = town.person("grace")
    await grace.click("plan_change", message=card(town, "grace", "plan_change", channel))
    assert "Lead one incident" in str(grace.view)
    await grace.fill({"plan_text_1": "Lead two incidents", "plan_text_2": None, "plan_date_2": None})
    assert (await grace.submit()).ok
    await town.later(minutes=1)
    assert "Lead two incidents" in plan_of(town, channel)
    assert "runbook" not in plan_of(town, channel)


async def test_whoever_saves_second_sees_both_and_overwrites_nothing_unseen(
    town: Town, channel: Channel
) -> None:
    ada, grace = town.person("ada"), town.person("grace")
    for person, first in ((ada, "ada"), (grace, "grace")):
        await person.click("plan_open", message=card(town, first, "plan_open", channel))
        await person.fill({"plan_text_1": f"What {first} wants", "plan_date_1": "2026-04-01"})
    assert not (await ada.submit()).errors
    reply = await grace.submit()
    assert reply.ok
    assert "saved by one of you while you had this open" in str(grace.view)
    assert "• What ada wants, by Wednesday 1 April" in str(grace.view)
    assert "'initial_value': 'What grace wants'" in str(grace.view)
    await town.later(minutes=1)
    assert "What ada wants" in plan_of(town, channel)
    await grace.fill({"plan_text_2": "What ada wants", "plan_date_2": "2026-04-01"})
    assert (await grace.submit()).ok
    await town.later(minutes=1)
    assert "What grace wants" in plan_of(town, channel)
    assert "What ada wants" in plan_of(town, channel)


async def test_the_same_plan_saved_twice_is_saved_once(town: Town, channel: Channel) -> None:
    ada, grace = town.person("ada"), town.person("grace")
    for person, first in ((ada, "ada"), (grace, "grace")):
        await person.click("plan_open", message=card(town, first, "plan_open", channel))
        await person.fill({"plan_text_1": "Lead one incident", "plan_date_1": "2026-04-01"})
        assert (await person.submit()).ok
        assert person.view is None


@pytest.mark.parametrize(
    ("aims", "field", "words"),
    [
        ({"plan_text_1": "x", "plan_date_1": "2026-02-01"}, "plan_date_1", "That day has passed"),
        ({"plan_text_1": "x", "plan_date_1": "2026-12-01"}, "plan_date_1", "runs until Sunday 31 May"),
        (
            {"plan_text_1": "x", "plan_date_1": "2026-04-01", "plan_text_2": "y"},
            "plan_date_2",
            "Give this outcome a date.",
        ),
        (
            {"plan_text_1": "x", "plan_date_1": "2026-04-01", "plan_date_3": "2026-04-01"},
            "plan_text_3",
            "This date has no outcome.",
        ),
        ({"plan_text_1": "   ", "plan_date_1": "2026-04-01"}, "plan_text_1", "Write at least one outcome."),
    ],
)
async def test_a_plan_that_cannot_be_is_refused_at_its_field(
    town: Town, channel: Channel, aims: dict[str, str], field: str, words: str
) -> None:
    ada = town.person("ada")
    await ada.click("plan_open", message=card(town, "ada", "plan_open", channel))
    await ada.fill(aims)
    reply = await ada.submit()
    assert words in reply.errors[field]


async def test_an_empty_or_too_long_plan_does_not_even_leave_the_client(town: Town, channel: Channel) -> None:
    ada = town.person("ada")
    await ada.click("plan_open", message=card(town, "ada", "plan_open", channel))
    with pytest.raises(ClientRefused):
        await ada.submit()
    await ada.fill({"plan_text_1": "x" * 201, "plan_date_1": "2026-04-01"})
    with pytest.raises(ClientRefused):
        await ada.submit()


async def test_a_plan_is_not_changed_after_the_end(town: Town, channel: Channel) -> None:
    await make_plan(town, channel)
    stale = card(town, "ada", "plan_change", channel)
    await town.person("grace").click("match_decline", message=card(town, "grace", "match_decline"))
    await town.settle()
    ada = town.person("ada")
    await ada.click("plan_change", message=stale, stale=True)
    assert "has ended" in str(ada.view)


async def test_somebody_outside_the_pair_cannot_change_it(town: Town, channel: Channel) -> None:
    await make_plan(town, channel)
    await town.person("ada").invite(channel, town.ids["kofi"])
    kofi = town.person("kofi")
    await kofi.click("plan_change", message=card(town, "kofi", "plan_change", channel))
    assert "Only the people of this mentorship" in str(kofi.view)
    assert told(town, "ada", "Lead one incident", channel)
