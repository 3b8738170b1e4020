"""Living within Slack's rate limits: when the next call of a method may go.

Calls a minute per method, from Slack's published tiers (2: 20, 3: 50, 4: 100), and messages a second per channel.
Bulk uses nine tenths of a tier, so that somebody's click always finds room.
"""

from collections import deque
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)
TIERS: dict[str, int] = {
    "conversations.create": 20,
    "conversations.archive": 20,
    "conversations.setTopic": 20,
    "conversations.setPurpose": 20,
    "conversations.list": 20,
    "users.list": 20,
    "usergroups.users.list": 20,
    "pins.add": 20,
    "conversations.invite": 50,
    "conversations.open": 50,
    "conversations.kick": 50,
    "conversations.members": 100,
    "chat.update": 50,
    "chat.delete": 50,
    "chat.postMessage": 300,
    "users.info": 100,
    "users.lookupByEmail": 50,
    "views.publish": 100,
}
PER_CHANNEL = timedelta(seconds=1)
BULK_SHARE = 0.9


class Pace:
    """Remembers the calls of the last minute. Every moment comes in; nothing here reads a clock."""

    def __init__(self, tiers: dict[str, int] | None = None) -> None:
        self._tiers = TIERS if tiers is None else tiers
        self._calls: dict[str, deque[datetime]] = {}
        self._channels: dict[str, datetime] = {}
        self._closed: dict[str, datetime] = {}

    def ready_at(self, method: str, channel: str, now: datetime, *, urgent: bool) -> datetime:
        """The earliest moment at which this call may go; `now` if at once."""
        moments = [now, self._closed.get(method, now)]
        tier = self._tiers.get(method)
        if tier is not None:
            most = tier if urgent else max(1, int(tier * BULK_SHARE))
            recent = self._recent(method, now)
            if len(recent) >= most:
                moments.append(recent[-most] + MINUTE)
        if method == "chat.postMessage" and channel in self._channels:
            moments.append(self._channels[channel] + PER_CHANNEL)
        return max(moments)

    def note(self, method: str, channel: str, now: datetime) -> None:
        """A call was made."""
        self._recent(method, now).append(now)
        if method == "chat.postMessage":
            self._channels[channel] = now

    def close(self, method: str, until: datetime) -> None:
        """Slack said Retry-After."""
        self._closed[method] = until

    def _recent(self, method: str, now: datetime) -> deque[datetime]:
        calls = self._calls.setdefault(method, deque())
        while calls and calls[0] <= now - MINUTE:
            calls.popleft()
        return calls
