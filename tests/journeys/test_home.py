"""The Home tab: a person's own, an owner's, and what an owner decides there."""

import re

import pytest
from sqlmodel import Session, select

from program.base.notices import HOME_RESTS, Notice, tell
from sandbox.log import LoggedCall
from storage.models import Audit, Concern, Letter, Mentorship, Owner, Program
from tests.handlers.test_home_views import marked_up
from tests.journeys.cast import a_program, card, channel_of, enroll, published, told, two_pairs
from tests.journeys.pairs import a_pair, until
from tests.journeys.town import MONDAY, Town


async def home(town: Town, first: str) -> str:
    """All that somebody reads on Home, opened now."""
    await town.person(first).open_home()
    await town.settle()
    return await _shown(town, first)


async def as_it_is(town: Town, first: str) -> str:
    """All that somebody reads on Home, without opening it again."""
    await town.settle()
    return await _shown(town, first)


async def as_it_is_later(town: Town, first: str) -> str:
    """The same some seconds later, with what others have changed."""
    await town.later(seconds=HOME_RESTS.seconds)
    return await _shown(town, first)


async def _shown(town: Town, first: str) -> str:
    view = await town.person(first).home()
    assert view is not None
    return marked_up(view["blocks"])


def drawings(town: Town) -> list[LoggedCall]:
    return [call for call in town.workspace.calls if call.method == "views.publish"]


async def first_joins(town: Town, first: str) -> None:
    person = town.person(first)
    await person.click("enrollment_join", in_home=True)
    await person.fill({"enrollment_goals": "Run <!channel> a team"})
    assert (await person.submit()).ok
    await town.settle()


async def test_before_there_is_a_program_home_says_so(town: Town) -> None:
    await town.settle()
    assert "no mentoring program here yet" in await home(town, "ada")


async def test_an_admin_starts_a_program_from_home_and_nobody_else_can(town: Town) -> None:
    await town.settle()
    assert "You can start one" in await home(town, "olga")
    olga = town.person("olga")
    await olga.click("setup_begin", in_home=True)
    assert (await olga.submit()).ok
    assert "*0 joined*" in await as_it_is(town, "olga")
    await home(town, "ada")
    assert "setup_begin" not in str(await town.person("ada").home())


async def test_a_program_that_nobody_runs_any_more_waits_on_an_admins_home(town: Town) -> None:
    await a_program(town)
    town.add("Ines Roth", admin=True)
    await town.workspace.settled()
    assert "Nobody runs" not in await home(town, "ines")
    town.workspace.deactivate(town.ids["olga"])
    await town.workspace.settled()
    await town.later(days=8)
    assert "*Nobody runs Growing together any more.*" in await as_it_is_later(town, "ines")
    refused = (await town.person("ada").command("/mentor", "match")).text
    assert "nobody runs Growing together right now. A workspace admin can take it over" in refused
    await home(town, "ada")
    assert "setup_take_over" not in str(await town.person("ada").home())
    await town.person("ines").click("setup_take_over", in_home=True)
    after = await as_it_is(town, "ines")
    assert "Nobody runs" not in after
    assert "*0 joined*" in after


async def test_whoever_has_not_joined_reads_what_mentoring_is_and_joins_from_there(town: Town) -> None:
    await a_program(town)
    before = await home(town, "ada")
    assert "isn't your manager's review" in before
    assert "run by Olga Brandt" in before
    await first_joins(town, "ada")
    after = await as_it_is(town, "ada")
    assert "You are in, and waiting for the next round" in after
    assert "Olga Brandt starts it" in after


async def test_whoever_runs_it_with_others_is_named_with_them(town: Town) -> None:
    program_id = await a_program(town)
    kofi = town.ids["kofi"]

    def write(session: Session) -> None:
        session.add(
            Owner(workspace_id=town.workspace.team_id, program_id=program_id, person_id=kofi, since=MONDAY)
        )

    await town.bot.desk.transact(write)
    assert "run by Kofi Lund and Olga Brandt" in await home(town, "ada")
    await first_joins(town, "ada")
    assert "The program's owner starts it" in await as_it_is(town, "ada")


async def test_pausing_and_coming_back_show_at_once(town: Town) -> None:
    await a_program(town)
    await enroll(town, "ada", mentee=True)
    await home(town, "ada")
    ada = town.person("ada")
    await ada.click("enrollment_pause", in_home=True)
    await ada.submit()
    assert "You are paused until" in await as_it_is(town, "ada")
    await ada.close_view()
    await ada.click("enrollment_resume", in_home=True)
    assert "waiting for the next round" in await as_it_is(town, "ada")


async def test_leaving_brings_back_the_way_in(town: Town) -> None:
    await a_program(town)
    await enroll(town, "ada", mentee=True)
    await home(town, "ada")
    ada = town.person("ada")
    await ada.click("enrollment_leave", in_home=True)
    await ada.submit()
    assert "isn't your manager's review" in await as_it_is(town, "ada")


