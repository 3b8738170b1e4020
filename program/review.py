"""The owner looks at what a round proposes: approve, turn down, pair by hand. Nobody else hears anything yet."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from program.pairing import Bar, Pool, look, places, refusal
from program.receipts import Lever, Word, levers, words
from program.refusals import No, Refusal
from storage.models import Audit, Proposal
from storage.queries import rounds

PAGE = 12


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One proposed pair. `bar` says what is in its way by now; `barred` names the person it is about."""

    proposal_id: int
    mentor: str
    mentee: str
    score: float
    words: tuple[Word, ...]
    overlap: int
    by_hand: bool
    state: str
    bar: No | None
    barred: str


@dataclass(frozen=True)
class Unmatched:
    """Somebody without a mentor in this round, and why."""

    name: str
    reason: str
    levers: tuple[Lever, ...]


@dataclass(frozen=True, kw_only=True)
class Preview:
    """One page of a proposed round. `changed`: the owner has turned down or chosen pairs since it was worked out."""

    round_id: int
    program: str
    page: int
    pages: int
    pairs: tuple[Pair, ...]
    unmatched: tuple[Unmatched, ...]
    proposed: int
    approved: int
    rejected: int
    waiting: int
    replacement: bool
    newcomers: int
    changed: bool


def preview(
    session: Session, *, workspace_id: str, round_id: int | None, now: datetime, page: int = 0
) -> Preview:
    """A page of the round; the first or last one where `page` lies beyond. Raises Refusal once it is settled."""
    found, pool, proposals = look(session, workspace_id=workspace_id, round_id=round_id)
    assert found.id is not None
    waiting = rounds.waiting(session, round_id=found.id)
    paired = {proposal.mentee_id for proposal in proposals}
    rest = [one for one in waiting if one.person_id not in paired]
    pages = max(1, -(-(len(proposals) + len(rest)) // PAGE))
    page = min(max(page, 0), pages - 1)
    shown = range(page * PAGE, (page + 1) * PAGE)
    held = _held(proposals)
    states = Counter(proposal.state for proposal in proposals)
    return Preview(
        round_id=found.id,
        program=pool.program.name,
        page=page,
        pages=pages,
        pairs=tuple(
            _pair(pool, proposal, held, now) for place, proposal in enumerate(proposals) if place in shown
        ),
        unmatched=tuple(
            Unmatched(pool.name(one.person_id), one.reason, levers(one.facts))
            for place, one in enumerate(rest, len(proposals))
            if place in shown
        ),
        proposed=states["proposed"],
        approved=states["approved"],
        rejected=states["rejected"],
        waiting=len(rest),
        replacement=found.for_person_id is not None,
        newcomers=pool.newcomers(found.proposed_at or found.asked_at) if found.for_person_id is None else 0,
        changed=any(one.by_hand or one.state == "rejected" for one in proposals),
    )


def decide(
    session: Session,
    *,
    workspace_id: str,
    proposal_id: int | None,
    approve: bool,
    person_id: str,
    now: datetime,
) -> int:
    """Approve a pair, or turn it down. Returns the round's id."""
    proposal = session.get(Proposal, proposal_id) if proposal_id is not None else None
    if proposal is None or proposal.workspace_id != workspace_id:
        raise Refusal(No.GONE)
    _, pool, proposals = look(session, workspace_id=workspace_id, round_id=proposal.round_id, lock=True)
    bar = _bar(pool, proposal, _held(proposals)) if approve else None
    if bar is not None:
        raise refusal(pool, bar, proposal.mentor_id, proposal.mentee_id)
    proposal.state = "approved" if approve else "rejected"
    proposal.decided_by = person_id
    session.add(proposal)
    _log(session, proposal, who=person_id, now=now)
    return proposal.round_id


def approve_all(
    session: Session, *, workspace_id: str, round_id: int | None, person_id: str, now: datetime
) -> None:
    """Approve every pair that is undecided and has nothing in its way."""
    _, pool, proposals = look(session, workspace_id=workspace_id, round_id=round_id, lock=True)
    held = _held(proposals)
    for proposal in proposals:
        if proposal.state == "proposed" and _bar(pool, proposal, held) is None:
            proposal.state = "approved"
            proposal.decided_by = person_id
            session.add(proposal)
            _log(session, proposal, who=person_id, now=now)


def pair_by_hand(
    session: Session,
    *,
    workspace_id: str,
    round_id: int | None,
    mentee_id: str,
    mentor_id: str,
    person_id: str,
    now: datetime,
) -> None:
    """The owner's own pair: approved at once, in the place of what was proposed for that mentee."""
    found, pool, proposals = look(
        session, workspace_id=workspace_id, round_id=round_id, lock=True, also=(mentee_id, mentor_id)
    )
    for field, chosen in (("match_mentee", mentee_id), ("match_mentor", mentor_id)):
        if not chosen:
            raise Refusal(No.PAIR_MISSING, field=field)
    promised = places(
        (one.mentor_id, one.mentee_id)
        for one in proposals
        if one.state != "rejected" and one.mentee_id != mentee_id
    )
    bar = pool.bar(mentor_id, mentee_id, promised)
    if bar is not None:
        raise refusal(pool, bar, mentor_id, mentee_id, field=f"match_{bar.side}")
    proposal = next((one for one in proposals if one.mentee_id == mentee_id), None) or Proposal(
        workspace_id=workspace_id,
        program_id=found.program_id,
        round_id=found.id or 0,
        mentor_id=mentor_id,
        mentee_id=mentee_id,
    )
    if proposal.mentor_id != mentor_id or proposal.id is None:
        proposal.mentor_id, proposal.by_hand, proposal.receipt, proposal.score = mentor_id, True, {}, 0.0
    proposal.state = "approved"
    proposal.decided_by = person_id
    session.add(proposal)
    session.flush()
    _log(session, proposal, who=person_id, now=now)


def _pair(pool: Pool, proposal: Proposal, held: Counter[str], now: datetime) -> Pair:
    assert proposal.id is not None
    bar = _bar(pool, proposal, held)
    return Pair(
        proposal_id=proposal.id,
        mentor=pool.name(proposal.mentor_id),
        mentee=pool.name(proposal.mentee_id),
        score=proposal.score,
        words=words(proposal.receipt),
        overlap=pool.overlap(proposal.mentor_id, proposal.mentee_id, now.date()),
        by_hand=proposal.by_hand,
        state=proposal.state,
        bar=bar.why if bar else None,
        barred=pool.name(proposal.mentor_id if bar and bar.side == "mentor" else proposal.mentee_id),
    )


def _bar(pool: Pool, proposal: Proposal, held: Counter[str]) -> Bar | None:
    """What is in the way of this pair, when every other one that is not turned down takes its place."""
    own = proposal.state != "rejected"
    return pool.bar(
        proposal.mentor_id, proposal.mentee_id, {proposal.mentor_id: held[proposal.mentor_id] - own}
    )


def _held(proposals: Sequence[Proposal]) -> Counter[str]:
    return places((one.mentor_id, one.mentee_id) for one in proposals if one.state != "rejected")


def _log(session: Session, proposal: Proposal, *, who: str, now: datetime) -> None:
    session.add(
        Audit(
            workspace_id=proposal.workspace_id,
            program_id=proposal.program_id,
            at=now,
            who=who,
            what=f"pair_{proposal.state}",
            subject=f"proposal:{proposal.id}",
            why="by hand" if proposal.by_hand else "",
        )
    )
