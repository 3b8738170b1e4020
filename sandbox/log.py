"""The log of every call the app made."""

from dataclasses import asdict, dataclass, field
from typing import Any

from sandbox.jsontype import JSON


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
    problems: list[str] = field(default_factory=list)

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)

    def to_json(self) -> JSON:
        return asdict(self)
