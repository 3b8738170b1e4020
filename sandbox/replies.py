"""What a person gets back for what they did."""

from dataclasses import dataclass, field

from sandbox.jsontype import JSON
from sandbox.messages import Message
from sandbox.workspace import Workspace


@dataclass
class Reply:
    """`ephemeral` is live: whatever the app has told this person alone since, also a little later."""

    ws: Workspace = field(repr=False)
    person: str
    since: str
    ok: bool = True
    error: str | None = None
    errors: dict[str, str] = field(default_factory=dict)
    body: JSON = field(default_factory=dict)

    @property
    def ephemeral(self) -> list[Message]:
        found = [
            m
            for channel in self.ws.channels.values()
            for m in channel.ephemerals
            if m.ephemeral == self.person and float(m.ts) > float(self.since)
        ]
        return sorted(found, key=lambda m: m.ts)

    @property
    def text(self) -> str:
        """The texts of those, one after the other."""
        return "\n".join(m.text for m in self.ephemeral)
