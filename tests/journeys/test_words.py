"""/mentor and its words."""

from tests.journeys.town import Town


async def test_help_lists_the_words_to_the_person_alone(town: Town) -> None:
    reply = await town.person("ada").command("/mentor", "help")
    assert reply.ok
    assert "/mentor join" in str(reply.ephemeral)


async def test_an_unknown_word_gets_the_nearest(town: Town) -> None:
    reply = await town.person("ada").command("/mentor", "hlep")
    assert "/mentor help" in str(reply.ephemeral)


async def test_what_was_typed_cannot_ping_anybody(town: Town) -> None:
    reply = await town.person("ada").command("/mentor", "<!channel> now")
    assert "<!channel>" not in str(reply.ephemeral)
    assert "&lt;!channel&gt;" in str(reply.ephemeral)
