"""The bot under load, on each database that is here: acknowledgements, a big round's clicks,
letters a second, and ticks."""

from collections.abc import Iterator, Sequence

from bench import databases
from bench.child import Line, child

PEOPLE = 10_000
Times = Sequence[float | None]


def acks(data: str | None, quick: bool) -> Iterator[Line]:
    """Fifty people act once a second each beside letters and rounds: request to acknowledgement."""
    seconds, letters = (10, 2_000) if quick else (60, 10_000)
    for kind, http in [(kind, http) for kind in databases.kinds() for http in (False, True)]:
        got = child("acks", kind=kind, http=http, seconds=seconds, letters=letters, people=PEOPLE, data=data)
        way = f"{kind}, {'HTTP' if http else 'sockets'}"
        ours, bare, instant = got["took"]["bot"], got["took"]["bare"], got["instant"]
        figure = f"{_told(ours)}; bare app beside it {_told(bare)}"
        yield "50 people, request to ack", way, figure, "p50 25, p99 250, 1000 ms", _quick_enough(ours)
        figure = f"the last after {_told(instant)}; alone in a bare app {_told(got['instant_bare'])}"
        yield "50 clicks at one instant", way, figure, "all within 1 s", _all_within(instant, 1)
        rounds = ", ".join(f"{took:.0f}" for took in got["rounds"])
        figure = f"{got['delivered']:,} of {letters:,} in {seconds} s, all in {got['all_delivered']:.0f} s"
        yield "meanwhile: letters, rounds", way, f"{figure}; rounds in {rounds or 'more'} s", "", True


def clicks(data: str | None, _quick: bool) -> Iterator[Line]:
    """The same people without and beside rounds."""
    alone, beside = (
        _at(
            child(
                "acks",
                kind="sqlite",
                http=False,
                seconds=20,
                letters=0,
                people=PEOPLE,
                data=data,
                match=match,
            )["took"]["bot"],
            0.99,
        )
        for match in (False, True)
    )
    figure = f"{alone * 1e3:.0f} ms alone, {beside * 1e3:.0f} ms beside: {beside / alone:.1f} x"
    yield "ack p99 beside a round", f"{PEOPLE:,} + {PEOPLE // 2:,}", figure, "<= 2 x", beside <= 2 * alone


def review(data: str | None, _quick: bool) -> Iterator[Line]:
    """An owner looks at a big round, decides, and publishes it: Slack waits three seconds for each click."""
    for kind in databases.kinds():
        got = child("review", kind=kind, people=PEOPLE, data=data)
        size = f"{kind}, {got['pairs']:,} pairs"
        for click, seconds in got["clicks"].items():
            yield f"an owner's click: {click}", size, f"{seconds * 1e3:.0f} ms", "< 3 s", seconds < 3


def letters(_data: str | None, quick: bool) -> Iterator[Line]:
    """To a workspace without limits."""
    for kind in databases.kinds():
        got = child("letters", kind=kind, letters=2_000 if quick else 10_000)
        figure = f"{got['letters'] / got['seconds']:.0f} a second"
        once = got["posted"] == got["letters"]
        yield "letters delivered", f"{kind}, {got['letters']:,}", figure, "each once", once


def ticks(_data: str | None, quick: bool) -> Iterator[Line]:
    """With many mentorships."""
    pairs = 20_000 if quick else 100_000
    for kind in databases.kinds():
        got, size = child("ticks", kind=kind, pairs=pairs), f"{kind}, {pairs:,} pairs"
        idle = sum(got[beat] for beat in ("advance", "deliver", "rounds"))
        yield "a tick when nothing is due", size, f"{idle * 1e3:.1f} ms", "< 1 s", idle < 1
        figure = f"{got['chunk'] * 1e3:.0f} ms for {got['size']} moments"
        yield "a tick when an hour's are due", size, figure, "< 1 s", got["chunk"] < 1
        yield "all moments of that hour", size, f"{got['moments']:,} in {got['hour']:.1f} s", "", True
        yield "what /metrics asks", size, f"{got['metrics'] * 1e3:.1f} ms", "< 1 s", got["metrics"] < 1


def _quick_enough(took: Times) -> bool:
    return _all_within(took, 1) and _at(took, 0.5) <= 0.025 and _at(took, 0.99) <= 0.25


def _all_within(took: Times, seconds: float) -> bool:
    return all(one is not None and one <= seconds for one in took)


def _at(took: Times, share: float) -> float:
    known = sorted(one for one in took if one is not None)
    return known[min(int(len(known) * share), len(known) - 1)] if known else float("inf")


def _told(took: Times) -> str:
    """p50, p99 and the slowest, in milliseconds; and how many were never acknowledged."""
    unacked = sum(one is None for one in took)
    shown = ", ".join(f"{_at(took, share) * 1e3:.0f}" for share in (0.5, 0.99, 1))
    return f"{shown} ms" + (f", {unacked} UNACKED" if unacked else "")
