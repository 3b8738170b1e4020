"""Why somebody waits, and the smallest changes that would give them candidates."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from matching.results import Lever, Waiting
from matching.scoring import gates
from matching.scoring.arrays import numbered
from matching.scoring.preparation import Preparation
from matching.text.names import normal
from matching.values import Person

Array = np.ndarray[Any, Any]
RULES = (
    "language",
    "overlap",
    "location",
    "places",
    "seniority",
    "department",
)  # by attribute of arrays.attributes()


@dataclass
class Explainer:
    """Explains round by round; ``spare`` by mentor: places left."""

    prepared: Preparation
    spare: Array

    @cached_property
    def _allowed(self) -> Array:
        """By mentee, how many mentors the rules about attributes allow."""
        kept = self.prepared.tables
        mentees, mentors = kept.mentee_codes[: len(RULES)], kept.mentor_codes[: len(RULES)]
        (some, key), (one, of_class) = numbered(mentees), numbered(mentors)
        sizes = np.bincount(of_class, minlength=len(one))
        count = np.zeros(len(some), np.int64)
        for k, i in enumerate(some.tolist()):
            allowed = np.ones(len(one), bool)
            for a, table in enumerate(kept.allowed[: len(RULES)]):
                if table is not None:
                    allowed &= table[mentees[a, i]][mentors[a, one]]
            count[k] = sizes[allowed].sum()
        return count[key]

    def waits(self, i: int, topics: bool = True) -> Waiting:
        """Why mentee i waits. ``topics``: somebody allowed shares a word with them."""
        mentee, s = self.prepared.mentees[i], self.prepared.problem
        excepted = s.except_j[s.except_at[i] : s.except_at[i + 1]]
        kept = self.prepared.tables
        open_ = np.ones(len(excepted), bool)
        for a, table in enumerate(kept.allowed[: len(RULES)]):
            if table is not None:
                open_ &= table[kept.mentee_codes[a, i], kept.mentor_codes[a, excepted]]
        allowed = int(self._allowed[i]) - int(open_.sum())
        if allowed and (topics or not self.prepared.ctx.rules.common_ground):
            return Waiting(mentee.id, "capacity", {"candidates": allowed}, (Lever("capacity", 1, allowed),))
        return self._refused(i, mentee, self._by_rule(i), excepted, topics)

    def _by_rule(self, i: int) -> dict[str, Array]:
        """Rule about attributes -> which mentors it allows."""
        kept = self.prepared.tables
        out = {}
        for a, name in enumerate(RULES):
            table = kept.allowed[a]
            if table is not None:
                out[name] = table[kept.mentee_codes[a, i]][kept.mentor_codes[a]]
        return out

    def _refused(
        self, i: int, mentee: Person, by_rule: dict[str, Array], excepted: Array, topics: bool
    ) -> Waiting:
        prepared, rules = self.prepared, self.prepared.ctx.rules
        m = len(prepared.mentors)
        numbers: dict[str, int] = {}
        left = self.prepared.seats > 0
        broken = (~left).astype(np.int64)
        apart: dict[int, str] = {}
        for j in excepted.tolist():
            why = gates.refusal(mentee, prepared.mentors[j], prepared.ctx, gates.STRICT)
            apart[j] = why or "vetoed"
            left[j] &= why != "self"
            broken[j] += 1
        numbers["mentors"] = int(left.sum())
        binding = None if left.any() else "no_mentors"
        by_rule = {name: allowed for name, allowed in by_rule.items() if name in gates.SOFTER}
        checks = by_rule | {
            name: ~np.isin(np.arange(m), [j for j, why in apart.items() if why == name])
            for name in gates.STRICT
            if name in apart.values() and name != "self"
        }
        for name, allowed in checks.items():
            left &= allowed
            broken += ~allowed if name in by_rule else 0
            numbers[name] = int(left.sum())
            binding = binding or (None if left.any() else name)
        if binding is None and not topics:
            binding = "nothing_in_common"
            numbers[binding] = 0
            near = np.flatnonzero(left)
            return Waiting(mentee.id, binding, numbers, self._lever("common_ground", None, near))
        alone = {name: np.flatnonzero(~allowed & (broken == 1)) for name, allowed in by_rule.items()}
        levers = self._levers(i, alone, rules.min_overlap)
        return Waiting(mentee.id, binding or "capacity", numbers, levers)

    def _levers(self, i: int, alone: dict[str, Array], asked: int) -> tuple[Lever, ...]:
        """Only mentors that one rule alone keeps away count."""
        kept, mentors = self.prepared.tables, self.prepared.mentors
        levers: list[Lever] = []
        if len(near := alone.get("overlap", np.zeros(0, np.int64))):
            offered = kept.minutes[kept.mentee_codes[1, i], kept.mentor_codes[1, near]]
            best = int(offered.max())
            levers += self._lever("overlap", best, near[offered == best])
            if asked // 2 > 0 and (offered >= asked // 2).sum() > (offered == best).sum():
                levers += self._lever("overlap", asked // 2, near[offered >= asked // 2])
        near = alone.get("language", np.zeros(0, np.int64))
        for code in sorted({normal(code) for j in near for code in mentors[j].languages}):
            speakers = [j for j in near if code in map(normal, mentors[j].languages)]
            levers += self._lever("language", code, np.array(speakers))
        for name in ("seniority", "department"):
            levers += self._lever(name, None, alone.get(name, np.zeros(0, np.int64)))
        return tuple(sorted(levers, key=lambda one: (-one.free, -one.candidates, one.kind, str(one.value))))

    def _lever(self, kind: str, value: int | str | None, near: Array) -> tuple[Lever, ...]:
        return (Lever(kind, value, len(near), int((self.spare[near] > 0).sum())),) if len(near) else ()

    def stays_out(self, mentee: Person) -> Waiting:
        """Somebody who takes no part: outside the audience, or without the time."""
        rules = self.prepared.ctx.rules
        reason = "minutes" if gates.takes_part(mentee, rules) else "audience"
        near = [
            j
            for j, p in enumerate(self.prepared.mentors)
            if gates.refusal(mentee, p, self.prepared.ctx) is None
        ]
        value = rules.pair_minutes if reason == "minutes" else None
        return Waiting(mentee.id, reason, {}, self._lever(reason, value, np.array(near, np.int64)))
