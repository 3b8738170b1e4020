"""A message, and how Slack writes it down."""

import copy
from dataclasses import dataclass, field
from typing import Any

from sandbox.jsontype import JSON


@dataclass
class Message:
    """One message; `ephemeral` is the id of the only person who sees it, or None."""

    ts: str
    channel: str
    user: str
    text: str = ""
    blocks: list[JSON] = field(default_factory=list)
    attachments: list[JSON] = field(default_factory=list)
    ephemeral: str | None = None
    edited: JSON | None = None
    thread_ts: str | None = None
    subtype: str | None = None
    bot_id: str | None = None
    app_id: str | None = None
    username: str | None = None
    metadata: JSON | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    files: list[JSON] = field(default_factory=list)
    pinned: bool = False
    extra: JSON = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)

    @property
    def system(self) -> bool:
        """Written by Slack itself: somebody joined, the topic changed."""
        return self.subtype is not None and self.subtype.startswith(("channel_", "group_", "pinned_"))

    def to_json(self, team_id: str) -> JSON:
        """For those who watch the workspace: with where it is and who alone sees it."""
        return self.to_slack(team_id) | {"channel": self.channel, "ephemeral": self.ephemeral}

    def to_slack(self, team_id: str) -> JSON:
        body: JSON = {"type": "message", "user": self.user, "ts": self.ts, "text": self.text, "team": team_id}
        if self.subtype:
            body["subtype"] = self.subtype
        if self.bot_id:
            body |= {"bot_id": self.bot_id, "app_id": self.app_id}
        if self.username:
            body["username"] = self.username
        for name in ("blocks", "attachments", "files", "edited", "thread_ts", "metadata"):
            if value := getattr(self, name):
                body[name] = copy.deepcopy(value)
        if self.reactions:
            body["reactions"] = [
                {"name": name, "users": list(users), "count": len(users)}
                for name, users in self.reactions.items()
            ]
        if self.pinned:
            body["pinned_to"] = [self.channel]
        return body | self.extra
