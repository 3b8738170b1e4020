"""A message whose answer was lost, where the app may read what was said."""

import pytest

from bot.letters.pace import POST
from program.base.notices import Notice
from sandbox.trouble import Kind
from tests.bot.conftest import MATTERS, NUDGE, Office

HOUR = 3600.0


@pytest.fixture
async def reader(office: Office) -> Office:
    """The office, with leave to read."""
    office.workspace.scopes = (*office.workspace.scopes, "im:history", "im:write", "groups:history")
    await office.bot.identify()
    return office


@pytest.mark.parametrize("kind", [MATTERS, NUDGE])
@pytest.mark.parametrize("trouble", ["reply_lost", "late"])
async def test_a_message_that_arrived_is_found_and_nothing_is_sent_again(
    reader: Office, kind: Notice, trouble: Kind
) -> None:
    reader.workspace.trouble.add(POST, trouble, seconds=20)
    await reader.write("once", kind=kind)
    await reader.write("next")
    await reader.live(HOUR)
    assert reader.lines() == ["once", "next"]
    first, _ = await reader.letters()
    (said, _) = reader.server.act(reader.ada).messages()
    assert (first.state, first.ts) == ("done", said["ts"])
    assert await reader.audits() == ["unknown_outcome_found"]


@pytest.mark.parametrize("kind", [MATTERS, NUDGE])
async def test_a_message_that_never_arrived_is_sent_again_whatever_its_kind(
    reader: Office, kind: Notice
) -> None:
    reader.workspace.trouble.add(POST, "status", status=503)
    await reader.write("once", kind=kind)
    await reader.live(HOUR)
    assert reader.lines() == ["once"]
    assert await reader.states() == ["done"]
    assert await reader.audits() == ["unknown_outcome_not_there"]


async def test_where_it_cannot_be_looked_for_its_kind_says_what_becomes_of_it(reader: Office) -> None:
    reader.workspace.trouble.add(POST, "reply_lost")
    reader.workspace.trouble.add("conversations.history", "error", error="internal_error", times=100)
    await reader.write("nudge", kind=NUDGE)
    await reader.live(HOUR)
    assert reader.lines() == ["nudge"]
    assert await reader.audits() == ["unknown_outcome_let_be"]


async def test_without_leave_to_read_nothing_is_looked_for(office: Office) -> None:
    office.workspace.trouble.add(POST, "reply_lost")
    await office.write("matters")
    await office.live(HOUR)
    assert office.lines() == ["matters", "matters"]
    assert not [call for call in office.workspace.calls if call.method == "conversations.history"]
