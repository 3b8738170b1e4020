"""The verbs about conversations: made, joined, left, renamed, archived."""

from sandbox.channels import Channel, Kind, check_name
from sandbox.errors import SlackError
from sandbox.events import Events
from sandbox.jsontype import JSON
from sandbox.posts import Posts
from sandbox.state import State


class Rooms:
    def __init__(self, ws: State, events: Events, posts: Posts) -> None:
        self._ws = ws
        self._events = events
        self._posts = posts
        self._directs: dict[frozenset[str], Channel] = {}

    def find(self, wanted: str | Channel) -> Channel:
        if isinstance(wanted, Channel):
            return self._ws.channels[wanted.id]
        if wanted in self._ws.channels:
            return self._ws.channels[wanted]
        found = self.named(wanted.removeprefix("#"))
        if found is None:
            raise LookupError(f"no channel {wanted!r}")
        return found

    def named(self, name: str) -> Channel | None:
        channels = self._ws.channels.values()
        return next((c for c in channels if c.name == name and c.kind in ("public", "private")), None)

    def place(self, wanted: str) -> str:
        """One name for a place whatever a call calls it: a DM goes by the person in it."""
        channel = self._ws.channels.get(wanted)
        if channel is None and wanted not in self._ws.people:
            channel = self.named(wanted.removeprefix("#"))
        if channel is None:
            return wanted
        others = [m for m in channel.members if m != self._ws.bot_user_id] if channel.kind == "im" else []
        return others[0] if others else channel.id

    def create(self, name: str, *, private: bool, by: str, members: list[str] | None = None) -> Channel:
        check_name(name)
        if self.named(name):
            raise SlackError("name_taken")
        ws = self._ws
        first = not any(c.kind == "public" for c in ws.channels.values())
        channel = Channel(ws.ids.make("C"), name, "private" if private else "public", by, ws.now())
        channel.is_general = first and name == "general"
        channel.members = list(dict.fromkeys([by, *(members or [])] if members is None or members else []))
        self._meet(channel)
        ws.channels[channel.id] = channel
        facts = {"id": channel.id, "name": name, "created": channel.created, "creator": by}
        if not private:
            self._events.emit("channel_created", {"type": "channel_created", "channel": facts}, channel)
        self._tell(channel)
        return channel

    def direct(self, people: list[str]) -> tuple[Channel, bool]:
        """The one conversation of exactly these people, and whether it was there already."""
        ws = self._ws
        kind: Kind = "im" if len(people) == 2 else "mpim"
        if there := self._directs.get(frozenset(people)):
            return there, True
        handles = "--".join(ws.people[p].handle for p in people)
        name = "" if kind == "im" else f"mpdm-{handles}-1"
        channel = Channel(
            ws.ids.make("D" if kind == "im" else "C"), name, kind, people[0], ws.now(), list(people)
        )
        ws.channels[channel.id] = self._directs[frozenset(people)] = channel
        self._tell(channel)
        return channel, False

    def has_direct(self, people: list[str]) -> bool:
        return frozenset(people) in self._directs

    def app_dm(self, person_id: str) -> Channel:
        return self.direct([self._ws.bot_user_id, person_id])[0]

    def add(self, channel: Channel, person_id: str, by: str | None = None) -> None:
        channel.members.append(person_id)
        self._meet(channel)
        verb = "group_join" if channel.kind == "private" else "channel_join"
        self._posts.system(channel, person_id, verb, f"<@{person_id}> has joined the channel")
        event = self._member_event("member_joined_channel", channel, person_id)
        self._events.emit("member_joined_channel", event | ({"inviter": by} if by else {}), channel)
        self._tell(channel)

    def remove(self, channel: Channel, person_id: str, by: str | None = None) -> None:
        """They leave, or `by` removes them; the app hears of its own leaving by another name."""
        ws = self._ws
        channel.members.remove(person_id)
        verb = "group_leave" if channel.kind == "private" else "channel_leave"
        self._posts.system(channel, person_id, verb, f"<@{person_id}> has left the channel")
        if person_id == ws.bot_user_id:
            self._events.about(channel, "left", {"channel": channel.id, "actor_id": by or person_id})
        else:
            event = self._member_event("member_left_channel", channel, person_id)
            self._events.emit("member_left_channel", event, channel)
        self._tell(channel)

    def rename(self, channel: Channel, name: str, by: str) -> None:
        check_name(name)
        if (other := self.named(name)) and other is not channel:
            raise SlackError("name_taken")
        old, channel.name = channel.name, name
        channel.previous_names.append(old)
        verb = "group_name" if channel.kind == "private" else "channel_name"
        text = f'has renamed the channel from "{old}" to "{name}"'
        self._posts.system(channel, by, verb, text)
        facts = {"id": channel.id, "name": name, "name_normalized": name, "created": channel.created}
        self._events.about(channel, "rename", {"channel": facts})
        self._tell(channel)

    def set_topic(self, channel: Channel, topic: str, by: str) -> None:
        channel.topic, channel.topic_by = topic, (by, self._ws.now())
        self._described(channel, by, "topic", topic)

    def set_purpose(self, channel: Channel, purpose: str, by: str) -> None:
        channel.purpose, channel.purpose_by = purpose, (by, self._ws.now())
        self._described(channel, by, "purpose", purpose)

    def archive(self, channel: Channel, by: str) -> None:
        if channel.is_archived:
            raise SlackError("already_archived")
        channel.is_archived = True
        self._events.about(channel, "archive", {"channel": channel.id, "user": by, "is_moved": 0})
        self._tell(channel)

    def unarchive(self, channel: Channel, by: str) -> None:
        if not channel.is_archived:
            raise SlackError("not_archived")
        channel.is_archived = False
        self._events.about(channel, "unarchive", {"channel": channel.id, "user": by})
        self._tell(channel)

    def delete(self, channel: Channel, by: str) -> None:
        self._events.about(channel, "deleted", {"channel": channel.id, "actor_id": by})
        del self._ws.channels[channel.id]
        self._ws.watchers.tell("channel", channel=channel.id, deleted=True)

    def _meet(self, channel: Channel) -> None:
        """Who is of another company shares the channel with it, and is no stranger to an app that is in it."""
        for person in [self._ws.people[m] for m in channel.members if m in self._ws.people]:
            if person.team is None:
                continue
            if person.team not in channel.shared_with:
                channel.shared_with.append(person.team)
            if self._ws.bot_user_id in channel.members:
                person.stranger = False

    def _described(self, channel: Channel, by: str, what: str, text: str) -> None:
        prefix = "group" if channel.kind == "private" else "channel"
        said = f"set the channel {what}: {text}" if text else f"cleared the channel {what}"
        self._posts.system(channel, by, f"{prefix}_{what}", said, **{what: text})
        self._tell(channel)

    def _member_event(self, kind: str, channel: Channel, person_id: str) -> JSON:
        return {
            "type": kind,
            "user": person_id,
            "channel": channel.id,
            "channel_type": "G" if channel.kind == "private" else "C",
            "team": self._ws.team_id,
        }

    def _tell(self, channel: Channel) -> None:
        self._ws.watchers.tell("channel", channel=channel.id)
