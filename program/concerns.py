"""Asking the owner for help, or telling them something in private. Nobody else hears of it, the partner least."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args

from sqlmodel import Session

from program import pairs
from program.notices import Notice, redraw, redraw_home, tell
from program.refusals import No, Refusal
from storage.models import Audit, Concern, Letter
from storage.queries import concerns as ask
from storage.queries import programs

Kind = Literal["help", "private", "talk"]
KINDS: tuple[Kind, ...] = get_args(Kind)
LONGEST = 1500
AGAIN = timedelta(minutes=5)
"""The same words so soon again are a double click."""


@dataclass(frozen=True)
class Audience:
    """Who would read it, by name."""

    mentorship_id: int
    owners: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """A concern, as an owner reads it."""

    concern_id: int
    to: str
    person: str
    partners: tuple[str, ...]
    program: str
    kind: str
    text: str
    at: datetime
    settled_by: str
    settled_at: datetime | None


def audience(session: Session, *, workspace_id: str, mentorship_id: int) -> Audience:
    """Who reads what somebody of this pair writes now. Raises Refusal if there is nobody to."""
    mentorship = pairs.pair_of(session, workspace_id=workspace_id, mentorship_id=mentorship_id)
    owners = pairs.owners_to_tell(session, mentorship)
    if not owners:
        raise Refusal(No.NOBODY_TO_TELL)
    names = [pairs.name_of(session, workspace_id=workspace_id, person_id=owner) for owner in owners]
    return Audience(mentorship_id, tuple(names))


def raise_concern(
    session: Session,
    *,
    workspace_id: str,
    mentorship_id: int,
    person_id: str,
    kind: str,
    text: str,
    now: datetime,
) -> Audience:
    """Somebody of the pair asks the owners for help, or tells them something. Also after the end."""
    mentorship = pairs.pair_of(session, workspace_id=workspace_id, mentorship_id=mentorship_id)
    if kind not in KINDS:
        raise Refusal(No.GONE)
    if len(text) > LONGEST:
        raise Refusal(No.TOO_LONG, field="text", limit=LONGEST, length=len(text))
    if kind == "private" and not text.strip():
        raise Refusal(No.EMPTY, field="text")
    readers = audience(session, workspace_id=workspace_id, mentorship_id=mentorship_id)
    if ask.same_since(
        session, mentorship_id=mentorship_id, person_id=person_id, kind=kind, text=text, since=now - AGAIN
    ):
        return readers
    concern = Concern(
        workspace_id=workspace_id,
        program_id=mentorship.program_id,
        mentorship_id=mentorship_id,
        person_id=person_id,
        kind=kind,
        text=text,
        at=now,
    )
    session.add(concern)
    session.flush()
    pairs.heard_from(session, mentorship, now)
    for owner in pairs.owners_to_tell(session, mentorship):
        tell(
            session,
            Notice.CONCERN,
            workspace_id=workspace_id,
            program_id=mentorship.program_id,
            to=owner,
            about=f"concern:{concern.id}",
            now=now,
            concern=concern.id,
        )
        redraw_home(session, workspace_id=workspace_id, person_id=owner, now=now)
    return readers


def settle(session: Session, *, workspace_id: str, concern_id: int, person_id: str, now: datetime) -> None:
    """An owner has looked after it. Who raised it hears that from the owner, not from here."""
    concern = session.get(Concern, concern_id, with_for_update=True)
    if concern is None or concern.workspace_id != workspace_id:
        raise Refusal(No.GONE)
    if concern.state == "settled":
        return
    concern.state = "settled"
    concern.settled_by = person_id
    concern.settled_at = now
    session.add(concern)
    session.add(
        Audit(
            workspace_id=workspace_id,
            program_id=concern.program_id,
            at=now,
            who=person_id,
            what="concern_settled",
            subject=f"concern:{concern.id}",
        )
    )
    redraw(session, Notice.CONCERN, workspace_id=workspace_id, now=now, concern=concern.id)
    for owner in programs.owners(session, program_id=concern.program_id):
        redraw_home(session, workspace_id=workspace_id, person_id=owner, now=now)


def card(session: Session, letter: Letter) -> Card | None:
    """A concern for one owner, whoever that is by now; nothing for somebody who no longer is one."""
    concern = session.get(Concern, letter.params["concern"])
    if concern is None or not programs.is_owner(
        session, program_id=concern.program_id, person_id=letter.recipient
    ):
        return None
    return _card(session, concern, to=letter.recipient)


def _card(session: Session, concern: Concern, *, to: str) -> Card:
    workspace_id = concern.workspace_id
    mentorship = pairs.pair_of(session, workspace_id=workspace_id, mentorship_id=concern.mentorship_id)
    assert concern.id is not None
    return Card(
        concern_id=concern.id,
        to=to,
        person=pairs.name_of(session, workspace_id=workspace_id, person_id=concern.person_id),
        partners=pairs.partners(session, mentorship, concern.person_id),
        program=pairs.program_of(session, mentorship).name,
        kind=concern.kind,
        text=concern.text,
        at=concern.at,
        settled_by=pairs.name_of(session, workspace_id=workspace_id, person_id=concern.settled_by),
        settled_at=concern.settled_at,
    )
