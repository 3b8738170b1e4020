"""Asking for help, and telling the owners something: to them alone."""

import pytest
from sqlmodel import Session, select

from handlers import responses
from sandbox.errors import ClientRefused
from storage.models import Concern, Owner, Program
from tests.journeys.cast import card
from tests.journeys.pairs import a_pair, rows, says, seen, the_pair, touchpoint, until, words
from tests.journeys.town import MONDAY, Town

SECRET = "We talk past each other & I don't want <!channel> to know"


async def test_help_goes_to_the_owner_and_leaves_the_card_and_the_partner_alone(town: Town) -> None:
    channel = await a_pair(town)
    await until(town, "check_in")
    asked = card(town, "ada", "checkins_met", channel)
    before = len(seen(town, "ada")), len(seen(town, "ada", channel))
    grace = town.person("grace")
    await grace.click("concerns_help", message=asked)
    assert "Only Olga Brandt will see this, with your name." in str(grace.view)
    await grace.fill({"text": "We can't find an hour."})
    assert (await grace.submit()).ok
    assert "Olga Brandt has it now." in str(grace.view)
    await town.settle()
    shown = card(town, "olga", "concerns_settle")
    assert "*Grace Osei asks for help* with the mentorship with Ada Park" in says(shown)
    assert "We can't find an hour." in says(shown)
    assert (len(seen(town, "ada")), len(seen(town, "ada", channel))) == before
    assert says(card(town, "ada", "checkins_met", channel)) == says(asked)
    assert (await touchpoint(town, "check_in")).state == "asked"
    assert (await the_pair(town)).silent == 0


async def test_help_without_a_word_is_help_all_the_same_and_twice_is_once(town: Town) -> None:
    channel = await a_pair(town)
    await until(town, "check_in")
    ada = town.person("ada")
    for _ in range(2):
        await ada.click("concerns_help", message=card(town, "ada", "checkins_met", channel))
        assert (await ada.submit()).ok
        await ada.close_view()
    await town.settle()
    assert len(await rows(town, Concern)) == 1
    assert sum("asks for help" in says(message) for message in seen(town, "olga")) == 1


