"""The verbs about messages: posted, changed, deleted, scheduled, reacted to."""

from dataclasses import dataclass
from typing import Any

from sandbox.channels import Channel
from sandbox.errors import SlackError
from sandbox.events import Events
from sandbox.jsontype import JSON
from sandbox.messages import Message
from sandbox.state import State

LONGEST = 40_000
SUBSCRIPTIONS = {
    "public": "message.channels",
    "private": "message.groups",
    "im": "message.im",
    "mpim": "message.mpim",
}


@dataclass
class Scheduled:
    id: str
    channel: str
    post_at: int
    created: int
    content: JSON
    lost: bool  # one with metadata is accepted and never posted, as Slack's own bug has it


class Posts:
    def __init__(self, ws: State, events: Events) -> None:
        self._ws = ws
        self._events = events
        self.scheduled: dict[str, Scheduled] = {}

    def post(
        self, channel: Channel, user: str, *, text: str = "", ts: str | None = None, **rest: Any
    ) -> Message:
        """Somebody says something; bots get their marks by `by_app`."""
        message = Message(ts or self._ws.next_ts(), channel.id, user, text[:LONGEST], **rest)
        channel.messages[message.ts] = message
        self._emit(channel, message)
        self._told(message)
        return message

    def by_app(self, channel: Channel, *, text: str = "", ts: str | None = None, **rest: Any) -> Message:
        ws = self._ws
        return self.post(
            channel, ws.bot_user_id, text=text, ts=ts, bot_id=ws.bot_id, app_id=ws.app_id, **rest
        )

    def whisper(self, channel: Channel, person_id: str, *, text: str = "", **rest: Any) -> Message:
        """An ephemeral message of the app's."""
        ws = self._ws
        message = Message(
            ws.next_ts(),
            channel.id,
            ws.bot_user_id,
            text[:LONGEST],
            ephemeral=person_id,
            bot_id=ws.bot_id,
            app_id=ws.app_id,
            **rest,
        )
        channel.ephemerals.append(message)
        self._told(message)
        return message

    def system(self, channel: Channel, user: str, subtype: str, text: str, **extra: Any) -> Message:
        return self.post(channel, user, text=text, subtype=subtype, extra=extra)

    def change(self, message: Message, by: str, **changes: Any) -> None:
        before = message.to_slack(self._ws.team_id)
        for name, value in changes.items():
            setattr(message, name, value)
        message.edited = {"user": by, "ts": self._ws.next_ts()}
        if not message.ephemeral:
            after = message.to_slack(self._ws.team_id)
            self._revised(message, "message_changed", message=after, previous_message=before)
        self._told(message, changed=True)

    def delete(self, message: Message) -> None:
        channel = self._ws.channels[message.channel]
        if message.ephemeral:
            channel.ephemerals = [m for m in channel.ephemerals if m.ts != message.ts]
        else:
            channel.messages.pop(message.ts, None)
            channel.pins = [pin for pin in channel.pins if pin[0] != message.ts]
            before = message.to_slack(self._ws.team_id)
            self._revised(message, "message_deleted", deleted_ts=message.ts, previous_message=before)
        self._told(message, deleted=True)

    def react(self, message: Message, name: str, user: str) -> None:
        users = message.reactions.setdefault(name, [])
        if user in users:
            raise SlackError("already_reacted")
        users.append(user)
        self._reaction_event("reaction_added", message, name, user)

    def unreact(self, message: Message, name: str, user: str) -> None:
        users = message.reactions.get(name, [])
        if user not in users:
            raise SlackError("no_reaction")
        users.remove(user)
        if not users:
            del message.reactions[name]
        self._reaction_event("reaction_removed", message, name, user)

    def pin(self, channel: Channel, message: Message, by: str) -> None:
        message.pinned = True
        channel.pins.append((message.ts, by, self._ws.now()))
        self._told(message, pinned=True)

    def unpin(self, channel: Channel, message: Message) -> None:
        message.pinned = False
        channel.pins = [pin for pin in channel.pins if pin[0] != message.ts]
        self._told(message, pinned=False)

    def schedule(self, channel: Channel, post_at: int, content: JSON, *, lost: bool) -> Scheduled:
        ws = self._ws
        item = Scheduled(ws.ids.make("Q"), channel.id, post_at, ws.now(), content, lost)
        self.scheduled[item.id] = item
        return item

    def post_due(self) -> None:
        """Post what was scheduled for a moment that has passed; quietly nothing where the app can't."""
        ws = self._ws
        due = sorted((s for s in self.scheduled.values() if s.post_at <= ws.now()), key=lambda s: s.post_at)
        for item in due:
            del self.scheduled[item.id]
            channel = ws.channels.get(item.channel)
            if channel is None or channel.is_archived or item.lost or not ws.installed:
                continue
            if ws.bot_user_id in channel.members:
                self.by_app(channel, **item.content)

    def find(self, channel: Channel, ts: str) -> Message:
        if ts not in channel.messages:
            raise SlackError("message_not_found")
        return channel.messages[ts]

    def _told(self, message: Message, **how: bool) -> None:
        ws = self._ws
        shown = {} if how.get("deleted") or not ws.watchers.all else message.to_json(ws.team_id)
        ws.watchers.tell("message", channel=message.channel, ts=message.ts, message=shown, **how)

    def _revised(self, about: Message, subtype: str, **facts: Any) -> None:
        """A message changed or went: that is a message event too, of a subtype."""
        ws = self._ws
        channel = ws.channels[about.channel]
        event = {"type": "message", "subtype": subtype, "hidden": True, "ts": ws.next_ts(), **facts}
        event |= {"channel": channel.id, "channel_type": channel.event_type}
        self._events.emit(SUBSCRIPTIONS[channel.kind], event, channel)

    def _emit(self, channel: Channel, message: Message) -> None:
        ws = self._ws
        event = message.to_slack(ws.team_id) | {"channel": channel.id, "channel_type": channel.event_type}
        event["event_ts"] = message.ts
        self._events.emit(SUBSCRIPTIONS[channel.kind], event, channel)
        if f"<@{ws.bot_user_id}>" in message.text and message.user != ws.bot_user_id and channel.kind != "im":
            mention = {k: v for k, v in event.items() if k != "channel_type"} | {"type": "app_mention"}
            self._events.emit("app_mention", mention, channel)

    def _reaction_event(self, kind: str, message: Message, name: str, user: str) -> None:
        ws = self._ws
        event = {
            "type": kind,
            "user": user,
            "reaction": name,
            "item_user": message.user,
            "item": {"type": "message", "channel": message.channel, "ts": message.ts},
        }
        self._events.emit(kind, event, ws.channels[message.channel])
        self._told(message, changed=True)
