"""Either says within three days that it isn't a fit; and the next candidate is looked for."""

from datetime import date

from sqlmodel import Session, select

from program.pair import replacements
from storage.models import Proposal, Round
from storage.queries import mentorships as ask
from storage.queries import programs
from tests.journeys.cast import card, channel_of, decide, enroll, mentorships, published, told, two_pairs
from tests.journeys.test_home import as_it_is, home
from tests.journeys.town import Town


async def declined_by(town: Town, first: str) -> None:
    await two_pairs(town)
    await enroll(town, "mei", places=1)
    await published(town)
    await town.person(first).click("match_decline", message=card(town, first, "match_decline"))
    await town.later(minutes=1)


async def look_for_another(town: Town) -> None:
    """Somebody else is looked for, for Ada, whose pair still lives."""

    def look(session: Session) -> None:
        program = programs.open_programs(session, workspace_id=town.workspace.team_id)[0]
        replacements.look_for(session, program=program, person_id=town.ids["ada"], now=town.clock.now())

    await town.bot.desk.transact(look)


async def test_a_mentee_declines_kindly_and_the_partner_reads_neutral_words(town: Town) -> None:
    await declined_by(town, "ada")
    assert "looking for somebody else for you" in str(town.person("ada").view)
    assert told(town, "grace", "*Your match with Ada Park in Growing together has ended.*")
    assert not told(town, "grace", "Thank you for the time"), "there was none yet"
    assert not told(town, "grace", "declined")
    assert not told(town, "grace", "fit,")
    assert "match_decline" not in str([one.blocks for one in town.person("grace").messages()])


async def test_both_read_the_same_words(town: Town) -> None:
    await declined_by(town, "grace")
    last = {first: town.person(first).messages()[-1] for first in ("ada", "grace")}
    assert "your place is free again" in str(town.person("grace").view)
    assert str(last["ada"].blocks[0]["text"]).replace("Grace Osei", "X") == str(
        last["grace"].blocks[0]["text"]
    ).replace("Ada Park", "X")


async def test_the_owner_approves_the_next_candidate_and_both_hear_it(town: Town) -> None:
    await declined_by(town, "ada")
    assert told(town, "olga", "a mentor for Ada Park.* I suggest Mei Tanaka.")
    olga = town.person("olga")
    await olga.click("match_approve_replacement", message=card(town, "olga", "match_approve_replacement"))
    await town.later(minutes=2)
    assert told(town, "ada", "*Mei Tanaka is your mentor")
    assert told(town, "mei", "*You are mentor to Ada Park")
    assert town.ids["ada"] in channel_of(town, "mei").members
    assert told(town, "olga", "Olga Brandt has matched Ada Park with Mei Tanaka")


async def test_a_closed_pair_is_never_proposed_again(town: Town) -> None:
    await declined_by(town, "ada")
    pairs = await town.ask(lambda session: list(session.exec(select(Proposal)).all()))
    newest = max(one.round_id for one in pairs)
    assert (town.ids["grace"], town.ids["ada"]) not in {
        (one.mentor_id, one.mentee_id) for one in pairs if one.round_id == newest
    }


async def test_home_says_what_is_true_after_an_early_end_also_before_the_day_of_the_start(town: Town) -> None:
    await two_pairs(town)

    def starts(session: Session, day: date) -> None:
        programs.open_programs(session, workspace_id=town.workspace.team_id)[0].starts_on = day

    await town.bot.desk.transact(starts, date(2026, 6, 22))
    assert "Matching starts on Monday 22 June" in await home(town, "ada")
    await enroll(town, "mei", places=1)
    await town.bot.desk.transact(starts, date(2026, 3, 2))
    await published(town)
    await town.bot.desk.transact(starts, date(2026, 6, 22))
    await town.person("ada").click("match_decline", message=card(town, "ada", "match_decline"))
    await town.later(minutes=1)
    assert "I'm looking for another mentor for you" in await home(town, "ada")
    olga = town.person("olga")
    await olga.click("match_reject_replacement", message=card(town, "olga", "match_reject_replacement"))
    await town.later(minutes=1)
    assert "Everybody who could help you has their places taken" in await as_it_is(town, "ada")
    assert told(town, "olga", "I looked because a match of theirs had ended early. Ada Park is in the next")
    ada = town.person("ada")
    await ada.close_view()
    await ada.click("enrollment_join", in_home=True)
    assert (await ada.submit()).ok
    assert "Next, the owner runs a round of matching" in str(ada.view)


