"""A round of matching: asked for, previewed, decided on, published, and heard of by everybody."""

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from program import publishing
from storage.models import Avoidance, Enrollment, Letter, Owner, Person, Program, Proposal
from storage.queries import programs, rounds
from tests.journeys.cast import (
    a_program,
    card,
    channel_of,
    enroll,
    mentorships,
    proposed,
    published,
    told,
    two_pairs,
)
from tests.journeys.town import Town


async def pairs_proposed(town: Town) -> set[tuple[str, str, str]]:
    """(mentor, mentee, state) of the newest round, by first names."""
    names = {person_id: first for first, person_id in town.ids.items()}
    found = await town.ask(lambda session: list(session.exec(select(Proposal)).all()))
    newest = max((one.round_id for one in found), default=0)
    return {
        (names[one.mentor_id], names[one.mentee_id], one.state) for one in found if one.round_id == newest
    }


async def decide(town: Town, mentee: str, what: str) -> None:
    """Olga decides on the pair of this mentee, in the preview before her."""
    pair = await town.ask(
        lambda session: session.exec(
            select(Proposal.id)
            .where(Proposal.mentee_id == town.ids[mentee])
            .order_by(col(Proposal.id).desc())
        ).first()
    )
    await town.person("olga").click(
        "match_decide", in_view=True, block_id=f"pair_{pair}", select=f"{pair}:{what}"
    )


async def test_an_owner_sees_each_pair_with_its_reason_in_their_own_words(town: Town) -> None:
    await two_pairs(town)
    olga = town.person("olga")
    await olga.click("match_review", message=await proposed(town))
    shown = str(olga.view)
    assert "*Ada Park* with *Grace Osei* as mentor" in shown
    assert "kubernetes" in shown
    assert "Run Kubernetes in production" in shown
    assert "*Ravi Costa* with *Kofi Lund* as mentor" in shown


async def test_published_pairs_hear_who_and_why_and_what_happens_next(town: Town) -> None:
    await two_pairs(town)
    await published(town)
    assert told(town, "ada", "*Grace Osei is your mentor in Growing together.*")
    assert told(town, "ada", f"Your channel is <#{channel_of(town, 'ada').id}>")
    assert not told(town, "ada", "I'm opening a private channel")
    assert told(town, "grace", "*You are mentor to Ada Park in Growing together.*")
    assert told(town, "grace", "kubernetes")
    assert told(town, "kofi", "*You are mentor to Ravi Costa")
    assert told(town, "olga", "All 2 channels are open.")
    assert [one.state for one in await mentorships(town)] == ["open", "open"]


async def test_whoever_got_nobody_hears_why_and_waits_first_in_line(town: Town) -> None:
    await two_pairs(town)
    await enroll(town, "mei", mentee=True)
    await published(town)
    waiting = [first for first in ("ada", "ravi", "mei") if told(town, first, "No mentor for you")]
    assert len(waiting) == 1
    assert card(town, waiting[0], "enrollment_join")
    found = await town.ask(
        lambda session: programs.enrollment(session, program_id=1, person_id=town.ids[waiting[0]])
    )
    assert found is not None
    assert found.waited == 1


async def test_a_mentor_nobody_was_found_for_hears_it_too(town: Town) -> None:
    await two_pairs(town)
    await enroll(town, "mei", places=1)
    await published(town)
    assert told(town, "mei", "No mentee for you in this round")


async def test_asking_again_while_a_round_is_proposed_opens_it(town: Town) -> None:
    await two_pairs(town)
    await proposed(town)
    olga = town.person("olga")
    await olga.command("/mentor", "match")
    assert "Ada Park" in str(olga.view)


async def test_somebody_who_does_not_run_the_program_cannot_ask(town: Town) -> None:
    await two_pairs(town)
    reply = await town.person("ada").command("/mentor", "match")
    assert "owners" in reply.text
    assert await pairs_proposed(town) == set()


async def test_nobody_to_match_is_said_at_once(town: Town) -> None:
    await a_program(town)
    await enroll(town, "grace", places=1)
    reply = await town.person("olga").command("/mentor", "match")
    assert "Nobody in Growing together is waiting" in reply.text


