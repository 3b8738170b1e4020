"""A program is over: nobody joins any more and no round is made. Its mentorships go on to their last day.

Nothing is torn down, so an owner may open it again. What was said to people stays said.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from program.base.access import owner, program_of
from program.base.audit import note
from program.base.namesakes import called
from program.base.notices import Notice, redraw, redraw_home, tell
from program.base.refusals import No, Refusal
from program.base.touchpoints import Moment, plan
from program.pair import as_seen
from program.running import weekly
from program.running.settings import open_namesake
from storage.models import Enrollment, Letter, Program, Touchpoint
from storage.queries import ended_programs, letters, mentorships, programs, rounds

AT_ONCE = 50


@dataclass(frozen=True)
class Ended:
    """To the owner who has ended a program: how many mentorships go on."""

    program_id: int
    program: str
    pairs: int


@dataclass(frozen=True)
class Opened:
    """To the owner who has opened it again."""

    program: str


@dataclass(frozen=True)
class Over:
    """To somebody who waits: it is over, or `again` open. `mentee`: they wait for a mentor, else for a mentee."""

    to: str
    program: str
    mentee: bool
    owners: tuple[str, ...]
    again: bool = False


def end(
    session: Session, *, workspace_id: str, program_id: int | None, person_id: str, now: datetime
) -> Ended:
    """End a program. Rounds that aren't published are set aside, and whoever waits hears it. Twice is once."""
    program = _held(session, workspace_id, program_id, person_id)
    if program.state == "open":
        program.state = "ended"
        _set_aside(session, program, person_id, now)
        _follow(session, program, person_id, "program_ended", now)
    assert program.id is not None
    return Ended(program.id, program.name, len(as_seen.living(session, program_id=program.id)))


def open_again(
    session: Session, *, workspace_id: str, program_id: int | None, person_id: str, now: datetime
) -> Opened:
    """Open a program that is over. Whoever takes part in it still does."""
    program = _held(session, workspace_id, program_id, person_id)
    if program.state == "ended":
        if open_namesake(session, workspace_id, program.name, but=program.id):
            raise Refusal(No.NAME_TAKEN_SINCE, name=program.name)
        program.state = "open"
        _follow(session, program, person_id, "program_opened_again", now)
    return Opened(program.name)


def tell_when_due(session: Session, touchpoint: Touchpoint, now: datetime) -> None:
    """The next portion: whoever waits is told, and cards that no longer hold are drawn as things are."""
    touchpoint.state = "answered"
    program = session.get(Program, touchpoint.program_id)
    assert program is not None
    *_, occasion, seen, drawn = touchpoint.key.split(":")
    enrollment, letter = int(seen), int(drawn)
    people = ended_programs.taking_part(session, program_id=program.id, after=enrollment, limit=AT_ONCE)
    cards = ended_programs.unanswered(
        session, program_id=program.id, card=Notice.INVITATION.value, after=letter, limit=AT_ONCE
    )
    for one in people:
        _show(session, program, one, occasion, now)
    for _, person_id in cards:
        redraw(
            session,
            Notice.INVITATION,
            program.workspace_id,
            to=person_id,
            priority=2,
            now=now,
            program=program.id,
        )
    redraw_home(session, *(one.person_id for one in people), workspace_id=program.workspace_id, now=now)
    if people or cards:
        enrollment = max((one.id or 0 for one in people), default=enrollment)
        letter = max((number for number, _ in cards), default=letter)
        _plan_portion(session, program, occasion, enrollment, letter, now)


def news(session: Session, letter: Letter) -> Over | None:
    """What somebody who waits is told; nothing, once it is the other way round or they have left."""
    program = session.get(Program, letter.program_id)
    enrollment = programs.enrollment(session, program_id=letter.program_id, person_id=letter.recipient)
    again = "again" in letter.params
    if program is None or (program.state == "open") != again:
        return None
    if enrollment is None or not _waits(session, enrollment):
        return None
    ids = programs.owners(session, program_id=program.id)
    people = programs.people(session, workspace_id=program.workspace_id, ids=ids)
    known = {one: people[one].name for one in ids if one in people and not people[one].deactivated}
    owners = tuple(called(session, program_id=program.id, names=known).values())
    return Over(letter.recipient, program.name, _learns(enrollment), owners, again)


def _held(session: Session, workspace_id: str, program_id: int | None, person_id: str) -> Program:
    """The program, held until the transaction ends: of two owners at once, one is the first."""
    owner(session, workspace_id, person_id, program_id)
    session.get(Program, program_id, with_for_update=True, populate_existing=True)
    return program_of(session, workspace_id, program_id)


def _set_aside(session: Session, program: Program, person_id: str, now: datetime) -> None:
    """Nothing of these was published, so nobody but the owners has heard of them."""
    for found in rounds.all_under_way(session, program_id=program.id):
        found.state = "discarded"
        notice = Notice.REPLACEMENT
        if found.for_person_id is None:
            found.published_by, notice = person_id, Notice.ROUND
        session.add(found)
        redraw(session, notice, program.workspace_id, now=now, round=found.id)


def _follow(session: Session, program: Program, person_id: str, what: str, now: datetime) -> None:
    session.add(program)
    session.flush()
    note(session, program, who=person_id, what=what, now=now)
    weekly.keep_planned(session, program=program, now=now)
    owners = programs.owners(session, program_id=program.id)
    redraw_home(session, *owners, workspace_id=program.workspace_id, now=now)
    _plan_portion(session, program, f"{what}@{now:%Y%m%dT%H%M%S.%f}", 0, 0, now)


def _plan_portion(
    session: Session, program: Program, occasion: str, enrollment: int, letter: int, now: datetime
) -> None:
    plan(session, Moment.OVER, program=program, occasion=f"{occasion}:{enrollment}:{letter}", due=now)


def _show(session: Session, program: Program, enrollment: Enrollment, occasion: str, now: datetime) -> None:
    """What this person is asked after a month promises nobody new; whoever waits is told that it is over."""
    for pair in mentorships.live_of(
        session,
        workspace_id=program.workspace_id,
        person_id=enrollment.person_id,
        program_id=program.id,
    ):
        redraw(session, Notice.CALIBRATION, pair, to=enrollment.person_id, priority=2, now=now)
    if program.state == "ended" and _waits(session, enrollment):
        tell(session, Notice.OVER, program, to=enrollment.person_id, about=occasion, now=now)
    elif _waits(session, enrollment) and _was_told(session, program, enrollment):
        tell(session, Notice.OVER, program, to=enrollment.person_id, about=occasion, now=now, again=True)


def _was_told(session: Session, program: Program, enrollment: Enrollment) -> bool:
    """Whether the last that somebody heard of it is that it is over."""
    heard = letters.cards(
        session,
        kind=Notice.OVER.value,
        workspace_id=program.workspace_id,
        mentorship_id=None,
        to=enrollment.person_id,
        params={},
    )
    here = [card for card in heard if card.program_id == program.id]
    return bool(here) and "again" not in here[-1].params


def _waits(session: Session, enrollment: Enrollment) -> bool:
    """For a mentor, or, as a mentor, for a mentee. Whoever has finished does not."""
    if enrollment.state == "left":
        return False
    program_id, person_id = enrollment.program_id, enrollment.person_id
    if _learns(enrollment):
        return not mentorships.live_as_mentee(session, program_id=program_id, person_id=person_id)
    return enrollment.mentor and not mentorships.live_of(
        session, workspace_id=enrollment.workspace_id, program_id=program_id, person_id=person_id
    )


def _learns(enrollment: Enrollment) -> bool:
    return enrollment.mentee and enrollment.finished_at is None
