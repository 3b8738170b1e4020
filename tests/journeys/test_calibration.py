"""A month in, as each of the pair lives it."""

from datetime import timedelta

import pytest

from sandbox.errors import ClientRefused
from storage.models import Audit, Concern, Round
from tests.journeys.cast import card, channel_of, enroll
from tests.journeys.pairs import a_pair, rows, says, seen, the_pair, until, words
from tests.journeys.town import Town


async def asked(town: Town) -> None:
    """A pair that was asked, a month in."""
    await a_pair(town)
    await until(town, "calibration")


async def adjust(town: Town, first: str, what: str) -> None:
    person = town.person(first)
    await person.click("calibration_adjust", message=card(town, first, "calibration_adjust"))
    await person.fill({"adjust_what": what})
    assert (await person.submit()).ok


def everything(town: Town, first: str) -> str:
    """All that somebody can read, in their DM and in the pair's channel."""
    person = town.person(first)
    mine = [channel for channel in person.channels() if channel.name.startswith("mentor-")]
    return "\n".join(words(message) for place in (None, *mine) for message in person.messages(place))


async def test_each_is_asked_alone_and_told_who_sees_it(town: Town) -> None:
    await asked(town)
    mine = card(town, "ada", "calibration_keep")
    assert "*One month in: how is it with Grace Osei?*" in says(mine)
    assert "Only you see this; Grace Osei gets the same question" in says(mine)
    assert "how is it with Ada Park" in says(card(town, "grace", "calibration_keep"))


async def test_keep_going_changes_ones_own_card_alone(town: Town) -> None:
    await asked(town)
    before = everything(town, "ada")
    await town.person("grace").click("calibration_keep", message=card(town, "grace", "calibration_keep"))
    await town.settle()
    assert "*You keep going.*" in everything(town, "grace")
    assert everything(town, "ada") == before


async def test_a_wish_for_somebody_else_is_invisible_to_the_partner_until_both_read_the_same(
    town: Town,
) -> None:
    await asked(town)
    grace = town.person("grace")
    before = everything(town, "ada")
    await grace.click("calibration_someone_else", message=card(town, "grace", "calibration_someone_else"))
    await town.settle()
    assert "*You would try someone else.*" in everything(town, "grace")
    assert everything(town, "ada") == before
    assert await rows(town, Round) == []
    clicked = town.clock.now()
    await town.later(days=14)
    pair = await the_pair(town)
    assert pair.state == "ended"
    assert pair.ended_at is not None
    assert pair.ended_at - clicked > timedelta(days=8)
    ended = {
        first: [message for message in seen(town, first) if "has come to its end" in says(message)]
        for first in ("ada", "grace")
    }
    assert [len(messages) for messages in ended.values()] == [1, 1]
    assert words(ended["ada"][0]).replace("Grace Osei", "Ada Park") == words(ended["grace"][0])
    assert "someone else" not in words(ended["ada"][0])
    assert {round_.asked_by for round_ in await rows(town, Round)} == {"alongside"}
    assert not [row for row in await rows(town, Audit) if row.who == town.ids["grace"]]


@pytest.mark.parametrize("first", ["ada", "grace"])
async def test_the_owner_can_not_tell_from_what_they_read_who_wished_for_it(town: Town, first: str) -> None:
    """Whoever asks, the replacement is the mentee's, and these are the same words."""
    await asked(town)
    await enroll(town, "kofi", places=1)
    before = len(seen(town, "olga"))
    person = town.person(first)
    await person.click("calibration_someone_else", message=card(town, first, "calibration_someone_else"))
    await town.later(days=5)
    assert [round_.for_person_id for round_ in await rows(town, Round)] == [town.ids["grace"]]
    [read] = seen(town, "olga")[before:]
    assert words(read).split("\n")[0] == "*Growing together: a mentor for Grace Osei.* I suggest Kofi Lund."
    assert "Ada Park" not in words(read)


async def test_one_may_think_better_of_it(town: Town) -> None:
    await asked(town)
    grace = town.person("grace")
    await grace.click("calibration_someone_else", message=card(town, "grace", "calibration_someone_else"))
    await town.later(days=2)
    await grace.click("calibration_keep", message=card(town, "grace", "calibration_keep"))
    await town.later(days=20)
    assert (await the_pair(town)).state == "open"


async def test_a_change_of_rhythm_is_proposed_to_both_and_takes_two_yeses(town: Town) -> None:
    await asked(town)
    await adjust(town, "grace", "less")
    assert "Noted" in str(town.person("grace").view)
    await town.later(days=7)
    channel = channel_of(town, "ada")
    proposal = card(town, "ada", "rhythm_yes", channel)
    assert "Would it suit you better to meet every four weeks, instead of every two weeks?" in says(proposal)
    assert "Grace" not in words(proposal).replace(f"<@{town.ids['grace']}>", "")
    await town.person("ada").click("rhythm_yes", message=proposal)
    await town.settle()
    assert "One of you has said yes." in says(card(town, "grace", "rhythm_yes", channel))
    await town.person("grace").click("rhythm_yes", message=proposal)
    await town.settle()
    assert (await the_pair(town)).cadence_days == 28
    assert "*Agreed.*" in everything(town, "ada")


async def test_a_no_keeps_it_as_it_is_and_names_nobody(town: Town) -> None:
    await asked(town)
    await adjust(town, "ada", "shorter")
    await town.later(days=7)
    channel = channel_of(town, "ada")
    proposal = card(town, "ada", "rhythm_no", channel)
    await town.person("ada").click("rhythm_yes", message=proposal)
    await town.person("grace").click("rhythm_no", message=proposal)
    await town.person("grace").click("rhythm_no", message=proposal, stale=True)
    await town.settle()
    assert "*It stays as it is.*" in everything(town, "ada")
    assert (await the_pair(town)).cadence_days is None


async def test_talking_to_the_owner_goes_on_to_that_form(town: Town) -> None:
    await asked(town)
    before = everything(town, "ada")
    await adjust(town, "grace", "owner")
    grace = town.person("grace")
    assert "What would you like to talk about?" in str(grace.view)
    await grace.fill({"text": "I would like an hour with you."})
    assert (await grace.submit()).ok
    await town.settle()
    assert "*Grace Osei would like to talk to you*" in says(card(town, "olga", "concerns_settle"))
    assert [concern.kind for concern in await rows(town, Concern)] == ["talk"]
    assert everything(town, "ada") == before


async def test_a_form_without_a_choice_is_not_sent(town: Town) -> None:
    await asked(town)
    grace = town.person("grace")
    await grace.click("calibration_adjust", message=card(town, "grace", "calibration_adjust"))
    with pytest.raises(ClientRefused):
        await grace.submit()


async def test_an_answer_after_the_end_is_refused_kindly(town: Town) -> None:
    await asked(town)
    mine = card(town, "ada", "calibration_keep")
    await until(town, "closing")
    ada = town.person("ada")
    for action in ("calibration_keep", "calibration_someone_else", "calibration_adjust"):
        await ada.click(action, message=mine, stale=True)
        assert "This mentorship has ended" in str(ada.view)
        await ada.close_view()
