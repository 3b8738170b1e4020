"""Accounts are switched off, and are back: one event ends nothing that could have gone on."""

from sqlmodel import Session, col, select

from program.pair import partings
from storage.models import Installation, Letter, Member, Mentorship, Owner, Touchpoint
from tests.journeys.cast import card, channel_of, enroll, mentorships, proposed, published, told, two_pairs
from tests.journeys.test_home import as_it_is_later, home
from tests.journeys.town import Town

PROMPTS = ("check_in", "stay", "survey", "calibration", "rhythm")


async def states(town: Town) -> list[str]:
    return [one.state for one in await mentorships(town)]


async def switch(town: Town, *who: str, on: bool = False) -> None:
    for first in who:
        (town.workspace.reactivate if on else town.workspace.deactivate)(town.ids[first])
    await town.workspace.settled()
    await town.settle()


async def pairs(town: Town) -> None:
    await two_pairs(town)
    await published(town)
    await town.later(minutes=10)


async def test_an_account_that_is_back_in_ten_minutes_costs_nobody_anything(town: Town) -> None:
    await pairs(town)
    channel = channel_of(town, "grace")
    await switch(town, "grace")
    assert town.ids["grace"] not in channel.members
    await town.later(minutes=5)
    await switch(town, "grace", on=True)
    await town.later(minutes=30)
    assert await states(town) == ["open", "open"]
    assert town.ids["grace"] in channel.members
    assert not told(town, "olga", "switched off")
    assert not told(town, "olga", "is back")


async def test_owners_hear_one_line_and_the_pair_rests(town: Town) -> None:
    await pairs(town)
    await switch(town, "grace")
    await town.later(days=6)
    assert await states(town) == ["open", "open"]
    assert told(town, "olga", "Grace Osei's account is switched off since")
    sent = await town.ask(
        lambda session: session.exec(
            select(Letter.mentorship_id).where(
                col(Letter.kind).in_(PROMPTS), Letter.state == "done", col(Letter.edits).is_(None)
            )
        ).all()
    )
    hers = next(one.id for one in await mentorships(town) if "grace" in one.channel_name)
    assert hers not in sent
    await switch(town, "grace", on=True)
    await town.later(days=1)
    assert told(town, "olga", "Grace Osei's account is back")
    assert await states(town) == ["open", "open"]


async def test_whoever_is_not_back_in_a_week_has_their_part_ended(town: Town) -> None:
    await pairs(town)
    await switch(town, "grace")
    await town.later(days=8)
    assert sorted(await states(town)) == ["ended", "open"]
    assert told(town, "olga", "their part in Growing together has ended")
    assert not told(town, "olga", "left the company")


async def test_an_owner_ends_it_at_once(town: Town) -> None:
    await pairs(town)
    await switch(town, "grace")
    await town.later(minutes=11)
    await town.person("olga").click("departures_end", message=card(town, "olga", "departures_end"))
    await town.settle()
    assert sorted(await states(town)) == ["ended", "open"]
    assert told(town, "olga", "Ended by now")


async def test_an_owner_waits_another_week(town: Town) -> None:
    await pairs(town)
    await switch(town, "grace")
    await town.later(days=5)
    await town.person("olga").click("departures_wait", message=card(town, "olga", "departures_wait"))
    await town.later(days=9)
    assert await states(town) == ["open", "open"]
    await switch(town, "grace", on=True)
    await town.later(days=20)
    assert await states(town) == ["open", "open"]


async def test_a_broken_directory_switches_everybody_off_and_on_again(town: Town) -> None:
    await pairs(town)
    everybody = ("ada", "grace", "kofi", "ravi")
    await switch(town, *everybody)
    await town.later(days=2)
    cards = [one for one in town.person("olga").messages() if "switched off" in str(one.blocks)]
    assert len(cards) == 1
    await switch(town, *everybody, on=True)
    await town.later(days=1)
    assert (
        len([one for one in town.person("olga").messages() if "4 accounts are back" in str(one.blocks)]) == 1
    )
    assert await states(town) == ["open", "open"]
    for first in everybody:
        assert town.ids[first] in channel_of(town, first).members


async def test_the_only_owner_still_runs_it_when_back(town: Town) -> None:
    await pairs(town)
    town.add("Ines Roth", admin=True)
    await town.settle()
    await switch(town, "olga")
    await town.later(days=1)
    assert told(town, "ines", "Olga Brandt's account is switched off")
    await switch(town, "olga", on=True)
    await town.later(days=9)
    assert list(await town.ask(lambda session: session.exec(select(Owner.person_id)).all())) == [
        town.ids["olga"]
    ]


