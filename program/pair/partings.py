"""Ending a pair because one of them wishes it, without anybody being able to read from the timing who.

A wish is followed by a wait of some hours or days, drawn by a seed; only then does anything visible begin: first a
replacement is looked for, with the pair still living, and the pair ends when that one is published, two weeks after
the wish at the latest. Both read the same words at the same moment.
"""

from datetime import datetime, timedelta
from random import Random

from sqlmodel import Session

from program.base.touchpoints import Moment, occasion_of, plan
from program.pair import pairs, replacements
from program.pair.endings import Ending, end
from storage.models import Mentorship, Program, Touchpoint
from storage.queries import mentorships, rounds, touchpoints

SOONEST = timedelta(hours=8)
LATEST_START = timedelta(days=3)
LONGEST = timedelta(days=14)
WEEKEND = timedelta(days=2)
REPLACE, STOP = "replace", "stop"


def replace_soon(session: Session, mentorship: Mentorship, *, now: datetime) -> None:
    """Look for somebody else for the mentee, and end this pair when there is somebody."""
    _wish(session, mentorship, REPLACE, now)


def part_soon(session: Session, mentorship: Mentorship, *, now: datetime) -> None:
    """End this pair; nobody has asked for another."""
    _wish(session, mentorship, STOP, now)


def call_off(session: Session, mentorship: Mentorship, *, now: datetime) -> None:
    """Everybody who wished for somebody else has thought better of it, in time."""
    wish = _wish_of(session, mentorship, REPLACE)
    if wish is not None and wish.state == "planned":
        wish.state = "lapsed"
        wish.asked_at = None
        session.add(wish)
        for person_id in _mentees(session, mentorship):
            replacements.call_off(
                session, program=pairs.program_of(session, mentorship), person_id=person_id, now=now
            )


def part_when_due(session: Session, touchpoint: Touchpoint, now: datetime) -> None:
    """Go one step further with a parting: look for somebody, or, when the wait was long enough, end the pair.

    Publishing a replacement ends it sooner. `asked_at` is when the wish was expressed, `answered_at` when a
    replacement began to be looked for.
    """
    mentorship = session.get(Mentorship, touchpoint.mentorship_id)
    if mentorship is None or mentorship.state not in mentorships.LIVE:
        touchpoint.state = "lapsed"
        return
    program = pairs.program_of(session, mentorship)
    if occasion_of(touchpoint) == STOP:
        touchpoint.state = "answered"
        end(session, mentorship=mentorship, why=Ending.SILENCE, now=now)
        return
    if touchpoint.answered_at is None:
        touchpoint.answered_at = now
        for person_id in _mentees(session, mentorship):
            replacements.look_for(session, program=program, person_id=person_id, now=now)
    latest = _latest_end(session, mentorship, touchpoint.asked_at or now)
    if now < latest:
        touchpoint.due_at = latest
        return
    touchpoint.state = "answered"
    end(session, mentorship=mentorship, why=Ending.CALIBRATION, now=now)


def look_again(session: Session, *, program: Program, at: datetime) -> None:
    """Somebody is back: for whom nobody was found meanwhile, or who was away when looked for, is looked for again."""
    for wish in touchpoints.planned_of_program(session, program_id=program.id, kind=Moment.PARTING.value):
        mentorship = session.get_one(Mentorship, wish.mentorship_id)
        looked_for = (
            rounds.under_way(session, program_id=program.id, for_person_id=person_id)
            for person_id in _mentees(session, mentorship)
        )
        if occasion_of(wish) == REPLACE and wish.answered_at is not None and not any(looked_for):
            wish.answered_at = None
            wish.due_at = min(wish.due_at, at)
            session.add(wish)


def _wish(session: Session, mentorship: Mentorship, kind: str, now: datetime) -> None:
    wait = SOONEST + (LATEST_START - SOONEST) * Random(f"{mentorship.channel_name}:{kind}").random()
    program = pairs.program_of(session, mentorship)
    due = pairs.good_hour(session, mentorship, program, after=now + wait).at
    wish = plan(session, Moment.PARTING, program=program, mentorship_id=mentorship.id, occasion=kind, due=due)
    if wish.asked_at is None:
        wish.asked_at = now
        wish.due_at = due
        wish.state = "planned"
        wish.answered_at = None
        session.add(wish)


def _latest_end(session: Session, mentorship: Mentorship, asked_at: datetime) -> datetime:
    """When the pair ends without a replacement: within two weeks, and not at the hour of the wish."""
    early = WEEKEND + (LATEST_START - WEEKEND) * Random(f"{mentorship.channel_name}:end").random()
    program = pairs.program_of(session, mentorship)
    return pairs.good_hour(session, mentorship, program, after=asked_at + LONGEST - early).at


def _wish_of(session: Session, mentorship: Mentorship, kind: str) -> Touchpoint | None:
    found = touchpoints.of_mentorship(session, mentorship_id=mentorship.id, kind=Moment.PARTING.value)
    return next((wish for wish in found if occasion_of(wish) == kind), None)


def _mentees(session: Session, mentorship: Mentorship) -> list[str]:
    members = mentorships.members(session, mentorship_id=mentorship.id)
    return [member.person_id for member in members if member.role == "mentee"]
