"""An owner decides on a round: pair by pair, by hand, beside another owner, and late."""

import asyncio

import pytest
from sqlmodel import Session

from program.rounds import publishing
from storage.models import Avoidance, Owner, Person
from storage.queries import programs
from tests.journeys.cast import (
    channel_of,
    decide,
    enroll,
    mentorships,
    pairs_proposed,
    proposed,
    told,
    two_pairs,
)
from tests.journeys.town import Town


@pytest.mark.both_databases
async def test_nothing_is_published_before_every_pair_is_decided(town: Town) -> None:
    await two_pairs(town)
    olga = town.person("olga")
    await olga.click("match_review", message=await proposed(town))
    assert "match_publish" not in str(olga.view)
    await decide(town, "ada", "approve")
    assert "approved 1" in str(olga.view)
    assert "match_publish" not in str(olga.view)
    assert await mentorships(town) == []


async def test_a_pair_that_was_turned_down_is_not_proposed_again(town: Town) -> None:
    await two_pairs(town)
    olga = town.person("olga")
    await olga.click("match_review", message=await proposed(town))
    await decide(town, "ada", "reject")
    await olga.click("match_again", in_view=True)
    await town.settle()
    assert ("grace", "ada") not in {pair[:2] for pair in await pairs_proposed(town)}
    assert told(town, "olga", "this round was set aside")


async def test_reasons_from_before_a_pair_was_turned_down_are_called_so(town: Town) -> None:
    await two_pairs(town)
    await enroll(town, "mei", mentee=True)
    olga = town.person("olga")
    await olga.click("match_review", message=await proposed(town))
    assert "Without a mentor in this round" in str(olga.view)
    assert "from before your own decisions" not in str(olga.view)
    await decide(town, "ada", "reject")
    assert "from before your own decisions" in str(olga.view)


async def test_pairs_that_share_no_words_are_left_to_a_press_of_their_own(town: Town) -> None:
    await two_pairs(town)
    await enroll(town, "mei", mentee=True)
    town.add("Sofia Rossi")
    await town.workspace.settled()
    await town.settle()
    await enroll(town, "sofia", places=1)

    def say(session: Session) -> None:
        mei, sofia = (
            programs.enrollment(session, program_id=1, person_id=town.ids[one]) for one in ("mei", "sofia")
        )
        assert mei is not None
        assert sofia is not None
        mei.learns_by, sofia.guides_by = ["stories", "feedback"], ["feedback"]

    await town.bot.desk.transact(say)
    olga = town.person("olga")
    await olga.click("match_review", message=await proposed(town))
    assert "Pairs to decide with no words in common: 1." in str(olga.view)
    assert olga.view is not None
    first = next(block for block in olga.view["blocks"] if "pair_" in block["block_id"])["text"]["text"]
    assert first.startswith("*Mei Tanaka* with *Sofia Rossi*")
    assert "Mei Tanaka would like to learn: “Design reviews that people enjoy”" in first
    assert "Sofia Rossi can teach: “Bread”" in first
    await olga.click("match_approve_all", in_view=True)
    assert {(mentee, state) for _, mentee, state in await pairs_proposed(town)} == {
        ("ada", "approved"),
        ("ravi", "approved"),
        ("mei", "proposed"),
    }
    assert "match_approve_all" not in str(olga.view)
    assert "match_publish" not in str(olga.view)
    await olga.click("match_approve_apart", in_view=True)
    assert "no words in common:" not in str(olga.view)
    await olga.click("match_publish", in_view=True)
    assert "published, with 3 pairs" in str(olga.view)
    await town.later(minutes=2)
    for first in ("mei", "sofia"):
        assert told(town, first, "one of you likes to learn, and the other to guide, by honest feedback."), (
            first
        )
        assert told(town, first, "by honest feedback.", channel_of(town, first)), first
        assert not told(town, first, "chose you for each other"), first
    assert told(town, "ada", "both of you say “"), "in the words that they share"


@pytest.mark.both_databases
async def test_an_owner_pairs_two_people_by_hand(town: Town) -> None:
    await two_pairs(town)
    olga = town.person("olga")
    await olga.click("match_review", message=await proposed(town))
    await decide(town, "ravi", "reject")
    await olga.click("match_by_hand", in_view=True)
    await olga.fill({"match_mentee": town.ids["ada"], "match_mentor": town.ids["kofi"]})
    assert (await olga.submit()).ok
    assert "paired by hand" in str(olga.view)
    assert len(olga.views) == 1
    await olga.click("match_publish", in_view=True)
    await town.later(minutes=2)
    assert told(town, "ada", "*Kofi Lund is your mentor")
    assert told(town, "ada", "whoever runs the program chose you for each other")
    assert told(town, "ravi", "No mentor for you")


