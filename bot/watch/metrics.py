"""What is counted of this process, in Prometheus' words. Kinds and outcomes only: nobody's id or words."""

from math import nan

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

ACK_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)
"""Slack waits for three."""


class Metrics:
    """Counters of their own for each bot: several may live in one process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._letters = Counter(
            "alongside_letters",
            "Letters by kind, and what became of them at each try",
            ["kind", "outcome"],
            registry=self._registry,
        )
        self._beats = Counter(
            "alongside_beats",
            "Beats of the pulse, by name and whether they broke",
            ["beat", "outcome"],
            registry=self._registry,
        )
        self._turned_away = Counter(
            "alongside_http_turned_away",
            "Requests over HTTP that were not Slack's, or could not be read, by reason",
            ["reason"],
            registry=self._registry,
        )
        self.acks = Histogram(
            "alongside_ack_seconds",
            "From Slack's request to its acknowledgement",
            buckets=ACK_SECONDS,
            registry=self._registry,
        )
        self._waiting = Gauge(
            "alongside_letters_waiting", "Letters by state", ["state"], registry=self._registry
        )
        self._oldest = Gauge(
            "alongside_oldest_due_letter_seconds",
            "How long the oldest due letter has waited",
            registry=self._registry,
        )
        self._up = Gauge(
            "alongside_database_up", "Whether the database answers: 1 or 0", registry=self._registry
        )
        self._silence = Gauge(
            "alongside_socket_silence_seconds",
            "Since the last sign of life on any socket",
            registry=self._registry,
        )

    def letter(self, kind: str, outcome: str) -> None:
        """A letter was tried, held, handed back or dropped."""
        self._letters.labels(kind, outcome).inc()

    def beat(self, name: str, *, broke: bool) -> None:
        """The pulse has beaten."""
        self._beats.labels(name, "broke" if broke else "done").inc()

    def turned_away(self, reason: str) -> None:
        """A request over HTTP was unsigned, malformed, too big, too slow, packed or no HTTP."""
        self._turned_away.labels(reason).inc()

    def observe(self, *, silence: float) -> None:
        """What this process knows by itself at this moment."""
        self._silence.set(silence)

    def outbox(self, *, states: dict[str, int], oldest: float) -> None:
        """What the database says of the outbox at this moment."""
        self._up.set(1)
        self._waiting.clear()
        for state, count in states.items():
            self._waiting.labels(state).set(count)
        self._oldest.set(oldest)

    def no_database(self) -> None:
        """It says nothing, and an old figure would look like a new one."""
        self._up.set(0)
        self._waiting.clear()
        self._oldest.set(nan)

    def text(self) -> bytes:
        return generate_latest(self._registry)
