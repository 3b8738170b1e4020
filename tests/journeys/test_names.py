"""Somebody has another name: the former one stands nowhere that we draw."""

from tests.journeys.cast import channel_of, mentorships, published, two_pairs
from tests.journeys.town import Town


async def change(town: Town, first: str, name: str) -> None:
    town.workspace.change_person(town.ids[first], name=name)
    await town.workspace.settled()
    await town.later(days=1)


async def test_a_name_that_is_given_up_is_on_no_channel_and_no_card(town: Town) -> None:
    await two_pairs(town)
    await published(town)
    await town.later(minutes=10)
    channel = channel_of(town, "ada")
    suffix = channel.name.rpartition("-")[2]
    await change(town, "ada", "Robin Park")
    assert channel.name == f"mentor-grace-robin-{suffix}"
    assert "Robin Park" in str(channel.topic)
    assert channel.name in [one.channel_name for one in await mentorships(town)]
    seen = [*town.person("grace").messages(channel), *town.person("grace").messages()]
    seen += town.person("olga").messages()
    drawn = "".join(str(one.blocks) + one.text for one in seen if one.blocks)
    assert "Robin Park" in drawn
    assert "Ada Park" not in drawn
    intros = [one for one in town.person("grace").messages(channel) if "Why you two" in str(one.blocks)]
    assert len(intros) <= 1


async def test_a_channel_that_the_pair_has_named_keeps_their_name(town: Town) -> None:
    await two_pairs(town)
    await published(town)
    await town.later(minutes=10)
    channel = channel_of(town, "ada")
    town.workspace.rooms.rename(channel, "two-on-a-bench", town.ids["grace"])
    await town.workspace.settled()
    await change(town, "ada", "Robin Park")
    assert channel.name == "two-on-a-bench"
    assert "Ada" not in str(channel.topic)
