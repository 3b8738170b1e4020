"""What a round proposes, as rows: first what is said of it all, then its parts."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from sqlmodel import Session

import matching
from program.rounds.candidates import Snapshot
from storage.models import Round
from storage.queries import rounds

WORDS_KEPT = 5
TEXT_KEPT = 200
PART = 100
TURNED_DOWN = "turned_down"
"""Why somebody waits whom the owner, and no computation, has left waiting."""
Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A round that was computed: for which people, how much it came to, and its proof."""

    round_id: int
    version: str
    pairs: int
    waiting: int
    certificate: Row
    inputs: bytes


@dataclass(frozen=True)
class Part:
    """So many rows of it as are written quickly: clicks get in between."""

    proposals: list[Row]
    waiting: list[Row]


def draft(taken: Snapshot, proposed: matching.Round) -> Draft:
    """With the proof of a round, and the places that are left."""
    return Draft(
        round_id=taken.round_id,
        version=taken.version,
        pairs=len(proposed.pairs),
        waiting=len(proposed.waiting),
        certificate={
            **asdict(proposed.certificate),
            "spare": {one.mentor: one.places for one in proposed.spare},
        },
        inputs=taken.inputs.pack(),
    )


def parts(proposed: matching.Round) -> Iterator[Part]:
    """The pairs, and then whoever waits."""
    for at in range(0, len(proposed.pairs), PART):
        yield Part([_proposal(pair) for pair in proposed.pairs[at : at + PART]], [])
    for at in range(0, len(proposed.waiting), PART):
        yield Part([], [_waiting(one) for one in proposed.waiting[at : at + PART]])


def write(session: Session, found: Round, part: Part) -> None:
    """Write down a part; what is there already stays."""
    where = {"workspace_id": found.workspace_id, "program_id": found.program_id, "round_id": found.id}
    rounds.add_proposals(session, [{**where, **row} for row in part.proposals])
    rounds.add_waiting(session, [{**where, **row} for row in part.waiting])


def _proposal(pair: matching.Proposal) -> Row:
    return {
        "mentor_id": pair.mentor,
        "mentee_id": pair.mentee,
        "score": pair.score,
        "receipt": _receipt(pair.receipt),
    }


def _waiting(one: matching.Waiting) -> Row:
    facts = {"numbers": dict(one.numbers), "levers": [asdict(lever) for lever in one.levers]}
    return {"person_id": one.mentee, "reason": one.reason, "facts": facts}


def _receipt(receipt: matching.Receipt) -> Row:
    """Why these two, in as many of their own words as a card has room for."""
    return {
        "words": [
            {
                "word": shared.word,
                "mentee": shared.mentee_text[:TEXT_KEPT],
                "mentor": shared.mentor_text[:TEXT_KEPT],
            }
            for shared in receipt.words[:WORDS_KEPT]
        ],
        "terms": dict(receipt.terms),
        "traded": receipt.traded,
        "demand": receipt.demand,
    }
