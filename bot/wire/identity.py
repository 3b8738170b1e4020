"""Who the bot is, as Slack says it: one question, asked at the start, by the doctor and by an import."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import ToMend

ORG_WIDE = (
    "This token is of an installation for a whole organization (Enterprise Grid), which Alongside can't work with yet: "
    "install the app in one workspace, and use that installation's token"
)


class OrgWide(ToMend):
    """Its people stand under other ids in each workspace, so half of what is learned would be wrong."""


@dataclass(frozen=True)
class Identity:
    """`scopes` is None where this Slack doesn't name them. `headers` have lower-case names."""

    workspace_id: str
    team: str
    bot_id: str | None
    user_id: str | None
    scopes: frozenset[str] | None
    headers: Mapping[str, str]


async def identify(client: AsyncWebClient) -> Identity:
    """Raises OrgWide, and what calls to Slack raise."""
    reply = await client.auth_test()
    said: Mapping[str, Any] = reply.data if isinstance(reply.data, dict) else {}
    if said.get("is_enterprise_install") in (True, "true") or not said.get("team_id"):
        raise OrgWide(ORG_WIDE)
    headers = {name.lower(): str(value) for name, value in reply.headers.items()}
    granted = headers.get("x-oauth-scopes")
    return Identity(
        workspace_id=said["team_id"],
        team=said.get("team") or said["team_id"],
        bot_id=said.get("bot_id"),
        user_id=said.get("user_id"),
        scopes=None if granted is None else frozenset(granted.replace(",", " ").split()),
        headers=headers,
    )