async def test_a_pair_sees_its_channel_its_next_step_and_what_waits(town: Town) -> None:
    channel = await a_pair(town)
    shown = await home(town, "grace")
    assert "Ada Park mentors you" in shown
    assert f"<#{channel.id}>" in shown
    assert "say yes to the charter" in shown
    assert "You mentor Grace Osei" in await home(town, "ada")
    await until(town, "check_in")
    assert "Have you two met?" in await home(town, "grace")
    await town.person("grace").click("checkins_met", message=card(town, "grace", "checkins_met", channel))
    assert "Have you two met?" not in await as_it_is_later(town, "grace")


async def test_asking_for_help_from_home_reaches_the_owner_who_settles_it(town: Town) -> None:
    await a_pair(town)
    await home(town, "olga")
    await home(town, "grace")
    grace, olga = town.person("grace"), town.person("olga")
    await grace.click("concerns_help", in_home=True)
    await grace.fill({"text": "We can't find <!channel> an hour"})
    assert (await grace.submit()).ok
    shown = await as_it_is_later(town, "olga")
    assert "Waiting for you: 1" in shown
    assert "*Grace Osei* asks for help with Ada Park" in shown
    assert "We can't find &lt;!channel&gt; an hour" in shown
    await olga.click("home_settle", in_home=True)
    assert "Nothing waits for you" in await as_it_is(town, "olga")
    settled = await town.ask(lambda session: session.exec(select(Concern)).one())
    assert (settled.state, settled.settled_by) == ("settled", town.ids["olga"])


async def test_settling_twice_from_two_screens_settles_it_once(town: Town) -> None:
    await a_pair(town)
    grace, olga = town.person("grace"), town.person("olga")
    await home(town, "grace")
    await grace.click("concerns_help", in_home=True)
    await grace.submit()
    await home(town, "olga")
    assert (await olga.click("home_settle", in_home=True)).ok
    assert (await olga.click("home_settle", in_home=True)).ok
    await town.settle()
    rows = await town.ask(
        lambda session: session.exec(select(Audit).where(Audit.what == "concern_settled")).all()
    )
    assert len(rows) == 1


async def test_an_owner_sees_the_numbers_and_reviews_a_round_from_home(town: Town) -> None:
    await two_pairs(town)
    shown = await home(town, "olga")
    assert "*4 joined*\n2 to learn, 2 to teach" in shown
    assert "*0 of 4 matched*" in shown
    assert "no round of matching yet: 2" in shown
    olga = town.person("olga")
    await olga.click("home_word_match", in_home=True)
    assert "working on a round" in str(olga.view)
    await olga.close_view()
    assert "*A round is ready: 2 pairs.* Nobody would have to wait." in await as_it_is_later(town, "olga")
    await olga.click("match_review", in_home=True)
    await olga.click("match_approve_all", in_view=True)
    await olga.click("match_publish", in_view=True)
    await olga.close_view()
    assert "Channels are being opened" in await home(town, "olga")
    await town.later(minutes=2)
    shown = await home(town, "olga")
    assert "*4 of 4 matched*" in shown
    assert "still in time: 2" in shown
    assert "Channels are being opened" not in shown


@pytest.mark.parametrize("word", ["match", "digest", "invite", "settings"])
async def test_homes_buttons_do_what_the_words_do(town: Town, word: str) -> None:
    await two_pairs(town)
    await home(town, "olga")
    olga = town.person("olga")
    assert (await olga.click(f"home_word_{word}", in_home=True)).ok
    assert olga.view is not None


async def test_an_owner_ends_a_pair_from_the_list(town: Town) -> None:
    await a_pair(town)
    await home(town, "olga")
    olga = town.person("olga")
    await olga.click("home_list", in_home=True)
    assert "*Ada Park and Grace Osei*" in marked_up(olga.view)
    await olga.click("closing_owner_end", in_view=True)
    await town.settle()
    states = await town.ask(lambda session: session.exec(select(Mentorship.state)).all())
    assert states == ["ended"]
    await olga.close_view()
    assert "*Pairs: 0 now, 1 before*" in await as_it_is(town, "olga")
    await olga.click("home_list", in_home=True, value="1:pairs:0")
    assert re.search(r"\*Ada Park and Grace Osei\*\nfrom <!date\^\d+\^[^>]*> to <!date", marked_up(olga.view))
    assert "closing_owner_end" not in str(olga.view)


async def test_a_letter_that_failed_for_good_is_tried_again_from_home(town: Town) -> None:
    await a_pair(town)
    await home(town, "olga")
    town.workspace.trouble.add("chat.postMessage", "error", error="restricted_action")
    await town.bot.desk.transact(_write_to, town.ids["grace"], town)
    shown = await as_it_is_later(town, "olga")
    assert "*The news of an ending*, for Grace Osei" in shown
    assert "This workspace does not let me write there." in shown
    assert "restricted_action" not in shown
    assert not told(town, "grace", "has ended.*")
    await town.person("olga").click("home_try_again", in_home=True)
    await town.later(seconds=5)
    assert "does not let me write there" not in await as_it_is(town, "olga")
    assert told(town, "grace", "has ended.*")


