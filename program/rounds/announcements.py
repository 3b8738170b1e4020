"""What a published round means for each: everybody in it hears, and the owners see the channels open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from program.base.calendar import Local, overlap_minutes
from program.base.notices import Notice, redraw_home, tell
from program.base.receipts import Lever, Word, levers, words
from program.base.touchpoints import Moment, plan
from program.joining.pool import Pool
from program.pair import pairs
from program.pair.mentorship import MAY_DECLINE, everybody, open_channel
from program.pair.waiting import Without, why_without
from program.pair.why import Why, why
from program.running.waits import waits
from storage.models import Letter, Mentorship, Program, Round, Touchpoint
from storage.queries import mentorships, programs, review, rounds

CHUNK = 50


@dataclass(frozen=True, kw_only=True)
class Matched:
    """To one of a pair: who it is, why you two, and what happens next. `without`: why they have no channel."""

    to: str
    mentorship_id: int
    program: str
    partners: tuple[str, ...]
    mentor: bool
    why: Why
    overlap: int
    decline_until: datetime
    declinable: bool
    live: bool
    channel_id: str | None
    without: Without
    owners: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unmatched:
    """To somebody whom the round gave nobody; `search` if it looked for them alone."""

    to: str
    program_id: int
    program: str
    mentor: bool
    reason: str
    levers: tuple[Lever, ...]
    search: bool = False


@dataclass(frozen=True, kw_only=True)
class RoundCard:
    """To an owner: a round to look at, or what has become of it."""

    to: str
    round_id: int
    program: str
    state: str
    pairs: int
    waiting: int
    by: str
    opened: int
    stuck: tuple[tuple[tuple[str, ...], str], ...]


@dataclass(frozen=True, kw_only=True)
class ReplacementCard:
    """To an owner: a new mentor for one person, or why there is none. `ended`: they have no mentor any more."""

    to: str
    round_id: int
    program: str
    state: str
    mentee: str
    mentor: str
    words: tuple[Word, ...]
    overlap: int
    reason: str
    by: str
    stuck: tuple[tuple[tuple[str, ...], str], ...]
    ended: bool = False


def announce(session: Session, touchpoint: Touchpoint, now: datetime) -> None:
    """Tell the next people of a published round, and open their channels; then the next ones, until all know."""
    touchpoint.state = "answered"
    round_id, done = (int(number) for number in touchpoint.key.split(":")[-2:])
    found = session.get(Round, round_id)
    program = session.get(Program, touchpoint.program_id)
    assert found is not None
    assert program is not None
    news: list[int | str] = [
        *mentorships.ids_of_round(session, program_id=program.id, round_id=round_id).values(),
        *review.unmatched(session, round_id=round_id),
    ]
    for one in news[done : done + CHUNK]:
        if isinstance(one, str):
            _tell_waiting(session, found, one, "mentee", now)
        else:
            _tell_pair(session, session.get_one(Mentorship, one), now)
    if done + CHUNK < len(news):
        plan(session, Moment.ANNOUNCE, program=program, occasion=f"{round_id}:{done + CHUNK}", due=now)
    elif found.for_person_id is None:
        for person_id in Pool.read(session, program).without_mentee():
            _tell_waiting(session, found, person_id, "mentor", now)


def matched(session: Session, letter: Letter) -> Matched | None:
    """What one of a pair is told."""
    mentorship = session.get(Mentorship, letter.mentorship_id)
    if mentorship is None or (letter.edits is None and mentorship.state not in mentorships.LIVE):
        return None
    there = everybody(session, mentorship)
    assert mentorship.id is not None
    return Matched(
        to=letter.recipient,
        mentorship_id=mentorship.id,
        program=pairs.program_of(session, mentorship).name,
        partners=pairs.partners(session, mentorship, letter.recipient),
        mentor=any(one.role == "mentor" for one in there if one.id == letter.recipient),
        why=why(session, mentorship=mentorship, there=there),
        overlap=overlap_minutes([Local(one.time_zone) for one in there], mentorship.matched_at.date()),
        decline_until=mentorship.matched_at + MAY_DECLINE,
        declinable=letter.due_at <= mentorship.matched_at + MAY_DECLINE,
        live=mentorship.state in mentorships.LIVE,
        channel_id=mentorship.channel_id,
        without=why_without(mentorship, letter.due_at),
        owners=pairs.owner_names(session, mentorship),
    )


def unmatched(session: Session, letter: Letter) -> Unmatched | None:
    """Why a round gave somebody nobody; nothing, once they have left or the program is over."""
    program = session.get(Program, letter.program_id)
    enrollment = programs.enrollment(session, program_id=letter.program_id, person_id=letter.recipient)
    if program is None or program.id is None or program.state != "open":
        return None
    if enrollment is None or enrollment.state == "left":
        return None
    mentor = letter.params["role"] == "mentor"
    came_from = session.get(Round, letter.params["round"])
    found = None
    people = [] if mentor else [letter.recipient]
    if not mentor:
        found = rounds.why(session, round_id=letter.params["round"], person_id=letter.recipient)
    today = waits(session, program=program, people=people, now=letter.due_at)
    return Unmatched(
        letter.recipient,
        program.id,
        program.name,
        mentor,
        today.reasons.get(letter.recipient, ""),
        levers(found.facts) if found else (),
        came_from is not None and came_from.for_person_id is not None,
    )


def round_card(session: Session, letter: Letter) -> RoundCard | None:
    """A round as its owners see it."""
    found = session.get(Round, letter.params["round"])
    program = session.get(Program, letter.program_id)
    if found is None or found.id is None or program is None:
        return None
    begun = mentorships.of_round(session, round_id=found.id)
    proposed, waiting = rounds.size(session, round_id=found.id)
    return RoundCard(
        to=letter.recipient,
        round_id=found.id,
        program=program.name,
        state="failed" if found.state == "discarded" and found.proposed_at is None else found.state,
        pairs=len(begun) if found.state == "published" else proposed,
        waiting=waiting,
        by=_name(session, found, found.published_by),
        opened=sum(one.opened_at is not None for one in begun),
        stuck=_stuck(session, begun),
    )


def replacement_card(session: Session, letter: Letter) -> ReplacementCard | None:
    """A replacement round as its owners see it."""
    found = session.get(Round, letter.params["round"])
    program = session.get(Program, letter.program_id)
    if found is None or found.id is None or program is None:
        return None
    pair = next(iter(rounds.proposals(session, round_id=found.id)), None)
    waiting = rounds.why(session, round_id=found.id, person_id=found.for_person_id or "")
    ids = [one for one in (pair.mentor_id if pair else None, found.for_person_id) if one]
    people = programs.people(session, workspace_id=found.workspace_id, ids=ids)
    zones = [Local(person.time_zone) for person in people.values()]
    return ReplacementCard(
        to=letter.recipient,
        round_id=found.id,
        program=program.name,
        state=found.state,
        mentee=_name(session, found, found.for_person_id),
        mentor=_name(session, found, pair.mentor_id if pair else None),
        words=words(pair.receipt) if pair else (),
        overlap=overlap_minutes(zones, found.asked_at.date()) if pair else 0,
        reason=waiting.reason if waiting else "",
        by=_name(session, found, found.published_by),
        stuck=_stuck(session, mentorships.of_round(session, round_id=found.id)),
        ended=not mentorships.live_as_mentee(
            session, program_id=program.id, person_id=found.for_person_id or ""
        ),
    )


def _stuck(session: Session, begun: Sequence[Mentorship]) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Whose channels couldn't be opened: their names, and the step and Slack's code."""
    return tuple(
        (tuple(pairs.names(session, one).values()), one.trouble)
        for one in begun
        if one.trouble and one.channel_lost is None and one.state in mentorships.LIVE
    )


def _name(session: Session, found: Round, person_id: str | None) -> str:
    return pairs.name_of(
        session, workspace_id=found.workspace_id, person_id=person_id, program_id=found.program_id
    )


def _tell_pair(session: Session, mentorship: Mentorship, now: datetime) -> None:
    if mentorship.state not in mentorships.LIVE:
        return
    for member in mentorships.members(session, mentorship_id=mentorship.id):
        tell(session, Notice.MATCHED, mentorship, to=member.person_id, about="matched", now=now)
        redraw_home(session, member.person_id, workspace_id=mentorship.workspace_id, now=now)
    open_channel(session, mentorship, now)


def _tell_waiting(session: Session, found: Round, person_id: str, role: str, now: datetime) -> None:
    tell(
        session,
        Notice.UNMATCHED,
        found,
        to=person_id,
        about=f"{found.id}:{role}",
        now=now,
        round=found.id,
        role=role,
    )
    redraw_home(session, person_id, workspace_id=found.workspace_id, now=now)
