"""Joining, changing one's answers, pausing, leaving."""

import pytest

from sandbox.errors import ClientRefused
from storage.queries import programs
from tests.journeys.joining import enrolled, join_as_mentee
from tests.journeys.town import Town


async def test_a_mentee_joins_and_hears_what_happens_next_and_when(open_town: Town) -> None:
    ada = open_town.person("ada")
    await ada.command("/mentor")
    assert "isn't your manager's review" in str(ada.view)
    await ada.fill(
        {
            "enrollment_goals": "Leading <!channel> & <@U1>",
            "enrollment_skills_wanted": "SQL, sql; public   speaking,\nwriting",
            "enrollment_learns_by": ["talk", "feedback"],
            "enrollment_drivers": ["impact"],
            "enrollment_minutes": "60",
            "enrollment_languages": ["en", "de"],
            "enrollment_avoid": [open_town.ids["kofi"], open_town.ids["ada"]],
        }
    )
    assert (await ada.submit()).ok
    note = str(ada.view)
    assert "You're in Mentoring as a mentee" in note
    assert "Monday 16 March" in note
    found = await enrolled(open_town, "ada")
    assert found is not None
    assert found.goals == "Leading <!channel> & <@U1>"
    assert found.skills_wanted == ["SQL", "public speaking", "writing"]
    assert (found.mentee, found.mentor, found.minutes) == (True, False, 60)
    avoided = await open_town.ask(
        lambda session: programs.avoided_by(session, program_id=1, person_id=open_town.ids["ada"])
    )
    assert avoided == [open_town.ids["kofi"]]


async def test_a_mentor_sees_a_mentors_fields(open_town: Town) -> None:
    grace = open_town.person("grace")
    await grace.command("/mentor", "join")
    await grace.fill({"enrollment_drivers": ["people"]})
    await grace.fill({"enrollment_role": "mentor"})
    view = str(grace.view)
    assert "enrollment_teaches" in view
    assert "enrollment_goals" not in view
    await grace.fill({"enrollment_teaches": "Design reviews", "enrollment_room": "2x60"})
    assert (await grace.submit()).ok
    found = await enrolled(open_town, "grace")
    assert found is not None
    assert (found.mentor, found.mentee, found.capacity, found.mentor_minutes) == (True, False, 2, 120)
    assert found.drivers == ["people"]


async def test_both_sides_read_who_may_read_what_they_write(open_town: Town) -> None:
    ada = open_town.person("ada")
    await ada.command("/mentor", "join")
    assert "Your mentor and the program's owners may read it." in str(ada.view)
    await ada.fill({"enrollment_role": "mentor"})
    assert "Your mentees and the program's owners may read it." in str(ada.view)
    await ada.close_view()
    await ada.command("/mentor", "privacy")
    assert "whom you are matched with and why, with words from your answers" in str(ada.view)


async def test_somebody_who_is_both_gets_two_steps(open_town: Town) -> None:
    kofi = open_town.person("kofi")
    await kofi.command("/mentor", "join")
    await kofi.fill({"enrollment_role": "both"})
    await kofi.fill({"enrollment_goals": "Public speaking"})
    await kofi.submit()
    assert "Step 2 of 2" in str(kofi.view)
    assert kofi.view is not None
    assert kofi.view["close"]["text"] == "Not now"
    await kofi.fill({"enrollment_teaches": "Negotiating"})
    await kofi.submit()
    assert "a mentee and a mentor" in str(kofi.view)
    found = await enrolled(open_town, "kofi")
    assert found is not None
    assert (found.mentee, found.mentor, found.capacity) == (True, True, 1)


async def test_no_step_asks_more_than_eight_things(open_town: Town) -> None:
    mei = open_town.person("mei")
    await mei.command("/mentor", "join")
    for role in ("mentee", "mentor", "both"):
        await mei.fill({"enrollment_role": role})
        assert mei.view is not None
        assert sum(block["type"] == "input" for block in mei.view["blocks"]) <= 8


