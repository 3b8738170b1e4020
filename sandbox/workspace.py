"""The workspace itself: who is in it, what is where, and which app is installed."""

import asyncio
from collections.abc import Iterable, Mapping
from pathlib import Path

from sandbox.channels import Channel
from sandbox.clock import Clock
from sandbox.events import Events
from sandbox.files import Files
from sandbox.jsontype import JSON
from sandbox.manifest import Manifest
from sandbox.people import Person, Usergroup
from sandbox.posts import Posts
from sandbox.responses import ResponseUrls
from sandbox.rooms import Rooms
from sandbox.screens import Screens
from sandbox.snapshot import snapshot
from sandbox.staff import Staff
from sandbox.state import State
from sandbox.watch import Watch

QUIET_TURNS = 30


class Workspace(State):
    """Everything but the wire. Its verbs are synchronous: each is over before the next begins."""

    def __init__(
        self, manifest: Manifest, *, clock: Clock | None = None, seed: int = 1, name: str = "Acme"
    ) -> None:
        super().__init__(manifest, clock=clock, seed=seed, name=name)
        self.events = Events(self)
        self.posts = Posts(self, self.events)
        self.rooms = Rooms(self, self.events, self.posts)
        self.screens = Screens(self)
        self.staff = Staff(self, self.events, self.screens)
        self.files = Files(self)
        self.responses = ResponseUrls(self, self.posts)
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
        team: str | None = None,
        stranger: bool = False,
        teams: Iterable[str] = (),
        single_channel: bool = False,
        invited: bool = False,
        workflow_bot: bool = False,
    ) -> Person:
        """Somebody new. `team`: of another company (Slack Connect), a `stranger` unless in a channel with the app.

        `teams`: their workspaces in our organization. `single_channel`: a guest in one channel only. `invited`:
        hasn't come yet. `workflow_bot`: a workflow that speaks.
        """
        return self.staff.add(
            name,
            email=email,
            tz=tz,
            title=title,
            admin=admin,
            guest=guest,
            profile_fields=profile_fields or {},
            team=team,
            stranger=stranger,
            teams=tuple(teams),
            single_channel=single_channel,
            invited=invited,
            workflow_bot=workflow_bot,
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

    def delete_channel(self, channel: "str | Channel", by: str | None = None) -> None:
        self.rooms.delete(self.channel(channel), by or self.channel(channel).creator)

    def rename(self, name: str) -> None:
        """The workspace gets another name."""
        self.name = name
        self.events.emit("team_rename", {"type": "team_rename", "name": name, "team_id": self.team_id})

    def install_org_wide(self, *, teams: Iterable[str] | None = None) -> None:
        """The app's token is one for the whole organization, let in to these workspaces (to this one if none is said).

        Such a token has to say `team_id` where a method is about one workspace.
        """
        self.org_wide = True
        self.org_teams = {self.team_id} if teams is None else set(teams)

    def uninstall_app(self) -> None:
        """Somebody removes the app: its tokens end, and two events say so."""
        tokens = {"oauth": [], "bot": [self.bot_user_id]}
        self.events.emit("tokens_revoked", {"type": "tokens_revoked", "tokens": tokens})
        self.events.emit("app_uninstalled", {"type": "app_uninstalled"})
        self.installed = False
        self.watchers.tell("app", installed=False)

    # time

    def _moved(self) -> None:
        self.posts.post_due()
        self.watchers.tell("clock", now=self.clock.now().isoformat())

    # the app

    def deliver_to(self, url: str | None) -> None:
        """Signed HTTP to this address instead of sockets; None goes back to Socket Mode."""
        self.request_url = url

    def deliver_twice(self, n: int = 1, *, after: bool = False) -> None:
        """The next `n` envelopes come twice: at once, or (`after`) again when the first has been acknowledged.

        Whoever acted gets the first answer, once both copies are answered; `envelopes[-1].answers` has both.
        """
        self.again += ["after" if after else "at once"] * n

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
        return snapshot(self, self.screens, self.posts, latest)
