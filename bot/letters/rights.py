"""What Slack lets this installation do, and what waits until it does.

A letter that Slack won't take for want of a right is nobody's fault and not refused: it waits, its method rests, and
both go on as soon as the token has more scopes, at each start, and once an hour to see.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from sqlmodel import Session

from bot.desk import Desk
from bot.letters.verdicts import WITHHELD
from bot.plural import quantity
from storage.queries import calls, letters

log = logging.getLogger(__name__)

FEATURES = {
    "channels:read": "programs for the people of a public channel",
    "chat:write": "every message, Home and the plans of pairs",
    "chat:write.public": "digests in public channels that the app is not in",
    "commands": "/mentor",
    "groups:read": "programs for the people of a private channel, and finding a channel that was made unheard",
    "groups:write": "the private channels of pairs",
    "pins:write": "pinning the charter and the plan",
    "usergroups:read": "programs for a user group",
    "users:read": "learning who is here, and so everything",
    "users:read.email": "people files that name people by e-mail",
}
"""Every scope that the manifests ask for, and what sleeps without it."""


def asleep(granted: frozenset[str]) -> list[str]:
    """For each scope that is lacking: which, and what sleeps for it."""
    return [f"{scope} ({feature})" for scope, feature in FEATURES.items() if scope not in granted]


def waiting(session: Session, *, workspace_id: str | None = None) -> Sequence[tuple[str, int]]:
    """What letters wait for: Slack's word, and how many."""
    return letters.waiting_for(session, words=sorted(WITHHELD), workspace_id=workspace_id)


def release(session: Session, *, workspace_id: str, now: datetime) -> int:
    """Have all that waits for a right tried again now. Returns how many letters that is."""
    found = waiting(session, workspace_id=workspace_id)
    calls.wake(session, workspace_id=workspace_id, words=sorted(WITHHELD))
    for word, _ in found:
        letters.release(session, workspace_id=workspace_id, held=word, now=now)
    return sum(count for _, count in found)


class Rights:
    """Looks whether the token has got more scopes, while letters wait for one."""

    def __init__(
        self, desk: Desk, identify: Callable[[], Awaitable[None]], scopes: Callable[[], frozenset[str]]
    ) -> None:
        self._desk = desk
        self._identify = identify
        self._scopes = scopes

    async def beat(self) -> int:
        """Returns 0: what is released has its own beat."""
        if not await self._desk.read(waiting):
            return 0
        before = self._scopes()
        await self._identify()
        if gained := self._scopes() - before:
            log.info("the token has got %s", ", ".join(sorted(gained)))
            await self._desk.transact(release_everywhere, now=self._desk.now())
        return 0


def release_everywhere(session: Session, *, now: datetime) -> None:
    """In each workspace of this database."""
    for workspace_id in letters.workspaces_waiting(session, words=sorted(WITHHELD)):
        count = release(session, workspace_id=workspace_id, now=now)
        log.info("%s waited for a right and may go", quantity(count, "letter"))