async def test_a_goal_too_long_says_how_long_it_is(open_town: Town) -> None:
    ada = open_town.person("ada")
    await ada.command("/mentor", "join")
    with pytest.raises(ClientRefused):
        await ada.submit()
    await ada.fill({"enrollment_goals": "x" * 734})
    assert (await ada.submit()).errors == {"enrollment_goals": "500 characters at most; this has 734."}
    await ada.fill({"enrollment_goals": "   "})
    assert "few words" in (await ada.submit()).errors["enrollment_goals"]
    await ada.fill({"enrollment_goals": "Less", "enrollment_skills_wanted": "a,b,c,d,e,f,g,h,i"})
    assert "8 skills at most" in (await ada.submit()).errors["enrollment_skills_wanted"]
    assert await enrolled(open_town, "ada") is None


async def test_answers_come_back_to_be_changed(open_town: Town) -> None:
    await join_as_mentee(open_town, "ada")
    ada = open_town.person("ada")
    await ada.command("/mentor", "join")
    assert "Leading without a title" in str(ada.view)
    assert "facilitation, SQL" in str(ada.view)
    await ada.fill({"enrollment_goals": "Something else"})
    await ada.submit()
    assert "Saved" in str(ada.view)
    found = await enrolled(open_town, "ada")
    assert found is not None
    assert found.goals == "Something else"


async def test_skills_are_told_apart_by_the_commas_of_any_script(open_town: Town) -> None:
    mei = open_town.person("mei")
    await mei.command("/mentor", "join")
    await mei.fill({"enrollment_goals": "会議", "enrollment_skills_wanted": "英語、会議，司会؛ إدارة، قيادة"})
    assert (await mei.submit()).ok
    found = await enrolled(open_town, "mei")
    assert found is not None
    assert found.skills_wanted == ["英語", "会議", "司会", "إدارة", "قيادة"]


async def test_what_somebody_writes_cannot_turn_the_words_around_it(open_town: Town) -> None:
    await join_as_mentee(open_town, "ada", goals="قيادة \u202egnidael\u2066")
    found = await enrolled(open_town, "ada")
    assert found is not None
    assert found.goals == "قيادة gnidael"


async def test_a_new_mentor_reads_on_home_when_matching_starts(open_town: Town) -> None:
    grace = open_town.person("grace")
    await grace.command("/mentor", "join")
    await grace.fill({"enrollment_role": "mentor"})
    await grace.fill({"enrollment_teaches": "Design reviews", "enrollment_room": "2x30"})
    await grace.submit()
    await grace.close_view()
    await grace.open_home()
    await open_town.settle()
    shown = str(await grace.home())
    assert "Matching starts on Monday 16 March" in shown
    assert "You can take 2 mentees." in shown


async def test_joining_twice_at_once_is_joining_once(open_town: Town) -> None:
    one, two = open_town.person("ada"), open_town.person("ada")
    await one.command("/mentor", "join")
    await one.fill({"enrollment_goals": "Once"})
    open_town.workspace.deliver_twice(1)
    await two.submit()
    await open_town.settle()
    count = await open_town.ask(lambda session: len(programs.enrollments(session, program_id=1)))
    assert count == 1


async def test_a_guest_is_told_kindly_until_the_program_takes_guests(open_town: Town) -> None:
    open_town.add("Gus Vale", guest=True)
    await open_town.workspace.settled()
    await open_town.settle()
    gus, olga = open_town.person("gus"), open_town.person("olga")
    reply = await gus.command("/mentor", "join")
    assert "takes no guests" in reply.text
    assert "Olga Brandt can tell you more" in reply.text
    await olga.command("/mentor", "settings")
    await olga.fill({"setup_guests": ["yes"]})
    await olga.submit()
    await gus.command("/mentor", "join")
    assert "Join mentoring" in str(gus.view)


async def test_before_there_is_a_program_nobody_can_join(town: Town) -> None:
    reply = await town.person("ada").command("/mentor", "join")
    assert "no mentoring program here yet" in reply.text


