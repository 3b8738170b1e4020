"""Opening a pair's channel: every step, and what happens when one of them goes wrong."""

import pytest

from handlers.views.wording.slack_codes import WHY
from storage.models import Member
from tests.journeys.cast import card, channel_of, enroll, mentorships, proposed, published, told, two_pairs
from tests.journeys.town import Town


async def publish_with(town: Town, method: str, kind: str, **facts: object) -> None:
    """Publish two pairs while the next call of a method goes wrong."""
    await two_pairs(town)
    olga = town.person("olga")
    await olga.click("match_review", message=await proposed(town))
    await olga.click("match_approve_all", in_view=True)
    town.workspace.trouble.add(method, kind, **facts)  # type: ignore[arg-type]
    await olga.click("match_publish", in_view=True)
    await town.later(minutes=10)


def times_posted(town: Town, first: str, text: str) -> int:
    return sum(
        message.text.startswith(text) for message in town.person(first).messages(channel_of(town, first))
    )


@pytest.mark.both_databases
async def test_a_pair_finds_a_private_channel_with_all_that_it_needs(town: Town) -> None:
    await two_pairs(town)
    await published(town)
    channel = channel_of(town, "ada")
    assert channel.kind == "private"
    assert channel.name.startswith("mentor-grace-ada-")
    assert {town.ids["ada"], town.ids["grace"]} < set(channel.members)
    assert "Grace Osei and Ada Park" in channel.topic
    assert [message.text for message in town.person("ada").messages(channel)] == [
        "Welcome, both: here is why you two",
        "Your charter: please read it and agree",
        "A first agenda, and a plan for your time together",
    ]
    assert told(town, "grace", "Run Kubernetes in production", channel)
    assert told(town, "grace", "What Grace Osei can teach", channel)
    assert card(town, "ada", "mentorship_agree", channel).pinned


async def test_the_good_moment_to_meet_is_not_the_moment_of_reading(town: Town) -> None:
    await two_pairs(town)
    await published(town)
    agenda = str(card(town, "ada", "plan_open", channel_of(town, "ada")).blocks)
    assert "A good moment for both of you: <!date^" in agenda
    assert "|Tuesday 3 March>" in agenda


async def test_both_agree_to_the_charter_once_and_the_card_says_so(town: Town) -> None:
    await two_pairs(town)
    await published(town)
    channel = channel_of(town, "ada")
    charter = card(town, "ada", "mentorship_agree", channel)
    await town.person("ada").click("mentorship_agree", message=charter)
    await town.person("ada").click("mentorship_agree", message=charter, stale=True)
    await town.settle()
    assert told(town, "grace", "Agreed by Ada Park.", channel)
    await town.person("grace").click(
        "mentorship_agree", message=card(town, "grace", "mentorship_agree", channel)
    )
    await town.later(minutes=1)
    assert told(town, "ada", "Agreed by Grace Osei and Ada Park.", channel)
    assert "mentorship_agree" not in str([one.blocks for one in town.person("ada").messages(channel)])
    members = await town.ask(
        lambda session: [
            session.get(Member, (1, town.ids["ada"])) or session.get(Member, (2, town.ids["ada"]))
        ]
    )
    assert members[0] is not None
    assert members[0].agreed_version == 1


async def test_somebody_else_cannot_agree_for_them(town: Town) -> None:
    await two_pairs(town)
    await published(town)
    channel = channel_of(town, "ada")
    await town.person("ada").invite(channel, town.ids["kofi"])
    kofi = town.person("kofi")
    await kofi.click("mentorship_agree", message=card(town, "kofi", "mentorship_agree", channel))
    assert "Only the people of this mentorship" in str(kofi.view)


@pytest.mark.both_databases
@pytest.mark.parametrize("kind", ["reply_lost", "late"])
async def test_a_channel_whose_reply_was_lost_is_found_again_and_not_made_twice(
    town: Town, kind: str
) -> None:
    await publish_with(town, "conversations.create", kind, seconds=20)
    rooms = [one for one in town.workspace.channels.values() if one.name.startswith("mentor-")]
    assert len(rooms) == 2
    assert told(town, "olga", "All 2 channels are open.")


async def test_a_name_that_somebody_else_has_is_not_adopted(town: Town) -> None:
    await two_pairs(town)
    olga, mei = town.person("olga"), town.person("mei")
    await olga.click("match_review", message=await proposed(town))
    await olga.click("match_approve_all", in_view=True)
    await olga.click("match_publish", in_view=True)
    taken = (await mentorships(town))[0].channel_name
    theirs = await mei.create_channel(taken, private=True)
    await mei.invite(theirs, town.workspace.bot_user_id)
    await town.later(minutes=3)
    assert set(theirs.members) == {town.ids["mei"], town.workspace.bot_user_id}
    assert taken not in [one.channel_name for one in await mentorships(town)]
    assert told(town, "olga", "All 2 channels are open.")


