"""A pair's channel is archived, deleted, renamed or left by hand: nothing breaks, and the pair is not left alone."""

import pytest
from sqlmodel import Session

from program.base.notices import CHANNEL, Notice, tell
from sandbox.actor import Actor
from sandbox.channels import Channel
from tests.journeys.cast import card, channel_of, mentorships, published, told, two_pairs
from tests.journeys.test_opening import publish_with, times_posted
from tests.journeys.test_plan import make_plan
from tests.journeys.town import Town


@pytest.fixture
async def channel(town: Town) -> Channel:
    await two_pairs(town)
    await published(town)
    return channel_of(town, "ada")


async def lose(town: Town, channel: Channel, how: str) -> None:
    ada = town.person("ada")
    match how:
        case "archived":
            await ada.archive(channel)
        case "deleted":
            await ada.delete_channel(channel)
        case _:
            await ada.remove_app(channel)
    await town.workspace.settled()
    await town.later(minutes=1)


def somebody_in(town: Town, channel: Channel) -> Actor:
    return town.server.act(next(one for one in channel.members if one != town.workspace.bot_user_id))


def newest(town: Town, first: str) -> Channel:
    return [one for one in town.person(first).channels() if one.name.startswith("mentor-")][-1]


@pytest.mark.parametrize(
    ("how", "words"),
    [("archived", "was archived"), ("deleted", "was deleted"), ("left", "I was taken out of your channel")],
)
async def test_a_lost_channel_is_noticed_and_another_is_opened(
    town: Town, channel: Channel, how: str, words: str
) -> None:
    await make_plan(town, channel)
    await lose(town, channel, how)
    assert told(town, "ada", words)
    assert told(town, "grace", words)
    await town.person("grace").click("mentorship_reopen", message=card(town, "grace", "mentorship_reopen"))
    await town.later(minutes=2)
    fresh = newest(town, "grace")
    assert fresh.id != channel.id
    assert {town.ids["ada"], town.ids["grace"]} < set(fresh.members)
    assert told(town, "ada", "You and Grace Osei have a channel again")
    assert told(town, "ada", "Lead one incident", fresh)
    assert told(town, "ada", f"Your channel is <#{fresh.id}>")
    assert card(town, "ada", "plan_change", fresh).pinned
    assert [one.state for one in await mentorships(town)] == ["open", "open"]


async def test_both_ask_for_a_new_channel_and_get_one(town: Town, channel: Channel) -> None:
    await lose(town, channel, "archived")
    messages = {first: card(town, first, "mentorship_reopen") for first in ("ada", "grace")}
    for first, message in messages.items():
        await town.person(first).click("mentorship_reopen", message=message, stale=True)
    assert "there already, or on its way" in str(town.person("grace").view)
    await town.later(minutes=2)
    rooms = [one for one in town.person("ada").channels() if one.name.startswith("mentor-")]
    assert len(rooms) == 2


async def test_a_channel_that_comes_back_from_the_archive_is_theirs_again(
    town: Town, channel: Channel
) -> None:
    await lose(town, channel, "archived")
    await town.person("ada").unarchive(channel)
    await town.workspace.settled()
    await town.later(minutes=1)
    assert told(town, "ada", "have a channel again")
    assert channel.id in [one.channel_id for one in await mentorships(town)]


async def write_to(town: Town, channel: Channel) -> None:
    """Something is to be said in that pair's channel."""
    pair = next(one for one in await mentorships(town) if channel.id in (one.channel_id, one.lost_channel_id))

    def write(session: Session) -> None:
        tell(
            session,
            Notice.PLAN,
            pair,
            to=CHANNEL,
            about="again",
            now=town.clock.now(),
        )

    await town.bot.desk.transact(write)
    await town.later(minutes=1)


@pytest.mark.parametrize("method", ["conversations.setTopic", "pins.add"])
async def test_a_channel_that_was_archived_for_a_while_as_it_opened_opens_to_the_end(
    town: Town, method: str
) -> None:
    await publish_with(town, method, "error", error="service_unavailable", times=1_000)
    rooms = [one for one in town.workspace.channels.values() if one.name.startswith("mentor-")]
    for room in rooms:
        await somebody_in(town, room).archive(room)
    town.workspace.trouble.clear()
    await town.later(hours=1)
    assert [one.state for one in await mentorships(town)] == ["opening", "opening"]
    for room in rooms:
        await somebody_in(town, room).unarchive(room)
    await town.later(hours=2)
    assert [one.state for one in await mentorships(town)] == ["open", "open"]
    assert times_posted(town, "ada", "Your charter") == 1


