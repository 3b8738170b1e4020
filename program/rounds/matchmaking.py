"""A round of matching: `snapshot` of the people, `matching.propose` on it elsewhere, and what that proposes written
down part by part before anybody sees it: `make_room`, `write`, `record`.

Between the steps no transaction is open. Whoever changes while it is computed makes the round start again; a process
that dies leaves it asked for, and the next beat takes it up.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from program.base.access import check_open, program_of
from program.base.audit import note
from program.base.notices import Notice, redraw, redraw_home, tell
from program.base.refusals import No, Refusal
from program.rounds import drafts
from program.rounds.candidates import Snapshot, freeze
from program.rounds.drafts import Draft, Part
from storage.models import Program, Round
from storage.queries import mentorships, programs, round_inputs, rounds


@dataclass(frozen=True)
class Asked:
    """A round is under way."""

    round_id: int
    program: str
    proposed: bool


def ask_for_round(
    session: Session, *, workspace_id: str, program_id: int | None, person_id: str, now: datetime
) -> Asked:
    """Have a round computed; one that is under way is given back instead."""
    program = program_of(session, workspace_id, program_id)
    check_open(program)
    under_way = rounds.under_way(session, program_id=program.id)
    if under_way is not None and _found_nobody(session, under_way):
        _set_aside(session, under_way, person_id, now)
        under_way = None
    if under_way is None:
        if not rounds.anybody_waits(session, program=program):
            raise Refusal(No.NOBODY_WAITS, program=program.name)
        under_way = _begin(session, program, person_id, now)
    assert under_way.id is not None
    return Asked(under_way.id, program.name, proposed=under_way.state == "proposed")


def ask_again(
    session: Session, *, workspace_id: str, round_id: int | None, person_id: str, now: datetime
) -> Asked:
    """Set a proposed round aside and have another computed. Pairs that were turned down stay so."""
    found = (
        session.get(Round, round_id, with_for_update=True, populate_existing=True)
        if round_id is not None
        else None
    )
    if found is None or found.workspace_id != workspace_id:
        raise Refusal(No.GONE)
    if found.state in rounds.UNDER_WAY and found.for_person_id is None:
        _set_aside(session, found, person_id, now)
    return ask_for_round(
        session, workspace_id=workspace_id, program_id=found.program_id, person_id=person_id, now=now
    )


def _found_nobody(session: Session, found: Round) -> bool:
    """A proposed round without a pair is of its day: whoever asks again has another computed."""
    pairs, _ = rounds.size(session, round_id=found.id)
    return found.state == "proposed" and not pairs


def _set_aside(session: Session, found: Round, person_id: str, now: datetime) -> None:
    found.state = "discarded"
    found.published_by = person_id
    session.add(found)
    session.flush()
    redraw(session, Notice.ROUND, found.workspace_id, now=now, round=found.id)


def _begin(session: Session, program: Program, person_id: str, now: datetime) -> Round:
    assert program.id is not None
    begun = Round(
        workspace_id=program.workspace_id,
        program_id=program.id,
        asked_by=person_id,
        asked_at=now,
    )
    session.add(begun)
    session.flush()
    note(session, begun, who=person_id, what="round_asked", now=now)
    return begun


def next_asked(session: Session) -> int | None:
    """The round that has waited longest to be computed."""
    found = rounds.asked(session)
    return found.id if found is not None else None


def snapshot(session: Session, *, round_id: int, now: datetime) -> Snapshot | None:
    """The people of a round, or None if it isn't asked for any more."""
    found = session.get(Round, round_id)
    return freeze(session, found, now=now) if found is not None and found.state == "asked" else None


def make_room(session: Session, *, draft: Draft) -> bool:
    """What was written for other people is taken away; what was for the same is the same, and stays.

    False if the round isn't asked for any more; so are the next two.
    """
    found = _asked(session, draft)
    if found is not None and found.people_version != draft.version:
        rounds.clear(session, round_id=found.id)
        round_inputs.keep(session, found=found, inputs=draft.inputs)
        found.people_version = draft.version
        session.add(found)
    return found is not None


def write(session: Session, *, draft: Draft, part: Part) -> bool:
    """Write down a part. False, too, if another replica has made room for others by now."""
    found = _asked(session, draft)
    if found is None or found.people_version != draft.version:
        return False
    drafts.write(session, found, part)
    return True


def record(session: Session, *, draft: Draft, now: datetime) -> bool:
    """Propose the round, of which every part is there."""
    found = _asked(session, draft)
    if found is None or found.people_version != draft.version:
        return False
    found.state = "proposed"
    found.proposed_at = now
    found.certificate = draft.certificate
    session.add(found)
    session.flush()
    note(session, found, who=found.asked_by, what="round_proposed", now=now)
    if found.for_person_id is None:
        _tell_asker(session, found, now)
    else:
        _tell_owners(session, found, draft, now)
    return True


def _asked(session: Session, draft: Draft) -> Round | None:
    found = session.get(Round, draft.round_id, with_for_update=True, populate_existing=True)
    return found if found is not None and found.state == "asked" else None


def give_up(session: Session, *, round_id: int, why: str, now: datetime) -> None:
    """A round can't be computed: it is set aside, so that it keeps no other waiting. Who asked for it is told; of one
    person's search they and the owners read on Home that it is over.
    """
    found = session.get(Round, round_id, with_for_update=True, populate_existing=True)
    if found is None or found.state != "asked":
        return
    found.state = "discarded"
    session.add(found)
    note(session, found, who=found.asked_by, what="round_failed", why=why, now=now)
    if found.for_person_id is None:
        _tell_asker(session, found, now)
    else:
        redraw_home(session, found.for_person_id, workspace_id=found.workspace_id, now=now)


def _tell_asker(session: Session, found: Round, now: datetime) -> None:
    tell(session, Notice.ROUND, found, to=found.asked_by, about=str(found.id), now=now, round=found.id)
    redraw_home(
        session,
        *programs.owners(session, program_id=found.program_id),
        workspace_id=found.workspace_id,
        now=now,
    )


def _tell_owners(session: Session, found: Round, draft: Draft, now: datetime) -> None:
    """Nobody found: the owners hear why, and the person, unless they still have a mentor who must not guess that
    somebody else was looked for. Not needed any more: nobody hears of it.
    """
    assert found.for_person_id is not None
    if not draft.pairs:
        found.state = "discarded"
    if not draft.pairs and not draft.waiting:
        return
    if draft.waiting and not mentorships.live_as_mentee(
        session, program_id=found.program_id, person_id=found.for_person_id
    ):
        enrollment = programs.enrollment(session, program_id=found.program_id, person_id=found.for_person_id)
        assert enrollment is not None
        enrollment.waited += 1
        tell(
            session,
            Notice.UNMATCHED,
            found,
            to=found.for_person_id,
            about=f"{found.id}:mentee",
            now=now,
            round=found.id,
            role="mentee",
        )
        redraw_home(session, found.for_person_id, workspace_id=found.workspace_id, now=now)
    for owner in programs.owners(session, program_id=found.program_id):
        tell(session, Notice.REPLACEMENT, found, to=owner, about=str(found.id), now=now, round=found.id)
        redraw_home(session, owner, workspace_id=found.workspace_id, now=now)
