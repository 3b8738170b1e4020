"""The digest: previewed, posted, and weekly by itself."""

from collections.abc import Sequence

import pytest
from sqlmodel import Session, select

from program.running import weekly
from sandbox.channels import Channel
from sandbox.messages import Message
from storage.models import Audit, Letter, Owner, Program
from tests.journeys.cast import a_program, card, enroll, told, two_pairs
from tests.journeys.town import Town


async def a_town_with_news(town: Town, *, private: bool = False) -> Channel:
    """Two pairs to be, and a channel in which Olga is but the bot is not."""
    await two_pairs(town)
    members = [town.ids["olga"], town.ids["mei"]]
    return town.workspace.add_channel("mentoring-news", private=private, members=members)


async def weekly_into(town: Town, channel: Channel) -> None:
    """From next Monday, the digest comes into this channel."""

    def write(session: Session) -> None:
        program = session.exec(select(Program)).one()
        program.digest_channel = channel.id
        session.add(program)
        weekly.keep_planned(session, program=program, now=town.clock.now())

    await town.bot.desk.transact(write)


def posted(town: Town, channel: Channel) -> Sequence[Message]:
    return [message for message in town.person("mei").messages(channel) if "in numbers" in message.text]


def charts(message: Message) -> int:
    return sum(block["type"] == "data_visualization" for block in message.blocks)


async def test_the_preview_has_names_and_the_post_has_none(town: Town) -> None:
    channel = await a_town_with_news(town)
    olga = town.person("olga")
    reply = await olga.command("/mentor", "digest", channel=channel)
    preview = reply.ephemeral[-1]
    assert "Ada Park and Ravi Costa" in str(preview.blocks)
    assert posted(town, channel) == []
    assert (await olga.click("digest_post", message=preview)).ok
    [post] = posted(town, channel)
    assert "Joined: *3–5* (to learn: 0–2, to teach: 0–2)." in str(post.blocks)
    assert "In a pair right now: 0–2 of 3–5." in post.text
    assert charts(post) == 1
    for name in ("Ada", "Ravi", "Grace", "Kofi"):
        assert name not in str(post.blocks) + post.text
    assert [message for message in olga.messages(channel) if message.ephemeral] == []


async def test_pressing_post_twice_posts_once(town: Town) -> None:
    channel = await a_town_with_news(town)
    olga = town.person("olga")
    preview = (await olga.command("/mentor", "digest", channel=channel)).ephemeral[-1]
    await olga.click("digest_post", message=preview)
    await olga.click("digest_post", message=preview, stale=True)
    assert len(posted(town, channel)) == 1
    assert "posted already" in str(olga.view)
    rows = await town.ask(
        lambda session: session.exec(select(Audit).where(Audit.what == "digest_posted")).all()
    )
    assert len(rows) == 1


async def test_a_workspace_that_knows_no_charts_gets_the_numbers_in_words(town: Town) -> None:
    channel = await a_town_with_news(town)
    olga = town.person("olga")
    preview = (await olga.command("/mentor", "digest", channel=channel)).ephemeral[-1]
    town.workspace.trouble.add("response_url", "error", error="invalid_blocks")
    await olga.click("digest_post", message=preview)
    [post] = posted(town, channel)
    assert charts(post) == 0
    assert "Joined: *3–5*" in str(post.blocks)


async def test_a_preview_that_slack_no_longer_posts_says_so(town: Town) -> None:
    channel = await a_town_with_news(town)
    olga = town.person("olga")
    preview = (await olga.command("/mentor", "digest", channel=channel)).ephemeral[-1]
    town.workspace.trouble.add("response_url", "status", status=404)
    assert (await olga.click("digest_post", message=preview)).ok
    assert posted(town, channel) == []
    assert "half an hour" in str(olga.view)


async def test_somebody_who_is_no_owner_cannot_post_it(town: Town) -> None:
    channel = await a_town_with_news(town)
    olga = town.person("olga")
    preview = (await olga.command("/mentor", "digest", channel=channel)).ephemeral[-1]
    await town.bot.desk.transact(_disown)
    await olga.click("digest_post", message=preview)
    assert posted(town, channel) == []
    assert "Only the program's owners" in str(olga.view)


