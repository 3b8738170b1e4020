"""What comes over the counter, and what goes back: plain values, so that a listener needs no Slack to be read."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, TypedDict

from handlers.views.kit import Message, View
from handlers.views.text import typed
from program.base.access import Rule
from program.base.desk import Desk

EVENT_TOPICS = {
    "group_archive": "channel",
    "group_unarchive": "channel",
    "group_deleted": "channel",
    "group_left": "channel",
    "group_rename": "channel_name",
    "user_change": "person",
}
Kind = Literal["command", "action", "submission", "event"]


class By(TypedDict):
    """A person of a workspace."""

    workspace_id: str
    person_id: str


@dataclass(frozen=True, kw_only=True)
class Request:
    """Somebody's click, command or form, or an event of the workspace.

    `subject` is the id of the object that it is about: the number before the first ":" in a button's value or a
    chosen option's, or the "id" in a view's metadata. Nothing else of what comes from outside is trusted.
    `foreign`: they click as a member of another workspace.
    `topic` is the thing whose state an event tells, as it was `at` that moment.
    """

    kind: Kind
    name: str
    workspace_id: str
    person_id: str
    subject: int | None = None
    value: str = ""
    text: str = ""
    channel_id: str = ""
    trigger_id: str = ""
    response_url: str = ""
    view_id: str = ""
    view_hash: str = ""
    in_view: bool = False
    in_home: bool = False
    foreign: bool = False
    metadata: Mapping[str, Any] = field(default_factory=dict)
    state: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    event: Mapping[str, Any] = field(default_factory=dict)
    topic: str = ""
    at: datetime | None = None

    @property
    def by(self) -> By:
        """Who acts, as a verb wants to know it."""
        return {"workspace_id": self.workspace_id, "person_id": self.person_id}

    @property
    def object_id(self) -> int:
        """The subject of a route whose rule has looked it up, so that there is one."""
        assert self.subject is not None
        return self.subject

    @property
    def after_the_word(self) -> str:
        """What was typed behind the first word after /mentor, whatever blank parts them."""
        return " ".join(self.text.split()[1:])

    @property
    def choice(self) -> str:
        """What was chosen: what stands behind the id in the value (see `choosing` in views/kit.py)."""
        return self.value.partition(":")[2]


@dataclass(frozen=True)
class Say:
    """A note to this person alone: under their command, or as a small modal after a click or a form."""

    message: Message


@dataclass(frozen=True)
class Open:
    """A modal."""

    view: View


@dataclass(frozen=True)
class Push:
    """A modal on top of the one that is open."""

    view: View


@dataclass(frozen=True)
class Replace:
    """Another face for the modal that was clicked in or submitted."""

    view: View


@dataclass(frozen=True)
class Errors:
    """Field errors: block_id to sentence. Only an answer to a form."""

    fields: Mapping[str, str]


@dataclass(frozen=True)
class Close:
    """Close every open modal. Only an answer to a form."""


@dataclass(frozen=True)
class PostHere:
    """Show this to everybody in the channel where the command was typed, and take the preview away.

    `instead`: what to show in a workspace that does not know the blocks of `message`.
    """

    message: Message
    instead: Message | None = None


Answer = Say | Open | Push | Replace | Errors | Close | PostHere | None
Listener = Callable[[Request, Desk], Awaitable[Answer]]


@dataclass(frozen=True)
class Route:
    """One way in: what comes, its name in Slack, who may (the rule), and the listener."""

    kind: Kind
    name: str
    rule: Rule
    listener: Listener


def read(kind: Kind, body: Mapping[str, Any]) -> Request:
    """The request in a Slack payload."""
    if kind == "event":
        return _event(body)
    if kind == "command":
        return Request(
            kind=kind,
            name=body["command"],
            workspace_id=body["team_id"],
            person_id=body["user_id"],
            text=typed(body.get("text", "")),
            channel_id=body.get("channel_id", ""),
            trigger_id=body.get("trigger_id", ""),
            response_url=body.get("response_url", ""),
        )
    return _interaction(kind, body)


def _interaction(kind: Kind, body: Mapping[str, Any]) -> Request:
    view = body.get("view") or {}
    metadata = _metadata(view.get("private_metadata", ""))
    action = body["actions"][0] if kind == "action" else {}
    value = _value(action)
    head = value.split(":")[0]
    number = int(head) if head.isdecimal() else None
    subject = number if number is not None else metadata.get("id")
    team = body["user"].get("team_id", "")
    workspace_id = view.get("app_installed_team_id") or (body.get("team") or {}).get("id") or team
    return Request(
        kind=kind,
        name=action.get("action_id") or view.get("callback_id", ""),
        workspace_id=workspace_id,
        person_id=body["user"]["id"],
        subject=subject if isinstance(subject, int) else None,
        value=value,
        channel_id=(body.get("channel") or {}).get("id", ""),
        trigger_id=body.get("trigger_id", ""),
        response_url=body.get("response_url", ""),
        view_id=view.get("id", ""),
        view_hash=view.get("hash", ""),
        in_view=view.get("type") == "modal",
        in_home=view.get("type") == "home",
        foreign=team not in ("", workspace_id),
        metadata=metadata,
        state=(view.get("state") or body.get("state") or {}).get("values", {}),
    )


def _event(body: Mapping[str, Any]) -> Request:
    event = body["event"]
    user = event.get("user", "")
    return Request(
        kind="event",
        name=event["type"],
        workspace_id=body["team_id"],
        person_id=user.get("id", "") if isinstance(user, Mapping) else user,
        channel_id=event["channel"] if isinstance(event.get("channel"), str) else "",
        event=event,
        value=body.get("event_id", ""),
        topic=_topic(event),
        at=_moment(str(event.get("event_ts", ""))),
    )


def _topic(event: Mapping[str, Any]) -> str:
    """What an event tells the state of, where a newer one makes an older one untrue."""
    kind = EVENT_TOPICS.get(event["type"], "")
    about = event.get("user" if kind == "person" else "channel")
    found = about.get("id") if isinstance(about, Mapping) else about
    return f"{kind}:{found}" if kind and found else ""


def _moment(ts: str) -> datetime | None:
    """The moment of Slack's "1772442720.000100"."""
    seconds, _, micros = ts.partition(".")
    if not seconds.isdecimal():
        return None
    fraction = timedelta(microseconds=int(f"{micros:0<6}"[:6])) if micros.isdecimal() else timedelta()
    return datetime.fromtimestamp(int(seconds), UTC) + fraction


def _metadata(text: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text) if text else {}
    except json.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}


def _value(action: Mapping[str, Any]) -> str:
    if "selected_option" in action:
        return str((action["selected_option"] or {}).get("value", ""))
    for key in ("value", "selected_user", "selected_channel", "selected_conversation", "selected_date"):
        if action.get(key):
            return str(action[key])
    return ""
