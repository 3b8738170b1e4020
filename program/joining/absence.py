"""Pausing, coming back, leaving; and looking for another mentor after one's time with the first is complete."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlmodel import Session

from program.base import spans
from program.base.access import check_open
from program.base.calendar import Local, at
from program.base.namesakes import named
from program.base.notices import redraw_home
from program.base.people import meet
from program.base.refusals import No, Refusal
from program.base.touchpoints import Moment, plan
from program.joining import participation
from program.joining.participation import log, taking_part
from program.pair import places, replacements
from program.pair.endings import Ending
from storage.models import Enrollment, Member, Touchpoint
from storage.queries import mentorships, programs, touchpoints

LONGEST_PAUSE = timedelta(days=366)


@dataclass(frozen=True)
class Paused:
    """Somebody is paused, until a moment."""

    program: str
    until: datetime


@dataclass(frozen=True)
class Resumed:
    """Somebody is back, or never was away (`was_paused` is False). `over`: the program has ended: no more matches."""

    program: str
    was_paused: bool
    over: bool


@dataclass(frozen=True)
class Stakes:
    """What leaving would mean. `mentees` are those of the partners for whom somebody new is looked for.

    `channel`: they have one, which is archived.
    """

    program_id: int
    program: str
    partners: tuple[str, ...]
    mentees: tuple[str, ...]
    channel: bool


@dataclass(frozen=True)
class Left:
    """Somebody has left; a `channel` of theirs is archived. `over`: the program has ended: there is no coming back."""

    program: str
    channel: bool
    over: bool


def pause_for(
    session: Session, *, workspace_id: str, program_id: int | None, person_id: str, said: str, now: datetime
) -> Paused:
    """Pause somebody for as long as they said, in their own words ("2w", "until 4 May")."""
    person = meet(session, workspace_id=workspace_id, person_id=person_id, now=now)
    zone = Local(person.time_zone).zone
    today = now.astimezone(zone).date()
    end = _end(said, today)
    return pause(
        session,
        workspace_id=workspace_id,
        program_id=program_id,
        person_id=person_id,
        until=at(end, time(0), zone),
        now=now,
    )


def _end(said: str, today: date) -> date:
    """The day that ends a pause of so long."""
    found, example = spans.ends(said, today), spans.example(today)
    if not found:
        near = spans.nearest(said, today)
        why = No.NEARLY_A_SPAN if near else No.NOT_A_SPAN
        raise Refusal(why, field="pause_said", said=said[:60], nearest=near, example=example)
    if len(found) > 1:
        raise Refusal(No.TWO_DAYS, field="pause_said", said=said[:60], one=found[0], other=found[1])
    if found[0] <= today:
        raise Refusal(No.PAUSE_OVER, field="pause_said", example=example)
    if found[0] - today > LONGEST_PAUSE:
        raise Refusal(No.PAUSE_TOO_LONG, field="pause_said")
    return found[0]


def pause(
    session: Session,
    *,
    workspace_id: str,
    program_id: int | None,
    person_id: str,
    until: datetime,
    now: datetime,
) -> Paused:
    """Ask nothing of somebody, and match them with nobody, until then."""
    program, enrollment = taking_part(session, workspace_id, program_id, person_id)
    enrollment.state = "paused"
    enrollment.paused_until = until
    _strike_return(session, enrollment)
    coming_back = plan(
        session,
        Moment.RESUME,
        program=program,
        occasion=f"{until.isoformat()}:{now.isoformat()}",
        due=until,
        person_id=person_id,
    )
    coming_back.state = "planned"
    log(session, enrollment, what="paused", now=now)
    redraw_home(session, person_id, workspace_id=workspace_id, now=now)
    places.changed(session, program=program, now=now)
    return Paused(program.name, until)


def resume(
    session: Session, *, workspace_id: str, program_id: int | None, person_id: str, now: datetime
) -> Resumed:
    """Somebody is back."""
    program, enrollment = taking_part(session, workspace_id, program_id, person_id)
    if enrollment.state != "paused":
        return Resumed(program.name, was_paused=False, over=program.state != "open")
    enrollment.state = "active"
    enrollment.paused_until = None
    _strike_return(session, enrollment)
    log(session, enrollment, what="resumed", now=now)
    redraw_home(session, person_id, workspace_id=workspace_id, now=now)
    places.changed(session, program=program, now=now)
    return Resumed(program.name, was_paused=True, over=program.state != "open")


def _strike_return(session: Session, enrollment: Enrollment) -> None:
    """The end of an earlier pause is not waited for any more."""
    for moment in touchpoints.planned_of_program(
        session, program_id=enrollment.program_id, kind=Moment.RESUME.value
    ):
        if moment.person_id == enrollment.person_id:
            moment.state = "lapsed"


def resume_when_due(session: Session, touchpoint: Touchpoint, now: datetime) -> None:
    """A pause is over, unless it was moved or ended by hand."""
    touchpoint.state = "answered"
    assert touchpoint.person_id is not None
    enrollment = programs.enrollment(
        session, program_id=touchpoint.program_id, person_id=touchpoint.person_id
    )
    if (
        enrollment is not None
        and enrollment.state == "paused"
        and enrollment.paused_until == touchpoint.due_at
    ):
        resume(
            session,
            workspace_id=touchpoint.workspace_id,
            program_id=touchpoint.program_id,
            person_id=touchpoint.person_id,
            now=now,
        )


def look_again(
    session: Session, *, workspace_id: str, program_id: int | None, person_id: str, now: datetime
) -> str:
    """Somebody who has finished as a mentee would like another mentor. Returns the program's name."""
    program, enrollment = taking_part(session, workspace_id, program_id, person_id)
    check_open(program)
    if enrollment.finished_at is not None:
        enrollment.finished_at = None
        log(session, enrollment, what="looks_again", now=now)
        redraw_home(session, person_id, workspace_id=workspace_id, now=now)
    return program.name


def stakes(session: Session, *, workspace_id: str, program_id: int | None, person_id: str) -> Stakes:
    """What leaving would mean: whose mentorships would end."""
    program, _ = taking_part(session, workspace_id, program_id, person_id)
    partners: list[Member] = []
    live = mentorships.live_of(session, workspace_id=workspace_id, person_id=person_id, program_id=program.id)
    for mentorship in live:
        members = mentorships.members(session, mentorship_id=mentorship.id)
        partners += [member for member in members if member.person_id != person_id]
    names = named(
        session, workspace_id=workspace_id, program_id=program.id, ids=[one.person_id for one in partners]
    )
    known = [one for one in partners if one.person_id in names]
    sought = [
        one
        for one in known
        if one.role == "mentee" and replacements.is_wanted(session, program=program, person_id=one.person_id)
    ]
    assert program.id is not None
    return Stakes(
        program.id,
        program.name,
        tuple(names[one.person_id] for one in known),
        tuple(names[one.person_id] for one in sought),
        any(one.channel_id for one in live),
    )


def leave(
    session: Session, *, workspace_id: str, program_id: int | None, person_id: str, now: datetime
) -> Left:
    """Somebody leaves the program; their mentorships in it end, and mentees get somebody new looked for."""
    program, enrollment = taking_part(session, workspace_id, program_id, person_id)
    live = mentorships.live_of(session, workspace_id=workspace_id, person_id=person_id, program_id=program.id)
    participation.leave(session, program=program, enrollment=enrollment, why=Ending.LEFT, now=now)
    log(session, enrollment, what="left", now=now)
    channel = any(one.channel_id and one.state == "ended" for one in live)
    return Left(program.name, channel, program.state != "open")
