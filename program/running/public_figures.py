"""A program's numbers as a channel may read them: in whole threes, so that no two digests subtract to one person.

Rounded down, all of them, and shown as what they may stand for (21 as "21–23"): so a share is true as it is told, and
what changed since last week is a whole step or nothing. What a survey said comes in whole batches already (pulse), and
requests for help are not counted here at all.
"""

from dataclasses import dataclass
from datetime import datetime

from program.running.decisions import Decisions
from program.running.figures import Figures, Share

SMALL = 3
"""Fewer than this are not told from none."""


@dataclass(frozen=True)
class Counts:
    """Numbers alone. `reasons`: how many wait for which reason, of those that hold for three or more."""

    at: datetime
    program_id: int
    program: str
    joined: int
    mentees: int
    mentors: int
    ready: Share
    matched: Share
    met: Share
    in_time: int
    answers: int
    useful: float | None
    ease: float | None
    waiting: int
    reasons: tuple[tuple[str, int], ...]
    decisions: int


def counts(numbers: Figures, open_now: Decisions) -> Counts:
    """What everybody may read of these figures."""
    reasons = sorted(
        ((reason.code, _whole(len(reason.names))) for reason in numbers.waiting),
        key=lambda reason: (-reason[1], reason[0]),
    )
    return Counts(
        at=numbers.at,
        program_id=numbers.program_id,
        program=numbers.program,
        joined=_whole(numbers.joined),
        mentees=_whole(numbers.mentees),
        mentors=_whole(numbers.mentors),
        ready=_share(numbers.ready),
        matched=_share(numbers.matched),
        met=_share(numbers.met),
        in_time=_whole(numbers.in_time),
        answers=numbers.pulse.answers,
        useful=numbers.pulse.useful,
        ease=numbers.pulse.ease,
        waiting=_whole(sum(len(reason.names) for reason in numbers.waiting)),
        reasons=tuple((code, count) for code, count in reasons if count),
        decisions=open_now.impersonal,
    )


def _whole(count: int) -> int:
    """Rounded down to whole threes."""
    return count - count % SMALL


def _share(share: Share) -> Share:
    return Share(_whole(share.number), _whole(share.of))
