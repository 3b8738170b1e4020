"""Two languages in one workspace: each person reads their own, a shared channel the program's."""

from pathlib import Path

import pytest
from sqlmodel import select

from handlers.mishaps import LOCALE, answer_error
from storage.models import Person
from storage.queries import programs
from tests.handlers.pseudo import LANGUAGE, spoken
from tests.journeys.cast import a_program, card
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


async def test_an_owner_chooses_the_language_of_shared_channels(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with spoken(tmp_path, monkeypatch):
        await a_program(town)
        olga = town.person("olga")
        await olga.command("/mentor", "settings")
        await olga.fill({"setup_language": LANGUAGE})
        assert (await olga.submit()).ok
        assert [program.locale for program in await town.ask(programs.all_open)] == [LANGUAGE]


@pytest.mark.breaks
async def test_what_broke_is_told_in_the_language_of_whoever_acts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with spoken(tmp_path, monkeypatch):
        for locale, ours in ((f"{LANGUAGE}-XX", False), ("en-US", True)):
            answer = await answer_error(ValueError(), {"command": "/mentor"}, {LOCALE: locale})
            assert answer is not None
            assert ("Something went wrong" in str(answer.body)) is ours
