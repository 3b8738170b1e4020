"""Everything that counts besides words: each term by name, in 0..1; 0.5 where nothing is known."""

from matching import hours
from matching.values import Person, Rules

UNKNOWN = 0.5
ENOUGH = 240  # minutes of shared working time a day that make the hours term 1
WAITED_FULL = 3  # rounds after which waiting counts fully
LEVELS_APART = 2  # the level gap that is best for a mentorship


def alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Shared codes as a part of the shorter list."""
    if not one or not other:
        return UNKNOWN
    return len(set(one) & set(other)) / min(len(set(one)), len(set(other)))


def hours_term(mentee: Person, mentor: Person) -> float:
    minutes = hours.shared(mentee.work, mentor.work)
    return UNKNOWN if minutes is None else min(1.0, minutes / ENOUGH)


def seniority_term(mentee: Person, mentor: Person, rules: Rules) -> float:
    """Best one or two levels up (down in reverse mode; level with each other among peers)."""
    if mentee.level is None or mentor.level is None:
        return UNKNOWN
    ahead = mentor.level - mentee.level
    if rules.mode == "peer":
        return 1 / (1 + abs(ahead))
    if rules.mode == "reverse":
        ahead = -ahead
    if ahead <= 0:
        return max(0.0, 0.4 + 0.2 * ahead)
    return 1.0 if ahead <= LEVELS_APART else max(0.4, 1.0 - 0.2 * (ahead - LEVELS_APART))


def gap_term(mentee: Person, mentor: Person) -> float:
    """How far the mentor's levels fill what the mentee lacks, over the competencies that both rated."""
    offered = dict(mentor.levels)
    both = [(have, offered[name]) for name, have in mentee.levels if name in offered and have < 5]
    if not both:
        return UNKNOWN
    return sum(min(1.0, max(0, there - have) / min(2, 5 - have)) for have, there in both) / len(both)


def pathway_term(mentee: Person, mentor: Person) -> float:
    if not mentee.heading:
        return UNKNOWN
    held = {role.casefold() for role in mentor.held}
    return 1.0 if any(role.casefold() in held for role in mentee.heading) else 0.0


def difference_term(mentee: Person, mentor: Person, rules: Rules) -> float:
    """How well the pair fits the owner's place on "similar <-> different"."""
    differs = [
        float(one != other)
        for one, other in ((mentee.department, mentor.department), (mentee.location, mentor.location))
        if one is not None and other is not None
    ]
    if mentee.style and mentor.style:
        differs.append(1 - alike(mentee.style, mentor.style))
    if not differs:
        return UNKNOWN
    different = sum(differs) / len(differs)
    return rules.stretch * different + (1 - rules.stretch) * (1 - different)


def waited_term(mentee: Person) -> float:
    return min(1.0, max(0, mentee.waited) / WAITED_FULL)


def plain_terms(mentee: Person, mentor: Person, rules: Rules) -> dict[str, float]:
    """All terms but topics."""
    return {
        "gap": gap_term(mentee, mentor),
        "style": alike(mentee.style, mentor.style),
        "drivers": alike(mentee.drivers, mentor.drivers),
        "hours": hours_term(mentee, mentor),
        "seniority": seniority_term(mentee, mentor, rules),
        "pathway": pathway_term(mentee, mentor),
        "difference": difference_term(mentee, mentor, rules),
        "waited": waited_term(mentee),
    }