async def test_a_round_without_any_mentor_still_tells_the_owner_and_those_who_wait(town: Town) -> None:
    await a_program(town)
    await enroll(town, "ada", mentee=True)
    olga = town.person("olga")
    await olga.click("match_review", message=await proposed(town))
    assert "no mentor has a free place" in str(olga.view)
    await olga.click("match_publish", in_view=True)
    await town.settle()
    assert told(town, "ada", "Nobody who teaches has a free place right now.")


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
    wish = (await refused("mei", "kofi"))["match_mentor"]
    line = (await refused("ada", "mei"))["match_mentor"]
    assert "can't be paired" in line
    assert line.replace("Ada Park", "Mei Tanaka") == wish.replace("Kofi Lund", "Mei Tanaka"), (
        "nothing tells an owner that it was a wish"
    )
    assert "not in the program" in (await refused("olga", "grace"))["match_mentee"]
    assert "has not joined as a mentee" in (await refused("kofi", "grace"))["match_mentee"]
    assert "has no place left" in (await refused("ravi", "grace"))["match_mentor"]


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


async def test_somebody_who_left_the_company_meanwhile_is_called_by_name(town: Town) -> None:
    await two_pairs(town)
    olga = town.person("olga")
    await olga.click("match_review", message=await proposed(town))
    await olga.click("match_approve_all", in_view=True)
    town.workspace.deactivate(town.ids["ravi"])
    await town.workspace.settled()
    await town.settle()
    await olga.click("match_publish", in_view=True)
    assert "Ravi Costa is not in the program. Turn that pair down" in str(olga.view)
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


async def test_a_round_that_nobody_decides_on_comes_once_more_and_in_the_morning(town: Town) -> None:
    await a_program(town)
    olga = town.person("olga")
    await olga.command("/mentor", "settings")
    await olga.submit()
    await olga.close_view()
    for first, places in (("ada", 0), ("grace", 1)):
        await enroll(town, first, mentee=not places, places=places)
    await proposed(town)
    shown = [message for message in olga.messages() if "pair to look at" in message.text]
    await town.later(days=2)
    assert [message for message in olga.messages() if "pair to look at" in message.text] == shown
    await town.later(days=12)
    again = [message for message in olga.messages() if "pair to look at" in message.text][len(shown) :]
    [reminder] = again
    at = datetime.fromtimestamp(float(reminder.ts), ZoneInfo("Europe/Berlin"))
    assert (at.date().isoformat(), at.hour) == ("2026-03-06", 10)
    await olga.click("match_review", message=reminder)
    assert "Ada Park" in str(olga.view)


async def test_a_second_round_matches_those_who_are_left_while_the_first_lives(town: Town) -> None:
    await two_pairs(town)
    await published(town)
    await enroll(town, "mei", mentee=True, places=0)

    def more_room(session: Session) -> None:
        found = programs.enrollment(session, program_id=1, person_id=town.ids["grace"])
        assert found is not None
        found.capacity, found.mentor_minutes = 2, 120

    await town.bot.desk.transact(more_room)
    olga = town.person("olga")
    await olga.command("/mentor", "match")
    await town.settle()
    assert await pairs_proposed(town) == {("grace", "mei", "proposed")}
    await olga.command("/mentor", "match")
    await olga.click("match_approve_all", in_view=True)
    await olga.click("match_publish", in_view=True)
    await town.later(minutes=2)
    assert [one.state for one in await mentorships(town)] == ["open", "open", "open"]


async def test_what_people_wrote_cannot_ping_anybody_anywhere(town: Town) -> None:
    await two_pairs(town)

    def write(session: Session) -> None:
        for enrollment in session.exec(select(Enrollment)).all():
            if enrollment.mentee:
                enrollment.goals = "<!channel> kubernetes & <@U0001>"
            else:
                enrollment.teaches = "<!here> kubernetes"
        program = session.get(Program, 1)
        assert program is not None
        program.name = "<!everyone>"

    await town.bot.desk.transact(write)
    await published(town)
    letters = await town.ask(lambda session: list(session.exec(select(Letter)).all()))
    assert letters
    assert not [one for one in letters if one.state == "rejected"]
    for first in ("ada", "grace", "olga"):
        for channel in [None, *(c for c in town.person(first).channels() if c.name.startswith("mentor-"))]:
            for message in town.person(first).messages(channel):
                for ping in ("<!channel>", "<!here>", "<!everyone>", "<@U0001>"):
                    assert ping not in str(message.blocks)


async def test_a_round_that_nobody_computed_yet_survives_a_restart(town: Town) -> None:
    await two_pairs(town)
    await town.person("olga").command("/mentor", "match")
    waiting = await town.ask(rounds.asked)
    assert waiting is not None
    assert waiting.state == "asked"
    reply = await town.person("olga").command("/mentor", "match")
    assert "working on a round" in reply.text
    await town.settle()
    assert len(await pairs_proposed(town)) == 2
