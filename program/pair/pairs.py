"""A pair as all stages see it: who they are, their rhythm, and when it is a good moment to speak to both."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlmodel import Session

from program.base.calendar import Local, at, own_morning, shared_hour
from program.base.namesakes import called, named
from program.base.refusals import No, Refusal
from program.base.touchpoints import Moment, plan
from storage.models import Mentorship, Program, Touchpoint
from storage.queries import mentorships, programs, touchpoints

LATEST = timedelta(days=4)
"""A shared hour that is further away than this is not waited for: each is asked alone."""
IGNORED = 3
"""So many unanswered check-ins in a row are an answer."""
OFTENEST, RAREST = timedelta(days=7), timedelta(days=56)
OPEN_AFTER_END = timedelta(days=30)
"""So long can the last survey be answered."""
LAST_BEFORE_END = timedelta(days=4)
"""No check-in so close to the end: the thanks come then."""


@dataclass(frozen=True)
class Hour:
    """When to speak to a pair: together in their channel, or to each alone."""

    at: datetime
    together: bool


def pair_of(session: Session, *, workspace_id: str, mentorship_id: int | None) -> Mentorship:
    """The mentorship with this id, in this workspace. Raises Refusal."""
    mentorship = session.get(Mentorship, mentorship_id) if mentorship_id is not None else None
    if mentorship is None or mentorship.workspace_id != workspace_id:
        raise Refusal(No.GONE)
    return mentorship


def living(session: Session, *, workspace_id: str, mentorship_id: int | None) -> Mentorship:
    """The same, and it has not ended. Raises Refusal."""
    mentorship = pair_of(session, workspace_id=workspace_id, mentorship_id=mentorship_id)
    if mentorship.state not in mentorships.LIVE:
        raise Refusal(No.ENDED)
    return mentorship


def program_of(session: Session, mentorship: Mentorship) -> Program:
    program = session.get(Program, mentorship.program_id)
    assert program is not None
    return program


def ids(session: Session, mentorship: Mentorship) -> list[str]:
    """Who is in it, mentors first."""
    return [member.person_id for member in mentorships.members(session, mentorship_id=mentorship.id)]


def names(session: Session, mentorship: Mentorship) -> dict[str, str]:
    """Their names by id, mentors first."""
    return named(
        session,
        workspace_id=mentorship.workspace_id,
        program_id=mentorship.program_id,
        ids=ids(session, mentorship),
    )


def partners(session: Session, mentorship: Mentorship, person_id: str) -> tuple[str, ...]:
    """The names of everybody else in it."""
    return tuple(name for one, name in names(session, mentorship).items() if one != person_id)


def away(session: Session, mentorship: Mentorship) -> tuple[str, ...]:
    """The names of those in it whose account is switched off: until it is back, the pair rests."""
    there = programs.people(session, workspace_id=mentorship.workspace_id, ids=ids(session, mentorship))
    return tuple(name for one, name in names(session, mentorship).items() if there[one].deactivated)


def name_of(
    session: Session, *, workspace_id: str, person_id: str | None, program_id: int | None = None
) -> str:
    """How somebody is called: in that program, where one is meant."""
    person = programs.person(session, workspace_id=workspace_id, person_id=person_id or "")
    if person is None:
        return ""
    return called(session, program_id=program_id, names={person.id: person.name})[person.id]


def cadence(mentorship: Mentorship, program: Program) -> timedelta:
    """How often they meet: what they agreed, else what the program says."""
    return timedelta(days=mentorship.cadence_days or program.cadence_days)


def calendars(session: Session, mentorship: Mentorship, program: Program) -> list[Local]:
    people = programs.people(session, workspace_id=mentorship.workspace_id, ids=ids(session, mentorship))
    return [Local(person.time_zone, program.working_days) for person in people.values()]


def good_hour(session: Session, mentorship: Mentorship, program: Program, *, after: datetime) -> Hour:
    """The next good moment for them, not before `after`."""
    return _hour(mentorship, calendars(session, mentorship, program), after)


def _hour(mentorship: Mentorship, people: Sequence[Local], after: datetime) -> Hour:
    shared = shared_hour(people, after)
    if shared is not None and shared - after <= LATEST and mentorship.channel_id is not None:
        return Hour(shared, together=True)
    return Hour(min((own_morning(person, after) for person in people), default=after), together=False)


def own_hour(session: Session, mentorship: Mentorship, person_id: str, moment: datetime) -> datetime:
    """When something planned for the pair at that moment comes to this one of them, where each is asked alone."""
    person = programs.person(session, workspace_id=mentorship.workspace_id, person_id=person_id)
    if person is None:
        return moment
    return own_morning(Local(person.time_zone, program_of(session, mentorship).working_days), moment)


def good_hour_on(
    session: Session, mentorship: Mentorship, program: Program, *, day: date, now: datetime
) -> Hour:
    """The same, on that day or soon after it."""
    people = calendars(session, mentorship, program)
    starts = min((at(day, time(), person.zone) for person in people), default=now)
    return _hour(mentorship, people, max(starts, now))


def heard_from(session: Session, mentorship: Mentorship, now: datetime) -> None:
    """Somebody of the pair has answered: they are not silent, and if check-ins had stopped they begin again."""
    was_quiet = mentorship.silent >= IGNORED
    mentorship.silent = 0
    session.add(mentorship)
    if was_quiet and mentorship.state == "open":
        plan_check_in(session, mentorship, last=now.date(), now=now)


def is_quiet(mentorship: Mentorship) -> bool:
    """They have ignored three check-ins, so nothing more is asked until one of them speaks."""
    return mentorship.silent >= IGNORED


def plan_check_in(session: Session, mentorship: Mentorship, *, last: date, now: datetime) -> None:
    """Write down the check-in after the one of `last`, if none is. Days that were missed are not made up for."""
    if next_check_in(session, mentorship) is not None:
        return
    program = program_of(session, mentorship)
    step = cadence(mentorship, program)
    day = last + step
    while day <= mentorship.ends_on - LAST_BEFORE_END:
        if day >= now.date():
            planned = plan(
                session,
                Moment.CHECK_IN,
                program=program,
                mentorship_id=mentorship.id,
                occasion=day.isoformat(),
                due=good_hour_on(session, mentorship, program, day=day, now=now).at,
            )
            if planned.state == "planned":
                return
        day += step


def next_check_in(session: Session, mentorship: Mentorship) -> Touchpoint | None:
    """The check-in that is planned next."""
    moments = touchpoints.of_mentorship(session, mentorship_id=mentorship.id, kind=Moment.CHECK_IN.value)
    return next((moment for moment in moments if moment.state == "planned"), None)


def owners_to_tell(session: Session, mentorship: Mentorship) -> Sequence[str]:
    """The owners of its program who still work here and are not one of the pair themselves."""
    there = ids(session, mentorship)
    owners = [one for one in programs.owners(session, program_id=mentorship.program_id) if one not in there]
    people = programs.people(session, workspace_id=mentorship.workspace_id, ids=owners)
    return [one for one in owners if one not in people or not people[one].deactivated]


def owner_names(session: Session, mentorship: Mentorship) -> tuple[str, ...]:
    """Their names."""
    return tuple(
        name_of(
            session,
            workspace_id=mentorship.workspace_id,
            person_id=owner,
            program_id=mentorship.program_id,
        )
        for owner in owners_to_tell(session, mentorship)
    )
