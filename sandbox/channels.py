"""A conversation of any kind, and how Slack writes it down."""

import re
from dataclasses import dataclass, field
from typing import Literal

from sandbox.errors import SlackError
from sandbox.jsontype import JSON
from sandbox.messages import Message

Kind = Literal["public", "private", "im", "mpim"]

TYPES: dict[str, Kind] = {
    "public_channel": "public",
    "private_channel": "private",
    "im": "im",
    "mpim": "mpim",
}
# what the channel_type of an event calls it, and how the names of its events begin
EVENT_TYPES: dict[Kind, str] = {"public": "channel", "private": "group", "im": "im", "mpim": "mpim"}


@dataclass
class Channel:
    id: str
    name: str
    kind: Kind
    creator: str
    created: int
    members: list[str] = field(default_factory=list)
    is_archived: bool = False
    is_general: bool = False
    topic: str = ""
    purpose: str = ""
    topic_by: tuple[str, int] = ("", 0)
    purpose_by: tuple[str, int] = ("", 0)
    messages: dict[str, Message] = field(default_factory=dict)
    ephemerals: list[Message] = field(default_factory=list)
    bookmarks: list[JSON] = field(default_factory=list)
    pins: list[tuple[str, str, int]] = field(default_factory=list)  # ts, by whom, when
    previous_names: list[str] = field(default_factory=list)
    shared_with: list[str] = field(default_factory=list)  # the workspaces of other companies (Slack Connect)

    @property
    def is_private(self) -> bool:
        return self.kind != "public"

    @property
    def event_type(self) -> str:
        return EVENT_TYPES[self.kind]

    def shown_name(self) -> str:
        """What a payload calls it: private ones and DMs keep their names to themselves."""
        if self.kind == "public":
            return self.name
        return "directmessage" if self.kind == "im" else "privategroup"

    def to_slack(self, team_id: str, me: str, *, count: bool = False) -> JSON:
        if self.kind == "im":
            other = next((m for m in self.members if m != me), me)
            return {
                "id": self.id,
                "created": self.created,
                "is_archived": False,
                "is_im": True,
                "is_org_shared": False,
                "context_team_id": team_id,
                "updated": self.created * 1000,
                "user": other,
                "is_user_deleted": False,
                "is_open": True,
                "priority": 0,
            }
        body: JSON = {
            "id": self.id,
            "name": self.name,
            "is_channel": self.kind != "mpim",
            "is_group": False,
            "is_im": False,
            "is_mpim": self.kind == "mpim",
            "is_private": self.is_private,
            "created": self.created,
            "is_archived": self.is_archived,
            "is_general": self.is_general,
            "unlinked": 0,
            "name_normalized": self.name,
            "is_shared": bool(self.shared_with),
            "is_org_shared": False,
            "is_pending_ext_shared": False,
            "pending_shared": [],
            "context_team_id": team_id,
            "updated": self.created * 1000,
            "parent_conversation": None,
            "creator": self.creator,
            "is_ext_shared": bool(self.shared_with),
            "shared_team_ids": [team_id, *self.shared_with],
            "pending_connected_team_ids": [],
            "is_member": me in self.members,
            "topic": {"value": self.topic, "creator": self.topic_by[0], "last_set": self.topic_by[1]},
            "purpose": {"value": self.purpose, "creator": self.purpose_by[0], "last_set": self.purpose_by[1]},
            "previous_names": list(self.previous_names),
        }
        return body | {"num_members": len(self.members)} if count else body


def check_name(name: str) -> None:
    """Slack's rules for a channel's name; it refuses, it doesn't correct."""
    if not name:
        raise SlackError("invalid_name_required")
    if len(name) > 80:
        raise SlackError("invalid_name_maxlength")
    if not re.fullmatch(r"[\w-]+", name) or name != name.lower():
        raise SlackError("invalid_name_specials")
    if not re.search(r"[^\W_]", name):
        raise SlackError("invalid_name_punctuation")
    if not re.fullmatch(r"[a-z0-9_-]+", name):
        raise SlackError("invalid_name_specials")
