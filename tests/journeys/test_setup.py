"""Setting a program up, and changing it."""

from sqlmodel import Session, select

from storage.models import Owner, Person
from storage.queries import programs
from tests.journeys.town import Town


async def test_an_admin_starts_a_program_with_one_submit(town: Town) -> None:
    await town.settle()
    olga = town.person("olga")
    assert (await olga.command("/mentor", "setup")).ok
    assert (await olga.submit()).ok
    note = str(olga.view)
    assert "Mentoring is open" in note
    assert "/mentor invite" in note
    assert "Monday 16 March" in note
    program = (await town.ask(programs.all_open))[0]
    assert (program.name, program.length_days, program.cadence_days) == ("Mentoring", 90, 14)
    assert program.time_zone == "Europe/Berlin"


async def test_a_program_that_starts_next_year_says_so(town: Town) -> None:
    await town.settle()
    olga = town.person("olga")
    await olga.command("/mentor", "setup")
    await olga.fill({"setup_starts": "2027-01-04"})
    assert (await olga.submit()).ok
    assert "From Monday 4 January 2027:" in str(olga.view)


async def test_whoever_is_no_admin_is_told_who_is(town: Town) -> None:
    await town.settle()
    reply = await town.person("ada").command("/mentor", "setup")
    assert "workspace admin" in reply.text
    assert town.person("ada").view is None


async def test_somebody_whom_the_bot_does_not_know_yet_is_asked_for_a_minute(town: Town) -> None:
    await town.bot.desk.transact(_forget_everybody)
    reply = await town.person("olga").command("/mentor", "setup")
    assert "still learning who is here" in reply.text
    await town.settle()
    assert (await town.person("olga").command("/mentor", "setup")).text == ""


async def test_field_errors_name_the_limit_and_keep_the_form(town: Town) -> None:
    await town.settle()
    olga = town.person("olga")
    await olga.command("/mentor", "setup")
    await olga.fill({"setup_name": "x" * 61})
    reply = await olga.submit()
    assert reply.errors == {"setup_name": "60 characters at most; this has 61."}
    await olga.fill({"setup_name": "Growing", "setup_purpose": "y" * 301})
    reply = await olga.submit()
    assert reply.errors == {"setup_purpose": "300 characters at most; this has 301."}
    await olga.fill({"setup_purpose": "", "setup_starts": "2026-03-01"})
    assert "passed" in (await olga.submit()).errors["setup_starts"]
    await olga.fill({"setup_starts": "2026-03-02"})
    assert (await olga.submit()).ok


async def test_a_name_is_one_line(town: Town) -> None:
    await town.settle()
    olga = town.person("olga")
    await olga.command("/mentor", "setup")
    await olga.fill({"setup_name": " Growing \n  together "})
    assert (await olga.submit()).ok
    assert [program.name for program in await town.ask(programs.all_open)] == ["Growing together"]


async def test_sending_the_form_twice_opens_one_program(town: Town) -> None:
    await town.settle()
    olga = town.person("olga")
    await olga.command("/mentor", "setup")
    await olga.submit()
    await olga.command("/mentor", "setup")
    await olga.fill({"setup_name": "mentoring"})
    reply = await olga.submit()
    assert "already" in reply.errors["setup_name"]
    assert len(await town.ask(programs.all_open)) == 1


async def test_a_program_for_a_user_group_lets_its_members_in(town: Town) -> None:
    group = town.workspace.add_usergroup("leads", members=[town.ids["ada"]])
    await town.settle()
    olga = town.person("olga")
    await olga.command("/mentor", "setup")
    await olga.fill({"setup_name": "Leads", "setup_audience": "usergroup"})
    await olga.fill({"setup_usergroup": group.id})
    assert olga.view is not None
    assert (await olga.submit()).ok
    await town.settle()
    await town.person("ada").command("/mentor", "join")
    assert "Join mentoring" in str(town.person("ada").view)
    reply = await town.person("grace").command("/mentor", "join")
    assert "certain group" in reply.text
    assert town.person("grace").view is None


async def test_a_form_of_somebody_taken_out_of_the_group_meanwhile_keeps_its_words(town: Town) -> None:
    ada = town.person("ada")
    group = town.workspace.add_usergroup("leads", members=[ada.id])
    await town.settle()
    olga = town.person("olga")
    await olga.command("/mentor", "setup")
    await olga.fill({"setup_audience": "usergroup"})
    await olga.fill({"setup_usergroup": group.id})
    await olga.submit()
    await town.settle()
    await ada.command("/mentor", "join")
    await ada.fill({"enrollment_goals": "Leading"})
    town.workspace.set_usergroup(group.id, [])
    await town.later(days=1)
    reply = await ada.submit()
    assert "certain group" in reply.errors["enrollment_role"]
    assert "Olga Brandt" in reply.errors["enrollment_role"]
    town.workspace.set_usergroup(group.id, [ada.id])
    assert "just been added" in (await ada.command("/mentor", "join")).text
    await town.later(minutes=1)
    await ada.command("/mentor", "join")
    await ada.fill({"enrollment_goals": "Leading"})
    assert (await ada.submit()).ok


