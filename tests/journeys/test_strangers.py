"""Who is one of us: people of other companies and workspaces, workflows, and accounts that are only invited."""

from typing import Any

import pytest
from sqlmodel import Session, select

from handlers.counter import read
from sandbox.jsontype import JSON
from storage.models import Enrollment, Person
from storage.queries import programs
from tests.journeys.cast import a_program, enroll, told
from tests.journeys.town import Town

STRANGERS: dict[str, dict[str, Any]] = {
    "of another company": {"team_id": "T0OTHERCO", "is_stranger": True},
    "of another company, whom we share a channel with": {"team_id": "T0OTHERCO", "is_stranger": False},
    "of another company, said by the profile alone": {"profile": {"real_name": "Sam", "team": "T0OTHERCO"}},
    "of a sister workspace": {"enterprise_user": {"id": "W1", "enterprise_id": "E1", "teams": ["T0SISTER"]}},
    "of no workspace": {"enterprise_user": {"id": "W1", "enterprise_id": "E1", "teams": []}},
    "only invited": {"is_invited_user": True},
    "a workflow": {"is_workflow_bot": True},
}


def described(town: Town, **facts: Any) -> JSON:
    """Somebody as Slack describes them: one of us, but for these facts."""
    profile = {"real_name": "Sam External", "display_name": "sam"}
    ours = {} if "profile" in facts else {"team_id": town.workspace.team_id}
    return {"id": "U0EXTERNAL", "name": "sam", "tz": "Europe/London", "profile": profile, **ours, **facts}


async def say(town: Town, **facts: Any) -> None:
    """Slack says how somebody is now."""
    event = {"type": "user_change", "user": described(town, **facts)}
    events = town.workspace.events
    assert events.send is not None
    events.send(events.wrap(event))
    await town.workspace.settled()
    await town.settle()


async def colleagues(town: Town) -> set[str]:
    return await town.ask(
        lambda session: programs.humans(session, workspace_id=town.workspace.team_id, guests=True)
    )


@pytest.mark.parametrize("facts", STRANGERS.values(), ids=STRANGERS)
async def test_whoever_is_not_one_of_us_is_never_counted(town: Town, facts: dict[str, Any]) -> None:
    await a_program(town)
    await say(town, **facts)
    assert await colleagues(town) == set(town.ids.values())
    await town.person("olga").command("/mentor", "invite")
    assert "of the 6 people" in str(town.person("olga").view)


async def test_somebody_of_several_workspaces_of_which_ours_is_one_is_one_of_us(town: Town) -> None:
    teams = ["T0SISTER", town.workspace.team_id]
    await say(town, team_id="T0SISTER", enterprise_user={"id": "W1", "teams": teams})
    assert "U0EXTERNAL" in await colleagues(town)


async def test_an_invited_account_is_one_of_us_once_the_invitation_is_accepted(town: Town) -> None:
    await say(town, is_invited_user=True)
    await say(town, is_invited_user=False)
    assert "U0EXTERNAL" in await colleagues(town)


async def test_whoever_was_learned_as_one_of_us_is_set_right_at_the_next_reading(town: Town) -> None:
    await say(town)
    assert "U0EXTERNAL" in await colleagues(town)
    await say(town, team_id="T0OTHERCO", is_stranger=True)
    assert await town.ask(lambda session: session.get(Person, (town.workspace.team_id, "U0EXTERNAL"))) is None


async def test_a_stranger_who_types_mentor_hears_why_not(town: Town) -> None:
    await a_program(town)
    stranger = town.add("Sam External")
    await say(town, id=stranger, team_id="T0OTHERCO", is_stranger=True)
    for word in ("", "join", "setup", "privacy", "status"):
        reply = await town.person("sam").command("/mentor", word)
        assert "from another one" in reply.text
    assert town.person("sam").view is None


async def test_a_stranger_whom_slack_had_yet_to_describe_is_taken_out_and_hears_why(town: Town) -> None:
    await a_program(town)
    stranger = town.add("Sam External")
    await town.settle()

    def unknown(session: Session) -> None:
        found = session.get_one(Person, (town.workspace.team_id, stranger))
        found.seen_at = None

    await town.bot.desk.transact(unknown)
    await enroll(town, "sam", places=1)
    await say(town, id=stranger, team_id="T0OTHERCO", is_stranger=True)
    states = await town.ask(lambda session: session.exec(select(Enrollment.state)).all())
    assert list(states) == ["left"]
    assert told(town, "sam", "from another one")


async def test_a_chosen_stranger_is_a_field_error(town: Town) -> None:
    await a_program(town)
    stranger = town.add("Sam External")
    await say(town, id=stranger, team_id="T0OTHERCO", is_stranger=True)
    olga, ada = town.person("olga"), town.person("ada")
    await olga.command("/mentor", "settings")
    await olga.fill({"setup_owners": [stranger]})
    reply = await olga.submit()
    assert "another company or workspace" in str(reply.errors)
    await ada.command("/mentor", "join")
    await ada.fill({"enrollment_role": "mentee"})
    await ada.fill({"enrollment_goals": "Leading", "enrollment_avoid": [stranger]})
    reply = await ada.submit()
    assert "another company or workspace" in str(reply.errors)


def test_a_click_says_of_which_workspace_its_person_is() -> None:
    click = {"actions": [{"action_id": "enrollment_join", "value": "1"}], "team": {"id": "T1"}}
    body = {**click, "user": {"id": "U1", "team_id": "T0OTHERCO"}}
    assert read("action", body).foreign
    assert not read("action", {**body, "user": {"id": "U1", "team_id": "T1"}}).foreign
    assert read("action", {**body, "view": {"app_installed_team_id": "T2"}}).workspace_id == "T2"


async def test_pickers_of_channels_leave_out_those_shared_with_other_companies(town: Town) -> None:
    await a_program(town)
    await town.person("olga").command("/mentor", "settings")
    assert "'exclude_external_shared_channels': True" in str(town.person("olga").view)
