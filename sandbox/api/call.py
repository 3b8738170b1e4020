"""One call of the Web API, as its handler sees it."""

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from sandbox.channels import Channel
from sandbox.errors import SlackError, invalid_arguments
from sandbox.jsontype import JSON
from sandbox.people import Person
from sandbox.workspace import Workspace

T = TypeVar("T")


@dataclass
class Call:
    ws: Workspace
    method: str
    args: JSON
    base_url: str = ""
    used: set[str] = field(default_factory=set)
    refused: dict[str, str] = field(default_factory=dict)  # by person, by which error they can't be invited

    def text(self, name: str, default: str = "") -> str:
        value = self.args.get(name)
        return default if value is None else str(value)

    def required(self, name: str) -> str:
        if self.args.get(name) in (None, ""):
            raise invalid_arguments(f"missing required field: {name}")
        return self.text(name)

    def flag(self, name: str, default: bool = False) -> bool:
        return bool(self.args.get(name, default))

    def number(self, name: str, default: int) -> int:
        value = self.args.get(name)
        if value in (None, ""):
            return default
        if not isinstance(value, int) or isinstance(value, bool):
            raise invalid_arguments(f"must be an integer: {name}")
        return value

    def listed(self, name: str) -> list[str]:
        """A list that may come joined by commas."""
        value = self.args.get(name) or []
        items = value.split(",") if isinstance(value, str) else value
        return [str(item).strip() for item in items if str(item).strip()]

    def need(self, *alternatives: str) -> None:
        """Refuse unless one of these scopes is granted; the first that is counts as used."""
        for scope in alternatives:
            if scope in self.ws.scopes:
                self.used.add(scope)
                return
        raise missing_scope(self.ws, alternatives)

    def need_team(self) -> None:
        """A token for a whole organization has to say which workspace it means, and have been let in there."""
        ws = self.ws
        if not ws.org_wide:
            return
        if not self.args.get("team_id"):
            raise SlackError(
                "missing_argument", response_metadata={"messages": ["[ERROR] team_id is required"]}
            )
        if self.text("team_id") not in ws.org_teams:
            raise SlackError("team_access_not_granted")

    def person(self, name: str = "user") -> Person:
        person = self.ws.people.get(self.required(name))
        if person is None:
            raise SlackError("user_not_found")
        return person

    def channel(self, name: str = "channel") -> Channel:
        """A conversation the app can see; a private one it isn't in doesn't exist for it."""
        channel = self.ws.channels.get(self.text(name))
        if channel is None or (channel.is_private and self.ws.bot_user_id not in channel.members):
            raise SlackError("channel_not_found")
        return channel

    def own_channel(self, name: str = "channel") -> Channel:
        """A conversation the app is in."""
        channel = self.channel(name)
        if self.ws.bot_user_id not in channel.members:
            raise SlackError("not_in_channel")
        return channel

    def page(self, items: Sequence[T], default: int, most: int = 1000) -> tuple[list[T], JSON]:
        """One page of them, and the response_metadata that leads to the next."""
        limit = self.number("limit", default)
        if not 0 < limit <= most:
            raise SlackError("invalid_limit")
        start = self._offset()
        chosen = list(items[start : start + limit])
        more = start + limit < len(items)
        cursor = base64.b64encode(f"next:{start + limit}".encode()).decode() if more else ""
        return chosen, {"response_metadata": {"next_cursor": cursor}}

    def _offset(self) -> int:
        cursor = self.text("cursor")
        if not cursor:
            return 0
        try:
            word, _, offset = base64.b64decode(cursor, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            raise SlackError("invalid_cursor") from None
        if word != "next" or not offset.isdigit():
            raise SlackError("invalid_cursor")
        return int(offset)


@dataclass(frozen=True)
class Method:
    """How a method runs, its rate-limit tier (0: a special one), and its scopes, one of which has to be granted."""

    run: Callable[[Call], JSON]
    tier: int
    scopes: tuple[str, ...] = ()
    app_token: bool = False


def missing_scope(ws: Workspace, needed: Sequence[str]) -> SlackError:
    return SlackError("missing_scope", needed=",".join(needed), provided=",".join(ws.scopes))
