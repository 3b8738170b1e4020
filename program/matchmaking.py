"""A round of matching in three steps: `snapshot` of the people, `matching.propose` on it elsewhere, `record`.

Between the steps no transaction is open. Whoever changes meanwhile makes the round start again; a process that
dies leaves it asked for, and the next beat takes it up. What a big round proposes is drafted first, part by part.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

import matching
from program.access import program_of
from program.candidates import Snapshot, freeze
from program.drafts import Part, certificate, parts, write
from program.notices import Notice, redraw, redraw_home, tell
from program.refusals import No, Refusal
from storage.models import Audit, Program, Round
from storage.queries import mentorships, rounds
from storage.queries import programs as ask


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
    if program.state != "open":
        raise Refusal(No.PROGRAM_ENDED, program=program.name)
    under_way = rounds.under_way(session, program_id=program.id)
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
    found = session.get(Round, round_id, with_for_update=True) if round_id is not None else None
    if found is None or found.workspace_id != workspace_id:
        raise Refusal(No.GONE)
    if found.state in rounds.UNDER_WAY and found.for_person_id is None:
        found.state = "discarded"
        found.published_by = person_id
        session.add(found)
        session.flush()
        redraw(session, Notice.ROUND, workspace_id=workspace_id, now=now, round=found.id)
    return ask_for_round(
        session, workspace_id=workspace_id, program_id=found.program_id, person_id=person_id, now=now
    )


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
    _log(session, begun, who=person_id, what="round_asked", now=now)
    return begun


def snapshot(session: Session, *, now: datetime) -> Snapshot | None:
    """The people of the round that has waited longest, or None when no round is asked for."""
    asked = rounds.asked(session)
    return freeze(session, asked, now=now) if asked is not None else None


def unchanged(session: Session, *, taken: Snapshot, now: datetime) -> bool:
    """Whether the round is still asked for, with the people as they were."""
    found = session.get(Round, taken.round_id)
    if found is None or found.state != "asked":
        return False
    return freeze(session, found, now=now).version == taken.version


def draft(session: Session, *, taken: Snapshot, part: Part) -> bool:
    """Write down a part of a big round ahead of `record`. False if it isn't asked for any more, or by now for others.

    What is drafted for the same people again is the same. Nobody sees it before the round is proposed.
    """
    found = session.get(Round, taken.round_id, with_for_update=True)
    if found is None or found.state != "asked":
        return False
    if found.people_version != taken.version:
        rounds.clear(session, round_id=found.id)
        found.people_version = taken.version
        session.add(found)
    write(session, found, part)
    return True


def record(session: Session, *, taken: Snapshot, outcome: matching.Round, now: datetime) -> bool:
    """Propose the round. False if people have changed meanwhile: then it is computed again.

    One that was drafted whole, from people who were `unchanged` before that, is there already.
    """
    found = session.get(Round, taken.round_id, with_for_update=True)
    if found is None or found.state != "asked":
        return False
    if found.people_version != taken.version:
        if not unchanged(session, taken=taken, now=now):
            return False
        rounds.clear(session, round_id=found.id)
        for part in parts(outcome):
            write(session, found, part)
    found.state = "proposed"
    found.proposed_at = now
    found.people_version = taken.version
    found.certificate = certificate(outcome)
    session.add(found)
    session.flush()
    _log(session, found, who=found.asked_by, what="round_proposed", now=now)
    if found.for_person_id is None:
        _tell_asker(session, found, now)
    else:
        _tell_owners(session, found, outcome, now)
    return True


def give_up(session: Session, *, round_id: int, why: str, now: datetime) -> None:
    """A round can't be computed: it is set aside, so that it keeps no other waiting, and its owner is told."""
    found = session.get(Round, round_id, with_for_update=True)
    if found is None or found.state != "asked":
        return
    found.state = "discarded"
    session.add(found)
    _log(session, found, who=found.asked_by, what="round_failed", why=why, now=now)
    if found.for_person_id is None:
        _tell_asker(session, found, now)


def _tell_asker(session: Session, found: Round, now: datetime) -> None:
    tell(
        session,
        Notice.ROUND,
        workspace_id=found.workspace_id,
        program_id=found.program_id,
        to=found.asked_by,
        about=str(found.id),
        now=now,
        round=found.id,
    )
    for owner in ask.owners(session, program_id=found.program_id):
        redraw_home(session, workspace_id=found.workspace_id, person_id=owner, now=now)


def _tell_owners(session: Session, found: Round, outcome: matching.Round, now: datetime) -> None:
    """Nobody found: the owners hear why, and the person, unless they still have a mentor who must not guess that
    somebody else was looked for. Not needed any more: nobody hears of it.
    """
    assert found.for_person_id is not None
    if not outcome.pairs:
        found.state = "discarded"
    if not outcome.pairs and not outcome.waiting:
        return
    if outcome.waiting and not mentorships.live_as_mentee(
        session, program_id=found.program_id, person_id=found.for_person_id
    ):
        enrollment = ask.enrollment(session, program_id=found.program_id, person_id=found.for_person_id)
        assert enrollment is not None
        enrollment.waited += 1
        tell(
            session,
            Notice.UNMATCHED,
            workspace_id=found.workspace_id,
            program_id=found.program_id,
            to=found.for_person_id,
            about=f"{found.id}:mentee",
            now=now,
            round=found.id,
            role="mentee",
        )
    for owner in ask.owners(session, program_id=found.program_id):
        tell(
            session,
            Notice.REPLACEMENT,
            workspace_id=found.workspace_id,
            program_id=found.program_id,
            to=owner,
            about=str(found.id),
            now=now,
            round=found.id,
        )
        redraw_home(session, workspace_id=found.workspace_id, person_id=owner, now=now)


def _log(session: Session, found: Round, *, who: str, what: str, now: datetime, why: str = "") -> None:
    session.add(
        Audit(
            workspace_id=found.workspace_id,
            program_id=found.program_id,
            at=now,
            who=who,
            what=what,
            subject=f"round:{found.id}",
            why=why,
        )
    )
