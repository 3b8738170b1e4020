"""The verbs about people: they come, change, leave, and belong to groups."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.events import Events
from sandbox.jsontype import JSON
from sandbox.people import Person, Usergroup
from sandbox.screens import Screens
from sandbox.state import State

CHANGEABLE = {"name", "email", "tz", "title", "admin", "guest", "profile_fields", "dnd", "locale", "handle"}
STANDING = {"team", "stranger", "teams", "single_channel", "invited", "workflow_bot"}
"""What somebody is to the workspace who isn't simply one of its members."""


class Staff:
    def __init__(self, ws: State, events: Events, screens: Screens) -> None:
        self._ws = ws
        self._events = events
        self._screens = screens
        self.field_ids: dict[str, str] = {}

    def add(self, name: str, *, tz: str, profile_fields: Mapping[str, str], **facts: Any) -> Person:
        """Somebody who joins; whoever is of another workspace, or only invited, is first heard of by a change."""
        ws = self._ws
        ZoneInfo(tz)
        handle = name.lower().replace(" ", ".")
        taken = {p.handle for p in ws.people.values()}
        handle = next(h for h in [handle, *(f"{handle}{n}" for n in range(2, 10_000))] if h not in taken)
        person = Person(ws.ids.make("U"), name, handle, tz=tz, profile_fields=dict(profile_fields), **facts)
        person.updated = ws.now()
        self._know_fields(person)
        ws.people[person.id] = person
        joins = person.team_id(ws.team_id) == ws.team_id and not person.invited
        self._emit("team_join" if joins else "user_change", person)
        ws.watchers.tell("person", user=person.id)
        return person

    def change(self, person_id: str, changes: Mapping[str, object]) -> Person:
        ws = self._ws
        person = ws.people[person_id]
        if unknown := set(changes) - CHANGEABLE - STANDING:
            raise ValueError(f"not something of a person's: {', '.join(sorted(unknown))}")
        if "tz" in changes:
            ZoneInfo(str(changes["tz"]))
        came = person.invited and changes.get("invited") is False
        for name, value in changes.items():
            setattr(person, name, value)
        person.updated = ws.now()
        self._know_fields(person)
        if came:
            self._emit("team_join", person)
        self._emit("user_change", person)
        if "dnd" in changes:
            status = person.dnd.to_slack()
            event = {"type": "dnd_updated_user", "user": person.id, "dnd_status": status}
            self._events.emit("dnd_updated_user", event)
        ws.watchers.tell("person", user=person.id)
        return person

    def deactivate(self, person_id: str) -> None:
        """They leave the company, and so their channels and groups; only user_change tells of it."""
        ws = self._ws
        person = ws.people[person_id]
        person.deleted = True
        person.updated = ws.now()
        for channel in list(ws.channels.values()):
            if person_id in channel.members and channel.kind in ("public", "private"):
                channel.members.remove(person_id)
                ws.watchers.tell("channel", channel=channel.id)
        for group in ws.usergroups.values():
            if person_id in group.members:
                self.set_usergroup(group.id, [m for m in group.members if m != person_id])
        self._screens.forget(person_id)
        self._emit("user_change", person)
        ws.watchers.tell("person", user=person.id)

    def reactivate(self, person_id: str) -> None:
        """They come back, to none of their channels."""
        person = self._ws.people[person_id]
        person.deleted = False
        person.updated = self._ws.now()
        self._emit("user_change", person)
        self._ws.watchers.tell("person", user=person.id)

    def add_usergroup(self, handle: str, members: list[str], name: str) -> Usergroup:
        ws = self._ws
        group = Usergroup(ws.ids.make("S"), handle, name, members, ws.now())
        ws.usergroups[group.id] = group
        event = {"type": "subteam_created", "subteam": group.to_slack(ws.team_id, users=True)}
        self._events.emit("subteam_created", event)
        return group

    def set_usergroup(self, group_id: str, members: list[str]) -> None:
        ws = self._ws
        group = ws.usergroups[group_id]
        group.members = members
        event = {"type": "subteam_updated", "subteam": group.to_slack(ws.team_id, users=True)}
        self._events.emit("subteam_updated", event)

    def fields(self) -> list[JSON]:
        """The workspace's custom profile fields, in the order they were first seen."""
        return [
            {
                "id": field_id,
                "ordering": n,
                "label": label,
                "hint": "",
                "type": "user" if label.lower() == "manager" else "text",
                "possible_values": None,
                "options": None,
                "is_hidden": False,
            }
            for n, (label, field_id) in enumerate(self.field_ids.items())
        ]

    def _know_fields(self, person: Person) -> None:
        for label in person.profile_fields:
            if label not in self.field_ids:
                self.field_ids[label] = self._ws.ids.make("Xf")

    def _emit(self, kind: str, person: Person) -> None:
        ws = self._ws
        email = "users:read.email" in ws.scopes
        user = person.to_slack(ws.team_id, ws.clock.now(), ws.enterprise, email=email) | {
            "locale": person.locale
        }
        event: JSON = {"type": kind, "user": user}
        if kind == "user_change":
            event["cache_ts"] = person.updated
        self._events.emit(kind, event)
