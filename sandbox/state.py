"""What the workspace is made of: names, tokens, people, conversations and logs. All its verbs share this."""

import re
from collections.abc import Iterable

from sandbox.channels import Channel
from sandbox.clock import Clock
from sandbox.ids import Ids
from sandbox.jsontype import JSON
from sandbox.limits import RateLimits
from sandbox.log import Again, LoggedCall, LoggedEnvelope
from sandbox.manifest import Manifest
from sandbox.people import Enterprise, Person, Usergroup
from sandbox.story import Story
from sandbox.trouble import Trouble
from sandbox.watch import Watchers


class State:
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
        self.enterprise = Enterprise(self.ids.make("E"), f"{name} Group")
        self.org_wide = False
        self.org_teams: set[str] = {self.team_id}
        self.ack_seconds = 3.0
        self.request_url: str | None = None
        self.again: list[Again] = []
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
        self.people: dict[str, Person] = {}
        self.usergroups: dict[str, Usergroup] = {}
        self.channels: dict[str, Channel] = {}
        self.bot_user_id = self._add_bots()

    def next_ts(self) -> str:
        """A message's ts: the clock's, unique and increasing."""
        self._last_ts = max(int(self.clock.timestamp() * 1_000_000), self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def now(self) -> int:
        return int(self.clock.timestamp())

    @property
    def twice(self) -> int:
        """How many of the next envelopes come twice."""
        return len(self.again)

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

    def _add_bots(self) -> str:
        """Slackbot and the app's own bot user; the id of the latter."""
        self.people["USLACKBOT"] = Person("USLACKBOT", "Slackbot", "slackbot")
        bot_id = self.ids.make("U")
        handle = self.manifest.bot_name.lower().replace(" ", "")
        self.people[bot_id] = Person(bot_id, self.manifest.bot_name, handle, is_bot=True)
        return bot_id
