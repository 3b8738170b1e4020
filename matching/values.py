"""What goes into a round: people, and the owner's rules. All frozen, picklable and free of any I/O."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from math import isfinite
from typing import Literal, get_args

Mode = Literal["mentoring", "reverse", "peer", "group", "topic"]
Departments = Literal["any", "different", "same"]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person as the engine sees them. Ids are opaque; texts are the person's own words.

    ``work`` holds spans of minutes of the UTC day, ``(540, 1020)`` for 9:00-17:00 UTC. A span may run past
    midnight, written either way: ``(1320, 1800)`` or ``(1320, 360)``. Empty means unknown: then overlap is
    neither asked for nor counted against anybody.
    """

    id: str
    goals: tuple[str, ...] = ()  # wants to learn (mentee), can teach (mentor): one item each
    skills: tuple[str, ...] = ()  # skills to grow (mentee), skills to share (mentor): one item each
    style: tuple[str, ...] = ()  # codes: learns best by (mentee), guides by (mentor)
    drivers: tuple[str, ...] = ()  # codes: what drives them
    languages: tuple[str, ...] = ()  # ("en", "de"); empty = any
    minutes: int = 120  # a month, for mentoring
    capacity: int = 1  # mentor: free places now; mentee: 1
    work: tuple[tuple[int, int], ...] = ()
    level: int | None = None  # seniority, higher is more senior
    department: str | None = None
    location: str | None = None
    manager: str | None = None  # id of their manager
    avoid: frozenset[str] = frozenset()  # ids never to be matched with; works both ways
    waited: int = 0  # rounds they've waited already
    heading: tuple[str, ...] = ()  # roles a mentee is heading to
    held: tuple[str, ...] = ()  # roles a mentor has held
    levels: tuple[tuple[str, int], ...] = ()  # (competency, 1..5): where they stand
    groups: frozenset[str] = frozenset()  # audiences they belong to
    name: str = ""  # left out of what counts as words


@dataclass(frozen=True, slots=True)
class Competency:
    """One thing people can learn here; an alias is another way to say it. ``weight`` 1 is normal, 2 the most."""

    name: str
    aliases: tuple[str, ...] = ()
    weight: float = 1.0

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("a competency needs a name")
        if not 0 <= self.weight <= 2:
            raise ValueError(f"competency {self.name!r}: weight {self.weight} isn't in 0..2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each term counts; only their proportions matter. All are >= 0."""

    topics: float = 6.0  # their own words
    gap: float = 1.0  # wanted level against offered
    style: float = 1.0
    drivers: float = 1.0
    hours: float = 1.0  # shared working time
    seniority: float = 1.0
    pathway: float = 1.0
    difference: float = 1.0  # similar <-> different, by Rules.stretch
    waited: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The owner's rules. Hard ones are never broken; weights only rank."""

    weights: Weights = field(default_factory=Weights)
    mode: Mode = "mentoring"
    same_language: bool = True  # at least one language in common
    min_overlap: int = 0  # minutes of shared working time a day; 0 = soft only
    mentor_more_senior: bool = False  # in reverse mode: the mentor is the less senior
    reporting_line: bool = True  # nobody above or below oneself
    departments: Departments = "any"
    common_ground: bool = False  # at least one word in common
    pair_minutes: int = 30  # minutes a month a mentorship takes; a mentor's minutes limit their places by it
    audience: frozenset[str] = frozenset()  # groups that take part; empty = everybody
    stretch: float = 0.5  # 0 = similar people, 1 = different ones
    fairness: float = 0.0  # 0 = highest total, 1 = most care for the worst-off
    group_size: tuple[int, int] = (3, 8)  # mode "group": fewest and most mentees of one mentor
    mentors_each: int = 2  # mode "topic": mentors of one mentee, the first being the core one
    competencies: tuple[Competency, ...] = ()
    ignore: tuple[str, ...] = ()  # words that say nothing here: the company's name
    seed: int = 0  # breaks ties

    def __post_init__(self) -> None:
        for name, kind in (("mode", Mode), ("departments", Departments)):
            if (value := getattr(self, name)) not in get_args(kind):
                raise ValueError(f"{name} is one of {', '.join(get_args(kind))} (not {value})")
        if not 0 <= self.stretch <= 1 or not 0 <= self.fairness <= 1:
            raise ValueError("stretch and fairness lie in 0..1")
        if self.min_overlap < 0 or self.pair_minutes < 0 or self.mentors_each < 1:
            raise ValueError("min_overlap and pair_minutes are 0 or more, mentors_each 1 or more")
        if not 1 <= self.group_size[0] <= self.group_size[1]:
            raise ValueError("group_size is (fewest, most), from 1")
        weights = weights_of(self.weights).values()
        if any(weight < 0 for weight in weights) or not isfinite(sum(weights)):
            raise ValueError("weights are 0 or more")


def weights_of(weights: Weights) -> Mapping[str, float]:
    """The weights by name, in the order in which terms are listed everywhere."""
    return {name: getattr(weights, name) for name in TERMS}


TERMS = tuple(term.name for term in fields(Weights))
