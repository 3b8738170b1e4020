"""A pair that answers nothing."""

from tests.journeys.cast import card
from tests.journeys.pairs import a_pair, says, seen, the_pair, until, words
from tests.journeys.town import Town


async def silent(town: Town) -> None:
    """A pair that has ignored three check-ins and was asked what it wants."""
    await a_pair(town, length_days=180)
    for _ in range(4):
        await until(town, "check_in")


async def test_after_three_each_is_asked_alone_once_and_the_owner_hears_one_line(town: Town) -> None:
    channel = await a_pair(town, length_days=180)
    for _ in range(3):
        await until(town, "check_in")
    assert not any("silence_stay" in says(message) for message in seen(town, "ada"))
    await until(town, "check_in")
    asked = card(town, "ada", "silence_stay")
    assert "*You and Grace Osei have been quiet for a while. Stay, pause or stop?*" in says(asked)
    assert "Only you see your answer" in says(asked)
    quiet = len(seen(town, "ada")), len(seen(town, "ada", channel))
    assert not any("haven't answered for a while" in says(message) for message in seen(town, "olga"))
    await town.later(days=60)
    lines = [message for message in seen(town, "olga") if "haven't answered for a while" in says(message)]
    assert len(lines) == 1
    assert "Ada Park and Grace Osei" in says(lines[0])
    assert (len(seen(town, "ada")), len(seen(town, "ada", channel))) == quiet


async def test_stay_brings_the_next_check_in_and_only_ones_own_card_changes(town: Town) -> None:
    await silent(town)
    before = says(card(town, "grace", "silence_stay"))
    await town.person("ada").click("silence_stay", message=card(town, "ada", "silence_stay"))
    await town.settle()
    answered = says(card(town, "ada", "silence_stop"))
    assert "*You stay.*" in answered
    assert "If neither of you answers" not in answered
    assert "If neither of you answers" in before
    assert says(card(town, "grace", "silence_stay")) == before
    await until(town, "check_in")
    assert (await the_pair(town)).silent == 0
    await town.later(days=8)
    assert not any("haven't answered for a while" in says(message) for message in seen(town, "olga"))


async def test_stop_tells_both_the_same_some_time_later(town: Town) -> None:
    await silent(town)
    grace, asked = town.person("grace"), card(town, "grace", "silence_stop")
    await grace.click("silence_stop", message=asked)
    await town.settle()
    assert (await the_pair(town)).state == "open"
    await town.later(days=6)
    assert (await the_pair(town)).state == "ended"
    ended = {
        first: [message for message in seen(town, first) if "has come to its end" in says(message)]
        for first in ("ada", "grace")
    }
    assert [len(messages) for messages in ended.values()] == [1, 1]
    told_ada, told_grace = words(ended["ada"][0]), words(ended["grace"][0])
    assert told_ada.replace("Grace Osei", "Ada Park") == told_grace
    await grace.click("silence_stay", message=asked, stale=True)
    assert "This mentorship has ended" in str(grace.view)