async def test_who_came_back_while_the_app_was_away_is_asked_for_before_anything_ends(town: Town) -> None:
    await pairs(town)
    await switch(town, "grace")
    town.workspace.uninstall_app()
    await town.workspace.settled()
    town.workspace.reactivate(town.ids["grace"])
    await town.later(days=10)
    town.workspace.installed = True
    await town.restart()
    await town.later(days=1)
    assert await states(town) == ["open", "open"]
    found = await town.ask(lambda session: session.exec(select(Installation)).one())
    assert found.removed_at is None


async def test_who_moved_to_a_sister_workspace_has_the_same_time_of_grace(town: Town) -> None:
    await pairs(town)
    grace = {"id": town.ids["grace"], "team_id": town.workspace.team_id, "profile": {"real_name": "Grace"}}
    events = town.workspace.events
    assert events.send is not None
    moved = {**grace, "enterprise_user": {"id": "W1", "teams": ["T0SISTER"]}}
    events.send(events.wrap({"type": "user_change", "user": moved}))
    await town.workspace.settled()
    await town.settle()
    assert await states(town) == ["open", "open"]
    planned = await town.ask(
        lambda session: session.exec(select(Touchpoint.state).where(Touchpoint.kind == "departure")).all()
    )
    assert list(planned) == ["planned"]


async def test_a_channel_opens_with_whoever_is_here_once_the_other_is_back(town: Town) -> None:
    await two_pairs(town)
    olga = town.person("olga")
    await olga.click("match_review", message=await proposed(town))
    await olga.click("match_approve_all", in_view=True)
    await olga.click("match_publish", in_view=True)
    town.workspace.deactivate(town.ids["grace"])
    await town.workspace.settled()
    await town.later(hours=3)
    assert sorted(await states(town)) == ["open", "opening"]
    assert not told(town, "olga", "try again")
    await switch(town, "grace", on=True)
    await town.later(minutes=5)
    assert await states(town) == ["open", "open"]
    assert {town.ids["ada"], town.ids["grace"]} < {*channel_of(town, "grace").members}


async def test_a_channel_that_stuck_before_slack_told_of_the_account_opens_when_it_is_back(
    town: Town,
) -> None:
    town.workspace.trouble.add("conversations.invite", "error", error="user_not_found")
    await pairs(town)
    assert sorted(await states(town)) == ["open", "opening"]
    stuck = next(one for one in await mentorships(town) if one.state == "opening")
    first = "grace" if "grace" in stuck.channel_name else "kofi"
    await switch(town, first)
    await switch(town, first, on=True)
    await town.later(minutes=5)
    assert await states(town) == ["open", "open"]


async def test_who_was_back_while_the_channel_was_archived_is_in_it_when_it_is_found(town: Town) -> None:
    await pairs(town)
    channel, ada = channel_of(town, "grace"), town.person("ada")
    await switch(town, "grace")
    await ada.archive(channel)
    await town.workspace.settled()
    await town.settle()
    await switch(town, "grace", on=True)
    await ada.unarchive(channel)
    await town.workspace.settled()
    await town.later(minutes=5)
    assert town.ids["grace"] in channel.members


async def test_while_an_account_is_off_its_pair_reads_that_it_rests(town: Town) -> None:
    await pairs(town)
    off = "Grace Osei's account is switched off right now"
    ada, olga = town.person("ada"), town.person("olga")
    assert off not in await home(town, "ada")
    await home(town, "olga")
    await switch(town, "grace")
    shown = await as_it_is_later(town, "ada")
    assert off in shown
    assert "*Next:*" not in shown
    assert off in str((await ada.command("/mentor", "status")).ephemeral)
    await olga.click("home_list", in_home=True, value="1:pairs:0")
    rests = "rests, as the account of Grace Osei is switched off"
    assert rests in str(olga.view)
    await olga.close_view()
    await switch(town, "grace", on=True)
    assert off not in await as_it_is_later(town, "ada")
    await olga.click("home_list", in_home=True, value="1:pairs:0")
    assert rests not in str(olga.view)


async def test_who_was_away_when_somebody_new_was_looked_for_is_looked_for_again(town: Town) -> None:
    await two_pairs(town)
    await published(town)
    await enroll(town, "mei", places=1)

    def wish(session: Session) -> None:
        (ada,) = session.exec(select(Member).where(Member.person_id == town.ids["ada"])).all()
        partings.replace_soon(session, session.get_one(Mentorship, ada.mentorship_id), now=town.clock.now())

    await town.bot.desk.transact(wish)
    await switch(town, "ada")
    await town.later(days=5)
    assert not told(town, "olga", "Mei Tanaka")
    await switch(town, "ada", on=True)
    await town.later(days=1)
    assert told(town, "olga", "Mei Tanaka")
    assert await states(town) == ["open", "open"]
