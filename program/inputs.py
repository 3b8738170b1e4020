"""What a round is computed from, as it is kept: whatever becomes of its people, it can be computed again."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter

import matching
from program.candidates import Snapshot


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """All that a round depends on."""

    mentees: tuple[matching.Person, ...]
    mentors: tuple[matching.Person, ...]
    rules: matching.Rules
    closed: frozenset[matching.Pair]
    vetoed: frozenset[matching.Pair]
    managers: Mapping[str, str]


JSON = TypeAdapter(Inputs)


def pack(taken: Snapshot) -> bytes:
    """What is kept of the people and the rules of a round."""
    seen = Inputs(
        mentees=taken.mentees,
        mentors=taken.mentors,
        rules=taken.rules,
        closed=taken.closed,
        vetoed=taken.vetoed,
        managers=dict(taken.managers),
    )
    return zlib.compress(JSON.dump_json(seen, exclude_defaults=True))


def again(packed: bytes) -> matching.Round:
    """The same round."""
    seen = JSON.validate_json(zlib.decompress(packed))
    return matching.propose(
        seen.mentees,
        seen.mentors,
        seen.rules,
        closed=seen.closed,
        vetoed=seen.vetoed,
        managers=seen.managers,
    )
