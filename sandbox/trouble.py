"""Trouble on request: the next calls of a method go wrong in a chosen way."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal, get_args

from sandbox.error_codes import known

INVITING = "conversations.invite"
Kind = Literal["error", "partial", "status", "delay", "reply_lost", "dropped", "late"]
KINDS: tuple[str, ...] = get_args(Kind)


@dataclass
class Mishap:
    """`times` calls of `method` (in `channel`, if given) go wrong.

    error: answered with that error, not applied. partial: an invitation in which that error is true of `users`:
    nobody is invited, or the others with `force`. status: that HTTP status, not applied. delay: applied and
    answered after `seconds`. reply_lost: applied, but the connection closes before the reply. dropped: the
    connection closes, not applied. late: the connection closes, and it's applied `seconds` later by the
    workspace's clock (or the real one, with `real`).
    """

    method: str
    kind: Kind
    error: str = "internal_error"
    status: int = 503
    seconds: float = 0.0
    times: int = 1
    channel: str | None = None
    real: bool = False
    users: list[str] = field(default_factory=list)
    met: int = 0


@dataclass
class Trouble:
    waiting: list[Mishap] = field(default_factory=list)

    def add(
        self,
        method: str,
        kind: Kind,
        *,
        error: str = "internal_error",
        status: int = 503,
        seconds: float = 0.0,
        times: int = 1,
        channel: str | None = None,
        real: bool = False,
        users: Iterable[str] = (),
        force: bool = False,
    ) -> Mishap:
        """Errors that Slack doesn't answer to that method are taken only by `force`."""
        if kind not in KINDS:
            raise ValueError(f"{kind!r} is no kind of trouble: {', '.join(KINDS)}")
        if kind in ("error", "partial") and not force and not known(method, error):
            raise ValueError(f"Slack doesn't answer {error!r} to {method}: say force to have it all the same")
        if (kind == "partial") != bool(users) or (kind == "partial" and method != INVITING):
            raise ValueError(f"partial is for {INVITING}, and says of which users")
        mishap = Mishap(method, kind, error, status, seconds, times, channel, real, list(users))
        self.waiting.append(mishap)
        return mishap

    def take(self, method: str, is_there: Callable[[str], bool] | None = None) -> Mishap | None:
        """What goes wrong with this call, if anything; `is_there` says whether it goes to that channel."""
        for mishap in self.waiting:
            if mishap.method == method and (
                mishap.channel is None or (is_there is not None and is_there(mishap.channel))
            ):
                mishap.met += 1
                if mishap.met >= mishap.times:
                    self.waiting.remove(mishap)
                return mishap
        return None

    def clear(self) -> None:
        self.waiting.clear()
