"""What a round is computed from. Kept packed, it can be computed again, whatever becomes of its people."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter

import matching


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """All that a round depends on."""

    mentees: tuple[matching.Person, ...]
    mentors: tuple[matching.Person, ...]
    rules: matching.Rules
    closed: frozenset[matching.Pair]
    vetoed: frozenset[matching.Pair]
    managers: Mapping[str, str]

    def compute(self) -> matching.Round:
        """The round: the same whenever and wherever it is computed."""
        return matching.propose(
            self.mentees,
            self.mentors,
            self.rules,
            closed=self.closed,
            vetoed=self.vetoed,
            managers=self.managers,
        )

    def pack(self) -> bytes:
        """As it is kept."""
        return zlib.compress(JSON.dump_json(self, exclude_defaults=True))


JSON = TypeAdapter(Inputs)


def unpack(packed: bytes) -> Inputs:
    """What `pack` has kept."""
    return JSON.validate_json(zlib.decompress(packed))
