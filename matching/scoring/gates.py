"""The hard rules, one pair at a time, in the order in which a refusal is named."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from matching.scoring import hours
from matching.text.names import normal
from matching.values import Pair, Person, Rules

Gate = Callable[[Person, Person, "Context"], bool]


@dataclass(frozen=True)
class Context:
    """What the rules look at besides the two people."""

    rules: Rules
    closed: frozenset[frozenset[str]] = frozenset()
    vetoed: frozenset[frozenset[str]] = frozenset()
    above: Mapping[str, frozenset[str]] = field(default_factory=dict)  # person -> everybody above them
    boss: Mapping[str, str] = field(default_factory=dict)  # person -> manager


def context(
    people: Sequence[Person],
    rules: Rules,
    *,
    closed: Collection[Pair] = (),
    vetoed: Collection[Pair] = (),
    managers: Mapping[str, str] | None = None,
) -> Context:
    """Gather what the rules need."""
    boss = dict(managers or {}) | {p.id: p.manager for p in people if p.manager is not None}
    above = {}
    for person in {p.id for p in people if p.id in boss} if rules.reporting_line else ():
        above[person] = line(boss, boss.get(person))
    return Context(rules, frozenset(map(frozenset, closed)), frozenset(map(frozenset, vetoed)), above, boss)


def line(boss: Mapping[str, str], at: str | None) -> frozenset[str]:
    """Somebody and everybody above them; a loop ends where it began."""
    found: list[str] = []
    while at is not None and at not in found:
        found.append(at)
        at = boss.get(at)
    return frozenset(found)


def _level(mentee: Person, mentor: Person, ctx: Context) -> bool:
    if (
        not ctx.rules.mentor_more_senior
        or ctx.rules.mode == "peer"
        or mentee.level is None
        or mentor.level is None
    ):
        return True
    ahead = mentor.level - mentee.level
    return ahead < 0 if ctx.rules.mode == "reverse" else ahead > 0


def _overlap(mentee: Person, mentor: Person, ctx: Context) -> bool:
    minutes = hours.shared(mentee.work, mentor.work)
    return minutes is None or minutes >= ctx.rules.min_overlap


def _language(mentee: Person, mentor: Person, ctx: Context) -> bool:
    if not ctx.rules.same_language or not mentee.languages or not mentor.languages:
        return True
    return not set(map(normal, mentee.languages)).isdisjoint(map(normal, mentor.languages))


def _department(mentee: Person, mentor: Person, ctx: Context) -> bool:
    one, other = normal(mentee.department or ""), normal(mentor.department or "")
    if ctx.rules.departments == "any" or not one or not other:
        return True
    return (one == other) == (ctx.rules.departments == "same")


def _line(mentee: Person, mentor: Person, ctx: Context) -> bool:
    return mentor.id not in ctx.above.get(mentee.id, ()) and mentee.id not in ctx.above.get(mentor.id, ())


def _avoid(mentee: Person, mentor: Person, _: Context) -> bool:
    return mentor.id not in mentee.avoid and mentee.id not in mentor.avoid


SOFTER: dict[str, Gate] = {
    "language": _language,
    "overlap": _overlap,
    "seniority": _level,
    "department": _department,
}
STRICT: dict[str, Gate] = {
    "self": lambda mentee, mentor, _: mentee.id != mentor.id,
    "reporting_line": _line,
    "avoid": _avoid,
    "closed": lambda mentee, mentor, ctx: frozenset((mentee.id, mentor.id)) not in ctx.closed,
    "vetoed": lambda mentee, mentor, ctx: frozenset((mentee.id, mentor.id)) not in ctx.vetoed,
}
GATES: dict[str, Gate] = SOFTER | STRICT


def refusal(mentee: Person, mentor: Person, ctx: Context, gates: Mapping[str, Gate] = GATES) -> str | None:
    """The first rule that forbids this pair, if any."""
    return next((name for name, gate in gates.items() if not gate(mentee, mentor, ctx)), None)


def reasons(rules: Rules) -> frozenset[str]:
    """All for which somebody may wait under these rules (see ``results.Waiting``)."""
    under = {
        "language": rules.same_language,
        "overlap": rules.min_overlap > 0,
        "seniority": rules.mentor_more_senior and rules.mode != "peer",
        "department": rules.departments != "any",
        "reporting_line": rules.reporting_line,
        "audience": bool(rules.audience),
        "minutes": rules.pair_minutes > 0,
        "nothing_in_common": rules.common_ground,
        "odd_one_out": rules.mode == "peer",
        "group_too_small": rules.mode == "group",
    }
    always = {"no_mentors", "capacity", "avoid", "closed", "vetoed"}
    return frozenset(always | {reason for reason, may in under.items() if may})


def levers(rules: Rules) -> frozenset[str]:
    """All that could help somebody who waits under these rules (see ``results.Lever``)."""
    softer = {*SOFTER, "capacity", "minutes", "audience"} & reasons(rules)
    return frozenset(softer | ({"common_ground"} if rules.common_ground else set()))


def takes_part(person: Person, rules: Rules) -> bool:
    """Whether they're in the round's audience."""
    return not rules.audience or not set(map(normal, rules.audience)).isdisjoint(map(normal, person.groups))


def places(mentor: Person, rules: Rules) -> int:
    """How many mentees a mentor can take: by heads, and by minutes a month (a group takes them once)."""
    if not takes_part(mentor, rules):
        return 0
    if rules.mode == "group":
        most = min(mentor.capacity, rules.group_size[1])
        return most if most >= rules.group_size[0] and has_time(mentor, rules) else 0
    by_time = mentor.minutes // rules.pair_minutes if rules.pair_minutes else mentor.capacity
    return max(0, min(mentor.capacity, by_time))


def has_time(mentee: Person, rules: Rules) -> bool:
    """Whether somebody has the minutes a month that a mentorship takes."""
    return mentee.minutes >= rules.pair_minutes
