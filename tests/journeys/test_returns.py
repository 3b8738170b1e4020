"""Somebody is back after their part has ended because their account was off: an owner brings their pair back."""

import asyncio

import pytest
from sqlmodel import Session

from storage.models import Owner
from tests.journeys.cast import card, channel_of, told
from tests.journeys.test_accounts import pairs, states, switch
from tests.journeys.town import Town

BRING_BACK = "returns_bring_back"


async def back_after(town: Town, days: float) -> None:
    """Grace's account is switched on again so long after it was switched off."""
    await switch(town, "grace")
    await town.later(days=days)
    await switch(town, "grace", on=True)
    await town.later(days=3)


async def test_a_pair_is_brought_back_into_its_channel(town: Town) -> None:
    await pairs(town)
    channel, olga = channel_of(town, "grace"), town.person("olga")
    await back_after(town, days=8)
    assert sorted(await states(town)) == ["ended", "open"]
    assert told(town, "ada", "Grace Osei's account was switched off, so your mentorship has ended")
    await olga.click(BRING_BACK, message=card(town, "olga", BRING_BACK))
    await town.settle()
    assert await states(town) == ["open", "open"]
    assert told(town, "olga", "Brought back: ")
    for first in ("ada", "grace"):
        assert told(town, first, "goes on, in Growing together")
    assert told(town, "ada", "had ended, and goes on since")
    assert not told(town, "ada", "so your mentorship has ended")
    assert town.ids["grace"] in channel.members
    await town.later(days=20)
    assert await states(town) == ["open", "open"]
    assert not channel.is_archived
    assert told(town, "grace", "Did you", channel) or told(town, "grace", "meet", channel)


async def test_once_their_channel_is_in_the_archive_they_get_another(town: Town) -> None:
    await pairs(town)
    before = channel_of(town, "grace")
    await back_after(town, days=17)
    assert sorted(await states(town)) == ["archived", "open"]
    await town.person("olga").click(BRING_BACK, message=card(town, "olga", BRING_BACK))
    await town.later(minutes=10)
    assert await states(town) == ["open", "open"]
    mine = [one for one in town.person("grace").channels() if one.name.startswith("mentor-")]
    [again] = [one for one in mine if not one.is_archived]
    assert again.id != before.id
    assert {town.ids["ada"], town.ids["grace"]} < {*again.members}
    assert told(town, "grace", "goes on, in Growing together")


@pytest.mark.both_databases
async def test_two_owners_press_at_once_and_a_card_is_pressed_twice(town: Town) -> None:
    await pairs(town)

    def also_owner(session: Session) -> None:
        here = town.workspace.team_id
        session.add(Owner(workspace_id=here, program_id=1, person_id=town.ids["mei"], since=town.clock.now()))

    await town.bot.desk.transact(also_owner)
    await back_after(town, days=8)
    olga, mei = town.person("olga"), town.person("mei")
    offered = card(town, "olga", BRING_BACK)
    await asyncio.gather(
        olga.click(BRING_BACK, message=offered),
        mei.click(BRING_BACK, message=card(town, "mei", BRING_BACK)),
        olga.click(BRING_BACK, message=offered),
    )
    await town.settle()
    assert await states(town) == ["open", "open"]
    said = [one for one in town.person("ada").messages() if "goes on, in Growing together" in str(one.blocks)]
    assert len(said) == 1
