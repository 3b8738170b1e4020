"""A message whose answer was lost is looked for where it would be, if the app may read there.

The manifest asks for no such scope: without one, a letter's kind says whether it is sent again
(`bot/letters/ledger.py`).
Whoever adds `groups:history` and `im:history` to the app has every message sent exactly once.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from handlers.views.kit import Call
from program.base.notices import CHANNEL
from storage.models import Letter

AROUND = timedelta(minutes=2)
"""Before its answer was given up a message was posted at the earliest, by Slack's clock and ours."""
NEWEST = 200
Found = Mapping[str, Any]


class Reconciler:
    """Looks into channels, as far as `scopes` allow."""

    def __init__(self, client: AsyncWebClient, scopes: Callable[[], frozenset[str]]) -> None:
        self._client = client
        self._scopes = scopes

    @property
    def allowed(self) -> bool:
        """Whether it can look anywhere at all."""
        return bool({"groups:history", "im:history"} & self._scopes())

    def may_look(self, letter: Letter) -> bool:
        """Whether it can look where this message would be."""
        return ("groups:history" if letter.recipient == CHANNEL else "im:history") in self._scopes()

    async def look(self, letter: Letter, call: Call) -> Found | None:
        """What Slack answered to the message then; None if it is not there. Raises what calls to Slack raise."""
        place = str(call.args["channel"])
        if letter.recipient != CHANNEL:
            place = (await self._client.conversations_open(users=place))["channel"]["id"]
        assert letter.called_at is not None
        since = (letter.called_at - AROUND).timestamp()
        said = await self._client.conversations_history(channel=place, oldest=f"{since:.6f}", limit=NEWEST)
        for message in said["messages"]:
            if message.get("bot_id") and message.get("text") == call.args["text"]:
                return {"channel": place, "ts": message["ts"]}
        return None
