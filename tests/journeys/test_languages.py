"""Two languages in one workspace: each person reads their own, a shared channel the program's."""

from pathlib import Path

import pytest
from sqlmodel import select

from storage.models import Person
from tests.handlers.pseudo import LANGUAGE, spoken
from tests.journeys.cast import card
from tests.journeys.pairs import a_pair, says, until
from tests.journeys.town import Town


async def test_a_letter_and_an_answer_are_in_the_language_of_who_reads_them(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with spoken(tmp_path, monkeypatch):
        town.workspace.change_person(town.ids["ada"], locale=f"{LANGUAGE}-XX")
        channel = await a_pair(town)
        locales = await town.ask(lambda session: dict(session.exec(select(Person.id, Person.locale)).all()))
        assert locales[town.ids["ada"]] == f"{LANGUAGE}-XX"
        await until(town, "check_in")
        asked = card(town, "grace", "checkins_met", channel)
        assert "have you met since" in says(asked), "the channel reads the program's language"
        assert "⟦" not in says(asked)
        await until(town, "calibration")
        ada, grace = town.person("ada"), town.person("grace")
        assert "⟦" in str(ada.messages())
        assert grace.messages()
        assert "⟦" not in str(grace.messages())
        assert "⟦" in str((await ada.command("/mentor", "help")).ephemeral)
        assert "⟦" not in str((await grace.command("/mentor", "help")).ephemeral)
