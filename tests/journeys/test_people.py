"""People come, change and go; an owner leaves; the app is removed."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from sandbox.errors import ClientRefused
from storage.models import Audit, Enrollment, Letter, Member, Mentorship, Person, Round, SeenEvent
from storage.queries import mentorships, programs
from tests.journeys.cast import told
from tests.journeys.town import MONDAY, Town


@pytest.fixture
async def paired(town: Town) -> Town:
    """A town where Grace mentors Ada in Olga's program, without a channel yet."""
    await town.settle()
    olga = town.person("olga")
    await olga.command("/mentor", "setup")
    await olga.submit()
    await olga.close_view()
    for first, role in (("ada", "mentee"), ("grace", "mentor")):
        person = town.person(first)
        await person.command("/mentor", "join")
        await person.fill({"enrollment_role": role})
        await person.fill({"enrollment_goals" if role == "mentee" else "enrollment_teaches": "Leading"})
        await person.submit()
        await person.close_view()
    await town.settle()

    def pair(session: Session) -> None:
        facts: dict[str, Any] = {"workspace_id": town.workspace.team_id, "program_id": 1}
        session.add(
            Mentorship(
                **facts,
                id=1,
                state="open",
                channel_name="mentor-ada-grace-7f3k2q",
                matched_at=MONDAY,
                opened_at=MONDAY,
                ends_on=(MONDAY + timedelta(days=90)).date(),
            )
        )
        session.flush()
        session.add(Member(**facts, mentorship_id=1, person_id=town.ids["grace"], role="mentor"))
        session.add(Member(**facts, mentorship_id=1, person_id=town.ids["ada"], role="mentee"))

    await town.bot.desk.transact(pair)
    return town


async def person(town: Town, first: str) -> Person:
    found = await town.ask(
        lambda session: programs.person(
            session, workspace_id=town.workspace.team_id, person_id=town.ids[first]
        )
    )
    assert found is not None
    return found


async def test_everybody_who_was_here_before_the_bot_is_learned_page_by_page(town: Town) -> None:
    def forget(session: Session) -> None:
        for someone in session.exec(select(Person)).all():
            session.delete(someone)

    for number in range(230):
        town.workspace.add_person(f"Extra Person{number}", tz="Asia/Tokyo")
    await town.workspace.settled(timeout=30)
    await town.bot.desk.transact(forget)
    await town.settle()
    people = await town.ask(lambda session: programs.people(session, workspace_id=town.workspace.team_id))
    assert len(people) == len(town.workspace.people)
    pages = [call for call in town.workspace.calls if call.method == "users.list"]
    assert len(pages) == 2


async def test_a_person_who_moves_is_known_in_the_new_zone(town: Town) -> None:
    await town.settle()
    town.workspace.change_person(town.ids["ada"], tz="America/New_York")
    await town.workspace.settled()
    assert (await person(town, "ada")).time_zone == "America/New_York"


async def test_an_event_that_comes_twice_is_acted_on_once(paired: Town) -> None:
    paired.workspace.deliver_twice(1)
    paired.workspace.deactivate(paired.ids["grace"])
    await paired.workspace.settled()
    await paired.settle()
    seen = await paired.ask(lambda session: session.exec(select(SeenEvent)).all())
    off = await paired.ask(
        lambda session: session.exec(select(Audit).where(Audit.what == "account_off")).all()
    )
    assert len(off) == 1
    assert len({event.event_id for event in seen}) == len(seen)
    await paired.later(minutes=11)
    lines = [m for m in paired.person("olga").messages() if "switched off" in m.text]
    assert len(lines) == 1


async def test_when_a_mentor_leaves_the_mentee_hears_it_kindly_and_somebody_new_is_sought(
    paired: Town,
) -> None:
    paired.workspace.deactivate(paired.ids["grace"])
    await paired.workspace.settled()
    await paired.later(days=8)
    mentorship = await paired.ask(lambda session: session.get_one(Mentorship, 1))
    assert (mentorship.state, mentorship.ended_why) == ("ended", "departed")
    assert told(paired, "ada", "Grace Osei's account was switched off")
    sought = await paired.ask(
        lambda session: session.exec(select(Round).where(Round.for_person_id == paired.ids["ada"])).all()
    )
    assert len(sought) == 1
    left = await paired.ask(
        lambda session: programs.enrollment(session, program_id=1, person_id=paired.ids["grace"])
    )
    assert left is not None
    assert left.state == "left"
    seats = await paired.ask(lambda session: mentorships.seats_taken(session, program_id=1))
    assert seats == {}
    with pytest.raises(ClientRefused):
        await paired.person("grace").command("/mentor")