async def test_a_click_that_another_replica_was_given_too_breaks_nothing(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel = await a_pair(town)
    await until(town, "check_in")
    ada = town.person("ada")
    town.workspace.trouble.add("views.open", "error", error="exchanged_trigger_id")
    heard: list[str] = []
    monkeypatch.setattr(responses.log, "info", lambda said, *facts: heard.append(said % facts))
    assert (await ada.click("concerns_help", message=card(town, "ada", "checkins_met", channel))).ok
    assert heard == ["concerns_help came twice: its modal is open already"]


async def test_what_is_told_to_an_owner_has_a_limit_and_pings_nobody(town: Town) -> None:
    channel = await a_pair(town)
    await until(town, "check_in")
    grace = town.person("grace")
    await grace.click("concerns_help", message=card(town, "grace", "checkins_met", channel))
    await grace.fill({"text": "x" * 1501})
    with pytest.raises(ClientRefused):
        await grace.submit()
    assert await rows(town, Concern) == []
    await grace.fill({"text": SECRET})
    assert (await grace.submit()).ok
    await town.settle()
    shown = card(town, "olga", "concerns_settle")
    text = [block["text"] for block in shown.blocks if SECRET in str(block) or "&amp;" in str(block)]
    assert text
    assert {piece["type"] for piece in text} == {"plain_text"}


async def test_an_owner_settles_it_and_every_owner_sees_who_did(town: Town) -> None:
    channel = await a_pair(town)
    kofi, workspace_id = town.ids["kofi"], town.workspace.team_id

    def add_owner(session: Session) -> None:
        program = session.exec(select(Program)).one()
        session.add(
            Owner(workspace_id=workspace_id, program_id=program.id or 0, person_id=kofi, since=MONDAY)
        )

    await town.bot.desk.transact(add_owner)
    await until(town, "check_in")
    ada = town.person("ada")
    await ada.click("concerns_help", message=card(town, "ada", "checkins_met", channel))
    assert all(name in str(ada.view) for name in ("Olga Brandt", "Kofi Lund"))
    await ada.submit()
    await town.settle()
    olga, mine, his = (
        town.person("olga"),
        card(town, "olga", "concerns_settle"),
        card(town, "kofi", "concerns_settle"),
    )
    await olga.click("concerns_settle", message=mine)
    await olga.click("concerns_settle", message=mine, stale=True)
    await town.settle()
    for first, shown in (("olga", mine), ("kofi", his)):
        now = next(message for message in seen(town, first) if message.ts == shown.ts)
        assert "Olga Brandt has looked after it" in says(now)
        assert "concerns_settle" not in says(now)


async def test_whoever_asked_hears_that_it_is_settled_and_can_write_again(town: Town) -> None:
    channel = await a_pair(town)
    await until(town, "check_in")
    grace = town.person("grace")
    await grace.click("concerns_help", message=card(town, "grace", "checkins_met", channel))
    await grace.fill({"text": SECRET})
    await grace.submit()
    await grace.close_view()
    await town.later(days=7)
    reminders = [message for message in seen(town, "olga") if "Still open since" in says(message)]
    assert len(reminders) == 1
    await town.person("olga").click("concerns_settle", message=reminders[0])
    await town.later(days=1)
    assert not [message for message in seen(town, "olga") if "Still open since" in says(message)]
    told = [
        message
        for message in seen(town, "grace")
        if "*Olga Brandt has looked after your request for help.*" in says(message)
    ]
    assert len(told) == 1
    assert "talk past" not in says(told[0])
    assert not any("settled" in says(message) for message in seen(town, "ada"))
    assert all("concerns_settle" not in says(message) for message in seen(town, "olga"))
    await grace.click("concerns_again", message=told[0])
    await grace.fill({"text": "It is not, I'm afraid."})
    assert (await grace.submit()).ok
    await town.settle()
    assert [concern.state for concern in await rows(town, Concern)] == ["settled", "open"]


async def test_a_partner_who_runs_the_program_is_not_told_and_where_nobody_is_left_it_is_said(
    town: Town,
) -> None:
    channel = await a_pair(town, "olga", "grace")
    await until(town, "check_in")
    asked = card(town, "grace", "checkins_met", channel)
    assert "concerns_help" not in says(asked)
    assert "“We need help”" not in says(asked)
    status = (await town.person("grace").command("/mentor", "status")).ephemeral
    assert "Nobody else runs this program right now" in str(status)


async def test_an_owner_who_left_the_company_is_not_named(town: Town) -> None:
    channel = await a_pair(town)
    await until(town, "check_in")
    asked = card(town, "grace", "checkins_met", channel)
    town.workspace.deactivate(town.ids["olga"])
    await town.settle()
    grace = town.person("grace")
    await grace.click("concerns_help", message=asked)
    assert "Nobody else runs this program right now" in str(grace.view)
    assert "Olga Brandt" not in str(grace.view)


async def test_whoever_asked_reads_the_owners_line_and_each_can_write_to_the_other(town: Town) -> None:
    channel = await a_pair(town)
    await until(town, "check_in")
    grace, olga = town.person("grace"), town.person("olga")
    await grace.click("concerns_help", message=card(town, "grace", "checkins_met", channel))
    await grace.fill({"text": SECRET})
    await grace.submit()
    await town.settle()
    asked = card(town, "olga", "concerns_settle_with")
    assert f"channel={grace.id}" in says(asked)
    await olga.click("concerns_settle_with", message=asked)
    await olga.fill({"concerns_answer": "Let us talk on Friday, <!channel> & both of you."})
    assert (await olga.submit()).ok
    await town.later(days=1)
    [told] = [message for message in seen(town, "grace") if "has looked after your request" in says(message)]
    assert "Let us talk on Friday, <!channel> & both of you." in words(told), (
        "plain text, so that nothing in it pings"
    )
    assert f"channel={olga.id}" in says(told)
    assert "Message Olga Brandt" in says(told)
    assert "settled" not in says(told)
    assert not any("Friday" in says(message) for message in seen(town, "ada"))
