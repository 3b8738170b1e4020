"""What a round proposes, as rows."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from sqlmodel import Session

import matching
from storage.models import Round
from storage.queries import rounds

WORDS_KEPT = 5
TEXT_KEPT = 200
PART = 200
Part = Sequence[matching.Proposal | matching.Waiting]


def parts(outcome: matching.Round) -> Iterator[Part]:
    """What a round proposes, in parts that are written quickly: clicks get in between."""
    whole: list[matching.Proposal | matching.Waiting] = [*outcome.pairs, *outcome.waiting]
    yield from (whole[at : at + PART] for at in range(0, len(whole), PART))


def write(session: Session, found: Round, part: Part) -> None:
    """Write down a part; what is there already stays."""
    where = {"workspace_id": found.workspace_id, "program_id": found.program_id, "round_id": found.id}
    rounds.add_proposals(
        session,
        [
            {
                **where,
                "mentor_id": pair.mentor,
                "mentee_id": pair.mentee,
                "score": pair.score,
                "receipt": _receipt(pair.receipt),
            }
            for pair in part
            if isinstance(pair, matching.Proposal)
        ],
    )
    rounds.add_waiting(
        session,
        [
            {**where, "person_id": one.mentee, "reason": one.reason, "facts": _facts(one)}
            for one in part
            if isinstance(one, matching.Waiting)
        ],
    )


def certificate(outcome: matching.Round) -> dict[str, Any]:
    """The proof of a round, and the places that are left."""
    return {**asdict(outcome.certificate), "spare": {one.mentor: one.places for one in outcome.spare}}


def _receipt(receipt: matching.Receipt) -> dict[str, Any]:
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


def _facts(waiting: matching.Waiting) -> dict[str, Any]:
    return {"numbers": dict(waiting.numbers), "levers": [asdict(lever) for lever in waiting.levers]}