async def test_from_home_it_is_shown_and_there_is_no_channel_to_post_it_into(town: Town) -> None:
    await a_town_with_news(town)
    olga = town.person("olga")
    await olga.open_home()
    await town.settle()
    await olga.click("home_word_digest", in_home=True)
    assert "Ada Park and Ravi Costa" in str(olga.view)
    assert "digest_post" not in str(olga.view)


async def test_it_comes_every_week_by_itself_without_the_bot_in_the_channel(town: Town) -> None:
    channel = await a_town_with_news(town)
    await weekly_into(town, channel)
    await town.later(days=6)
    assert posted(town, channel) == []
    await town.later(days=2)
    assert len(posted(town, channel)) == 1
    assert charts(posted(town, channel)[0]) == 1
    await town.later(days=7)
    assert len(posted(town, channel)) == 2


async def test_the_weekly_one_comes_in_words_where_charts_are_unknown(town: Town) -> None:
    channel = await a_town_with_news(town)
    await weekly_into(town, channel)
    town.workspace.trouble.add("chat.postMessage", "error", error="invalid_blocks", channel=channel.id)
    await town.later(days=8)
    [post] = posted(town, channel)
    assert charts(post) == 0


async def test_a_private_channel_lets_it_in_by_an_invitation_and_the_owner_hears_so_once(town: Town) -> None:
    channel = await a_town_with_news(town, private=True)
    await weekly_into(town, channel)
    await town.later(days=15)
    notes = [m for m in town.person("olga").messages() if "/invite @Alongside" in str(m.blocks)]
    assert len(notes) == 1
    dead = await town.ask(
        lambda session: session.exec(select(Letter).where(Letter.state == "rejected")).all()
    )
    assert [letter.kind for letter in dead] == ["digest"]
    await town.person("olga").click("home_try_again", message=card(town, "olga", "home_try_again"))
    await town.later(minutes=1)
    assert told(town, "olga", "Last tried")
    await town.person("olga").invite(channel, town.workspace.bot_user_id)
    await town.person("olga").click("home_try_again", message=card(town, "olga", "home_try_again"))
    await town.later(minutes=1)
    assert len(posted(town, channel)) == 1
    assert told(town, "olga", f"is in <#{channel.id}> now.")
    assert not told(town, "olga", "/invite @Alongside")


async def test_an_archived_channel_is_called_archived(town: Town) -> None:
    channel = await a_town_with_news(town)
    await weekly_into(town, channel)
    await town.person("olga").archive(channel)
    await town.later(days=8)
    assert told(town, "olga", "That channel is archived. Bring it back, or choose another one")
    assert not told(town, "olga", "/invite @Alongside")
    await town.person("olga").unarchive(channel)
    await town.person("olga").click("home_try_again", message=card(town, "olga", "home_try_again"))
    await town.later(minutes=1)
    assert len(posted(town, channel)) == 1


@pytest.mark.parametrize("deaf", ["reply_lost", "late"])
async def test_a_lost_reply_never_posts_it_twice(town: Town, deaf: str) -> None:
    channel = await a_town_with_news(town)
    await weekly_into(town, channel)
    town.workspace.trouble.add("chat.postMessage", deaf, seconds=10, channel=channel.id)  # type: ignore[arg-type]
    await town.later(days=8)
    assert len(posted(town, channel)) == 1


async def test_once_the_program_has_ended_it_stops(town: Town) -> None:
    channel = await a_town_with_news(town)
    await weekly_into(town, channel)
    await town.person("olga").open_home()
    await town.settle()
    await town.person("olga").click("over_end", in_home=True)
    await town.later(days=8)
    assert posted(town, channel) == []
    kinds = await town.ask(lambda session: session.exec(select(Letter.kind)).all())
    assert "digest" not in kinds


def _disown(session: Session) -> None:
    session.delete(session.exec(select(Owner)).one())


async def test_of_two_people_a_channel_reads_that_there_is_nothing_to_read_yet(town: Town) -> None:
    await a_program(town)
    channel = town.workspace.add_channel("mentoring", members=[town.ids["olga"]])
    await enroll(town, "ada", mentee=True)
    await enroll(town, "grace", places=1)
    reply = await town.person("olga").command("/mentor", "digest", channel=channel)
    preview = str(reply.ephemeral[-1].blocks)
    assert "Joined: shown, with all that follows from it, once 3 people have." in preview
    assert "0–2" not in preview
    assert "In a pair" not in preview