async def test_letters_that_failed_alike_are_one_line_and_can_be_let_be_together(town: Town) -> None:
    await a_pair(town)
    for number in range(4):
        town.workspace.trouble.add("chat.postMessage", "error", error="restricted_action")
        await town.bot.desk.transact(_write_to, town.ids["grace"], town, number)
        await town.later(seconds=5)
    shown = await home(town, "olga")
    assert "*The news of an ending, 4 times*, for Grace Osei" in shown
    assert "Waiting for you: 1" in shown
    olga = town.person("olga")
    await olga.click("home_list", in_home=True, value="1:undelivered:0")
    await olga.click("home_let_be", in_view=True)
    assert "nothing here" in str(olga.view)
    await olga.close_view()
    assert "Nothing waits for you" in await as_it_is(town, "olga")
    states = await town.ask(
        lambda session: session.exec(select(Letter.state).where(Letter.kind == "ended")).all()
    )
    assert states == ["dropped"] * 4


async def test_long_lists_have_pages(town: Town) -> None:
    await a_program(town)
    for number in range(25):
        town.add(f"Person{number} Lindqvist")
    await town.settle()
    await town.later(days=1)
    for number in range(25):
        await enroll(town, f"person{number}", mentee=True)
    await home(town, "olga")
    olga = town.person("olga")
    await olga.click("home_list", in_home=True, value="1:waiting:0")
    assert "1 to 20 of 25" in marked_up(olga.view)
    await olga.click("home_list_later", in_view=True)
    assert "21 to 25 of 25" in marked_up(olga.view)
    await olga.click("home_list_earlier", in_view=True)
    assert "1 to 20 of 25" in marked_up(olga.view)


async def test_whoever_is_no_owner_any_more_cannot_act_on_an_old_home(town: Town) -> None:
    await a_pair(town)
    await home(town, "olga")
    await town.bot.desk.transact(_disown, town.ids["olga"])
    olga = town.person("olga")
    await olga.click("home_list", in_home=True)
    assert "Only the program's owners" in str(olga.view)


async def test_of_two_programs_the_other_one_is_shown_by_a_button(town: Town) -> None:
    await a_program(town)
    await a_program(town)
    await town.bot.desk.transact(_rename_second)
    olga = town.person("olga")
    await olga.open_home()
    await town.settle()
    before = await olga.home()
    assert "You run Growing together" in str(before)
    await olga.click("choice_pick", in_home=True)
    await town.settle()
    assert "You run Second steps" in str(await olga.home())


async def test_what_changes_elsewhere_while_home_rests_is_drawn_together(town: Town) -> None:
    await two_pairs(town)
    await home(town, "olga")
    drawn = len(drawings(town))
    for first in ("ada", "grace", "kofi"):
        await town.person(first).command("/mentor", "pause")
        assert (await town.person(first).submit()).ok
        await town.settle()
    assert len(drawings(town)) == drawn
    await as_it_is_later(town, "olga")
    assert len(drawings(town)) == drawn + 1


async def test_many_changes_at_once_draw_home_once(town: Town) -> None:
    await two_pairs(town)
    await home(town, "olga")
    before = len(drawings(town))
    await published(town)
    drawn = drawings(town)[before:]
    assert all(call.ok for call in drawn)
    assert 0 < len(drawn) < 20
    assert "*4 of 4 matched*" in await as_it_is(town, "olga")


async def test_a_replacement_waits_for_the_owners_yes_on_home(town: Town) -> None:
    await two_pairs(town)
    await enroll(town, "mei", places=1)
    await published(town)
    await home(town, "olga")
    assert (await proposed_for(town, "ada")) is not None
    shown = await as_it_is_later(town, "olga")
    assert "Ada Park's new mentor" in shown
    await town.person("olga").click("match_approve_replacement", in_home=True)
    await town.later(minutes=2)
    assert "new mentor" not in await as_it_is(town, "olga")


async def proposed_for(town: Town, first: str) -> str:
    """Somebody's mentor leaves the program; a new one is looked for."""
    channel = channel_of(town, first)
    for other in ("grace", "kofi"):
        if town.ids[other] in channel.members:
            await town.person(other).command("/mentor", "leave")
            await town.person(other).submit()
    await town.settle()
    return channel.id


def _write_to(session: Session, person_id: str, town: Town, number: int = 0) -> None:
    pair = session.exec(select(Mentorship)).one()
    pair.state, pair.ended_at = "ended", town.clock.now()
    tell(
        session,
        Notice.ENDED,
        pair,
        to=person_id,
        about=f"test:{number}",
        now=town.clock.now(),
    )


def _disown(session: Session, person_id: str) -> None:
    session.delete(session.exec(select(Owner).where(Owner.person_id == person_id)).one())


def _rename_second(session: Session) -> None:
    session.exec(select(Program).where(Program.id == 2)).one().name = "Second steps"