async def test_a_user_group_that_was_removed_lets_nobody_new_in_and_its_owner_chooses_again(
    town: Town,
) -> None:
    group = town.workspace.add_usergroup("leads", members=[town.ids["ada"], town.ids["grace"]])
    town.workspace.add_usergroup("writers", members=[town.ids["kofi"]])
    await town.settle()
    olga, grace = town.person("olga"), town.person("grace")
    await olga.command("/mentor", "setup")
    await olga.fill({"setup_audience": "usergroup"})
    await olga.fill({"setup_usergroup": group.id})
    await olga.submit()
    await olga.close_view()
    await town.settle()
    await grace.command("/mentor", "join")
    await grace.fill({"enrollment_goals": "Leading"})
    assert (await grace.submit()).ok
    await olga.command("/mentor", "settings")
    town.workspace.usergroups[group.id].disabled = True
    await town.later(days=3)
    assert "was removed from Slack" in (await olga.submit()).errors["setup_usergroup"]
    await olga.close_view()
    notes = [message for message in olga.messages() if "was removed from Slack" in str(message.blocks)]
    assert len(notes) == 1
    assert "certain group" in (await town.person("ada").command("/mentor", "join")).text
    await olga.command("/mentor", "invite")
    assert "Nobody is left to invite" in str(olga.view)
    await olga.close_view()
    await olga.click("setup_choose_audience", message=notes[0])
    assert "was removed from Slack. Choose who may join" in str(olga.view)
    assert group.id not in str(olga.view)
    await olga.fill({"setup_audience": "everybody"})
    assert (await olga.submit()).ok
    assert await _join_view(town, "ada") is not None
    kept = await town.ask(lambda session: programs.enrollment(session, program_id=1, person_id=grace.id))
    assert kept is not None
    assert kept.state == "active"


async def test_choosing_the_audience_keeps_what_was_typed(town: Town) -> None:
    await town.settle()
    olga = town.person("olga")
    await olga.command("/mentor", "setup")
    await olga.fill({"setup_name": "Channel people", "setup_purpose": "For *those* in <!channel>"})
    await olga.fill({"setup_audience": "channel"})
    general = town.workspace.add_channel("general", members=[town.ids["olga"], town.ids["kofi"]])
    await olga.fill({"setup_channel": general.id})
    assert (await olga.submit()).ok
    await town.settle()
    program = (await town.ask(programs.all_open))[0]
    assert (program.name, program.purpose) == ("Channel people", "For *those* in <!channel>")
    assert "Join mentoring" in str(await _join_view(town, "kofi"))
    assert await _join_view(town, "ada") is None


async def test_a_private_channel_that_hides_its_people_is_told_to_the_owner(town: Town) -> None:
    await town.settle()
    olga = town.person("olga")
    secret = town.workspace.add_channel("secret", private=True, members=[town.ids["olga"]])
    await olga.command("/mentor", "setup")
    await olga.fill({"setup_audience": "channel"})
    await olga.fill({"setup_channel": secret.id})
    await olga.submit()
    await town.settle()
    assert "I can't see who is in" in olga.messages()[-1].text
    await olga.command("/mentor", "invite")
    assert "still reading who belongs to it" in str(olga.view)
    await olga.close_view()
    reply = await town.person("ada").command("/mentor", "join")
    assert "still reading" in reply.text


async def test_an_owner_changes_settings_and_co_owners_hear_of_it(town: Town) -> None:
    await _open(town)
    olga, kofi = town.person("olga"), town.person("kofi")
    await olga.command("/mentor", "settings")
    await olga.fill({"setup_owners": [kofi.id], "setup_cadence": "7"})
    assert (await olga.submit()).ok
    assert "is changed" in str(olga.view)
    await town.settle()
    assert "You now run Mentoring" in kofi.messages()[-1].text
    program = (await town.ask(programs.all_open))[0]
    assert program.cadence_days == 7
    await kofi.command("/mentor", "settings")
    assert "Program settings" in str(kofi.view)


async def test_of_two_owners_at_once_the_slower_one_chooses_and_loses_nothing(town: Town) -> None:
    await _open(town)
    olga, kofi = town.person("olga"), town.person("kofi")
    await olga.command("/mentor", "settings")
    await olga.fill({"setup_owners": [kofi.id]})
    await olga.submit()
    await olga.command("/mentor", "settings")
    await kofi.command("/mentor", "settings")
    await olga.fill({"setup_cadence": "7", "setup_name": "Growing"})
    await kofi.fill({"setup_cadence": "28", "setup_name": "Growing"})
    assert (await olga.submit()).ok
    assert (await kofi.submit()).ok
    shown = str(kofi.view)
    assert "Another owner saved these settings while you had this open" in shown
    assert "differs from what is saved now in: “I ask a pair whether they met”." in shown
    assert [program.cadence_days for program in await town.ask(programs.all_open)] == [7]
    assert (await kofi.submit()).ok
    assert "is changed" in str(kofi.view)
    assert [program.cadence_days for program in await town.ask(programs.all_open)] == [28]


