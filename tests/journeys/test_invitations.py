"""Being invited: whom it reaches, and what becomes of what is said to it."""

from storage.models import Invitation
from tests.journeys.joining import join_as_mentee
from tests.journeys.town import Town


async def invite(town: Town) -> None:
    olga = town.person("olga")
    await olga.command("/mentor", "invite")
    assert (await olga.submit()).ok
    await olga.close_view()
    await town.settle()


async def test_an_owner_sees_whom_an_invitation_reaches_before_anything_is_sent(open_town: Town) -> None:
    await join_as_mentee(open_town, "ada")
    olga = open_town.person("olga")
    await olga.command("/mentor", "invite")
    assert "4 of the 6 people" in str(olga.view)
    await open_town.settle()
    assert open_town.person("grace").messages() == []
    await olga.submit()
    assert "4 invitations" in str(olga.view)
    await open_town.settle()
    assert "invites you to Mentoring" in open_town.person("grace").messages()[-1].text
    assert open_town.person("ada").messages() == []


async def test_invitations_wait_for_working_hours(open_town: Town) -> None:
    await invite(open_town)
    assert open_town.person("grace").messages() != []
    assert open_town.person("ravi").messages() == []
    await open_town.later(hours=6)
    assert open_town.person("ravi").messages() != []


async def test_an_invitation_becomes_what_was_said_to_it(open_town: Town) -> None:
    await invite(open_town)
    grace, kofi, ada = open_town.person("grace"), open_town.person("kofi"), open_town.person("ada")
    await grace.click("invitation_mentor")
    assert "enrollment_teaches" in str(grace.view)
    await grace.fill({"enrollment_teaches": "Design reviews"})
    await grace.submit()
    await kofi.click("invitation_never")
    await ada.click("invitation_not_now")
    await open_town.settle()
    assert "You've joined" in str(grace.messages()[-1].blocks)
    assert "won't invite you again" in str(kofi.messages()[-1].blocks)
    assert "Not now, then" in str(ada.messages()[-1].blocks)
    for person in (grace, kofi, ada):
        assert len(person.messages()) == 1
        assert "invitation_mentee" not in str(person.messages()[-1].blocks)


async def test_a_late_click_on_an_old_invitation_does_not_undo_joining(open_town: Town) -> None:
    await invite(open_town)
    grace = open_town.person("grace")
    old = grace.messages()[-1]
    await grace.click("invitation_mentee")
    await grace.fill({"enrollment_goals": "Writing"})
    await grace.submit()
    await grace.click("invitation_never", message=old, stale=True)
    await grace.click("invitation_never", message=old, stale=True)
    await open_town.settle()
    assert "You've joined" in str(grace.messages()[-1].blocks)
    found = await open_town.ask(lambda session: session.get_one(Invitation, (1, grace.id)))
    assert found.state == "joined"


async def test_never_is_kept_for_good_and_not_now_for_three_months(open_town: Town) -> None:
    await invite(open_town)
    kofi, ada = open_town.person("kofi"), open_town.person("ada")
    await kofi.click("invitation_never")
    await ada.click("invitation_not_now")
    olga = open_town.person("olga")
    await olga.command("/mentor", "invite")
    assert "Nobody is left" in str(olga.view)
    await open_town.later(days=92)
    await olga.command("/mentor", "invite")
    assert "1 of the 6" in str(olga.view)
    found = await open_town.ask(lambda session: session.get(Invitation, (1, kofi.id)))
    assert found is not None
    assert found.state == "never"


async def test_a_second_send_of_the_same_invitations_reaches_nobody(open_town: Town) -> None:
    olga = open_town.person("olga")
    await olga.command("/mentor", "invite")
    await olga.submit()
    await olga.command("/mentor", "invite")
    await olga.submit()
    await open_town.settle()
    assert len(open_town.person("grace").messages()) == 1


async def test_whoever_is_no_owner_cannot_invite(open_town: Town) -> None:
    reply = await open_town.person("ada").command("/mentor", "invite")
    assert reply.text == "Only the program's owners can do this: Olga Brandt."


async def test_an_invitation_to_somebody_who_joined_meanwhile_is_not_sent(open_town: Town) -> None:
    olga = open_town.person("olga")
    await olga.command("/mentor", "invite")
    await olga.submit()
    await open_town.bot.pulse.settle()
    await join_as_mentee(open_town, "ravi")
    await open_town.later(days=1)
    assert open_town.person("ravi").messages() == []
