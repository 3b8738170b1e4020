"""A round is published: pairs become mentorships, and everybody who was in it hears the outcome."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from program.base.audit import note
from program.base.notices import Notice, redraw, redraw_home, tell
from program.base.refusals import No, Refusal
from program.base.start import has_started
from program.base.touchpoints import Moment, plan
from program.joining.pool import Pool
from program.pair import endings, places
from program.pair.endings import Ending
from program.pair.mentorship import Chosen, begin
from program.rounds.drafts import TURNED_DOWN
from program.rounds.eligibility import look, refusal
from storage.models import Mentorship, Round
from storage.queries import mentorships, programs, review, rounds
from storage.queries.review import Suggested


@dataclass(frozen=True)
class Published:
    """A round is out."""

    program: str
    pairs: int
    waiting: int


def publish(
    session: Session, *, workspace_id: str, round_id: int | None, person_id: str, now: datetime
) -> Published:
    """Make the approved pairs real. Every rule is checked again; nothing is published before all is decided, nor before
    the day that people were told.
    """
    found, pool, suggested = look(session, workspace_id=workspace_id, round_id=round_id, lock=True)
    if not has_started(session, pool.program, now):
        raise Refusal(No.ROUND_EARLY, starts=pool.program.starts_on)
    undecided = [one for one in suggested if one.state == "proposed"]
    if undecided:
        raise Refusal(No.ROUND_UNDECIDED, count=len(undecided))
    approved = [one for one in suggested if one.state == "approved"]
    if found.for_person_id is not None and not approved:
        turn_down(session, workspace_id=workspace_id, round_id=round_id, person_id=person_id, now=now)
        return Published(pool.program.name, 0, 0)
    _check_again(pool, approved)
    earlier = _being_replaced(session, found)
    begin(
        session,
        program=pool.program,
        round_id=found.id,
        pairs=[Chosen(*pair) for pair in review.approved(session, round_id=found.id)],
        who=person_id,
        now=now,
    )
    for old in earlier:
        endings.end(session, mentorship=old, why=Ending.CALIBRATION, now=now)
    found.state = "published"
    found.published_at = now
    found.published_by = person_id
    session.add(found)
    waiting = _count_waiting(session, found, [one for one in suggested if one.state != "approved"])
    _drop_replacements(session, found, {one.mentee_id for one in approved}, now)
    plan(session, Moment.ANNOUNCE, program=pool.program, occasion=f"{found.id}:0", due=now)
    if found.for_person_id is not None:  # of everybody's round all hear who wait
        places.changed(session, program=pool.program, now=now)
    _show_progress(session, found, person_id, now)
    note(session, found, who=person_id, what="round_published", now=now)
    return Published(pool.program.name, len(approved), waiting)


def turn_down(
    session: Session, *, workspace_id: str, round_id: int | None, person_id: str, now: datetime
) -> None:
    """Not this pair: a replacement round is set aside, and the next candidate looked for."""
    found, pool, suggested = look(session, workspace_id=workspace_id, round_id=round_id, lock=True)
    if found.for_person_id is None:
        raise Refusal(No.GONE)
    review.decide(session, pairs=suggested, state="rejected", who=person_id)
    found.state = "discarded"
    found.published_by = person_id
    session.add(found)
    session.flush()
    session.add(
        Round(
            workspace_id=workspace_id,
            program_id=found.program_id,
            for_person_id=found.for_person_id,
            asked_by=person_id,
            asked_at=now,
        )
    )
    note(session, found, who=person_id, what="replacement_turned_down", now=now)
    _show_progress(session, found, None, now)
    redraw_home(
        session, *programs.owners(session, program_id=pool.program.id), workspace_id=workspace_id, now=now
    )


def approve_replacement(
    session: Session, *, workspace_id: str, round_id: int | None, person_id: str, now: datetime
) -> Published:
    """Approve the one pair of a replacement round, and publish it alone."""
    found, _, suggested = look(session, workspace_id=workspace_id, round_id=round_id, lock=True)
    if found.for_person_id is None:
        raise Refusal(No.GONE)
    review.decide(session, pairs=suggested, state="approved", who=person_id)
    return publish(session, workspace_id=workspace_id, round_id=round_id, person_id=person_id, now=now)


def _check_again(pool: Pool, approved: Sequence[Suggested]) -> None:
    held: Counter[str] = Counter()
    for one in approved:
        bar = pool.bar(one.mentor_id, one.mentee_id, held)
        if bar is not None:
            raise refusal(pool, bar, one.mentor_id, one.mentee_id)
        held[one.mentor_id] += 1


def _being_replaced(session: Session, found: Round) -> Sequence[Mentorship]:
    """What the person whom a replacement round is for is in now, as a mentee."""
    if found.for_person_id is None:
        return []
    return mentorships.live_as_mentee(session, program_id=found.program_id, person_id=found.for_person_id)


def _count_waiting(session: Session, found: Round, turned_down: Sequence[Suggested]) -> int:
    """Who got nobody waits one round longer, and who was matched starts anew. Returns how many wait."""
    where = {"workspace_id": found.workspace_id, "program_id": found.program_id, "round_id": found.id}
    rounds.add_waiting(
        session,
        [{**where, "person_id": one.mentee_id, "reason": TURNED_DOWN, "facts": {}} for one in turned_down],
    )
    review.publish(session, found=found)
    _, waiting = rounds.size(session, round_id=found.id)
    return waiting


def _drop_replacements(session: Session, found: Round, matched: set[str], now: datetime) -> None:
    """Whoever is matched needs no replacement round any more."""
    for other in rounds.all_under_way(session, program_id=found.program_id):
        if other.id != found.id and other.for_person_id in matched:
            other.state = "discarded"
            session.add(other)
            _show_progress(session, other, None, now)


def _show_progress(session: Session, found: Round, publisher: str | None, now: datetime) -> None:
    """The owners' cards of this round show where it stands; whoever published it gets one."""
    notice = Notice.ROUND if found.for_person_id is None else Notice.REPLACEMENT
    redraw(session, notice, found.workspace_id, now=now, round=found.id)
    if publisher is not None:
        tell(session, notice, found, to=publisher, about=str(found.id), now=now, round=found.id)
    redraw_home(
        session,
        *programs.owners(session, program_id=found.program_id),
        workspace_id=found.workspace_id,
        now=now,
    )
