"""A whole story at DEBUG: nothing that anybody wrote, no token and no body stands in the log."""

import io
import logging
from collections.abc import Iterator

import pytest

from tests.heard import heard
from tests.journeys.cast import card
from tests.journeys.joining import join_as_mentee
from tests.journeys.pairs import a_pair, until
from tests.journeys.test_survey import answer
from tests.journeys.town import Town

GOALS, NOTE, WORRY = "Quietly rewrite billing", "Basket weaving helped", "Between Olga and me alone"


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """All that is logged with the root logger at DEBUG, as the process writes it."""
    with heard() as log:
        yield log


async def test_a_story_leaves_nobodys_words_in_the_log(logged: io.StringIO, town: Town) -> None:
    channel = await a_pair(town)
    await join_as_mentee(town, "mei", goals=GOALS)
    await until(town, "check_in")
    await town.person("ada").click("checkins_met", message=card(town, "ada", "checkins_met", channel))
    await town.settle()
    ada = town.person("ada")
    reply = await ada.command("/mentor", "status")
    await ada.click("concerns_help", message=reply.ephemeral[-1])
    await ada.fill({"text": WORRY})
    assert (await ada.submit()).ok
    await ada.close_view()
    await until(town, "survey")
    await answer(town, "grace", 4, 5, NOTE)
    logging.getLogger("bot.test").debug("the log is heard")
    text = logged.getvalue()
    assert "the log is heard" in text
    tokens = (town.workspace.bot_token, town.workspace.app_token, town.workspace.signing_secret)
    names = ("Grace Osei", "grace@example.com", "Growing together")
    for secret in (GOALS, NOTE, WORRY, *tokens, *names, "private_metadata", '"blocks"', "'blocks'"):
        assert secret not in text