async def test_the_rules_hold_for_a_pair_by_hand_with_the_reason_at_the_field(town: Town) -> None:
    await two_pairs(town)
    await enroll(town, "mei", mentee=True, places=1)

    def forbid(session: Session) -> None:
        workspace_id = town.workspace.team_id
        session.add(
            Avoidance(
                workspace_id=workspace_id,
                program_id=1,
                person_id=town.ids["mei"],
                avoided_id=town.ids["kofi"],
            )
        )
        boss = session.get(Person, (workspace_id, town.ids["ada"]))
        assert boss is not None
        boss.manager_id = town.ids["mei"]

    await town.bot.desk.transact(forbid)
    olga = town.person("olga")
    await olga.click("match_review", message=await proposed(town))
    await olga.click("match_by_hand", in_view=True)

    async def refused(mentee: str, mentor: str) -> dict[str, str]:
        await olga.fill({"match_mentee": town.ids[mentee], "match_mentor": town.ids[mentor]})
        return (await olga.submit()).errors

    assert await refused("mei", "mei") == {
        "match_mentor": "Nobody can be their own mentor. Choose two different people."
    }
    assert (await refused("ada", "olga"))["match_mentor"] == (
        "Olga Brandt is not in the program. Choose somebody else, or let them join first."
    )
    wish = (await refused("mei", "kofi"))["match_mentor"]
    line = (await refused("ada", "mei"))["match_mentor"]
    assert "can't be paired" in line
    assert line.replace("Ada Park", "Mei Tanaka") == wish.replace("Kofi Lund", "Mei Tanaka"), (
        "nothing tells an owner that it was a wish"
    )
    assert "not in the program" in (await refused("olga", "grace"))["match_mentee"]
    assert "has not joined as a mentee" in (await refused("kofi", "grace"))["match_mentee"]
    assert "has no place left" in (await refused("ravi", "grace"))["match_mentor"]


@pytest.mark.both_databases
async def test_two_owners_who_publish_at_once_publish_once(town: Town) -> None:
    await two_pairs(town)

    def also_owner(session: Session) -> None:
        session.add(
            Owner(
                workspace_id=town.workspace.team_id,
                program_id=1,
                person_id=town.ids["kofi"],
                since=town.clock.now(),
            )
        )

    await town.bot.desk.transact(also_owner)
    olga, kofi = town.person("olga"), town.person("kofi")
    await olga.click("match_review", message=await proposed(town))
    await olga.click("match_approve_all", in_view=True)
    await kofi.command("/mentor", "match")
    await asyncio.gather(olga.click("match_publish", in_view=True), kofi.click("match_publish", in_view=True))
    await town.later(minutes=2)
    assert len(await mentorships(town)) == 2
    assert sum("was quicker" in str(person.view) for person in (olga, kofi)) == 1


@pytest.mark.both_databases
async def test_a_stale_preview_changes_nothing_and_says_so(town: Town) -> None:
    await two_pairs(town)
    olga = town.person("olga")
    message = await proposed(town)
    await olga.click("match_review", message=message)
    await olga.click("match_approve_all", in_view=True)

    def publish(session: Session) -> None:
        publishing.publish(
            session,
            workspace_id=town.workspace.team_id,
            round_id=1,
            person_id=town.ids["olga"],
            now=town.clock.now(),
        )

    await town.bot.desk.transact(publish)
    await decide(town, "ada", "reject")
    assert "was quicker" in str(olga.view)
    assert {state for _, _, state in await pairs_proposed(town)} == {"published"}


async def test_somebody_who_pauses_before_publishing_stops_only_that_pair(town: Town) -> None:
    await two_pairs(town)
    olga = town.person("olga")
    await olga.click("match_review", message=await proposed(town))
    await olga.click("match_approve_all", in_view=True)
    await town.person("grace").command("/mentor", "pause 2w")
    await olga.click("match_publish", in_view=True)
    assert "Grace Osei is paused right now." in str(olga.view)
    assert await mentorships(town) == []
    await olga.close_view()
    await decide(town, "ada", "reject")
    await olga.click("match_publish", in_view=True)
    await town.settle()
    assert len(await mentorships(town)) == 1


async def test_somebody_whose_account_is_off_meanwhile_is_called_by_name(town: Town) -> None:
    await two_pairs(town)
    olga = town.person("olga")
    await olga.click("match_review", message=await proposed(town))
    await olga.click("match_approve_all", in_view=True)
    town.workspace.deactivate(town.ids["ravi"])
    await town.workspace.settled()
    await town.settle()
    await olga.click("match_publish", in_view=True)
    assert "Ravi Costa's account is switched off right now" in str(olga.view)
    assert town.ids["ravi"] not in str(olga.view)
    await olga.close_view()
    assert "*Ravi Costa* with" in str(olga.view)


async def test_the_preview_says_how_to_publish_and_who_has_joined_since(town: Town) -> None:
    await two_pairs(town)
    olga = town.person("olga")
    await olga.click("match_review", message=await proposed(town))
    assert "Publish is here once every pair is approved or turned down" in str(olga.view)
    assert "Joined since" not in str(olga.view)
    await olga.close_view()
    await town.later(hours=1)
    await enroll(town, "mei", mentee=True)
    await olga.command("/mentor", "match")
    assert "Joined since I worked this out: 1." in str(olga.view)
    await olga.click("match_approve_all", in_view=True)
    assert "Publish is here once" not in str(olga.view)


async def test_an_owner_says_in_a_line_why_two_without_shared_words_are_a_pair(town: Town) -> None:
    await two_pairs(town)
    await enroll(town, "mei", mentee=True)
    town.add("Sofia Rossi")
    await town.workspace.settled()
    await town.settle()
    await enroll(town, "sofia", places=1)
    olga = town.person("olga")
    await olga.click("match_review", message=await proposed(town))
    await olga.click("match_approve_all", in_view=True)
    await decide(town, "mei", "line")
    await olga.fill({"match_line": "Both of you have\nmoved <!here> from research."})
    assert (await olga.submit()).ok
    assert ("sofia", "mei", "approved") in await pairs_proposed(town)
    await olga.click("match_publish", in_view=True)
    await town.later(minutes=2)
    said = "Olga Brandt writes: “Both of you have moved &lt;!here&gt; from research.”"
    for first in ("mei", "sofia"):
        assert told(town, first, said), first
        assert told(town, first, said, channel_of(town, first)), first
        assert not told(town, first, "I found no words"), first
    assert not told(town, "ada", "writes:")
