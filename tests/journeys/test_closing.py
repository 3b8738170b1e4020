"""The end of a mentorship."""

import re

import pytest

from sandbox.channels import Channel
from storage.models import Enrollment
from tests.journeys.cast import card, told
from tests.journeys.pairs import a_pair, rows, says, seen, the_pair, until, words
from tests.journeys.town import Town


async def over(town: Town) -> Channel:
    """A pair whose last day has come."""
    channel = await a_pair(town)
    await until(town, "closing")
    return channel


async def test_the_pair_is_thanked_in_its_channel_which_is_archived_a_week_later(town: Town) -> None:
    channel = await over(town)
    thanks = card(town, "ada", "closing_keep_channel", channel)
    assert "your time in Growing together is complete. Thank you, both." in says(thanks)
    assert "This channel stays open until" in says(thanks)
    assert not channel.is_archived
    await town.later(days=8)
    assert channel.is_archived
    assert (await the_pair(town)).state == "archived"


async def test_the_owner_gets_one_summary(town: Town) -> None:
    await over(town)
    await town.later(days=2)
    summaries = [message for message in seen(town, "olga") if "finished.*" in says(message)]
    assert len(summaries) == 1
    assert "*Growing together: one pair finished.*" in says(summaries[0])
    assert "Ada Park and Grace Osei: no word of a meeting in their first 30 days" in says(summaries[0])


async def test_a_mentee_is_offered_to_mentor_and_the_form_opens_as_a_mentors(town: Town) -> None:
    await over(town)
    await town.later(days=4)
    grace = town.person("grace")
    offer = card(town, "grace", "enrollment_mentor_next")
    assert "Would you mentor somebody yourself?" in says(offer)
    await grace.click("enrollment_mentor_next", message=offer)
    assert "enrollment_teaches" in str(grace.view)
    assert not any("enrollment_mentor_next" in says(message) for message in seen(town, "ada"))
    assert [row.mentor for row in await rows(town, Enrollment) if row.person_id == town.ids["grace"]] == [
        False
    ]


async def test_the_channel_stays_if_both_want_it(town: Town) -> None:
    channel = await over(town)
    thanks = card(town, "ada", "closing_keep_channel", channel)
    ada, grace = town.person("ada"), town.person("grace")
    await ada.click("closing_keep_channel", message=thanks)
    await ada.click("closing_keep_channel", message=thanks, stale=True)
    await town.settle()
    assert "One of you wants to keep it." in says(card(town, "grace", "closing_keep_channel", channel))
    await grace.click("closing_keep_channel", message=thanks)
    await town.later(days=9)
    assert not channel.is_archived
    assert told(town, "ada", "You are keeping this channel.", channel)


async def test_one_wish_alone_does_not_keep_it_and_later_it_is_too_late(town: Town) -> None:
    channel = await over(town)
    thanks = card(town, "ada", "closing_keep_channel", channel)
    await town.person("ada").click("closing_keep_channel", message=thanks)
    await town.later(days=8)
    assert channel.is_archived
    grace = town.person("grace")
    await grace.click("closing_keep_channel", message=thanks, stale=True)
    assert "too late" in str(grace.view)


async def test_a_channel_that_somebody_archived_by_hand_breaks_nothing(town: Town) -> None:
    channel = await over(town)
    await town.person("ada").archive(channel)
    await town.later(days=8)
    assert (await the_pair(town)).state == "archived"


async def test_an_owner_ends_a_pair_with_the_same_words(town: Town) -> None:
    await a_pair(town)
    olga = town.person("olga")
    await olga.open_home()
    await town.settle()
    await olga.click("home_list", in_home=True, value="1:pairs:0")
    await olga.click("closing_owner_end", in_view=True)
    assert "Ada Park and Grace Osei are both told, with the same words." in str(olga.view)
    await town.settle()
    ended = {
        first: [message for message in seen(town, first) if "has ended.*" in says(message)]
        for first in ("ada", "grace")
    }
    assert [len(messages) for messages in ended.values()] == [1, 1]
    assert "Olga" not in words(ended["ada"][0])
    assert (await the_pair(town)).ended_why == "owner"


