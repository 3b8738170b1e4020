"""The owner looks at what a round proposes: approve, turn down, pair by hand. Nobody else hears anything yet."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from program.base.access import check_colleagues
from program.base.receipts import Lever, Word, levers, words
from program.base.refusals import No, Refusal
from program.base.start import has_started
from program.joining.pool import Bar, Pool, places
from program.rounds.eligibility import look, refusal
from storage import bulk
from storage.models import Audit, Proposal, ProposalState, Round
from storage.queries import review
from storage.queries.review import Suggested

PAGE = 12
LONGEST_LINE = 300


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One proposed pair. `bar` says what is in its way by now; `barred` names the person it is about.

    `goals` and `teaches` are what the two wrote, where they share no words.
    """

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
    goals: str = ""
    teaches: str = ""


@dataclass(frozen=True)
class Unmatched:
    """Somebody without a mentor in this round, and why."""

    name: str
    reason: str
    levers: tuple[Lever, ...]


@dataclass(frozen=True, kw_only=True)
class Preview:
    """One page of a proposed round. `apart`: so many of the undecided pairs share no words. `changed`: the owner has
    turned down or chosen pairs since it was worked out. `not_before`: the day that people were
    told, while it is to come.
    """

    round_id: int
    program: str
    page: int
    pages: int
    pairs: tuple[Pair, ...]
    unmatched: tuple[Unmatched, ...]
    proposed: int
    apart: int
    approved: int
    rejected: int
    waiting: int
    replacement: bool
    newcomers: int
    changed: bool
    not_before: date | None