@pytest.mark.parametrize(
    "method", ["conversations.invite", "conversations.setTopic", "chat.postMessage", "pins.add"]
)
async def test_a_step_whose_outcome_is_unknown_is_repeated(town: Town, method: str) -> None:
    await publish_with(town, method, "status", status=500)
    assert [one.state for one in await mentorships(town)] == ["open", "open"]
    assert times_posted(town, "ada", "Your charter") == 1


@pytest.mark.parametrize("method", ["conversations.invite", "conversations.setTopic", "pins.add"])
async def test_a_step_that_was_done_though_its_reply_was_lost_is_not_an_obstacle(
    town: Town, method: str
) -> None:
    await publish_with(town, method, "reply_lost")
    assert [one.state for one in await mentorships(town)] == ["open", "open"]
    assert times_posted(town, "ada", "Your charter") == 1


@pytest.mark.parametrize("method", ["conversations.setTopic", "pins.add"])
async def test_a_channel_opens_without_a_topic_or_a_pin(town: Town, method: str) -> None:
    await publish_with(town, method, "error", error="missing_scope", times=9)
    assert [one.state for one in await mentorships(town)] == ["open", "open"]


async def test_an_owner_sees_what_could_not_be_opened_and_tries_again(town: Town) -> None:
    await publish_with(town, "conversations.create", "error", error="restricted_action")
    assert told(town, "olga", "1 of 2 channels open.")
    assert told(town, "olga", "does not let apps make private channels")
    await town.person("olga").click("match_try_again", message=card(town, "olga", "match_try_again"))
    await town.later(minutes=2)
    assert told(town, "olga", "All 2 channels are open.")
    assert not told(town, "olga", "does not let apps make private channels")


@pytest.mark.parametrize("code", ["ura_max_channels", "user_is_ultra_restricted", "org_user_not_in_team"])
async def test_an_owner_reads_in_words_why_somebody_cannot_be_invited(town: Town, code: str) -> None:
    await publish_with(town, "conversations.invite", "error", error=code)
    olga = town.person("olga")
    cards = "".join(str(one.blocks) for one in olga.messages())
    await olga.open_home()
    await town.settle()
    for seen in (cards, str(await olga.home())):
        assert str(WHY[code]) in seen
        assert code not in seen


async def test_channels_that_could_not_be_opened_wait_for_the_owner_wherever_they_look(town: Town) -> None:
    await publish_with(town, "conversations.create", "error", error="restricted_action", times=2)
    olga = town.person("olga")
    news = [m for m in olga.messages() if "channels that I couldn't open" in m.text]
    assert len(news) == 2, "the card that changed, and one that is new"
    await olga.open_home()
    await town.settle()
    home = str(await olga.home())
    assert "I couldn't open 2 channels, the first of them that of" in home
    assert "Waiting for you: 1" in home
    assert "opened by themselves" not in home
    assert "One thing waits for you" in str((await olga.command("/mentor", "status")).ephemeral)
    digest = (await olga.command("/mentor", "digest")).ephemeral
    assert "Open for the owners, of rounds, channels and messages: *1*" in str(digest)
    await olga.click("match_try_again", in_home=True)
    await town.later(minutes=2)
    assert told(town, "olga", "All 2 channels are open.")
    home = str(await olga.home())
    assert "couldn't open" not in home
    assert "Nothing waits for you" in home


@pytest.mark.both_databases
async def test_opening_goes_on_where_a_restart_interrupted_it(town: Town) -> None:
    await two_pairs(town)
    olga = town.person("olga")
    await olga.click("match_review", message=await proposed(town))
    await olga.click("match_approve_all", in_view=True)
    await olga.click("match_publish", in_view=True)
    await town.settle()
    assert [one.state for one in await mentorships(town)] == ["opening", "opening"]
    await town.restart()
    await town.later(minutes=2)
    assert [one.state for one in await mentorships(town)] == ["open", "open"]
    assert times_posted(town, "ada", "Welcome") == 1


async def test_people_whose_names_have_no_latin_letters_get_a_channel_too(town: Town) -> None:
    town.add("田中 美咲", zone="Asia/Tokyo")
    town.ids["misaki"] = town.ids.pop("田中")
    await two_pairs(town)
    await enroll(town, "misaki", mentee=True)
    await enroll(town, "mei", places=1)
    await published(town)
    await town.later(minutes=1)
    assert channel_of(town, "misaki").name.startswith("mentor-")


@pytest.mark.both_databases
async def test_many_channels_open_at_the_pace_that_slack_allows(town: Town) -> None:
    await two_pairs(town)
    for number in range(22):
        town.add(f"Mentee{number} Lind")
        town.add(f"Mentor{number} Holm")
    await town.settle()
    for number in range(22):
        await enroll(town, f"mentee{number}", mentee=True)
        await enroll(town, f"mentor{number}", places=1)
    await published(town)
    assert not [call for call in town.workspace.calls if call.status == 429]
    opened = [one.state for one in await mentorships(town)]
    assert len(opened) == 24
    assert opened.count("open") >= 18
    await town.later(minutes=3)
    assert {one.state for one in await mentorships(town)} == {"open"}
    assert told(town, "olga", "All 24 channels are open.")
