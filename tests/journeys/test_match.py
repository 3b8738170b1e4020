"""A round of matching: asked for, previewed, published, and heard of by everybody."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, select

from storage.models import Enrollment, Letter, Program
from storage.queries import programs, rounds
from tests.journeys.cast import (
    GOALS,
    a_program,
    card,
    channel_of,
    decide,
    enroll,
    mentorships,
    pairs_proposed,
    proposed,
    published,
    told,
    two_pairs,
)
from tests.journeys.town import Town


async def test_an_owner_sees_each_pair_with_its_reason_in_their_own_words(town: Town) -> None:
    await two_pairs(town)
    olga = town.person("olga")
    await olga.click("match_review", message=await proposed(town))
    shown = str(olga.view)
    assert "*Ada Park* with *Grace Osei* as mentor" in shown
    assert "“Kubernetes" in shown
    assert "Run Kubernetes in production" in shown
    assert "*Ravi Costa* with *Kofi Lund* as mentor" in shown


async def test_two_people_of_one_name_are_told_apart_wherever_an_owner_reads_of_them(town: Town) -> None:
    for key, goal in (("one", "Run Kubernetes in production"), ("two", "Give talks at conferences")):
        name = "Alex Kim" if key == "one" else "alex kim"
        town.ids[key] = town.workspace.add_person(name, email=f"{key}@example.com", tz="Europe/London").id
        GOALS[key] = goal
    await a_program(town)
    for key in ("one", "two"):
        await enroll(town, key, mentee=True)
    olga, people = town.person("olga"), town.workspace.people
    handles = [people[town.ids[key]].handle for key in ("one", "two")]
    assert len(set(handles)) == 2
    for key in ("grace", "kofi"):
        await enroll(town, key, places=1)
    await olga.click("match_review", message=await proposed(town))
    assert all(f"im ({handle})" in str(olga.view) for handle in handles)
    await olga.click("match_approve_all", in_view=True)
    town.workspace.trouble.add("conversations.create", "error", error="restricted_action", times=2)
    await olga.click("match_publish", in_view=True)
    await town.later(minutes=10)
    cards = "".join(str(one.blocks) for one in olga.messages())
    assert all(f"im ({handle})" in cards for handle in handles)


@pytest.mark.both_databases
async def test_published_pairs_hear_who_and_why_and_what_happens_next(town: Town) -> None:
    await two_pairs(town)
    await published(town)
    assert told(town, "ada", "*Grace Osei is your mentor in Growing together.*")
    assert told(town, "ada", f"Your channel is <#{channel_of(town, 'ada').id}>")
    assert not told(town, "ada", "I'm opening a private channel")
    assert told(town, "grace", "*You are mentor to Ada Park in Growing together.*")
    assert told(town, "grace", "“Kubernetes")
    assert told(town, "kofi", "*You are mentor to Ravi Costa")
    assert told(town, "olga", "All 2 channels are open.")
    assert [one.state for one in await mentorships(town)] == ["open", "open"]


@pytest.mark.both_databases
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


async def test_a_round_that_found_no_pair_is_computed_anew_when_it_is_asked_for_again(town: Town) -> None:
    await a_program(town)
    await enroll(town, "ada", mentee=True)
    await proposed(town)
    await enroll(town, "grace", places=1)
    olga = town.person("olga")
    assert "working on a round" in str((await olga.command("/mentor", "match")).ephemeral)
    await town.settle()
    assert await pairs_proposed(town) == {("grace", "ada", "proposed")}
    assert told(town, "olga", "this round was set aside")


@pytest.mark.both_databases
async def test_a_place_that_comes_free_is_on_the_owners_home_and_in_what_those_who_wait_read(
    town: Town,
) -> None:
    await two_pairs(town)
    await enroll(town, "mei", mentee=True)
    await published(town)
    people = {first: town.person(first) for first in ("ada", "ravi", "mei", "olga")}
    for one in people.values():
        await one.open_home()
    await town.settle()
    [alone] = [first for first in ("ada", "ravi", "mei") if told(town, first, "No mentor for you")]
    assert "Nobody who teaches has a free place right now." in str(await people[alone].home())
    assert "has a free place.*" not in str(await people["olga"].home())
    matched = next(first for first in ("ada", "ravi", "mei") if first != alone)
    await people[matched].click("match_decline", message=card(town, matched, "match_decline"))
    await town.later(minutes=1)
    assert "Somebody who could be your mentor has a free place." in str(await people[alone].home())
    assert "has a free place.* One who waits could fit." in str(await people["olga"].home())
    await people["olga"].click("home_fill_places", in_home=True)
    await town.settle()
    assert "has a free place.*" not in str(await people["olga"].home()), "the round sees to it"


async def test_somebody_who_does_not_run_the_program_cannot_ask(town: Town) -> None:
    await two_pairs(town)
    reply = await town.person("ada").command("/mentor", "match")
    assert reply.text == "Only the program's owners can do this: Olga Brandt."
    await town.settle()
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


@pytest.mark.both_databases
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
    await decide(town, "mei", "approve")
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
    seen = [
        f"{message.text} {message.blocks}"
        for first in ("ada", "grace", "olga")
        for channel in [None, *(c for c in town.person(first).channels() if c.name.startswith("mentor-"))]
        for message in town.person(first).messages(channel)
    ]
    for ping in ("!channel>", "!here>", "!everyone>", "@U0001>"):
        assert not any(f"<{ping}" in text for text in seen)
        assert any(ping.removesuffix(">") in text for text in seen)


@pytest.mark.both_databases
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
