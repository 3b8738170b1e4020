"""Asking the owners for help, or telling them something. Nobody else hears of it, the partner least."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args

from sqlmodel import Session

from program.base.audit import note
from program.base.notices import Notice, redraw, redraw_home, tell
from program.base.people import is_named
from program.base.refusals import No, Refusal
from program.base.touchpoints import Moment, occasion_of, plan
from program.pair import pairs
from storage.models import Concern, Letter, Mentorship, Touchpoint
from storage.queries import concerns, programs

Kind = Literal["help", "talk"]
KINDS: tuple[Kind, ...] = get_args(Kind)
LONGEST = 1500
LONGEST_ANSWER = 500
AGAIN = timedelta(minutes=5)
"""The same words so soon again are a double click."""
REMINDED_AFTER = timedelta(days=4)


@dataclass(frozen=True)
class Audience:
    """Who would read it, by name."""

    mentorship_id: int
    owners: tuple[str, ...]


@dataclass(frozen=True)
class ConcernCard:
    """A concern, as an owner reads it; `reminder` if it was open for some days. `message`: where to write to them."""

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
    reminder: bool
    message: str = ""


@dataclass(frozen=True)
class Settled:
    """To whoever raised it: an owner has looked after it, perhaps with a line. `message`: where to write to them."""

    to: str
    mentorship_id: int
    kind: str
    partners: tuple[str, ...]
    by: str
    at: datetime
    answer: str = ""
    message: str = ""


def audience(session: Session, *, workspace_id: str, mentorship_id: int) -> Audience:
    """Who reads what somebody of this pair writes now. Raises Refusal if there is nobody to."""
    mentorship = pairs.pair_of(session, workspace_id=workspace_id, mentorship_id=mentorship_id)
    if not pairs.owners_to_tell(session, mentorship):
        raise Refusal(No.NOBODY_TO_TELL)
    return Audience(mentorship_id, pairs.owner_names(session, mentorship))


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
    readers = audience(session, workspace_id=workspace_id, mentorship_id=mentorship_id)
    if concerns.same_since(
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
    _tell_owners(session, Notice.CONCERN, concern, mentorship, now)
    plan(
        session,
        Moment.STILL_OPEN,
        program=pairs.program_of(session, mentorship),
        occasion=_occasion(concern),
        due=now + REMINDED_AFTER,
    )
    return readers


def remind(session: Session, touchpoint: Touchpoint, now: datetime) -> None:
    """It has been open for some days: the owners hear of it again, and only this once."""
    touchpoint.state = "answered"
    concern = session.get(Concern, int(occasion_of(touchpoint)))
    if concern is None or concern.state == "settled":
        return
    mentorship = pairs.pair_of(
        session, workspace_id=concern.workspace_id, mentorship_id=concern.mentorship_id
    )
    _tell_owners(session, Notice.CONCERN_OPEN, concern, mentorship, now)


def settle(
    session: Session, *, workspace_id: str, concern_id: int, person_id: str, now: datetime, answer: str = ""
) -> None:
    """An owner has looked after it. Whoever raised it is told so, by whom, and what they would like to add."""
    if len(answer) > LONGEST_ANSWER:
        raise Refusal(No.TOO_LONG, field="concerns_answer", limit=LONGEST_ANSWER, length=len(answer))
    concern = session.get(Concern, concern_id, with_for_update=True, populate_existing=True)
    if concern is None or concern.workspace_id != workspace_id:
        raise Refusal(No.GONE)
    if concern.state == "settled":
        return
    concern.state = "settled"
    concern.settled_by = person_id
    concern.answer = answer
    concern.settled_at = now
    session.add(concern)
    note(session, concern, who=person_id, what="concern_settled", now=now)
    for notice in (Notice.CONCERN, Notice.CONCERN_OPEN):
        redraw(session, notice, workspace_id, now=now, concern=concern.id)
    tell(
        session,
        Notice.CONCERN_SETTLED,
        concern,
        to=concern.person_id,
        about=_occasion(concern),
        now=now,
        concern=concern.id,
    )
    redraw_home(
        session, *programs.owners(session, program_id=concern.program_id), workspace_id=workspace_id, now=now
    )


def card(session: Session, letter: Letter) -> ConcernCard | None:
    """A concern for one owner, whoever that is by now; nothing for somebody who no longer is one."""
    concern = session.get(Concern, letter.params["concern"])
    if concern is None or not programs.is_owner(
        session, program_id=concern.program_id, person_id=letter.recipient
    ):
        return None
    reminder = letter.kind == Notice.CONCERN_OPEN
    if reminder and concern.state == "settled" and letter.edits is None:
        return None
    return _card(session, concern, to=letter.recipient, reminder=reminder)


def settled(session: Session, letter: Letter) -> Settled | None:
    """What whoever raised it is told."""
    concern = session.get(Concern, letter.params["concern"])
    if concern is None or concern.state != "settled":
        return None
    mentorship = pairs.pair_of(
        session, workspace_id=concern.workspace_id, mentorship_id=concern.mentorship_id
    )
    return Settled(
        letter.recipient,
        concern.mentorship_id,
        concern.kind,
        pairs.partners(session, mentorship, concern.person_id),
        pairs.name_of(
            session,
            workspace_id=concern.workspace_id,
            person_id=concern.settled_by,
            program_id=mentorship.program_id,
        ),
        concern.at,
        concern.answer,
        _message(concern.workspace_id, concern.settled_by),
    )


def _message(workspace_id: str, person_id: str | None) -> str:
    """The address that opens a conversation with somebody in Slack; none with whoever was forgotten."""
    if person_id is None or not is_named(person_id):
        return ""
    return f"https://slack.com/app_redirect?team={workspace_id}&channel={person_id}"


def _occasion(concern: Concern) -> str:
    """The number of one that was forgotten may come again; its moment does not."""
    return f"{int(concern.at.timestamp())}:{concern.id}"


def _tell_owners(
    session: Session, notice: Notice, concern: Concern, mentorship: Mentorship, now: datetime
) -> None:
    for owner in pairs.owners_to_tell(session, mentorship):
        tell(session, notice, concern, to=owner, about=_occasion(concern), now=now, concern=concern.id)
        redraw_home(session, owner, workspace_id=concern.workspace_id, now=now)


def _card(session: Session, concern: Concern, *, to: str, reminder: bool) -> ConcernCard:
    workspace_id = concern.workspace_id
    mentorship = pairs.pair_of(session, workspace_id=workspace_id, mentorship_id=concern.mentorship_id)
    assert concern.id is not None
    return ConcernCard(
        concern_id=concern.id,
        to=to,
        person=pairs.name_of(
            session, workspace_id=workspace_id, person_id=concern.person_id, program_id=mentorship.program_id
        ),
        partners=pairs.partners(session, mentorship, concern.person_id),
        program=pairs.program_of(session, mentorship).name,
        kind=concern.kind,
        text=concern.text,
        at=concern.at,
        settled_by=pairs.name_of(
            session, workspace_id=workspace_id, person_id=concern.settled_by, program_id=mentorship.program_id
        ),
        settled_at=concern.settled_at,
        reminder=reminder,
        message=_message(workspace_id, concern.person_id),
    )
