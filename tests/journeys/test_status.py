"""/mentor status and /mentor help."""

from tests.journeys.cast import a_program, card, channel_of, enroll, two_pairs
from tests.journeys.pairs import a_pair
from tests.journeys.town import Town


async def test_status_says_to_this_person_alone_where_things_stand(town: Town) -> None:
    channel = await a_pair(town)
    grace = town.person("grace")
    reply = await grace.command("/mentor", "status", channel=channel)
    said = str(reply.ephemeral)
    assert "Ada Park mentors you" in said
    assert "run by Olga Brandt" in said
    assert "say yes to the charter" in said
    assert all(message.ephemeral == grace.id for message in reply.ephemeral)


async def test_help_is_one_tap_away_from_status(town: Town) -> None:
    await a_pair(town)
    grace = town.person("grace")
    reply = await grace.command("/mentor", "status")
    await grace.click("concerns_help", message=reply.ephemeral[-1])
    assert "Olga Brandt" in str(grace.view)


async def test_whoever_is_paired_with_the_only_owner_is_not_sent_to_them(town: Town) -> None:
    channel = await a_pair(town, "olga", "mei")
    mei = town.person("mei")
    said = str((await mei.command("/mentor", "status")).ephemeral)
    assert "We need help" not in said
    assert "your people team can help" in said
    await mei.open_home()
    await town.settle()
    home = str(await mei.home())
    assert "closing_end" in home
    assert "concerns_help" not in home
    charter = str(card(town, "mei", "mentorship_agree", channel).blocks)
    assert "turn to your company's people team" in charter
    assert "nobody else is in it" in charter


async def test_whoever_would_leave_reads_what_that_means_for_whom(town: Town) -> None:
    await a_pair(town)
    ada, grace = town.person("ada"), town.person("grace")
    await ada.command("/mentor", "leave")
    assert "Your mentorship with Grace Osei ends too" in str(ada.view)
    assert "somebody new for Grace Osei" in str(ada.view)
    assert "then it is archived" in str(ada.view)
    await grace.command("/mentor", "leave")
    assert "Your mentorship with Ada Park ends too" in str(grace.view)
    assert "somebody new" not in str(grace.view)


async def test_without_a_word_a_member_hears_where_things_stand(town: Town) -> None:
    await a_program(town)
    await enroll(town, "ada", mentee=True)
    reply = await town.person("ada").command("/mentor", "")
    assert "waiting for the next round" in str(reply.ephemeral)


async def test_an_owner_hears_the_numbers_and_how_much_waits(town: Town) -> None:
    await two_pairs(town)
    reply = await town.person("olga").command("/mentor", "status")
    said = str(reply.ephemeral)
    assert "You run Growing together" in said
    assert "*0 of 4 matched*" in said
    assert "Nothing waits for you" in said


async def test_somebody_outside_hears_what_is_open_to_them(town: Town) -> None:
    await a_program(town)
    assert "`/mentor join` takes about" in str(
        (await town.person("mei").command("/mentor", "status")).ephemeral
    )


async def test_status_before_there_is_a_program_says_how_one_begins(town: Town) -> None:
    await town.settle()
    reply = await town.person("ada").command("/mentor", "status")
    assert "no mentoring program here yet" in str(reply.ephemeral)


async def test_a_partners_name_is_written_and_nobody_is_pinged(town: Town) -> None:
    await a_pair(town)
    reply = await town.person("ada").command("/mentor", "status")
    assert "<@" not in str(reply.ephemeral)
    assert channel_of(town, "ada").id in str(reply.ephemeral)


async def test_help_shows_the_owners_words_to_owners_only(town: Town) -> None:
    await a_program(town)
    help_for_ada = str((await town.person("ada").command("/mentor", "help")).ephemeral)
    help_for_olga = str((await town.person("olga").command("/mentor", "help")).ephemeral)
    for word in ("join", "status", "pause", "privacy"):
        assert f"/mentor {word}" in help_for_ada
    for word in ("match", "digest", "invite", "setup"):
        assert f"/mentor {word}" not in help_for_ada
        assert f"/mentor {word}" in help_for_olga


async def test_somebody_who_may_not_is_refused_the_owners_words(town: Town) -> None:
    await a_program(town)
    reply = await town.person("ada").command("/mentor", "digest")
    assert "Only the program's owners" in str(reply.ephemeral)
