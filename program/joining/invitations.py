"""Inviting the program's audience, by DM and once. "Never" is kept for good."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlmodel import Session

from program.base.access import check_open, program_of
from program.base.audit import note
from program.base.notices import Notice, redraw, tell
from program.base.people import meet
from program.base.refusals import No, Refusal
from program.base.touchpoints import Moment, plan
from program.joining import audiences
from storage.models import Invitation, InvitationState, Letter, Program, Touchpoint
from storage.queries import programs

Why = Literal["joined", "runs_it", "left", "asked"]
AT_ONCE = 100
PAUSE = timedelta(seconds=5)
NOT_NOW_HOLDS = timedelta(days=90)
"""Whoever said "not now" may be asked again after this."""


@dataclass(frozen=True)
class Preview:
    """Whom an invitation would reach: `inviting` of the `audience`; the `others` by why they aren't asked."""

    program_id: int
    program: str
    purpose: str
    audience: int
    inviting: int
    others: Mapping[str, int]
    reading: bool


@dataclass(frozen=True)
class Sent:
    program: str
    inviting: int


@dataclass(frozen=True)
class Invite:
    """The card that somebody gets, and what they have said to it. `over`: there is nothing to join any more."""

    to: str
    program_id: int
    program: str
    purpose: str
    by: str
    state: InvitationState
    over: bool


def preview(session: Session, *, workspace_id: str, program_id: int | None, now: datetime) -> Preview:
    """Whom an invitation would reach. A user group or channel is read anew meanwhile."""
    program = program_of(session, workspace_id, program_id)
    check_open(program)
    audiences.read_place(session, program=program, now=now)
    everybody = audiences.everybody(session, program=program)
    inviting = _invitees(session, program, now)
    assert program.id is not None
    return Preview(
        program.id,
        program.name,
        program.purpose,
        len(everybody),
        len(inviting),
        Counter(_why_not(session, program, everybody - {*inviting})),
        not audiences.is_read(session, program=program),
    )


def invite(
    session: Session, *, workspace_id: str, program_id: int | None, person_id: str, now: datetime
) -> Sent:
    """Invite everybody who may join, hasn't, and wasn't asked. It goes out in portions, in their working hours."""
    program = program_of(session, workspace_id, program_id)
    check_open(program)
    inviting = len(_invitees(session, program, now))
    if not inviting:
        raise Refusal(No.NOBODY_TO_INVITE, program=program.name)
    plan(session, Moment.INVITE, program=program, occasion=now.isoformat(), due=now, person_id=person_id)
    note(session, program, who=person_id, what="people_invited", now=now, why=str(inviting))
    return Sent(program.name, inviting)


def invite_when_due(session: Session, touchpoint: Touchpoint, now: datetime) -> None:
    """The next portion of invitations."""
    program = session.get(Program, touchpoint.program_id)
    assert program is not None
    people = _invitees(session, program, now) if program.state == "open" else []
    for person_id in people[:AT_ONCE]:
        _invite(session, program, person_id, by=touchpoint.person_id or "", now=now)
    if len(people) > AT_ONCE:
        touchpoint.due_at = now + PAUSE
    else:
        touchpoint.state = "answered"


def answer(
    session: Session,
    *,
    workspace_id: str,
    program_id: int | None,
    person_id: str,
    said: Literal["not_now", "never"],
    now: datetime,
) -> None:
    """Somebody would rather not, for now or for good. Whoever has joined stays in."""
    program = program_of(session, workspace_id, program_id)
    invitation = programs.invitation(session, program_id=program.id, person_id=person_id)
    if invitation is None or invitation.state == "joined":
        return
    meet(session, workspace_id=workspace_id, person_id=person_id, now=now)
    invitation.state = said
    invitation.answered_at = now
    redraw(session, Notice.INVITATION, workspace_id, to=person_id, now=now, program=program.id)


def card(session: Session, letter: Letter) -> Invite | None:
    """The facts of an invitation: not sent to somebody who has answered in the meantime, but edited then."""
    program = session.get(Program, letter.program_id)
    invitation = programs.invitation(session, program_id=letter.program_id, person_id=letter.recipient)
    if program is None or program.id is None or invitation is None:
        return None
    if letter.edits is None and (invitation.state != "sent" or program.state != "open"):
        return None
    person = programs.person(session, workspace_id=letter.workspace_id, person_id=letter.recipient)
    admission = audiences.admission(session, program=program, person=person) if person else "unread"
    if letter.edits is None and admission not in ("in", "unread"):
        return None
    by = programs.person(session, workspace_id=letter.workspace_id, person_id=letter.params["by"])
    return Invite(
        letter.recipient,
        program.id,
        program.name,
        program.purpose,
        by.name if by else "",
        invitation.state,
        program.state != "open",
    )


def _invitees(session: Session, program: Program, now: datetime) -> list[str]:
    """Who may join, hasn't, wasn't asked (or long ago said "not now"), and never said "never" to any program.

    Its owners know of it.
    """
    never = programs.never_again(session, workspace_id=program.workspace_id)
    known = programs.known_in(session, program_id=program.id)
    held = {
        invitation.person_id
        for invitation in programs.invitations(session, program_id=program.id)
        if invitation.state != "not_now" or (invitation.answered_at or now) > now - NOT_NOW_HOLDS
    }
    owners = set(programs.owners(session, program_id=program.id))
    return sorted(audiences.everybody(session, program=program) - never - known - held - owners)


def _why_not(session: Session, program: Program, people: set[str]) -> Iterator[Why]:
    """Of each of these, why they aren't invited."""
    joined = {row.person_id for row in programs.enrollments(session, program_id=program.id)}
    owners = set(programs.owners(session, program_id=program.id))
    left = programs.known_in(session, program_id=program.id) - joined
    for one in people:
        if one in joined:
            yield "joined"
        elif one in owners:
            yield "runs_it"
        else:
            yield "left" if one in left else "asked"


def _invite(session: Session, program: Program, person_id: str, *, by: str, now: datetime) -> None:
    assert program.id is not None
    invitation = programs.invitation(session, program_id=program.id, person_id=person_id)
    if invitation is None:
        invitation = Invitation(
            workspace_id=program.workspace_id, program_id=program.id, person_id=person_id, sent_at=now
        )
    invitation.state = "sent"
    invitation.sent_at = now
    session.add(invitation)
    tell(
        session,
        Notice.INVITATION,
        program,
        to=person_id,
        about=now.date().isoformat(),
        now=now,
        by=by,
        program=program.id,
    )