async def test_what_was_undone_before_it_was_heard_of_is_not_taken_for_true(
    town: Town, channel: Channel
) -> None:
    ada, before = town.person("ada"), len(town.person("ada").messages())
    town.workspace.deliver_overtaken()
    await ada.archive(channel)
    await ada.unarchive(channel)
    await town.workspace.settled()
    await town.later(minutes=1)
    assert [entry.payload["event"]["type"] for entry in town.workspace.envelopes[-2:]] == [
        "group_archive",
        "group_unarchive",
    ]
    assert len(ada.messages()) == before
    assert channel.id in [one.channel_id for one in await mentorships(town)]
    await ada.archive(channel)
    await town.workspace.settled()
    assert channel.id in [one.lost_channel_id for one in await mentorships(town)]


async def test_the_news_of_a_match_says_so_when_its_channel_is_lost(town: Town, channel: Channel) -> None:
    await lose(town, channel, "archived")
    news = str(card(town, "ada", "match_decline").blocks)
    assert "Your channel is gone" in news
    assert "I'm opening a private channel" not in news
    assert f"<#{channel.id}>" not in news


async def test_what_was_meant_for_a_lost_channel_reaches_each_alone(town: Town, channel: Channel) -> None:
    await make_plan(town, channel)
    await lose(town, channel, "archived")
    await write_to(town, channel)
    assert told(town, "ada", "Lead one incident")
    assert told(town, "grace", "Lead one incident")


async def test_a_channel_whose_loss_was_never_heard_of_is_noticed_at_the_next_word(
    town: Town, channel: Channel
) -> None:
    await make_plan(town, channel)
    town.workspace.trouble.add("chat.postMessage", "error", error="is_archived", channel=channel.id)
    await write_to(town, channel)
    assert told(town, "ada", "was archived")
    assert told(town, "grace", "Lead one incident")


async def test_somebody_who_left_the_channel_is_asked_alone_and_may_come_back(
    town: Town, channel: Channel
) -> None:
    ada = town.person("ada")
    await ada.leave(channel)
    await town.workspace.settled()
    await town.settle()
    assert told(town, "ada", "You have left your channel with Grace Osei")
    assert not told(town, "grace", "left")
    await ada.click("mentorship_come_back", message=card(town, "ada", "mentorship_come_back"))
    await town.later(minutes=1)
    assert town.ids["ada"] in channel.members
    assert told(town, "ada", "You are back in your channel")


async def test_who_left_is_offered_no_way_back_that_there_is_not(town: Town, channel: Channel) -> None:
    """Not into a channel that is gone, and after the end not at all."""
    ada = town.person("ada")
    await ada.leave(channel)
    await town.workspace.settled()
    await town.settle()
    asked = card(town, "ada", "mentorship_come_back")
    await town.person("grace").archive(channel)
    await town.workspace.settled()
    await town.later(minutes=1)
    await ada.click("mentorship_come_back", message=asked)
    assert "Your channel is gone" in str(ada.view)
    await ada.close_view()
    await ada.click("match_decline", message=card(town, "ada", "match_decline"))
    await town.later(minutes=1)
    asked = next(one for one in ada.messages() if one.ts == asked.ts)
    assert "This mentorship has ended since." in str(asked.blocks)
    assert "invite you again" not in str(asked.blocks)


async def test_a_renamed_channel_is_still_theirs(town: Town, channel: Channel) -> None:
    await town.person("ada").rename(channel, "ada-and-grace")
    await town.workspace.settled()
    await town.settle()
    assert "ada-and-grace" in [one.channel_name for one in await mentorships(town)]
    await make_plan(town, channel)
    assert told(town, "grace", "Lead one incident", channel)


async def test_a_channel_that_is_archived_after_the_end_bothers_nobody(town: Town, channel: Channel) -> None:
    await town.person("ada").click("match_decline", message=card(town, "ada", "match_decline"))
    await town.later(minutes=1)
    before = [len(town.person(first).messages()) for first in ("ada", "grace")]
    await lose(town, channel, "archived")
    assert [len(town.person(first).messages()) for first in ("ada", "grace")] == before
    assert {one.channel_lost for one in await mentorships(town)} == {None}


async def test_other_channels_are_none_of_our_business(town: Town, channel: Channel) -> None:
    ada = town.person("ada")
    other = await ada.create_channel("lunch", private=True)
    await ada.invite(other, town.workspace.bot_user_id, town.ids["mei"])
    await town.person("mei").leave(other)
    await ada.archive(other)
    await town.workspace.settled()
    await town.settle()
    assert not told(town, "ada", "archived")
    assert not told(town, "mei", "have left")
    assert channel.id in [one.channel_id for one in await mentorships(town)]
