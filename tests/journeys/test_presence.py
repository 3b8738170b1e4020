"""Who is in a pair's channel is known person by person; a channel that doesn't open is told of truly."""

import pytest
from sqlmodel import Session, select

from program.base.touchpoints import Moment, plan
from storage.models import Letter, Member, Program
from tests.journeys.cast import channel_of, mentorships, published, told, two_pairs
from tests.journeys.town import Town


async def nights(town: Town) -> None:
    """The program has its nights, as one that was set up in Slack has."""

    def write(session: Session) -> None:
        program = session.get_one(Program, 1)
        plan(session, Moment.NIGHT, program=program, occasion="every", due=town.clock.now())

    await town.bot.desk.transact(write)


async def present(town: Town) -> set[str]:
    names = {person_id: first for first, person_id in town.ids.items()}
    rows = await town.ask(lambda session: session.exec(select(Member).where(Member.in_channel)).all())
    return {names[one.person_id] for one in rows}


@pytest.mark.parametrize("there", ["mentor", "mentee", "both"])
async def test_whoever_is_in_the_channel_already_keeps_nobody_out(town: Town, there: str) -> None:
    await two_pairs(town)
    rooms, real = town.workspace.rooms, town.workspace.rooms.create

    def create(name, **facts):  # type: ignore[no-untyped-def]
        channel = real(name, **facts)
        if name.startswith("mentor-"):
            pair = ("grace", "ada") if "grace" in name else ("kofi", "ravi")
            for role, first in zip(("mentor", "mentee"), pair, strict=True):
                if there in (role, "both"):
                    rooms.add(channel, town.ids[first])
        return channel

    rooms.create = create  # type: ignore[method-assign]
    await published(town)
    await town.later(minutes=10)
    made = [one for one in town.workspace.channels.values() if one.name.startswith("mentor-")]
    assert [len(one.members) for one in made] == [3, 3]
    assert [one.state for one in await mentorships(town)] == ["open", "open"]
    assert await present(town) == {"ada", "grace", "kofi", "ravi"}


async def test_a_channel_is_not_open_before_all_are_in_it(town: Town) -> None:
    await two_pairs(town)
    await nights(town)
    town.workspace.trouble.add("conversations.invite", "error", error="cant_invite", times=1)
    await published(town)
    await town.later(minutes=10)
    assert sorted(one.state for one in await mentorships(town)) == ["open", "opening"]
    await town.later(days=1)
    assert [one.state for one in await mentorships(town)] == ["open", "open"]
    assert await present(town) == {"ada", "grace", "kofi", "ravi"}


async def test_who_leaves_and_is_invited_by_hand_is_known_to_be_back(town: Town) -> None:
    await two_pairs(town)
    await published(town)
    await town.later(minutes=10)
    channel = channel_of(town, "ada")
    await town.person("ada").leave(channel)
    await town.workspace.settled()
    await town.settle()
    assert "ada" not in await present(town)
    await town.person("grace").invite(channel, town.ids["ada"])
    await town.workspace.settled()
    await town.settle()
    assert "ada" in await present(town)
    assert "mentorship_come_back" not in str([one.blocks for one in town.person("ada").messages()])


async def test_no_name_stands_in_the_key_of_a_letter(town: Town) -> None:
    await two_pairs(town)
    await published(town)
    keys = await town.ask(lambda session: session.exec(select(Letter.dedupe_key)).all())
    assert not [key for key in keys if any(first in key for first in ("ada", "grace", "kofi", "ravi"))]


async def test_a_pair_whose_channel_does_not_open_for_days_reads_what_is_so(town: Town) -> None:
    await two_pairs(town)
    await nights(town)
    town.workspace.trouble.add("conversations.create", "error", error="restricted_action", times=10_000)
    await published(town)
    await town.later(days=5)
    ada = town.person("ada")
    await ada.open_home()
    await town.settle()
    home, status = str(await ada.home()), str((await ada.command("/mentor", "status")).ephemeral)
    for seen in (home, status):
        assert "in a few minutes" not in seen
        assert "Slack refuses to open your channel. Olga Brandt was told" in seen
    cards = "".join(str(one.blocks) for one in ada.messages())
    assert "I'm opening a private channel" not in cards
    assert cards.count("couldn't be opened yet") == 1
    town.workspace.trouble.clear()
    await town.later(days=1)
    assert [one.state for one in await mentorships(town)] == ["open", "open"]
    assert told(town, "ada", "Your channel is <#")
