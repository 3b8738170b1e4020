"""The workspace through one person's eyes, as the page shows it."""

from sandbox.channels import Channel
from sandbox.jsontype import JSON
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.workspace import Workspace


class PersonView:
    """What one person sees, and up to where they have read."""

    def __init__(self, ws: Workspace, person_id: str, read: dict[str, str]) -> None:
        self._ws = ws
        self.id = person_id
        self._read = read

    def sees(self, channel: Channel) -> bool:
        return channel.kind == "public" or self.id in channel.members

    def everything(self) -> JSON:
        """All that a page needs for its first view: no messages, those come by channel."""
        ws = self._ws
        return {
            "me": self.id,
            "team": {"id": ws.team_id, "name": ws.name},
            "app": self.app(),
            "people": [person(each) for each in ws.people.values()],
            "groups": [{"id": g.id, "handle": g.handle, "name": g.name} for g in ws.usergroups.values()],
            "channels": [self.channel(c) for c in ws.channels.values() if self.sees(c)],
            "views": self.views(),
            "home": self.home(),
        }

    def app(self) -> JSON:
        manifest = self._ws.manifest
        return {
            "name": manifest.name,
            "user": self._ws.bot_user_id,
            "installed": self._ws.installed,
            "dm": self._ws.rooms.app_dm(self.id).id,
            "home_tab": manifest.home_tab,
            "messages_tab": manifest.messages_tab,
            "read_only": manifest.messages_tab_read_only,
            "commands": [vars(each) for each in manifest.commands.values()],
            "shortcuts": [vars(each) for each in manifest.shortcuts.values()],
        }

    def views(self) -> list[JSON]:
        screens = self._ws.screens
        return [screens.to_slack(v) | {"errors": v.errors} for v in screens.screen(self.id).modals]

    def home(self) -> JSON | None:
        home = self._ws.screens.screen(self.id).home
        return self._ws.screens.to_slack(home) if home else None

    def channel(self, channel: Channel) -> JSON:
        unread, mentioned = self._unread(channel)
        return {
            "id": channel.id,
            "name": channel.name,
            "kind": channel.kind,
            "archived": channel.is_archived,
            "member": self.id in channel.members,
            "count": len(channel.members),
            "with": next((m for m in channel.members if m != self.id), self.id),
            "people": channel.members if channel.kind == "mpim" else [],
            "topic": channel.topic,
            "purpose": channel.purpose,
            "bookmarks": channel.bookmarks,
            "pins": [ts for ts, _, _ in channel.pins],
            "latest": next(reversed(channel.messages), ""),
            "read": self._read.get(channel.id, ""),
            "unread": unread,
            "mentioned": mentioned,
        }

    def messages(self, channel: Channel, before: str, limit: int) -> JSON:
        """A page of the channel's own line (answers in threads are counted, not shown), oldest first."""
        shared = [m for m in channel.messages.values() if not _answers(m)]
        mine = [m for m in channel.ephemerals if m.ephemeral == self.id]
        line = sorted([*shared, *mine], key=lambda m: float(m.ts)) if mine else shared
        if before:
            line = [m for m in line if float(m.ts) < float(before)]
        page = line[max(0, len(line) - limit) :]
        threads = _threads(channel)
        shown = [self.message(m, threads.get(m.ts, [])) for m in page]
        return {"messages": shown, "more": len(line) > len(page)}

    def thread(self, channel: Channel, ts: str) -> JSON:
        answers = _threads(channel).get(ts, [])
        root = [m for m in [channel.messages.get(ts)] if m]
        return {"messages": [self.message(m, []) for m in [*root, *answers]], "more": False}

    def one(self, channel: Channel, message: Message) -> JSON:
        return self.message(message, _threads(channel).get(message.ts, []))

    def message(self, message: Message, answers: list[Message]) -> JSON:
        body = message.to_json(self._ws.team_id)
        if not answers:
            return body
        who = list(dict.fromkeys(m.user for m in answers))
        return body | {"answers": {"count": len(answers), "people": who[:3], "latest": answers[-1].ts}}

    def _unread(self, channel: Channel) -> tuple[int, bool]:
        if self.id not in channel.members:
            return 0, False
        read = float(self._read.get(channel.id, "0"))
        count, mentioned = 0, False
        for message in reversed(channel.messages.values()):
            if float(message.ts) <= read or count > 99:
                break
            if message.user != self.id and not message.system:
                count += 1
                mentioned = mentioned or f"<@{self.id}>" in str(message.blocks) + message.text
        count += sum(m.ephemeral == self.id and float(m.ts) > read for m in channel.ephemerals)
        return count, mentioned


def person(each: Person) -> JSON:
    names = ("id", "name", "handle", "title", "tz", "is_bot", "deleted", "admin", "guest")
    return {name: getattr(each, name) for name in names}


def _threads(channel: Channel) -> dict[str, list[Message]]:
    """The answers in each thread, by the message they answer."""
    found: dict[str, list[Message]] = {}
    for message in channel.messages.values():
        if _answers(message):
            found.setdefault(message.thread_ts or "", []).append(message)
    return found


def _answers(message: Message) -> bool:
    return message.thread_ts is not None and message.thread_ts != message.ts
