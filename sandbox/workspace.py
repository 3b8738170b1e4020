"""The workspace itself: who is in it, what is where, and which app is installed."""

import asyncio
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from sandbox.channels import Channel
from sandbox.clock import Clock
from sandbox.events import Events
from sandbox.files import Files
from sandbox.ids import Ids
from sandbox.jsontype import JSON
from sandbox.limits import RateLimits
from sandbox.log import LoggedCall, LoggedEnvelope
from sandbox.manifest import Manifest
from sandbox.people import Person, Usergroup
from sandbox.posts import Posts
from sandbox.responses import ResponseUrls
from sandbox.rooms import Rooms
from sandbox.screens import Screens
from sandbox.snapshot import snapshot
from sandbox.staff import Staff
from sandbox.story import Story
from sandbox.trouble import Trouble
from sandbox.watch import Watch, Watchers

QUIET_TURNS = 30


class Workspace:
    """Everything but the wire. Its verbs are synchronous: each is over before the next begins."""

    def __init__(
        self, manifest: Manifest, *, clock: Clock | None = None, seed: int = 1, name: str = "Acme"
    ) -> None:
        self.manifest = manifest
        self.clock = clock or Clock()
        self.ids = Ids(seed)
        self.name = name
        self.domain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        self.team_id = self.ids.make("T")
        self.app_id = self.ids.make("A")
        self.bot_id = self.ids.make("B")
        self.client_id = f"{self.ids.digits('client')}.{self.ids.digits('client')}"
        self.client_secret = self.ids.hex("secret", 32)
        self.signing_secret = self.ids.hex("secret", 32)
        self.verification_token = self.ids.mixed("secret", 24)
        self.bot_token = f"xoxb-{self.ids.digits('token')}-{self.ids.mixed('token', 24)}"
        self.app_token = f"xapp-1-{self.app_id}-{self.ids.digits('token')}-{self.ids.hex('token', 64)}"
        self.scopes: tuple[str, ...] = manifest.scopes
        self.installed = True
        self.ack_seconds = 3.0
        self.request_url: str | None = None
        self.twice = 0
        self.overtaken = 0
        self.calls: list[LoggedCall] = []
        self.envelopes: list[LoggedEnvelope] = []
        self.toasts: list[JSON] = []
        self.story: Story | None = None
        self.in_flight = 0
        self.tickets: set[str] = set()
        self._used: set[str] = set()
        self._last_ts = 0
        self.watchers = Watchers()
        self.trouble = Trouble()
        self.limits = RateLimits(self.clock)
        self.events = Events(self)
        self.people: dict[str, Person] = {}
        self.usergroups: dict[str, Usergroup] = {}
        self.channels: dict[str, Channel] = {}
        self.staff = Staff(self)
        self.rooms = Rooms(self)
        self.posts = Posts(self)
        self.screens = Screens(self)
        self.files = Files(self)
        self.responses = ResponseUrls(self)
        self.bot_user_id = self.staff.add_bots()
        self.clock.listen(self._moved)

    @classmethod
    def from_manifest(
        cls, path: str | Path, *, clock: Clock | None = None, seed: int = 1, name: str = "Acme"
    ) -> "Workspace":
        """A workspace with the app of this manifest installed."""
        return cls(Manifest.read(path), clock=clock, seed=seed, name=name)

    # people and places

    def add_person(
        self,
        name: str,
        *,
        email: str | None = None,
        tz: str = "UTC",
        title: str = "",
        admin: bool = False,
        guest: bool = False,
        profile_fields: Mapping[str, str] | None = None,
    ) -> Person:
        return self.staff.add(
            name,
            email=email,
            tz=tz,
            title=title,
            admin=admin,
            guest=guest,
            profile_fields=profile_fields or {},
        )

    def change_person(self, person_id: str, **changes: object) -> Person:
        return self.staff.change(person_id, changes)

    def deactivate(self, person_id: str) -> None:
        self.staff.deactivate(person_id)

    def reactivate(self, person_id: str) -> None:
        self.staff.reactivate(person_id)

    def add_usergroup(
        self, handle: str, *, members: Iterable[str] = (), name: str | None = None
    ) -> Usergroup:
        return self.staff.add_usergroup(handle, self._known(members), name or handle.title())

    def set_usergroup(self, group_id: str, members: Iterable[str]) -> None:
        self.staff.set_usergroup(group_id, list(members))

    def add_channel(self, name: str, *, private: bool = False, members: Iterable[str] = ()) -> Channel:
        people = self._known(members)
        creator = people[0] if people else "USLACKBOT"
        return self.rooms.create(name, private=private, by=creator, members=people)

    def _known(self, members: Iterable[str]) -> list[str]:
        found = list(members)
        if strangers := [m for m in found if m not in self.people]:
            raise LookupError(f"nobody here is {strangers[0]!r}")
        return found

    def channel(self, wanted: "str | Channel") -> Channel:
        """By id, by name, or itself."""
        return self.rooms.find(wanted)

    def rename_channel(self, channel: "str | Channel", name: str, by: str | None = None) -> None:
        self.rooms.rename(self.channel(channel), name, by or self.channel(channel).creator)

    def delete_channel(self, channel: "str | Channel", by: str | None = None) -> None:
        self.rooms.delete(self.channel(channel), by or self.channel(channel).creator)

    def rename(self, name: str) -> None:
        """The workspace gets another name."""
        self.name = name
        self.events.emit("team_rename", {"type": "team_rename", "name": name, "team_id": self.team_id})

    def uninstall_app(self) -> None:
        """Somebody removes the app: its tokens end, and two events say so."""
        tokens = {"oauth": [], "bot": [self.bot_user_id]}
        self.events.emit("tokens_revoked", {"type": "tokens_revoked", "tokens": tokens})
        self.events.emit("app_uninstalled", {"type": "app_uninstalled"})
        self.installed = False
        self.watchers.tell("app", installed=False)

    # time

    def next_ts(self) -> str:
        """A message's ts: the clock's, unique and increasing."""
        self._last_ts = max(int(self.clock.timestamp() * 1_000_000), self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def now(self) -> int:
        return int(self.clock.timestamp())

    def _moved(self) -> None:
        self.posts.post_due()
        self.watchers.tell("clock", now=self.clock.now().isoformat())

    # the app

    def deliver_to(self, url: str | None) -> None:
        """Signed HTTP to this address instead of sockets; None goes back to Socket Mode."""
        self.request_url = url

    def deliver_twice(self, n: int = 1) -> None:
        """The next `n` envelopes come twice."""
        self.twice += n

    def deliver_overtaken(self, n: int = 1) -> None:
        """Each of the next `n` envelopes arrives after one that is sent later, if that is soon enough."""
        self.overtaken += n

    def unlimited(self) -> None:
        self.limits.enabled = False

    @property
    def rate_limits(self) -> dict[str, int]:
        """Calls a minute by method, where they differ from Slack's."""
        return self.limits.overrides

    @rate_limits.setter
    def rate_limits(self, per_minute: Mapping[str, int]) -> None:
        self.limits.override(per_minute)

    def record_scopes(self, scopes: Iterable[str]) -> None:
        self._used.update(scopes)

    def scopes_used(self) -> set[str]:
        """The scopes that successful calls, delivered events and commands have made use of."""
        return set(self._used)

    def toast(self, person_id: str, text: str) -> None:
        """What the client tells a person went wrong."""
        entry = {"user": person_id, "text": text, "ts": self.next_ts()}
        self.toasts.append(entry)
        self.watchers.tell("toast", **entry)

    # watching

    def watch(self) -> Watch:
        """An async iterator of change notices."""
        return self.watchers.watch()

    async def settled(self, timeout: float = 5.0) -> None:  # noqa: ASYNC109
        """Wait until every envelope is acked, every event delivered and no call is under way."""
        async with asyncio.timeout(timeout):
            quiet = 0  # turns of the loop: a call the app has just decided on needs some to get here
            while quiet < QUIET_TURNS:
                await self.watchers.until(lambda: self.in_flight == 0, timeout)
                await asyncio.sleep(0)
                quiet = quiet + 1 if self.in_flight == 0 else 0

    def state(self, latest: int | None = None) -> JSON:
        """Everything there is, as JSON; with `latest`, only so many messages of each channel."""
        return snapshot(self, latest)
