"""When a program's weekly digest comes. Kept planned by whoever changes the settings, by each digest, and nightly."""

from datetime import datetime, time, timedelta

from sqlmodel import Session

from program.base.calendar import Local, at
from program.base.touchpoints import Moment, plan
from storage.models import Program
from storage.queries import touchpoints

WEEK = timedelta(days=7)


def next_digest(program: Program, now: datetime) -> datetime:
    """The next one: on its weekday and hour, not before the program starts nor on the day it was set up."""
    zone = Local(program.time_zone).zone
    set_up = program.created_at.astimezone(zone).date()
    day = max(program.starts_on, set_up + timedelta(days=1), now.astimezone(zone).date())
    day += timedelta(days=(program.digest_weekday - day.weekday()) % 7)
    due = at(day, time(program.digest_hour), zone)
    return due if due > now else at(day + WEEK, time(program.digest_hour), zone)


def keep_planned(session: Session, *, program: Program, now: datetime) -> None:
    """The next digest is planned at the day and hour that are set now, once a week at most.

    None without a channel, and none of a program that is over.
    """
    wanted = program.digest_channel is not None and program.state == "open"
    due = next_digest(program, now) if wanted else None
    for other in touchpoints.planned_of_program(session, program_id=program.id, kind=Moment.DIGEST.value):
        if other.due_at > now and not other.failures and other.due_at != due:
            other.state = "lapsed"
    if due is None:
        return
    week = due.astimezone(Local(program.time_zone).zone).date().isocalendar()
    planned = plan(session, Moment.DIGEST, program=program, occasion=f"{week.year}-W{week.week:02}", due=due)
    if planned.asked_at is None:
        planned.state = "planned"
        planned.due_at = due
