"""Away for weeks, in the middle of a mentorship, and back."""

from program.base.notices import Notice
from storage.models import Letter
from tests.journeys.cast import card
from tests.journeys.pairs import a_pair, rows, says, seen
from tests.journeys.test_home import home
from tests.journeys.town import Town


async def test_away_over_check_ins_and_the_first_month_nothing_waits_and_the_month_is_asked_after_it(
    town: Town,
) -> None:
    channel = await a_pair(town)
    await town.later(days=12)
    grace = town.person("grace")
    await grace.command("/mentor", "pause 5w")
    await town.later(days=33)
    assert not any("checkins_met" in says(message) for message in seen(town, "ada", channel))
    assert not any("calibration_keep" in says(message) for message in seen(town, "grace"))
    shown = await home(town, "grace")
    assert "You are paused until" in shown
    assert "Waiting for you" not in shown
    assert "Have you two met" not in await home(town, "ada")
    await town.later(days=5)
    assert "how is it with Ada Park?" in says(card(town, "grace", "calibration_keep"))
    assert "How is it going?" in await home(town, "grace")


async def test_coming_back_brings_no_heap_of_old_check_ins(town: Town) -> None:
    channel = await a_pair(town)
    await town.later(days=12)
    grace = town.person("grace")
    await grace.command("/mentor", "pause 5w")
    await town.later(days=40)
    asked = [message for message in seen(town, "ada", channel) if "checkins_met" in says(message)]
    assert len(asked) <= 1
    sent = [letter for letter in await rows(town, Letter) if letter.state == "done" and letter.edits is None]
    assert not any(letter.recipient == town.ids["grace"] and letter.kind == Notice.STAY for letter in sent)
