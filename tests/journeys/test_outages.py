"""Opening a pair's channel while Slack is down for hours, or while something of ours breaks."""

from dataclasses import replace
from typing import Any

import pytest

from program import lifecycle
from program.base.notices import Notice
from program.pair import opening
from program.pair.mentorship import STEPS
from tests.journeys.cast import card, mentorships, published, told, two_pairs
from tests.journeys.test_opening import publish_with, times_posted
from tests.journeys.town import Town

LEFT_OUT = ("conversations.setTopic", "pins.add")
"""A channel opens without them."""
METHODS = ("conversations.create", "conversations.invite", "chat.postMessage", *LEFT_OUT)


@pytest.mark.parametrize("method", METHODS)
async def test_an_outage_of_an_hour_in_the_midst_of_opening_costs_nothing(town: Town, method: str) -> None:
    await publish_with(town, method, "status", status=503, times=100_000)
    await town.later(hours=1)
    town.workspace.trouble.clear()
    await town.later(hours=2)
    assert [one.state for one in await mentorships(town)] == ["open", "open"]
    assert not any(one.trouble for one in await mentorships(town))
    assert times_posted(town, "ada", "Your charter") == 1


@pytest.mark.parametrize("method", METHODS)
async def test_after_an_outage_of_a_day_the_owner_opens_what_got_stuck(town: Town, method: str) -> None:
    await publish_with(town, method, "status", status=503, times=100_000)
    await town.later(days=1)
    town.workspace.trouble.clear()
    olga = town.person("olga")
    await olga.open_home()
    await town.settle()
    if method not in LEFT_OUT:
        await olga.click("match_try_again", in_home=True)
    await town.later(hours=1)
    assert [one.state for one in await mentorships(town)] == ["open", "open"]


@pytest.mark.breaks
@pytest.mark.parametrize("step", STEPS[:-1])
async def test_where_what_follows_a_step_broke_the_owner_sees_it_and_goes_on(
    town: Town, monkeypatch: pytest.MonkeyPatch, step: Notice
) -> None:
    kind = lifecycle.LETTERS[step]
    broken: list[Notice] = []

    def breaks(*about: Any) -> None:
        if not broken:
            broken.append(step)
            raise ValueError
        assert kind.arrived is not None
        kind.arrived(*about)

    monkeypatch.setitem(lifecycle.LETTERS, step, replace(kind, arrived=breaks))
    await two_pairs(town)
    await published(town)
    if step not in opening.LEFT_OUT:
        assert told(town, "olga", "1 of 2 channels open.")
        await town.person("olga").click("match_try_again", message=card(town, "olga", "match_try_again"))
        await town.later(minutes=2)
    assert told(town, "olga", "All 2 channels are open.")
    assert [one.state for one in await mentorships(town)] == ["open", "open"]
