"""/mentor privacy: what is kept about the one who asks."""

import json

from sqlmodel import SQLModel

from tests.handlers.test_home_views import marked_up
from tests.journeys.cast import a_program, enroll
from tests.journeys.joining import join_as_mentee
from tests.journeys.pairs import a_pair, rows, says, seen
from tests.journeys.town import Town


async def test_it_says_who_sees_what_and_lists_what_there_is(town: Town) -> None:
    await a_program(town)
    await join_as_mentee(town, "ada", goals="Lead <!channel> well")
    ada = town.person("ada")
    assert (await ada.command("/mentor", "privacy")).ok
    said = marked_up(ada.view)
    assert "Whom you'd rather not be matched with is seen by you alone" in said
    assert "Lead &lt;!channel&gt; well" in said
    assert "facilitation and SQL" in said


async def test_it_says_that_it_cannot_read_messages_only_where_that_is_so(town: Town) -> None:
    ada = town.person("ada")
    for scopes, said, not_said in (
        ((), "I can't read", "to read"),
        (("groups:history",), "to read", "I can't read"),
    ):
        town.workspace.scopes = (*town.workspace.scopes, *scopes)
        await town.bot.identify()
        await ada.command("/mentor", "privacy")
        assert said in marked_up(ada.view)
        assert not_said not in marked_up(ada.view)
        await ada.close_view()


async def test_a_mentor_reads_the_time_they_offered_and_that_they_left(town: Town) -> None:
    await a_program(town)
    await enroll(town, "kofi", places=3)
    kofi = town.person("kofi")
    await kofi.command("/mentor", "privacy")
    said = marked_up(kofi.view)
    assert "Minutes a month for mentees: 180" in said
    assert "Minutes a month to learn" not in said
    await kofi.close_view()
    await kofi.command("/mentor", "leave")
    await kofi.submit()
    await kofi.close_view()
    await kofi.command("/mentor", "privacy")
    assert "You have left" in marked_up(kofi.view)


async def test_all_of_it_comes_as_json(town: Town) -> None:
    await a_pair(town)
    grace = town.person("grace")
    await grace.command("/mentor", "privacy")
    assert (await grace.click("privacy_send", in_view=True)).ok
    assert grace.view is not None
    text = "".join(block["text"]["text"] for block in grace.view["blocks"][1:])
    kept = json.loads(text)
    assert kept["name"] == "Grace Osei"
    assert kept["mentorships"][0]["partners"] == ["Ada Park"]
    assert kept["programs"][0]["program"] == "Growing together"


async def test_nothing_of_the_partners_is_in_it(town: Town) -> None:
    await a_pair(town)
    grace, ada = town.person("grace"), town.person("ada")
    await ada.command("/mentor", "status")
    reply = await ada.command("/mentor", "status")
    await ada.click("concerns_help", message=reply.ephemeral[-1])
    await ada.fill({"text": "Between Olga and me"})
    assert (await ada.submit()).ok
    await grace.command("/mentor", "privacy")
    await grace.click("privacy_send", in_view=True)
    assert '"partners": [' in str(grace.views)
    assert "Between Olga and me" not in str(grace.views)


async def test_home_leads_there_too_also_for_somebody_who_has_not_joined(town: Town) -> None:
    await a_program(town)
    mei = town.person("mei")
    await mei.open_home()
    await town.settle()
    await mei.click("privacy_open", in_home=True)
    assert "Mei Tanaka" in marked_up(mei.view)


async def test_whoever_asks_is_forgotten_and_the_partner_hears_it_kindly(town: Town) -> None:
    channel = await a_pair(town)
    grace = town.person("grace")
    await grace.command("/mentor", "privacy")
    assert (await grace.click("privacy_erase", in_view=True)).ok
    assert "You are forgotten" in marked_up(grace.view)
    await town.later(days=9)
    heard = "\n".join(says(message) for message in seen(town, "ada"))
    assert f"*Your mentorship in <#{channel.id}> has come to its end.*" in heard
    assert "no longer here" not in heard, "whoever was forgotten is named in no other way"
    told = "\n".join(says(message) for message in seen(town, "olga"))
    assert "Somebody is no longer in Growing together" in told
    assert "Grace" not in told
    assert channel.is_archived
    assert town.ids["grace"] not in await everything_kept(town)


async def test_the_only_owner_is_asked_to_hand_over_first(town: Town) -> None:
    await a_program(town)
    olga = town.person("olga")
    await olga.command("/mentor", "privacy")
    await olga.click("privacy_erase", in_view=True)
    assert "run by you alone" in marked_up(olga.view)


async def everything_kept(town: Town) -> str:
    return str([await rows(town, mapper.class_) for mapper in SQLModel._sa_registry.mappers])
