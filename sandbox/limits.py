"""Slack's rate limits: a sliding minute per method, and about one post a second per channel."""

import math
from collections import deque
from collections.abc import Mapping

from sandbox.clock import Clock

TIERS = {1: 1, 2: 20, 3: 50, 4: 100}
SPECIAL = 600
POSTS_A_MINUTE = 300
POST_BURST = 5
WINDOW = 60.0
POSTING = "chat.postMessage"


class RateLimits:
    """Counts on the workspace's clock; `overrides` holds calls a minute by method."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._calls: dict[str, deque[float]] = {}
        self._buckets: dict[str, tuple[float, float]] = {}
        self.overrides: dict[str, int] = {}
        self.enabled = True
        self.post_burst = POST_BURST

    def override(self, per_minute: Mapping[str, int]) -> None:
        self.overrides = dict(per_minute)
        self.enabled = True

    def allowance(self, method: str, tier: int) -> int:
        default = POSTS_A_MINUTE if method == POSTING else TIERS.get(tier, SPECIAL)
        return self.overrides.get(method, default)

    def refuse(self, method: str, tier: int, channel: str | None = None) -> int | None:
        """Count one call; seconds to wait if it's one too many (it isn't counted then)."""
        if not self.enabled:
            return None
        now = self._clock.timestamp()
        calls = self._recent(method, now)
        if len(calls) >= self.allowance(method, tier):
            return max(1, math.ceil(calls[0] + WINDOW - now)) if calls else int(WINDOW)
        if method == POSTING and channel and not self._take(channel, now):
            return 1
        calls.append(now)
        return None

    def usage(self, now: float) -> dict[str, int]:
        """Calls of the last minute by method."""
        return {method: n for method in list(self._calls) if (n := len(self._recent(method, now)))}

    def _recent(self, method: str, now: float) -> deque[float]:
        calls = self._calls.setdefault(method, deque())
        while calls and calls[0] <= now - WINDOW:
            calls.popleft()
        return calls

    def _take(self, channel: str, now: float) -> bool:
        level, at = self._buckets.get(channel, (float(self.post_burst), now))
        level = min(float(self.post_burst), level + now - at)
        allowed = level >= 1 - 1e-6
        self._buckets[channel] = (level - 1 if allowed else level, now)
        return allowed
