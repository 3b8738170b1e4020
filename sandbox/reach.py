"""What a person can reach: the channels they see, the message they mean, the modal on top."""

from sandbox import elements
from sandbox.channels import Channel
from sandbox.delivery import Courier
from sandbox.errors import ClientRefused
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.views import View
from sandbox.workspace import Workspace

Place = View | Message


class Reach:
    def __init__(self, ws: Workspace, courier: Courier, url: str, person_id: str) -> None:
        if person_id not in ws.people:
            raise LookupError(f"nobody here is {person_id}")
        self.ws = ws
        self.id = person_id
        self._courier = courier
        self._url = url

    @property
    def person(self) -> Person:
        return self.ws.people[self.id]

    def _place(
        self,
        message: Message | None,
        *,
        in_view: bool = False,
        in_home: bool = False,
        stale: bool = False,
        action_id: str | None = None,
    ) -> Place:
        if in_view:
            return self._top()
        if in_home:
            home = self.ws.screens.screen(self.id).home
            if home is None:
                raise ClientRefused("the Home tab is empty")
            return home
        if message is None:
            message = self._latest_with(action_id)
        return message if stale else self._current(message)

    def _latest_with(self, action_id: str | None) -> Message:
        """The newest message in my DM with the app that has this element."""
        dm = self.ws.rooms.app_dm(self.id)
        mine = [*dm.messages.values(), *(m for m in dm.ephemerals if m.ephemeral == self.id)]
        for message in sorted(mine, key=lambda m: m.ts, reverse=True):
            if any(element.get("action_id") == action_id for _, element in elements.walk(message.blocks)):
                return message
        raise ClientRefused(f"no message in the DM has {action_id}: say message=, in_view= or in_home=")

    def _current(self, message: Message) -> Message:
        """The message as it is now, if I can see it."""
        channel = self._visible(message.channel)
        if message.ts in channel.messages:
            return channel.messages[message.ts]
        for whisper in channel.ephemerals:
            if whisper.ts == message.ts and whisper.ephemeral == self.id:
                return whisper
        raise ClientRefused("that message is gone")

    def _top(self) -> View:
        stack = self.ws.screens.screen(self.id).modals
        if not stack:
            raise ClientRefused("no modal is open")
        return stack[-1]

    def _visible(self, channel: str | Channel) -> Channel:
        self._check_active()
        where = self.ws.channel(channel)
        if where.is_private and self.id not in where.members:
            raise ClientRefused(f"{where.id} is private")
        return where

    def _my_channel(self, channel: str | Channel) -> Channel:
        where = self._visible(channel)
        if self.id not in where.members:
            raise ClientRefused(f"not a member of #{where.name}")
        return where

    def _check_active(self) -> None:
        if self.person.deleted:
            raise ClientRefused(f"{self.person.name}'s account is deactivated")
