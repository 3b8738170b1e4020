"""Slack delivers what somebody did twice, over two sockets: it happens once, and both are answered the same."""

import pytest

from sandbox.jsontype import JSON
from storage.queries import programs
from tests.journeys.cast import card, channel_of, enroll, published, two_pairs
from tests.journeys.pairs import until
from tests.journeys.town import Town


def answered_alike(town: Town) -> list[JSON]:
    """The answers to what people did that was delivered twice: the same to both copies."""
    acted = [each for each in town.workspace.envelopes if each.kind != "events_api" and len(each.answers) > 1]
    assert acted
    for envelope in acted:
        assert envelope.answers[0] == envelope.answers[1], envelope.payload
    return [envelope.answers[0] for envelope in acted]


@pytest.mark.parametrize("after", [False, True])
async def test_a_program_is_opened_and_joined_once_and_nobody_is_told_that_it_is_there_already(
    town: Town, *, after: bool
) -> None:
    await town.settle()
    town.workspace.deliver_twice(1000, after=after)
    olga, ada = town.person("olga"), town.person("ada")
    await olga.command("/mentor", "setup")
    await olga.fill({"setup_name": "x" * 61})
    assert (await olga.submit()).errors == {"setup_name": "60 characters at most; this has 61."}
    await olga.fill({"setup_name": "Mentoring"})
    assert (await olga.submit()).ok
    assert "Mentoring is open" in str(olga.view)
    await ada.command("/mentor", "join")
    await ada.fill({"enrollment_goals": "Lead an incident"})
    assert (await ada.submit()).ok
    await ada.command("/mentor", "pause 2w")
    await ada.command("/mentor", "resume")
    await ada.command("/mentor", "leave")
    await town.settle()
    assert [program.name for program in await town.ask(programs.all_open)] == ["Mentoring"]
    kinds = {
        answer.get("response_action") or ("text" if "text" in answer else "")
        for answer in answered_alike(town)
    }
    assert kinds == {"errors", "update", "text", ""}


@pytest.mark.parametrize("after", [False, True])
async def test_a_round_is_published_and_a_pair_lives_on_with_one_answer_each(
    town: Town, *, after: bool
) -> None:
    await two_pairs(town)
    town.workspace.deliver_twice(1000, after=after)
    await published(town)
    channel, ada = channel_of(town, "ada"), town.person("ada")
    await ada.click("plan_open", message=card(town, "ada", "plan_open", channel))
    await ada.fill({"plan_text_1": "Lead one incident", "plan_date_1": "2026-04-01"})
    assert (await ada.submit()).ok
    await until(town, "check_in")
    await ada.click("checkins_met", message=card(town, "ada", "checkins_met", channel))
    await ada.command("/mentor", "status")
    await town.settle()
    answered_alike(town)
    assert not [call for call in town.workspace.calls if call.error == "exchanged_trigger_id"]
    assert not [call for call in town.workspace.calls if call.error == "hash_conflict"]


@pytest.mark.parametrize("after", [False, True])
async def test_a_digest_is_posted_once_and_whoever_posted_it_reads_no_refusal(
    town: Town, *, after: bool
) -> None:
    await two_pairs(town)
    await enroll(town, "mei", mentee=True)
    await town.settle()
    olga = town.person("olga")
    channel = town.workspace.add_channel("mentoring", members=[town.ids["olga"], town.workspace.bot_user_id])
    preview = (await olga.command("/mentor", "digest", channel=channel)).ephemeral[-1]
    town.workspace.deliver_twice(after=after)
    await olga.click("digest_post", message=preview)
    assert len([each for each in olga.messages(channel) if each.bot_id and not each.ephemeral]) == 1
    assert olga.view is None
