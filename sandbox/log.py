"""The logs: every call the app made, and every envelope it was sent."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from sandbox.jsontype import JSON

Again = Literal["at once", "after"]
"""When the second copy of an envelope goes out: with the first, or once that has been acknowledged."""


@dataclass
class LoggedCall:
    method: str
    args: JSON
    ok: bool
    error: str | None
    scopes: list[str]
    ts: float  # on the workspace's clock
    duration: float  # in real seconds
    status: int = 200
    retry_after: int | None = None
    trouble: str | None = None
    answer: JSON = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)

    def to_json(self) -> JSON:
        return asdict(self)


@dataclass
class LoggedEnvelope:
    kind: str
    payload: JSON
    ts: float  # on the workspace's clock
    attempts: int = 0
    acked: bool | None = None  # None: not known yet
    error: str | None = None
    answer: JSON = field(default_factory=dict)
    answers: list[JSON] = field(default_factory=list)  # of each copy, where it was delivered twice
    duration: float = 0.0  # in real seconds, of the last attempt

    def to_json(self) -> JSON:
        return asdict(self)