async def test_not_this_pair_looks_for_the_next_until_nobody_is_left(town: Town) -> None:
    await declined_by(town, "ada")
    olga = town.person("olga")
    await olga.click("match_reject_replacement", message=card(town, "olga", "match_reject_replacement"))
    await town.later(minutes=1)
    assert told(town, "olga", "Mei Tanaka for Ada Park was turned down by Olga Brandt")
    assert told(town, "olga", "nobody for Ada Park right now")
    assert told(town, "ada", "I looked for another mentor for you")
    found = await town.ask(
        lambda session: programs.enrollment(session, program_id=1, person_id=town.ids["ada"])
    )
    assert found is not None
    assert found.waited == 1


async def test_a_replacement_is_approved_once_however_often_it_is_clicked(town: Town) -> None:
    await declined_by(town, "ada")
    olga = town.person("olga")
    message = card(town, "olga", "match_approve_replacement")
    await olga.click("match_approve_replacement", message=message)
    await olga.click("match_approve_replacement", message=message, stale=True)
    await town.later(minutes=2)
    assert "was quicker" in str(olga.view)
    assert len(await mentorships(town)) == 3


async def test_after_three_days_the_button_has_retired(town: Town) -> None:
    await two_pairs(town)
    await published(town)
    message = card(town, "ada", "match_decline")
    await town.later(days=3, hours=1)
    ada = town.person("ada")
    await ada.click("match_decline", message=message)
    assert "first three days are over" in str(ada.view)
    assert [one.state for one in await mentorships(town)] == ["open", "open"]


async def test_a_second_click_finds_it_ended(town: Town) -> None:
    await two_pairs(town)
    await published(town)
    ada = town.person("ada")
    message = card(town, "ada", "match_decline")
    await ada.click("match_decline", message=message)
    await ada.close_view()
    await ada.click("match_decline", message=message, stale=True)
    assert "has ended" in str(ada.view)


async def test_a_person_whose_mentor_is_being_replaced_does_not_hear_that_nobody_was_found(
    town: Town,
) -> None:
    await two_pairs(town)
    await published(town)
    await look_for_another(town)
    await town.settle()
    assert told(town, "olga", "nobody for Ada Park right now")
    assert not told(town, "olga", "had ended early"), "it lives"
    assert not told(town, "ada", "I looked for another mentor")
    assert [one.state for one in await mentorships(town)] == ["open", "open"]


async def test_the_old_pair_ends_only_when_its_replacement_is_published(town: Town) -> None:
    await two_pairs(town)
    await enroll(town, "mei", places=1)
    await published(town)
    await look_for_another(town)
    await town.settle()
    live = await town.ask(
        lambda session: ask.live_as_mentee(session, program_id=1, person_id=town.ids["ada"])
    )
    assert [one.state for one in live] == ["open"]
    olga = town.person("olga")
    await olga.click("match_approve_replacement", message=card(town, "olga", "match_approve_replacement"))
    await town.later(minutes=2)
    after = await town.ask(
        lambda session: ask.live_as_mentee(session, program_id=1, person_id=town.ids["ada"])
    )
    assert len(after) == 1
    assert after[0].id != live[0].id
    assert told(town, "grace", "has ended.*")


async def test_a_normal_round_that_matches_somebody_makes_their_replacement_needless(town: Town) -> None:
    await declined_by(town, "ada")
    olga = town.person("olga")
    await olga.command("/mentor", "match")
    await town.settle()
    await olga.command("/mentor", "match")
    await decide(town, "ada", "approve")
    await olga.click("match_publish", in_view=True)
    await town.later(minutes=2)
    assert told(town, "olga", "a mentor for Ada Park is not needed any more")
    states = await town.ask(
        lambda session: {one.for_person_id: one.state for one in session.exec(select(Round)).all()}
    )
    assert states[town.ids["ada"]] == "discarded"
    assert channel_of(town, "ada")
