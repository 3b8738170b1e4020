"""/mentor and its words."""

from tests.journeys.cast import a_program
from tests.journeys.town import Town


async def test_help_lists_the_words_to_the_person_alone(town: Town) -> None:
    reply = await town.person("ada").command("/mentor", "help")
    assert reply.ok
    assert "/mentor join" in str(reply.ephemeral)


async def test_an_unknown_word_gets_the_nearest(town: Town) -> None:
    reply = await town.person("ada").command("/mentor", "hlep")
    assert reply.text == "I don't know “hlep”. Did you mean `/mentor help`?"


async def test_a_word_like_no_other_is_shown_the_list(town: Town) -> None:
    reply = await town.person("ada").command("/mentor", "💥")
    assert "`/mentor help` lists" in reply.text
    assert "Did you mean" not in reply.text


async def test_where_there_is_one_program_there_is_nothing_to_choose(town: Town) -> None:
    await a_program(town)
    reply = await town.person("ada").command("/mentor", "program")
    assert "There is one program here: *Growing together*" in str(reply.ephemeral)
    assert "several" not in str(reply.ephemeral)


async def test_what_was_typed_cannot_ping_anybody(town: Town) -> None:
    reply = await town.person("ada").command("/mentor", "<!channel> now")
    assert "<!channel>" not in str(reply.ephemeral)
    assert "&lt;!channel&gt;" in str(reply.ephemeral)
