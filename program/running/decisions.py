"""What needs an owner's decision in a program, and what is under way, each with what there is to know about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from sqlmodel import Session

from program.base.namesakes import named
from program.pair import pairs
from program.pair.as_seen import PairAsSeen, living
from program.running.undelivered import Undelivered, undelivered
from storage.models import Mentorship, Program
from storage.queries import figures, mentorships, rounds


@dataclass(frozen=True)
class Request:
    """Somebody asked for help, or raised a concern."""

    concern_id: int
    kind: str
    name: str
    partners: tuple[str, ...]
    text: str
    at: datetime


@dataclass(frozen=True)
class Review:
    """A round that waits for a look: everybody's, or one person's replacement (then `name` is theirs)."""

    round_id: int
    computing: bool
    pairs: int
    waiting: int
    name: str = ""
    mentors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stuck:
    """The channels of one round that Slack would not open: whose they are, and the step and Slack's code."""

    round_id: int
    pairs: tuple[tuple[str, ...], ...]
    trouble: str


@dataclass(frozen=True)
class Decisions:
    """All of it, for one owner."""

    requests: tuple[Request, ...]
    reviews: tuple[Review, ...]
    quiet: tuple[PairAsSeen, ...]
    undelivered: tuple[Undelivered, ...]
    pairs: tuple[PairAsSeen, ...]
    stuck: tuple[Stuck, ...] = ()

    @property
    def count(self) -> int:
        """How many things wait for somebody to decide."""
        waiting = [review for review in self.reviews if not review.computing]
        return sum(map(len, (self.requests, waiting, self.quiet, self.undelivered, self.stuck)))

    @property
    def impersonal(self) -> int:
        """How many of them are about no single person or pair: rounds for everybody, channels, messages."""
        rounds_open = [review for review in self.reviews if not review.computing and not review.name]
        return sum(map(len, (rounds_open, self.undelivered, self.stuck)))

    @property
    def opened(self) -> int:
        """How many pairs have their channel."""
        return sum(not pair.opening for pair in self.pairs)

    @property
    def opening(self) -> int:
        """How many channels are being opened, by themselves."""
        return len(self.pairs) - self.opened - sum(len(stuck.pairs) for stuck in self.stuck)


def decisions(session: Session, *, program: Program, owner: str = "") -> Decisions:
    """What `owner` is to decide, or all owners together.

    Whatever is about a pair that the owner is in is left to the other owners.
    """
    own = {
        pair.id for pair in mentorships.live_of(session, workspace_id=program.workspace_id, person_id=owner)
    }
    going_on = living(session, program_id=program.id)
    return Decisions(
        requests=_requests(session, program, owner),
        reviews=_reviews(session, program),
        quiet=_quiet([pair for pair in going_on if pair.mentorship_id not in own]),
        undelivered=undelivered(session, program=program, owner=owner),
        pairs=going_on,
        stuck=_stuck(session, program, {pair.mentorship_id: pair.names for pair in going_on}),
    )


def _requests(session: Session, program: Program, owner: str) -> tuple[Request, ...]:
    concerns = figures.open_concerns(session, program_id=program.id)
    inside = mentorships.people_of(session, ids=[concern.mentorship_id for concern in concerns])
    known = _known(session, program, *(concern.person_id for concern in concerns), *chain(*inside.values()))
    return tuple(
        Request(
            concern.id or 0,
            concern.kind,
            known.get(concern.person_id, ""),
            tuple(known[one] for one in there if one in known and one != concern.person_id),
            concern.text,
            concern.at,
        )
        for concern in concerns
        if owner not in (there := inside[concern.mentorship_id])
    )


def _quiet(there: Sequence[PairAsSeen]) -> tuple[PairAsSeen, ...]:
    """Those that have let so many check-ins go by, the quietest first."""
    quiet = [pair for pair in there if not pair.opening and pair.unanswered >= pairs.IGNORED]
    return tuple(sorted(quiet, key=lambda pair: -pair.unanswered))


def _stuck(session: Session, program: Program, names: dict[int, tuple[str, ...]]) -> tuple[Stuck, ...]:
    """By round: one press tries all of a round again."""
    found: dict[int, list[Mentorship]] = {}
    for pair in mentorships.stuck(session, program_id=program.id):
        if pair.round_id is not None:
            found.setdefault(pair.round_id, []).append(pair)
    return tuple(
        Stuck(round_id, tuple(names.get(one.id or 0, ()) for one in those), those[0].trouble)
        for round_id, those in found.items()
    )


def _reviews(session: Session, program: Program) -> tuple[Review, ...]:
    found = {one.id or 0: one for one in rounds.all_under_way(session, program_id=program.id)}
    sizes = rounds.sizes(session, ids=list(found))
    sought = {number: one.for_person_id for number, one in found.items() if one.for_person_id is not None}
    mentors = rounds.mentors(session, ids=list(sought))
    known = _known(session, program, *sought.values(), *chain(*mentors.values()))
    return tuple(
        Review(
            number,
            one.state == "asked",
            *sizes[number],
            known.get(one.for_person_id or "", ""),
            tuple(known.get(mentor, "") for mentor in mentors.get(number, ())),
        )
        for number, one in found.items()
    )


def _known(session: Session, program: Program, *ids: str) -> dict[str, str]:
    """Their names by id, asked for at once."""
    return named(session, workspace_id=program.workspace_id, program_id=program.id, ids=sorted(set(ids)))
