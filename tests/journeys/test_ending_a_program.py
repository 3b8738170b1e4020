"""The end of a program, as its owner, a pair, and those who wait or were invited live it."""

from sqlmodel import Session, select

from storage.models import Audit, Owner, Round
from tests.journeys.cast import a_program, card, channel_of, enroll, proposed, told
from tests.journeys.pairs import a_pair, rows, the_pair, until
from tests.journeys.test_home import as_it_is, home
from tests.journeys.town import MONDAY, Town


async def end_it(town: Town, first: str = "olga") -> None:
    """Olga ends her program on Home."""
    owner = town.person(first)
    await owner.open_home()
    await town.settle()
    await owner.click("over_end", in_home=True)


async def invited(town: Town, *firsts: str) -> None:
    olga = town.person("olga")
    await olga.command("/mentor", "invite")
    await olga.submit()
    await town.later(days=1)
    for first in firsts:
        assert "'invitation_mentee'" in str(town.person(first).messages()[-1].blocks)


async def test_the_owner_reads_what_will_happen_and_then_what_does(town: Town) -> None:
    await a_pair(town)
    await home(town, "olga")
    assert "Nobody joins any more, and no round is made." in str(await town.person("olga").home())
    await end_it(town)
    said = str(town.person("olga").view)
    assert "*Growing together is over.*" in said
    assert "One mentorship goes on to its last day" in said
    await town.settle()
    shown = await as_it_is(town, "olga")
    assert "You look after it here until its last mentorship has ended." in shown
    assert "*Pairs: 1*" in shown
    assert "home_word_match" not in str(await town.person("olga").home())
    assert "home_word_settings" in str(await town.person("olga").home())


async def test_whoever_waits_or_was_invited_reads_it_once_and_the_pair_nothing(town: Town) -> None:
    channel = await a_pair(town)
    await enroll(town, "mei", mentee=True)
    await enroll(town, "kofi", places=1)
    await invited(town, "ravi")
    before = len(town.person("grace").messages(channel)), len(town.person("grace").messages())
    await end_it(town)
    await town.person("olga").click("over_end", in_home=True)
    await town.later(days=2)
    for first, words in (("mei", "You were waiting for a mentor there"), ("kofi", "Your offer stood")):
        heard = [one for one in town.person(first).messages() if "is over" in str(one.blocks)]
        assert len(heard) == 1
        assert words in str(heard[0].blocks)
        assert "Olga Brandt ran it" in str(heard[0].blocks)
    card_of_ravi = str(town.person("ravi").messages()[-1].blocks)
    assert "Growing together is over, so there is nothing to join" in card_of_ravi
    assert "invitation_mentee" not in card_of_ravi
    assert (len(town.person("grace").messages(channel)), len(town.person("grace").messages())) == before


async def test_an_old_invitation_and_the_word_join_lead_nowhere_and_say_why(town: Town) -> None:
    await a_program(town)
    await invited(town, "ravi")
    ravi = town.person("ravi")
    old = ravi.messages()[-1]
    await end_it(town)
    await town.settle()
    await ravi.click("invitation_mentee", message=old, stale=True)
    assert "is over: nobody joins any more" in str(ravi.view)
    reply = await town.person("mei").command("/mentor", "join")
    assert "no mentoring program here yet" in reply.text


async def test_an_open_round_is_set_aside_and_its_card_says_so(town: Town) -> None:
    await a_program(town)
    await enroll(town, "ada", mentee=True)
    await enroll(town, "grace", places=1)
    review = await proposed(town)
    await end_it(town)
    await town.settle()
    olga = town.person("olga")
    assert told(town, "olga", "this round was set aside")
    await olga.click("match_review", message=review, stale=True)
    assert "That round is settled" in str(olga.view)
    assert [one.state for one in await rows(town, Round)] == ["discarded"]


