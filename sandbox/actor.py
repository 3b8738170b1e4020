"""What a person does in Slack: reads, talks, comes and goes, uses the app."""

import copy
import html
import re
from collections.abc import Callable

from sandbox import payloads
from sandbox.channels import Channel
from sandbox.delivery import Outcome
from sandbox.errors import ClientRefused, SlackError
from sandbox.interactions import Interactions
from sandbox.jsontype import JSON
from sandbox.messages import Message
from sandbox.replies import Reply
from sandbox.responses import ResponseUrl

# what Slack's client says when the app doesn't answer well
FAILURES = {"timeout": "operation_timeout"}


class Actor(Interactions):
    """One person at their Slack client. Two of the same person share what is open."""

    # commands and shortcuts

    async def command(self, name: str, text: str = "", channel: str | Channel | None = None) -> Reply:
        """Type a slash command; in the DM with the app unless a channel is given."""
        ws = self.ws
        self._check_active()
        if name not in ws.manifest.commands or "commands" not in ws.scopes or not ws.installed:
            raise ClientRefused(f"{name} is not a valid command")
        where = self.dm if channel is None else self._my_channel(channel)
        since = ws.next_ts()
        url = ws.responses.make(self._url, self.id, where.id)
        payload = payloads.command(ws, self.person, where, name, text, url)
        outcome = await self._courier.send("slash_commands", payload, accepts_response=True)
        reply = self._reply(outcome, since, f"{name} failed")
        if outcome.ok:
            ws.record_scopes(["commands"])
            if outcome.body.get("text") or outcome.body.get("blocks"):
                self._say_answer(ResponseUrl(self.id, where.id, ws.clock.timestamp()), outcome.body, reply)
        return reply

    async def shortcut(self, callback_id: str, message: Message | None = None) -> Reply:
        """Use a shortcut of the app's, on a message if it's one of those."""
        ws = self.ws
        self._check_active()
        known = ws.manifest.shortcuts.get(callback_id)
        if known is None or "commands" not in ws.scopes or (known.kind == "message") != (message is not None):
            raise ClientRefused(f"{callback_id} is no shortcut here")
        since = ws.next_ts()
        if message is None:
            payload = payloads.shortcut(ws, self.person, callback_id)
        else:
            url = ws.responses.make(self._url, self.id, message.channel, message.ts)
            payload = payloads.message_shortcut(ws, self.person, callback_id, message, url)
        outcome = await self._courier.send("interactive", payload)
        if outcome.ok:
            ws.record_scopes(["commands"])
        return self._reply(outcome, since, f"{known.name} failed")

    # the app's Home tab

    async def open_home(self) -> JSON | None:
        """Look at the app's Home tab; what is there once the app has heard of it."""
        ws = self.ws
        self._check_active()
        if not ws.manifest.home_tab:
            raise ClientRefused("this app has no Home tab")
        home = ws.screens.screen(self.id).home
        event: JSON = {"type": "app_home_opened", "user": self.id, "channel": self.dm.id, "tab": "home"}
        if home:
            event["view"] = ws.screens.to_slack(home)
        ws.events.emit("app_home_opened", event)
        await ws.settled(timeout=4 * ws.ack_seconds)
        return await self.home()

    async def home(self) -> JSON | None:
        """The Home tab as it is now."""
        home = self.ws.screens.screen(self.id).home
        return self.ws.screens.to_slack(home) if home else None

    # reading

    @property
    def dm(self) -> Channel:
        return self.ws.rooms.app_dm(self.id)

    def messages(self, channel: str | Channel | None = None, *, system: bool = False) -> list[Message]:
        """What I can see in a channel (in my DM with the app if none is named), oldest first, as it is now.

        Slack's own lines (somebody joined, the topic changed) are left out unless `system`.
        """
        where = self.dm if channel is None else self._visible(channel)
        shared = [m for m in where.messages.values() if system or not m.system]
        mine = [m for m in where.ephemerals if m.ephemeral == self.id]
        return copy.deepcopy(sorted([*shared, *mine], key=lambda m: m.ts))

    def channels(self) -> list[Channel]:
        """Every conversation I can see: the public ones, and those I'm in."""
        return [c for c in self.ws.channels.values() if c.kind == "public" or self.id in c.members]

    # coming, going, talking

    async def join(self, channel: str | Channel) -> None:
        where = self._visible(channel)
        if where.kind != "public" or where.is_archived:
            raise ClientRefused(f"#{where.name} can't be joined")
        if self.id not in where.members:
            self.ws.rooms.add(where, self.id)

    async def leave(self, channel: str | Channel) -> None:
        self.ws.rooms.remove(self._my_channel(channel), self.id)

    async def invite(self, channel: str | Channel, *person_ids: str) -> None:
        """Bring people in, or the app."""
        where = self._my_channel(channel)
        for person_id in person_ids:
            if person_id not in where.members:
                self.ws.rooms.add(where, person_id, by=self.id)

    async def remove(self, channel: str | Channel, person_id: str) -> None:
        self.ws.rooms.remove(self._my_channel(channel), person_id, by=self.id)

    async def remove_app(self, channel: str | Channel) -> None:
        await self.remove(channel, self.ws.bot_user_id)

    async def archive(self, channel: str | Channel) -> None:
        self._asking_slack(lambda where: self.ws.rooms.archive(where, self.id), channel)

    async def unarchive(self, channel: str | Channel) -> None:
        self._asking_slack(lambda where: self.ws.rooms.unarchive(where, self.id), channel)

    async def rename(self, channel: str | Channel, name: str) -> None:
        self._asking_slack(lambda where: self.ws.rooms.rename(where, name, self.id), channel)

    async def delete_channel(self, channel: str | Channel) -> None:
        self.ws.rooms.delete(self._my_channel(channel), self.id)

    async def create_channel(self, name: str, *, private: bool = False) -> Channel:
        self._check_active()
        try:
            return self.ws.rooms.create(name, private=private, by=self.id)
        except SlackError as error:
            raise ClientRefused(error.error) from None

    async def say(self, channel: str | Channel | None, text: str, thread_ts: str | None = None) -> Message:
        """Write a message, typed as text: < > & are escaped as Slack's client does, but not in mentions."""
        where = self.dm if channel is None else self._my_channel(channel)
        if where.is_archived:
            raise ClientRefused(f"#{where.name} is archived")
        manifest = self.ws.manifest
        if where is self.dm and (manifest.messages_tab_read_only or not manifest.messages_tab):
            raise ClientRefused("sending messages to this app has been turned off")
        return copy.deepcopy(self.ws.posts.post(where, self.id, text=_typed(text), thread_ts=thread_ts))

    async def react(self, message: Message, name: str) -> None:
        self._check_active()
        self.ws.posts.react(self._current(message), name, self.id)

    # how

    def _reply(self, outcome: Outcome, since: str, failed: str) -> Reply:
        if not outcome.ok:
            error = outcome.error or "dispatch_failed"
            self.ws.toast(self.id, f'{failed} with the error "{FAILURES.get(error, error)}"')
        return Reply(self.ws, self.id, since, outcome.ok, outcome.error, body=outcome.body)

    def _say_answer(self, answer: ResponseUrl, body: JSON, reply: Reply) -> None:
        """What the acknowledgement itself says."""
        try:
            self.ws.responses.answer(answer, body)
        except SlackError as error:
            reply.ok, reply.error = False, error.error
            self.ws.toast(self.id, f"the app's answer was refused: {error.error}")

    def _asking_slack(self, act: Callable[[Channel], None], channel: str | Channel) -> None:
        try:
            act(self._my_channel(channel))
        except SlackError as error:
            raise ClientRefused(error.error) from None


def _typed(text: str) -> str:
    """As the client sends it: & < > escaped, mentions of people, groups and channels kept."""
    parts = re.split(r"(<(?:@|#|!subteam\^)[A-Z0-9|a-z_.-]+>)", text)
    return "".join(part if n % 2 else html.escape(part, quote=False) for n, part in enumerate(parts))
