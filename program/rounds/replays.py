"""A round held against what comes out when it is computed again from what was kept of its people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

import matching
from program.rounds.drafts import TURNED_DOWN
from storage.models import Program, Round
from storage.queries import review, round_inputs


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """A round as it was written down. `by_hand`: the mentees whom the owner has paired themselves."""

    round_id: int
    program: str
    asked_at: datetime
    inputs: bytes | None
    pairs: Mapping[matching.Pair, float]
    waiting: Mapping[str, str]
    by_hand: frozenset[str]


def recorded(session: Session, *, round_id: int | None) -> Recorded | None:
    """This round, or the newest that was proposed; None where there is none."""
    found = session.get(Round, round_id) if round_id is not None else round_inputs.newest_proposed(session)
    if found is None or found.id is None or found.proposed_at is None:
        return None
    program = session.get_one(Program, found.program_id)
    proposals = review.suggested(session, round_id=found.id)
    return Recorded(
        round_id=found.id,
        program=program.name,
        asked_at=found.asked_at,
        inputs=round_inputs.of(session, round_id=found.id),
        pairs={(one.mentor_id, one.mentee_id): one.score for one in proposals if not one.by_hand},
        waiting={
            person_id: reason
            for person_id, reason in round_inputs.reasons(session, round_id=found.id).items()
            if reason != TURNED_DOWN
        },
        by_hand=frozenset(one.mentee_id for one in proposals if one.by_hand),
    )


def differences(then: Recorded, now: matching.Round) -> list[str]:
    """What of the round comes out otherwise, a line each; nothing is expected."""
    pairs = {(one.mentor, one.mentee): one.score for one in now.pairs if one.mentee not in then.by_hand}
    reasons = {one.mentee: one.reason for one in now.waiting}
    return [
        *(
            f"{mentee} with {mentor}: not again"
            for mentor, mentee in sorted(then.pairs.keys() - pairs.keys())
        ),
        *(f"{mentee} with {mentor}: only now" for mentor, mentee in sorted(pairs.keys() - then.pairs.keys())),
        *(
            f"{mentee} with {mentor}: scored {then.pairs[mentor, mentee]}, now {score}"
            for (mentor, mentee), score in sorted(pairs.items())
            if then.pairs.get((mentor, mentee), score) != score
        ),
        *(
            f"{person} waited: {reason}, now {reasons.get(person, 'matched')}"
            for person, reason in sorted(then.waiting.items())
            if reasons.get(person) != reason
        ),
    ]
