"""The time of grace of an account that was switched off: what owners read of it and decide, and how it ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from program.base.audit import ALONGSIDE, note
from program.base.namesakes import called
from program.base.notices import Notice, tell
from program.base.refusals import No, Refusal
from program.base.touchpoints import Moment, held, occasion_of
from program.joining import participation
from program.pair import pairs
from program.pair.endings import Ending
from program.running import owners
from program.workspace.accounts import GRACE, batch_of, redraw_off
from storage.models import Letter, Person, Program, Touchpoint
from storage.queries import letters, programs, touchpoints

FRESH = timedelta(days=1, hours=2)
"""How old what Slack has said may be when something ends because of it. Everybody is read each night."""
ASK_AGAIN = timedelta(hours=1)


@dataclass(frozen=True)
class Account:
    """Somebody whose account was switched off: since when, and when their part ends."""

    touchpoint_id: int
    name: str
    since: datetime
    ends: datetime


@dataclass(frozen=True)
class Off:
    """To an owner, or an admin where nobody else runs it: who is switched off, and who was."""

    to: str
    program: str
    accounts: tuple[Account, ...]
    back: tuple[str, ...]
    ended: tuple[str, ...]
    may_decide: bool


@dataclass(frozen=True)
class Back:
    """To whoever was told that these accounts were switched off: they are back."""

    to: str
    program: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Departure:
    """One line to an owner: somebody's part has ended, and whose partners they were.

    `over`: the program has ended, so that nobody new is looked for. Without a `name`: they asked to be forgotten, and
    had so many `pairs`.
    """

    to: str
    program: str
    name: str
    partners: tuple[str, ...]
    over: bool = False
    pairs: int = 0


def depart_when_due(session: Session, touchpoint: Touchpoint, now: datetime) -> None:
    """The time of grace is over: what they are in ends, if Slack has said lately that they are still gone."""
    assert touchpoint.person_id is not None
    person = programs.person(session, workspace_id=touchpoint.workspace_id, person_id=touchpoint.person_id)
    if person is None or not person.deactivated:
        touchpoint.state = "lapsed"
        return
    if person.seen_at is None or now - person.seen_at > FRESH:
        about = f"{now:%Y-%m-%dT%H}"
        tell(session, Notice.LOOKUP, touchpoint.workspace_id, to=person.id, about=about, now=now)
        touchpoint.due_at = now + ASK_AGAIN
        return
    _depart(session, touchpoint, person, who=ALONGSIDE, now=now)


def end_now(
    session: Session, *, workspace_id: str, touchpoint_id: int, person_id: str, now: datetime
) -> None:
    """An owner knows that somebody won't be back: their part ends now."""
    moment = _planned(session, workspace_id, touchpoint_id)
    assert moment.person_id is not None
    person = session.get_one(Person, (workspace_id, moment.person_id))
    _depart(session, moment, person, who=person_id, now=now)


def keep_waiting(
    session: Session, *, workspace_id: str, touchpoint_id: int, everybody: bool, person_id: str, now: datetime
) -> None:
    """An owner would rather wait: for this account, or for all that went with it."""
    moment = _planned(session, workspace_id, touchpoint_id)
    same = _of_batch(session, moment.program_id, occasion_of(moment)) if everybody else [moment]
    for one in same:
        if one.state == "planned":
            one.due_at = now + GRACE * 2
            session.add(one)
    note(session, moment, who=person_id, what="departure_put_off", now=now)
    redraw_off(session, moment, now)


def off(session: Session, letter: Letter) -> Off | None:
    """Who went at about that time, as it stands with them now. Nothing, where all were back before it was said."""
    program = session.get(Program, letter.program_id)
    moments = _of_batch(session, letter.program_id, letter.params["batch"])
    gone = [one for one in moments if one.state == "planned"]
    if program is None or (letter.edits is None and not gone):
        return None
    known = _names(session, moments)
    return Off(
        letter.recipient,
        program.name,
        tuple(
            Account(one.id or 0, known[one.person_id or ""], known_at, one.due_at)
            for one in gone
            if (known_at := _gone_at(session, one)) is not None
        ),
        tuple(known[one.person_id or ""] for one in moments if one.answer == "back"),
        tuple(known[one.person_id or ""] for one in moments if one.state == "answered"),
        programs.is_owner(session, program_id=program.id, person_id=letter.recipient),
    )


