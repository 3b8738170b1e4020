"""The survey, half way and at the end."""

import pytest

from program.pair.survey_results import SurveyResults, survey_results
from sandbox.errors import ClientRefused
from storage.models import Reply
from tests.journeys.cast import card
from tests.journeys.pairs import a_pair, another_pair, rows, says, seen, until
from tests.journeys.town import Town

PROMISE = "The program's owner sees scores once three people have answered"


async def answer(town: Town, first: str, useful: int, ease: int, note: str = "") -> None:
    person = town.person(first)
    await person.click("surveys_answer", message=card(town, first, "surveys_answer"))
    await person.fill({"useful": str(useful), "ease": str(ease), "note": note})
    assert (await person.submit()).ok
    assert "Thank you" in str(person.view)
    await person.close_view()
    await town.settle()


async def test_each_answers_alone_and_the_card_changes_for_them_alone(town: Town) -> None:
    channel = await a_pair(town)
    await until(town, "survey")
    asked = card(town, "grace", "surveys_answer")
    assert "*Half way with Ada Park: how is it?*" in says(asked)
    assert PROMISE in says(asked)
    assert not any("surveys_answer" in says(message) for message in seen(town, "grace", channel))
    await answer(town, "grace", 4, 5, "Good talks")
    changed = next(message for message in seen(town, "grace") if message.ts == asked.ts)
    assert "your answer is in" in says(changed)
    assert "surveys_answer" in says(card(town, "ada", "surveys_answer"))
    reply = (await rows(town, Reply))[0]
    assert (reply.answer, reply.note) == ({"useful": 4, "ease": 5}, "Good talks")


async def test_both_scales_are_needed_and_a_note_has_a_limit(town: Town) -> None:
    await a_pair(town)
    await until(town, "survey")
    grace = town.person("grace")
    await grace.click("surveys_answer", message=card(town, "grace", "surveys_answer"))
    with pytest.raises(ClientRefused):
        await grace.submit()
    await grace.fill({"useful": "3"})
    with pytest.raises(ClientRefused):
        await grace.submit()
    await grace.fill({"ease": "3", "note": "x" * 1001})
    with pytest.raises(ClientRefused):
        await grace.submit()
    assert await rows(town, Reply) == []


async def test_a_second_answer_is_refused_kindly(town: Town) -> None:
    await a_pair(town)
    await until(town, "survey")
    grace, asked = town.person("grace"), card(town, "grace", "surveys_answer")
    await answer(town, "grace", 4, 5)
    await grace.click("surveys_answer", message=asked, stale=True)
    assert "Your answer is in already" in str(grace.view)


async def test_half_way_can_not_be_answered_after_the_end(town: Town) -> None:
    await a_pair(town)
    await until(town, "survey")
    asked = card(town, "grace", "surveys_answer")
    await until(town, "closing")
    grace = town.person("grace")
    await grace.click("surveys_answer", message=asked, stale=True)
    assert "This mentorship has ended" in str(grace.view)


async def test_the_last_survey_comes_with_the_end_and_can_be_answered_then(town: Town) -> None:
    await a_pair(town)
    await until(town, "closing")
    assert "*Looking back on your time with Ada Park: how was it?*" in says(
        card(town, "grace", "surveys_answer")
    )
    await answer(town, "grace", 5, 5)


async def test_the_owner_reads_scores_from_three_people_and_never_who(town: Town) -> None:
    await a_pair(town)
    await another_pair(town, "kofi", "ravi")
    await until(town, "survey")
    await town.later(days=1)
    for number, first in enumerate(("ada", "grace")):
        await answer(town, first, 4, 5, f"note {number}")
    assert await town.ask(lambda session: survey_results(session, program_id=1)) == SurveyResults(
        0, None, None, ()
    )
    await answer(town, "ravi", 1, 2, "note 2")
    read = await town.ask(lambda session: survey_results(session, program_id=1))
    assert (read.answers, read.useful, read.ease, read.comments) == (3, 3, 4, ())


async def test_the_last_survey_waits_on_home_until_it_is_answered_or_a_month_is_over(town: Town) -> None:
    await a_pair(town)
    await until(town, "closing")
    ada, grace = town.person("ada"), town.person("grace")
    await grace.open_home()
    await ada.open_home()
    await town.settle()
    assert "Your time with Ada Park is over. How was it?" in str(await grace.home())
    await grace.click("surveys_answer", in_home=True)
    await grace.fill({"useful": "4", "ease": "5"})
    assert (await grace.submit()).ok
    await town.settle()
    assert "How was it?" not in str(await grace.home())
    assert "Your time with Grace Osei is over. How was it?" in str(await ada.home())
    await town.later(days=31)
    await ada.open_home()
    await town.settle()
    assert "How was it?" not in str(await ada.home())
