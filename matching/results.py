"""What comes out of a round: proposals with receipts, who waits and why, places left, and the proof."""

from collections.abc import Mapping
from dataclasses import dataclass

from matching.values import Pair


@dataclass(frozen=True, slots=True)
class SharedWord:
    """A word that two people share, and where each of them said it."""

    word: str
    weight: float  # its part of the topics term, 0..1
    mentee_text: str
    mentor_text: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """Why these two. ``traded`` is the mentee's best allowed mentor, if that one had no place left."""

    words: tuple[SharedWord, ...]
    terms: Mapping[str, float]  # term -> 0..1, all of values.TERMS
    overlap_minutes: int | None  # a day; None when either's hours are unknown
    traded: str | None = None
    demand: int = 0  # mentees whose first choice this mentor is
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """One suggested pair. ``role`` is "core", or "topic" for a mentee's further mentors."""

    mentee: str
    mentor: str
    score: float  # 0..1, four decimals
    receipt: Receipt
    role: str = "core"


@dataclass(frozen=True, slots=True)
class Lever:
    """One change that would help somebody who waits: with it, ``candidates`` mentors would be allowed.

    kind -> value: capacity -> places missing; overlap -> minutes a day that would do; language -> the one to
    add; seniority, department, common_ground, audience -> None; minutes -> minutes a month that would do.
    ``free`` of the candidates still have a place in this round.
    """

    kind: str
    value: int | str | None
    candidates: int
    free: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody without a mentor in this round: the rule that binds, its numbers, and what would change it.

    reason: no_mentors, audience, minutes, language, overlap, seniority, department, reporting_line, avoid,
    closed, vetoed, nothing_in_common, capacity, or (modes "peer" and "group") odd_one_out, group_too_small.
    """

    mentee: str
    reason: str
    numbers: Mapping[str, int]  # candidates left after each rule, in the order of checking
    levers: tuple[Lever, ...] = ()


@dataclass(frozen=True, slots=True)
class Spare:
    """A mentor with free places after the round."""

    mentor: str
    places: int


@dataclass(frozen=True, slots=True)
class Topic:
    """Supply against demand for one competency: how many want it, how many offer it, and their places."""

    name: str
    mentees: int
    mentors: int
    places: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """One way to run a round, to set beside another. Who gains and loses is told by the first one's scores."""

    name: str
    matched: int
    matchable: int
    score: float
    median: float  # of the pairs' scores under its own rules
    worst: float
    loads: tuple[tuple[int, int], ...]  # (mentees, mentors with so many)
    gaining: int = 0  # mentees who fare better than in the first, and worse
    losing: int = 0
    gain: tuple[str, ...] = ()  # and who they are, from ``compare``
    lose: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedPin:
    """A pair the owner pinned that a rule forbids."""

    mentee: str
    mentor: str
    reason: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """How good the round provably is: no set of pairs within the rules matches over ``matchable`` people,
    and none that matches as many scores over ``upper_bound``."""

    matched: int
    matchable: int
    score: float  # sum over pairs; with fairness, of what it makes of their scores
    upper_bound: float
    ratio: float  # score / upper_bound, 1.0 when nothing can be matched
    fairness_price: float = 0.0  # part of the best total given up for the worst-off, at most


@dataclass(frozen=True, slots=True)
class Round:
    """The outcome of one round; ``pairs`` by mentee id, core before topic."""

    pairs: tuple[Proposal, ...]
    waiting: tuple[Waiting, ...]
    spare: tuple[Spare, ...]
    certificate: Certificate
    refused_pins: tuple[RefusedPin, ...] = ()
    topics: tuple[Topic, ...] = ()  # scarcest first

    def partners(self) -> frozenset[Pair]:
        """The (mentee, mentor) pairs alone."""
        return frozenset((pair.mentee, pair.mentor) for pair in self.pairs)