def preview(
    session: Session, *, workspace_id: str, round_id: int | None, now: datetime, page: int = 0
) -> Preview:
    """A page of the round, pairs without shared words first; the first or last one where `page` lies beyond.

    Raises Refusal once it is settled.
    """
    found, pool, suggested = look(session, workspace_id=workspace_id, round_id=round_id)
    assert found.id is not None
    apart = review.without_words(session, round_id=found.id)
    suggested = sorted(suggested, key=lambda one: one.id not in apart)
    paired = {one.mentee_id for one in suggested}
    rest = [one for one in review.unmatched(session, round_id=found.id) if one not in paired]
    pages = max(1, -(-(len(suggested) + len(rest)) // PAGE))
    page = min(max(page, 0), pages - 1)
    first, end = page * PAGE, (page + 1) * PAGE
    shown = suggested[first:end]
    others = rest[max(0, first - len(suggested)) : max(0, end - len(suggested))]
    receipts = review.receipts(session, pairs=shown)
    unlike = {person for one in shown if one.id in apart for person in (one.mentee_id, one.mentor_id)}
    wrote = review.wrote(session, program_id=found.program_id, people=unlike)
    held = _held(suggested)
    states = Counter(one.state for one in suggested)
    return Preview(
        round_id=found.id,
        program=pool.program.name,
        page=page,
        pages=pages,
        pairs=tuple(
            _pair(pool, one, receipts[one.id], held, wrote if one.id in apart else {}, now) for one in shown
        ),
        unmatched=tuple(
            Unmatched(pool.name(one.person_id), one.reason, levers(one.facts))
            for one in review.waiting(session, round_id=found.id, people=others)
        ),
        proposed=states["proposed"],
        apart=sum(one.id in apart for one in suggested if one.state == "proposed"),
        approved=states["approved"],
        rejected=states["rejected"],
        waiting=len(rest),
        replacement=found.for_person_id is not None,
        newcomers=pool.newcomers(found.proposed_at or found.asked_at) if found.for_person_id is None else 0,
        changed=any(one.by_hand or one.state == "rejected" for one in suggested),
        not_before=None if has_started(session, pool.program, now) else pool.program.starts_on,
    )


def decide(
    session: Session,
    *,
    workspace_id: str,
    proposal_id: int | None,
    approve: bool,
    person_id: str,
    now: datetime,
    line: str = "",
) -> int:
    """Approve a pair, perhaps with a line that both will read, or turn it down. Returns the round's id."""
    _check_line(line)
    proposal = session.get(Proposal, proposal_id) if proposal_id is not None else None
    if proposal is None or proposal.workspace_id != workspace_id:
        raise Refusal(No.GONE)
    found, pool, suggested = look(session, workspace_id=workspace_id, round_id=proposal.round_id, lock=True)
    [pair] = [one for one in suggested if one.id == proposal_id]
    bar = _bar(pool, pair, _held(suggested)) if approve else None
    if bar is not None:
        raise refusal(pool, bar, pair.mentor_id, pair.mentee_id)
    proposal.line = line
    session.add(proposal)
    session.flush()
    _decide(session, found, [pair], "approved" if approve else "rejected", who=person_id, now=now)
    return proposal.round_id


def approve_all(
    session: Session,
    *,
    workspace_id: str,
    round_id: int | None,
    person_id: str,
    now: datetime,
    apart: bool = False,
) -> None:
    """Approve every undecided pair of its sort with nothing in its way: those that share words, or those that don't."""
    found, pool, suggested = look(session, workspace_id=workspace_id, round_id=round_id, lock=True)
    held, without = _held(suggested), review.without_words(session, round_id=found.id)
    asked = [one for one in suggested if one.state == "proposed" and (one.id in without) == apart]
    free = [one for one in asked if _bar(pool, one, held) is None]
    _decide(session, found, free, "approved", who=person_id, now=now)


def pair_by_hand(
    session: Session,
    *,
    workspace_id: str,
    round_id: int | None,
    mentee_id: str,
    mentor_id: str,
    person_id: str,
    now: datetime,
    line: str = "",
) -> None:
    """The owner's own pair: approved at once, in the place of what was proposed for that mentee."""
    _check_line(line)
    found, pool, suggested = look(
        session, workspace_id=workspace_id, round_id=round_id, lock=True, also=(mentee_id, mentor_id)
    )
    for field, chosen in (("match_mentee", mentee_id), ("match_mentor", mentor_id)):
        check_colleagues(session, workspace_id, chosen, field=field)
        if not chosen:
            raise Refusal(No.PAIR_MISSING, field=field)
    promised = places(
        (one.mentor_id, one.mentee_id)
        for one in suggested
        if one.state != "rejected" and one.mentee_id != mentee_id
    )
    bar = pool.bar(mentor_id, mentee_id, promised)
    if bar is not None:
        raise refusal(pool, bar, mentor_id, mentee_id, field=f"match_{bar.side}")
    before = next((one.id for one in suggested if one.mentee_id == mentee_id), 0)
    proposal = session.get(Proposal, before) or Proposal(
        workspace_id=workspace_id,
        program_id=found.program_id,
        round_id=found.id or 0,
        mentor_id=mentor_id,
        mentee_id=mentee_id,
    )
    if proposal.mentor_id != mentor_id or proposal.id is None:
        proposal.mentor_id, proposal.by_hand, proposal.receipt, proposal.score = mentor_id, True, {}, 0.0
    proposal.line = line
    session.add(proposal)
    session.flush()
    pair = [one for one in review.suggested(session, round_id=found.id) if one.mentee_id == mentee_id]
    _decide(session, found, pair, "approved", who=person_id, now=now)


def _check_line(line: str) -> None:
    if len(line) > LONGEST_LINE:
        raise Refusal(No.TOO_LONG, field="match_line", limit=LONGEST_LINE, length=len(line))


def _pair(
    pool: Pool,
    one: Suggested,
    receipt: dict[str, Any],
    held: Counter[str],
    wrote: Mapping[str, tuple[str, str]],
    now: datetime,
) -> Pair:
    bar = _bar(pool, one, held)
    return Pair(
        proposal_id=one.id,
        mentor=pool.name(one.mentor_id),
        mentee=pool.name(one.mentee_id),
        score=one.score,
        words=words(receipt),
        overlap=pool.overlap(one.mentor_id, one.mentee_id, now.date()),
        by_hand=one.by_hand,
        state=one.state,
        bar=bar.why if bar else None,
        barred=pool.name(one.mentor_id if bar and bar.side == "mentor" else one.mentee_id),
        goals=wrote.get(one.mentee_id, ("", ""))[0],
        teaches=wrote.get(one.mentor_id, ("", ""))[1],
    )


def _bar(pool: Pool, one: Suggested, held: Counter[str]) -> Bar | None:
    """What is in the way of this pair, when every other one that is not turned down takes its place."""
    own = one.state != "rejected"
    return pool.bar(one.mentor_id, one.mentee_id, {one.mentor_id: held[one.mentor_id] - own})


def _held(suggested: Sequence[Suggested]) -> Counter[str]:
    return places((one.mentor_id, one.mentee_id) for one in suggested if one.state != "rejected")


def _decide(
    session: Session,
    found: Round,
    pairs: Sequence[Suggested],
    state: ProposalState,
    *,
    who: str,
    now: datetime,
) -> None:
    review.decide(session, pairs=pairs, state=state, who=who)
    what = {
        "workspace_id": found.workspace_id,
        "program_id": found.program_id,
        "at": now,
        "who": who,
        "what": f"pair_{state}",
    }
    bulk.write(
        session,
        Audit,
        [{**what, "subject": f"proposal:{one.id}", "why": "by hand" if one.by_hand else ""} for one in pairs],
    )
