"""Why somebody waits, and the smallest changes that would give them candidates."""

from collections.abc import Mapping, Sequence
from typing import Any

from matching import gates, hours
from matching.answers import Lever, Waiting
from matching.values import Person


def explain(
    mentee: Person, ready: bool, givers: Sequence[Person], spare: Any, topics: Any, ctx: gates.Context
) -> Waiting:
    """``spare``: places left by mentor; ``topics``: similarity of words by mentor."""
    rules = ctx.rules
    left = [j for j, p in enumerate(givers) if p.id != mentee.id and gates.places(p, rules) > 0]
    if not ready:
        reason = "minutes" if gates.takes_part(mentee, rules) else "audience"
        value = rules.pair_minutes if reason == "minutes" else None
        allowed = [j for j in left if gates.refusal(mentee, givers[j], ctx) is None]
        return Waiting(mentee.id, reason, {}, _lever(reason, value, allowed, spare))
    numbers = {"mentors": len(left)}
    binding = None if left else "no_mentors"
    refused: dict[int, list[str]] = {
        j: [name for name, gate in gates.GATES.items() if not gate(mentee, givers[j], ctx)] for j in left
    }
    for j, names in refused.items():
        if rules.common_ground and topics[j] <= 0:
            names.append("nothing_in_common")
    for name in (*gates.GATES, "nothing_in_common"):
        left = [j for j in left if name not in refused[j]]
        numbers[name] = len(left)
        binding = binding or (None if left else name)
    if left:
        return Waiting(mentee.id, "capacity", numbers, (Lever("capacity", 1, len(left)),))
    return Waiting(mentee.id, binding or "capacity", numbers, _levers(mentee, givers, refused, spare, rules))


def _levers(
    mentee: Person, givers: Sequence[Person], refused: Mapping[int, list[str]], spare: Any, rules: Any
) -> tuple[Lever, ...]:
    alone: dict[str, list[int]] = {}
    for j, names in refused.items():
        if len(names) == 1:
            alone.setdefault(names[0], []).append(j)
    levers: list[Lever] = []
    if near := alone.get("overlap"):
        offered = {j: hours.shared(mentee.work, givers[j].work) or 0 for j in near}
        best = max(offered.values())
        levers += _lever("overlap", best, [j for j in near if offered[j] == best], spare)
        wider = [j for j in near if offered[j] >= rules.min_overlap // 2]
        if rules.min_overlap // 2 > 0 and len(wider) > sum(value == best for value in offered.values()):
            levers += _lever("overlap", rules.min_overlap // 2, wider, spare)
    if near := alone.get("language"):
        spoken = sorted({code.casefold() for j in near for code in givers[j].languages})
        for code in spoken:
            speakers = [j for j in near if code in {x.casefold() for x in givers[j].languages}]
            levers += _lever("language", code, speakers, spare)
    for name, kind in (("seniority",) * 2, ("department",) * 2, ("nothing_in_common", "common_ground")):
        if near := alone.get(name):
            levers += _lever(kind, None, near, spare)
    return tuple(sorted(levers, key=lambda one: (-one.free, -one.candidates, one.kind, str(one.value))))


def _lever(kind: str, value: int | str | None, near: list[int], spare: Any) -> tuple[Lever, ...]:
    return (Lever(kind, value, len(near), sum(spare[j] > 0 for j in near)),) if near else ()
