"""Living within Slack's rate limits: when the next call of a method may go.

Calls a minute per method, from Slack's published tiers (2: 20, 3: 50, 4: 100), and messages a second per channel.
Bulk leaves room in each tier of fifty and more for somebody's click, and is still done within a twentieth of what the
tier allows; the tiers of twenty are for bulk alone. A minute is taken a second longer than it is: calls don't
arrive as evenly as they leave.
"""

from bisect import bisect_right, insort
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil

MINUTE = timedelta(seconds=61)
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
BULK_SHARE = 0.97
EVERYTHING = "*"


class Pace:
    """Remembers the calls of the last minute and the moments it has promised. Nothing here reads a clock.

    A letter that has to wait is promised a moment of its own, in the order of asking: a thousand waiting
    letters are then looked at twice each, and not once for every other one that goes.
    """

    def __init__(self, tiers: dict[str, int] | None = None) -> None:
        self._tiers = TIERS if tiers is None else tiers
        self._methods: dict[str, _Line] = {}
        self._channels: dict[str, _Line] = {}
        self._closed: dict[str, datetime] = {}

    def ready_at(self, method: str, channel: str, now: datetime, *, urgent: bool) -> datetime:
        """The earliest moment at which this call may go: `now` if at once, else one that is now promised to it."""
        moments = [now, self._closed.get(method, now), self._closed.get(EVERYTHING, now)]
        lines = []
        if (tier := self._tiers.get(method)) is not None:
            lines.append(self._methods.setdefault(method, _Line(MINUTE)))
            moments.append(lines[-1].opening(tier if urgent else ceil(tier * BULK_SHARE), now))
        if method == "chat.postMessage":
            lines.append(self._channels.setdefault(channel, _Line(PER_CHANNEL)))
            moments.append(lines[-1].opening(1, now))
        ready = max(moments)
        if ready > now:
            for line in lines:
                insort(line.promised, ready)
        return ready

    def note(self, method: str, channel: str, now: datetime) -> None:
        """A call was made."""
        self._methods.setdefault(method, _Line(MINUTE)).made.append(now)
        if method == "chat.postMessage":
            self._channels.setdefault(channel, _Line(PER_CHANNEL)).made.append(now)

    def close(self, method: str, until: datetime) -> None:
        """Slack said Retry-After."""
        self._closed[method] = max(until, self._closed.get(method, until))


@dataclass
class _Line:
    """Calls of one kind: the moments of those made, and of those that were promised one."""

    span: timedelta
    made: deque[datetime] = field(default_factory=deque)
    promised: list[datetime] = field(default_factory=list)

    def opening(self, most: int, now: datetime) -> datetime:
        """When fewer than `most` calls fall in a span: `now`, or after all who were promised a moment before."""
        while self.made and self.made[0] <= now - self.span:
            self.made.popleft()
        del self.promised[: bisect_right(self.promised, now)]
        if len(self.made) < most:
            return now
        return [*self.made, *self.promised][-most] + self.span
