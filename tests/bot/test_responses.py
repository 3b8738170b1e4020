"""What comes of an answer to a click when it was not Slack that took it."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.counter import Open, Replace, Request
from handlers.responses import give
from handlers.views.kit import Message
from handlers.views.note import note
from tests.bot.portal import portal

CLICK = Request(kind="action", name="met", workspace_id="T1", person_id="UADA", trigger_id="1", view_id="V1")


@pytest.mark.parametrize("answer", [Open(note(Message("Hello"))), Replace(note(Message("Hello")))])
@pytest.mark.parametrize("kind", ["text/html", "application/json"])
async def test_a_page_in_slacks_place_fails_as_a_call_of_slack_does(
    answer: Open | Replace, kind: str
) -> None:
    async with portal(403, kind) as url:
        client = AsyncWebClient(token="xoxb-1", base_url=url, retry_handlers=[])
        with pytest.raises(SlackApiError):
            await give(answer, CLICK, client=client)