async def test_two_owners_who_choose_the_same_need_not_choose_again(town: Town) -> None:
    await _open(town)
    olga, kofi = town.person("olga"), town.person("kofi")
    await olga.command("/mentor", "settings")
    await olga.fill({"setup_owners": [kofi.id]})
    await olga.submit()
    for owner in (olga, kofi):
        await owner.command("/mentor", "settings")
        await owner.fill({"setup_cadence": "7"})
    assert (await olga.submit()).ok
    assert (await kofi.submit()).ok
    assert "is changed" in str(kofi.view)


async def test_a_guest_or_somebody_who_has_left_cannot_run_a_program(town: Town) -> None:
    town.add("Noor Guest", guest=True)
    await town.settle()
    olga = town.person("olga")
    await olga.command("/mentor", "setup")
    await olga.fill({"setup_owners": [town.ids["noor"]]})
    assert "Noor Guest can't run a program" in (await olga.submit()).errors["setup_owners"]
    await olga.fill({"setup_owners": [town.ids["kofi"]]})
    town.workspace.deactivate(town.ids["kofi"])
    await town.workspace.settled()
    await town.settle()
    assert "Kofi Lund can't run a program" in (await olga.submit()).errors["setup_owners"]
    assert await town.ask(programs.all_open) == []


async def test_somebody_who_runs_nothing_cannot_change_settings(town: Town) -> None:
    await _open(town)
    reply = await town.person("ada").command("/mentor", "settings")
    assert reply.text == "Only the program's owners can do this: Olga Brandt."


async def test_a_form_of_somebody_who_was_struck_out_meanwhile_is_refused(town: Town) -> None:
    await _open(town)
    olga, kofi = town.person("olga"), town.person("kofi")
    await olga.command("/mentor", "settings")
    await olga.fill({"setup_owners": [kofi.id]})
    await olga.submit()
    await kofi.command("/mentor", "settings")
    await olga.command("/mentor", "settings")
    await olga.fill({"setup_owners": []})
    await olga.submit()
    await kofi.fill({"setup_name": "Mine"})
    await kofi.submit()
    assert "Only the program's owners" in str(kofi.view)
    assert [program.name for program in await town.ask(programs.all_open)] == ["Mentoring"]
    owners = await town.ask(lambda session: session.get(Owner, (1, kofi.id)))
    assert owners is None


async def test_with_several_programs_mentor_asks_which_and_remembers(town: Town) -> None:
    await _open(town)
    olga, ada = town.person("olga"), town.person("ada")
    await olga.command("/mentor", "setup")
    await olga.fill({"setup_name": "Reverse"})
    await olga.submit()
    reply = await ada.command("/mentor", "join")
    assert "Which one" in reply.text
    await ada.click("choice_pick", message=reply.ephemeral[-1], value="2:join")
    assert "Reverse" in str(ada.view)
    await ada.close_view()
    await ada.command("/mentor", "join")
    assert "Reverse" in str(ada.view)
    await ada.close_view()
    reply = await ada.command("/mentor", "program")
    await ada.click("choice_pick", message=reply.ephemeral[-1], value="1:program")
    assert "Mentoring" in str(ada.view)


async def test_a_program_is_chosen_by_its_name_or_how_it_begins_and_its_button_says_it(town: Town) -> None:
    await _open(town)
    olga, ada = town.person("olga"), town.person("ada")
    for name in ("Circle", "Circle of <leads>", "Reverse"):
        await olga.command("/mentor", "setup")
        await olga.fill({"setup_name": name})
        await olga.submit()
        await olga.close_view()
    for said, meant in (("rev", "Reverse"), ("CIRCLE", "Circle"), ("circle  of", "Circle of &lt;leads&gt;")):
        assert f"means {meant}." in (await ada.command("/mentor", f"program {said}")).text
    for said in ("c", "c of", "verse"):
        reply = await ada.command("/mentor", f"program {said}")
        assert "Which one" in reply.text
        buttons = [block["accessory"] for block in reply.ephemeral[-1].blocks if "accessory" in block]
        assert {"Circle", "Circle of <leads>", "Reverse"} < {one["text"]["text"] for one in buttons}
    await ada.command("/mentor", "program rev")
    await ada.command("/mentor", "join")
    assert "Reverse" in str(ada.view)


def _forget_everybody(session: Session) -> None:
    for person in session.exec(select(Person)).all():
        session.delete(person)


async def _open(town: Town) -> None:
    await town.settle()
    olga = town.person("olga")
    await olga.command("/mentor", "setup")
    await olga.submit()
    await olga.close_view()
    await town.settle()


async def _join_view(town: Town, first: str) -> object:
    await town.person(first).command("/mentor", "join")
    return town.person(first).view
