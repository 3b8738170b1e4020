"""A view, and how Slack writes it down."""

import copy
from dataclasses import dataclass, field, fields

from sandbox.jsontype import JSON


@dataclass
class View:
    id: str
    person: str
    kind: str  # "modal" or "home"
    blocks: list[JSON]
    hash: str
    root_id: str
    previous_id: str | None = None
    title: JSON | None = None
    submit: JSON | None = None
    close: JSON | None = None
    private_metadata: str = ""
    callback_id: str = ""
    external_id: str = ""
    clear_on_close: bool = False
    notify_on_close: bool = False
    submit_disabled: bool = False
    values: JSON = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    def become(self, fresh: "View") -> None:
        """Take over all that a fresh build of it says; whoever holds the view sees it change."""
        for each in fields(self):
            setattr(self, each.name, getattr(fresh, each.name))

    def to_slack(self, team_id: str, app_id: str, bot_id: str) -> JSON:
        body: JSON = {
            "id": self.id,
            "team_id": team_id,
            "type": self.kind,
            "blocks": copy.deepcopy(self.blocks),
            "private_metadata": self.private_metadata,
            "callback_id": self.callback_id,
            "state": {"values": copy.deepcopy(self.values)},
            "hash": self.hash,
            "title": self.title or {"type": "plain_text", "text": "View Title", "emoji": True},
            "clear_on_close": self.clear_on_close,
            "notify_on_close": self.notify_on_close,
            "close": self.close,
            "submit": self.submit,
            "previous_view_id": self.previous_id,
            "root_view_id": self.root_id,
            "app_id": app_id,
            "external_id": self.external_id,
            "app_installed_team_id": team_id,
            "bot_id": bot_id,
        }
        return body | {"submit_disabled": self.submit_disabled} if self.kind == "modal" else body