async def test_the_pair_is_asked_helped_and_thanked_as_ever(town: Town) -> None:
    channel = await a_pair(town)
    await end_it(town)
    await until(town, "check_in")
    ada = town.person("ada")
    asked = card(town, "ada", "checkins_met", channel)
    await town.person("grace").click("concerns_help", message=card(town, "grace", "concerns_help", channel))
    assert (await town.person("grace").submit()).ok
    await ada.click("checkins_met", message=asked)
    await town.settle()
    assert "*Grace Osei* asks for help" in await home(town, "olga")
    assert "Growing together is over, and your mentorship is not." in await home(town, "ada")
    assert "enrollment_join" not in str(await ada.home())
    await until(town, "closing")
    assert told(town, "ada", "is complete. Thank you, both.", channel)
    await town.later(days=9)
    assert told(town, "olga", "Growing together: one pair finished.")
    assert (await the_pair(town)).state == "archived"
    assert not told(town, "grace", "Would you mentor somebody yourself?")
    shown = await home(town, "olga")
    assert "*Growing together is over.*" in shown
    assert "*Pairs" not in shown


async def test_to_try_somebody_else_is_to_stop_and_the_card_says_so(town: Town) -> None:
    await a_pair(town)
    await until(town, "calibration")
    await end_it(town)
    await town.later(hours=1)
    grace = town.person("grace")
    asked = card(town, "grace", "calibration_someone_else")
    assert "nobody else can be looked for" in str(asked.blocks)
    await grace.click("calibration_someone_else", message=asked)
    await town.settle()
    assert told(town, "grace", "*You would rather stop.*")
    await town.later(days=15)
    assert (await the_pair(town)).state in ("ended", "archived")
    assert told(town, "grace", "Growing together is over too, so there is no new match.")
    assert await rows(town, Round) == []


async def test_it_can_be_opened_again_and_goes_on_as_before(town: Town) -> None:
    await a_program(town)
    await enroll(town, "ada", mentee=True)
    await enroll(town, "grace", places=1)
    await invited(town, "ravi")
    await end_it(town)
    await town.later(hours=1)
    olga = town.person("olga")
    await olga.close_view()
    await olga.click("over_open_again", in_home=True)
    assert "*Growing together is open again.*" in str(olga.view)
    await olga.close_view()
    await town.settle()
    assert "over_end" in str(await olga.home())
    assert "'invitation_mentee'" in str(town.person("ravi").messages()[-1].blocks)
    await proposed(town)
    found = await rows(town, Audit)
    changes = [(row.who, row.what) for row in found if row.what.startswith("program_")]
    assert changes == [(olga.id, "program_ended"), (olga.id, "program_opened_again")]


async def test_two_owners_end_it_and_one_who_runs_it_no_more_cannot(town: Town) -> None:
    program_id = await a_program(town)
    kofi = town.person("kofi")
    workspace_id = town.workspace.team_id

    def share(session: Session) -> None:
        session.add(Owner(workspace_id=workspace_id, program_id=program_id, person_id=kofi.id, since=MONDAY))

    def take_back(session: Session) -> None:
        session.delete(session.get_one(Owner, (program_id, kofi.id)))

    await town.bot.desk.transact(share)
    await kofi.open_home()
    await town.settle()
    await end_it(town)
    await kofi.click("over_end", in_home=True)
    assert "*Growing together is over.*" in str(kofi.view)
    await kofi.close_view()
    await town.settle()
    await town.bot.desk.transact(take_back)
    await kofi.click("over_open_again", in_home=True)
    assert "Only the program's owners can do this: Olga Brandt." in str(kofi.view)
    found = await town.ask(lambda session: list(session.exec(select(Audit)).all()))
    assert [row.what for row in found if row.what.startswith("program_")] == ["program_ended"]


async def test_a_pair_can_pause_and_leave_and_is_promised_nobody_new(town: Town) -> None:
    await a_pair(town)
    await end_it(town)
    ada = town.person("ada")
    assert "paused in Growing together" in str((await ada.command("/mentor", "pause 2w")).ephemeral)
    await ada.command("/mentor", "leave")
    assert "Your mentorship with Grace Osei ends too" in str(ada.view)
    assert "somebody new" not in str(ada.view)
    await ada.submit()
    await town.later(days=1)
    assert channel_of(town, "grace") is not None
    assert told(town, "grace", "Growing together is over too, so there is no new match.")