async def test_a_departure_that_was_missed_is_found_at_night(paired: Town) -> None:
    manifest_events = paired.workspace.events.send
    paired.workspace.events.send = None
    paired.workspace.deactivate(paired.ids["grace"])
    paired.workspace.events.send = manifest_events
    await paired.settle()
    assert not (await person(paired, "grace")).deactivated
    await paired.later(days=1)
    assert (await person(paired, "grace")).deactivated
    await paired.later(days=7)
    mentorship = await paired.ask(lambda session: session.get_one(Mentorship, 1))
    assert mentorship.state == "ended"


async def test_when_the_only_owner_leaves_an_admin_is_asked_and_takes_over(paired: Town) -> None:
    paired.add("Ines Roth", admin=True)
    await paired.workspace.settled()
    paired.workspace.deactivate(paired.ids["olga"])
    await paired.workspace.settled()
    await paired.later(days=8)
    ines = paired.person("ines")
    assert "nobody runs Mentoring any more" in ines.messages()[-1].text
    await ines.click("setup_take_over")
    assert "You run Mentoring now" in str(ines.view)
    await paired.settle()
    assert "setup_take_over" not in str(ines.messages()[-1].blocks)
    owners = await paired.ask(lambda session: programs.owners(session, program_id=1))
    assert owners == [ines.id]


async def test_when_one_of_two_owners_leaves_the_other_goes_on(paired: Town) -> None:
    olga, kofi = paired.person("olga"), paired.person("kofi")
    await olga.command("/mentor", "settings")
    await olga.fill({"setup_owners": [kofi.id]})
    await olga.submit()
    await paired.settle()
    paired.workspace.deactivate(olga.id)
    await paired.workspace.settled()
    await paired.later(days=8)
    assert "You go on running it" in str(kofi.messages()[-1].blocks)
    assert await paired.ask(lambda session: programs.owners(session, program_id=1)) == [kofi.id]


async def test_leaving_a_program_ends_the_mentorship_and_looks_after_the_partner(paired: Town) -> None:
    grace = paired.person("grace")
    await grace.command("/mentor", "leave")
    assert "Your mentorship with Ada Park ends too" in str(grace.view)
    await grace.submit()
    await paired.settle()
    mentorship = await paired.ask(lambda session: session.get_one(Mentorship, 1))
    assert mentorship.ended_why == "left"
    sought = await paired.ask(
        lambda session: session.exec(select(Round).where(Round.for_person_id == paired.ids["ada"])).all()
    )
    assert len(sought) == 1
    await grace.close_view()
    await grace.command("/mentor", "join")
    assert "Join mentoring" in str(grace.view)


async def test_once_the_app_is_removed_nothing_is_sent(paired: Town) -> None:
    await _invite(paired)
    paired.workspace.uninstall_app()
    await paired.workspace.settled()
    before = len(paired.workspace.calls)
    await paired.later(days=3)
    assert [call.method for call in paired.workspace.calls[before:]] == []
    removed = await paired.ask(
        lambda session: session.exec(select(Audit).where(Audit.what == "app_removed")).all()
    )
    assert len(removed) == 1
    waiting = await paired.ask(
        lambda session: session.exec(select(Letter).where(Letter.state == "ready")).all()
    )
    assert waiting == []


async def test_when_the_app_is_back_people_find_it_as_it_is_and_no_flood(paired: Town) -> None:
    ada = paired.person("ada")
    await ada.open_home()
    await paired.settle()
    paired.workspace.uninstall_app()
    await paired.workspace.settled()
    letters = len(await paired.ask(lambda session: session.exec(select(Letter)).all()))
    await paired.later(days=20)
    assert len(await paired.ask(lambda session: session.exec(select(Letter)).all())) == letters
    paired.workspace.installed = True
    await paired.restart()
    before = len(ada.messages())
    await ada.open_home()
    await paired.settle()
    assert "mentors you" in str(await ada.home())
    assert len(ada.messages()) == before


async def test_events_are_forgotten_after_two_days(paired: Town) -> None:
    paired.workspace.change_person(paired.ids["ada"], title="Lead")
    await paired.workspace.settled()
    await paired.later(days=4)
    seen = await paired.ask(lambda session: session.exec(select(SeenEvent)).all())
    assert [event for event in seen if event.at < paired.clock.now() - timedelta(days=3)] == []
    kept = await paired.ask(lambda session: session.exec(select(Enrollment)).all())
    assert len(kept) == 2


async def _invite(town: Town) -> None:
    olga = town.person("olga")
    await olga.command("/mentor", "invite")
    await olga.submit()
