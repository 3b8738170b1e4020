"""What needs an owner's decision in a program, and what is under way, each with what there is to know about it."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from program import pairs
from program.notices import CHANNEL
from storage.models import Letter, Mentorship, Program, Round
from storage.queries import figures as ask
from storage.queries import mentorships, programs, rounds


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
class Quiet:
    """A pair that has not answered for a while."""

    mentorship_id: int
    names: tuple[str, ...]
    asked: int
    since: datetime


@dataclass(frozen=True)
class Undelivered:
    """A letter that Slack would not take. `to` is a name, or names where it was for a pair."""

    letter_id: int
    kind: str
    to: tuple[str, ...]
    error: str
    at: datetime


@dataclass(frozen=True)
class Review:
    """A round that waits for a look: everybody's, or one person's replacement (then `name` is theirs)."""

    round_id: int
    computing: bool
    pairs: int
    waiting: int
    name: str = ""
    mentor: str = ""


@dataclass(frozen=True)
class Stuck:
    """The channels of one round that Slack would not open: whose they are, and its word for why."""

    round_id: int
    pairs: tuple[tuple[str, ...], ...]
    error: str


@dataclass(frozen=True)
class LivePair:
    """A pair that goes on."""

    mentorship_id: int
    names: tuple[str, ...]
    opening: bool
    since: datetime


@dataclass(frozen=True)
class Decisions:
    """All of it, for one owner."""

    requests: tuple[Request, ...]
    reviews: tuple[Review, ...]
    quiet: tuple[Quiet, ...]
    undelivered: tuple[Undelivered, ...]
    pairs: tuple[LivePair, ...]
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
    live = ask.live(session, program_id=program.id)
    names = _names(session, program)
    under_way = rounds.all_under_way(session, program_id=program.id)
    silent = ask.silent(session, program_id=program.id, least=pairs.IGNORED)
    dead = ask.dead_letters(session, program_id=program.id)
    return Decisions(
        requests=_requests(session, program, owner),
        reviews=tuple(_review(session, found) for found in under_way),
        quiet=tuple(_quiet(session, pair, names) for pair in silent if pair.id not in own),
        undelivered=tuple(_undelivered(session, letter, names) for letter in dead),
        pairs=tuple(LivePair(pair, names.get(pair, ()), state == "opening", at) for pair, state, at in live),
        stuck=_stuck(session, program, names),
    )


Names = dict[int, tuple[str, ...]]
"""The names of the people in each live mentorship, mentors first."""


def _names(session: Session, program: Program) -> Names:
    """Read at once: a big program has hundreds of pairs."""
    known = ask.names_here(session, program_id=program.id)
    found: Names = {}
    for mentorship_id, _, person_id in ask.members(session, program_id=program.id):
        if person_id in known:
            found[mentorship_id] = (*found.get(mentorship_id, ()), known[person_id])
    return found


def _requests(session: Session, program: Program, owner: str) -> tuple[Request, ...]:
    found = []
    for concern in ask.open_concerns(session, program_id=program.id):
        pair = session.get(Mentorship, concern.mentorship_id)
        assert concern.id is not None
        assert pair is not None
        if owner in pairs.ids(session, pair):
            continue
        found.append(
            Request(
                concern.id,
                concern.kind,
                pairs.name_of(session, workspace_id=concern.workspace_id, person_id=concern.person_id),
                pairs.partners(session, pair, concern.person_id),
                concern.text,
                concern.at,
            )
        )
    return tuple(found)


def _quiet(session: Session, pair: Mentorship, names: Names) -> Quiet:
    assert pair.id is not None
    since = ask.last_answer(session, mentorship_id=pair.id) or pair.opened_at or pair.matched_at
    return Quiet(pair.id, names.get(pair.id, ()), pair.silent, since)


def _stuck(session: Session, program: Program, names: Names) -> tuple[Stuck, ...]:
    """By round: one press tries all of a round again."""
    found: dict[int, list[Mentorship]] = {}
    for pair in mentorships.stuck(session, program_id=program.id):
        if pair.round_id is not None:
            found.setdefault(pair.round_id, []).append(pair)
    return tuple(
        Stuck(
            round_id, tuple(names.get(one.id or 0, ()) for one in those), those[0].trouble.partition(":")[2]
        )
        for round_id, those in found.items()
    )


def _review(session: Session, found: Round) -> Review:
    assert found.id is not None
    proposed, waiting = rounds.size(session, round_id=found.id)
    name = mentor = ""
    if found.for_person_id is not None:
        name = pairs.name_of(session, workspace_id=found.workspace_id, person_id=found.for_person_id)
        mentor = ", ".join(
            pairs.name_of(session, workspace_id=found.workspace_id, person_id=pair.mentor_id)
            for pair in rounds.proposals(session, round_id=found.id)
        )
    return Review(found.id, found.state == "asked", proposed, waiting, name, mentor)


def _undelivered(session: Session, letter: Letter, names: Names) -> Undelivered:
    assert letter.id is not None
    if letter.recipient == CHANNEL:
        to = names.get(letter.mentorship_id or 0, ())
    else:
        person = programs.person(session, workspace_id=letter.workspace_id, person_id=letter.recipient)
        to = (person.name,) if person is not None and person.name else ()
    return Undelivered(letter.id, letter.kind, to, letter.last_error, letter.done_at or letter.due_at)