def back(session: Session, letter: Letter) -> Back | None:
    """Who of them is back, for whoever had heard that they were gone."""
    program = session.get(Program, letter.program_id)
    heard = letters.cards(
        session,
        kind=Notice.ACCOUNT_OFF.value,
        workspace_id=letter.workspace_id,
        mentorship_id=None,
        to=letter.recipient,
        params={"program": letter.program_id, "batch": letter.params["batch"]},
    )
    moments = [
        one
        for one in _of_batch(session, letter.program_id, letter.params["batch"])
        if one.answer == "back" and one.answered_at and batch_of(one.answered_at) == letter.params["back"]
    ]
    if program is None or not moments or not heard:
        return None
    return Back(letter.recipient, program.name, tuple(_names(session, moments).values()))


def departure(session: Session, letter: Letter) -> Departure | None:
    """The facts of the line to an owner."""
    program = session.get(Program, letter.program_id)
    if program is not None and not letter.params["gone"]:
        return Departure(
            letter.recipient, program.name, "", (), program.state != "open", letter.params["pairs"]
        )
    ids = [letter.params["gone"], *letter.params["partners"]]
    known = programs.people(session, workspace_id=letter.workspace_id, ids=ids)
    if program is None or ids[0] not in known:
        return None
    names = called(session, program_id=program.id, names={one: known[one].name for one in known})
    return Departure(
        letter.recipient,
        program.name,
        names[ids[0]],
        tuple(names[person_id] for person_id in ids[1:] if person_id in names),
        program.state != "open",
    )


def _depart(session: Session, moment: Touchpoint, person: Person, *, who: str, now: datetime) -> None:
    program = session.get_one(Program, moment.program_id)
    moment.state, moment.answered_at = "answered", now
    session.add(moment)
    note(session, person, who=who, what="person_departed", now=now)
    owners.departed(session, program=program, person_id=person.id, now=now)
    enrollment = programs.enrollment(session, program_id=program.id, person_id=person.id)
    if enrollment is not None and enrollment.state != "left":
        partners = participation.leave(
            session, program=program, enrollment=enrollment, why=Ending.DEPARTED, now=now
        )
        for owner in programs.owners(session, program_id=program.id):
            tell(
                session,
                Notice.DEPARTURE,
                program,
                to=owner,
                about=f"{person.id}:{now.isoformat()}",
                now=now,
                gone=person.id,
                partners=list(partners),
            )
    redraw_off(session, moment, now)


def _planned(session: Session, workspace_id: str, touchpoint_id: int) -> Touchpoint:
    moment = held(session, touchpoint_id, Moment.DEPARTURE)
    if moment is None or moment.workspace_id != workspace_id or moment.state != "planned":
        raise Refusal(No.GONE)
    return moment


def _of_batch(session: Session, program_id: int | None, batch: str) -> list[Touchpoint]:
    moments = touchpoints.of_program(session, program_id=program_id, kind=Moment.DEPARTURE.value)
    return [one for one in moments if occasion_of(one) == batch]


def _names(session: Session, moments: Sequence[Touchpoint]) -> dict[str, str]:
    return {
        one.person_id or "": pairs.name_of(
            session, workspace_id=one.workspace_id, person_id=one.person_id, program_id=one.program_id
        )
        for one in moments
    }


def _gone_at(session: Session, moment: Touchpoint) -> datetime | None:
    person = programs.person(session, workspace_id=moment.workspace_id, person_id=moment.person_id or "")
    return person.gone_at if person is not None else None