@pytest.mark.parametrize(
    "said",
    [" 2w", " until 16 March", "\u00a02w", " for two weeks", " 16.03.2026", " till 16.3.", " ２ weeks"],
)
async def test_a_pause_is_understood_as_people_write_it(open_town: Town, said: str) -> None:
    await join_as_mentee(open_town, "ada")
    assert "Monday 16 March" in (await open_town.person("ada").command("/mentor", f"pause{said}")).text


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("03/04", "can be Wednesday 4 March or Friday 3 April. Say which"),
        ("2 wekes", "Did you mean “2 weeks”?"),
        ("0 days", "over already"),
        ("2 years", "A year at most"),
    ],
)
async def test_what_is_not_plain_is_asked_and_not_guessed(open_town: Town, said: str, answer: str) -> None:
    await join_as_mentee(open_town, "ada")
    assert answer in (await open_town.person("ada").command("/mentor", f"pause {said}")).text
    found = await enrolled(open_town, "ada")
    assert found is not None
    assert found.state == "active"


@pytest.mark.parametrize("said", ["2w", "until 16 March"])
async def test_a_pause_ends_by_itself(open_town: Town, said: str) -> None:
    await join_as_mentee(open_town, "ada")
    ada = open_town.person("ada")
    reply = await ada.command("/mentor", f"pause {said}")
    assert "Monday 16 March" in reply.text
    await open_town.later(days=13)
    found = await enrolled(open_town, "ada")
    assert found is not None
    assert found.state == "paused"
    await open_town.later(days=1)
    found = await enrolled(open_town, "ada")
    assert found is not None
    assert found.state == "active"


async def test_nonsense_gets_an_example(open_town: Town) -> None:
    await join_as_mentee(open_town, "ada")
    reply = await open_town.person("ada").command("/mentor", "pause <!here> a while")
    assert "Try 2w, 3d, 1m or until 30 March." in reply.text
    assert "<!here>" not in reply.text


async def test_a_pause_without_a_span_asks_for_one_and_can_be_ended(open_town: Town) -> None:
    await join_as_mentee(open_town, "ada")
    ada = open_town.person("ada")
    await ada.command("/mentor", "pause")
    await ada.fill({"pause_said": "2026-02-27"})
    assert "over already. Try 2w, 3d, 1m or until 30 March." in (await ada.submit()).errors["pause_said"]
    await ada.fill({"pause_span": "1m", "pause_said": "2026-03-06"})
    await ada.submit()
    assert "Friday 6 March" in str(ada.view)
    await ada.close_view()
    await ada.command("/mentor", "pause")
    await ada.submit()
    assert "Monday 16 March" in str(ada.view)
    assert "Welcome back" in (await ada.command("/mentor", "resume")).text
    assert "weren't paused" in (await ada.command("/mentor", "resume")).text


async def test_leaving_asks_first_and_coming_back_keeps_the_answers(open_town: Town) -> None:
    await join_as_mentee(open_town, "ada")
    ada = open_town.person("ada")
    await ada.command("/mentor", "leave")
    assert "Leave Mentoring?" in str(ada.view)
    await ada.submit()
    assert "You've left" in str(ada.view)
    await ada.close_view()
    reply = await ada.command("/mentor", "leave")
    assert "You are not in Mentoring." in reply.text
    await ada.command("/mentor", "join")
    assert "Leading without a title" in str(ada.view)


async def test_whoever_is_in_no_program_has_nothing_to_pause(open_town: Town) -> None:
    for word in ("pause 2w", "resume", "leave"):
        assert "You are not in Mentoring." in (await open_town.person("mei").command("/mentor", word)).text


async def test_a_form_that_was_open_when_the_program_ended_says_so(open_town: Town) -> None:
    ada = open_town.person("ada")
    await ada.command("/mentor", "join")
    await ada.fill({"enrollment_goals": "Too late"})

    olga = open_town.person("olga")
    await olga.open_home()
    await open_town.settle()
    await olga.click("over_end", in_home=True)
    assert "is over" in (await ada.submit()).errors["enrollment_role"]
    assert await enrolled(open_town, "ada") is None