async def test_either_ends_it_from_status_and_both_read_the_same_words_at_the_same_moment(town: Town) -> None:
    await a_pair(town)
    ada, grace = town.person("ada"), town.person("grace")
    status = await ada.command("/mentor", "status")
    before = len(ada.messages()), len(grace.messages())
    assert (await ada.click("closing_end", message=status.ephemeral[-1])).ok
    assert ada.view is not None
    assert "Within three days" in str(ada.view)
    again = await ada.command("/mentor", "status")
    assert (await ada.click("closing_end", message=again.ephemeral[-1])).ok
    await town.settle()
    assert len(grace.messages()) == before[1]
    await town.later(days=5)
    told = [
        next(message for message in person.messages() if "has come to its end" in str(message.blocks))
        for person in (ada, grace)
    ]
    assert told[0].ts[:9] == told[1].ts[:9]
    assert "Ada" not in told[0].text


async def test_who_has_finished_edits_without_being_looked_for_and_asks_for_another_by_a_button(
    town: Town,
) -> None:
    await over(town)
    grace = town.person("grace")
    await grace.open_home()
    await town.settle()
    await grace.click("enrollment_join", in_home=True)
    await grace.fill({"enrollment_goals": "Calmer incidents"})
    assert (await grace.submit()).ok
    assert "I still look for nobody for you" in str(grace.view)
    await grace.close_view()
    assert (await enrollment_of(town, "grace")).finished_at is not None
    status = (await grace.command("/mentor", "status")).ephemeral[-1]
    assert "I look for nobody for you" in says(status)
    await grace.click("enrollment_look_again", message=status)
    assert "I look for another mentor for you in Growing together" in str(grace.view)
    found = await enrollment_of(town, "grace")
    assert (found.finished_at, found.goals) == (None, "Calmer incidents")
    await town.settle()
    assert "enrollment_look_again" not in str(await grace.home())


@pytest.mark.parametrize("first", ["leave", "join"])
async def test_who_comes_back_as_a_mentee_or_becomes_one_anew_has_not_finished(
    town: Town, first: str
) -> None:
    await over(town)
    grace = town.person("grace")
    await grace.command("/mentor", first)
    if first == "join":
        await grace.fill({"enrollment_role": "mentor"})
        await grace.fill({"enrollment_teaches": "Calm"})
    assert (await grace.submit()).ok
    await grace.close_view()
    await grace.command("/mentor", "join")
    await grace.fill({"enrollment_role": "mentee"})
    await grace.fill({"enrollment_goals": "Calmer incidents"})
    assert (await grace.submit()).ok
    assert (await enrollment_of(town, "grace")).finished_at is None


async def enrollment_of(town: Town, first: str) -> Enrollment:
    found: list[Enrollment] = await rows(town, Enrollment)
    return next(row for row in found if row.person_id == town.ids[first])


async def test_no_card_of_a_pair_that_has_ended_can_be_pressed_for_what_is_over(town: Town) -> None:
    channel = await a_pair(town)
    await until(town, "check_in")
    ada, grace = town.person("ada"), town.person("grace")
    await ada.click("checkins_met", message=card(town, "ada", "checkins_met", channel))
    await town.settle()
    before = _pressable(town, channel)
    assert {"mentorship_agree", "plan_open", "checkins_change"} <= before
    olga = town.person("olga")
    await olga.open_home()
    await town.settle()
    await olga.click("home_list", in_home=True, value="1:pairs:0")
    await olga.click("closing_owner_end", in_view=True)
    await town.later(minutes=2)
    assert _pressable(town, channel) <= {"concerns_help"}, "help has one door, and it stays open"
    assert grace.messages(channel)


def _pressable(town: Town, channel: Channel) -> set[str]:
    shown = [*seen(town, "ada", channel), *seen(town, "ada"), *seen(town, "grace")]
    return set(re.findall(r"'action_id': '(\w+)'", str([message.blocks for message in shown])))
