"""An account is switched off: nothing ends for a while, since it may be back in ten minutes.

What somebody is in pauses quietly, and owners hear one line about all who went at once. When the time of grace is
over, and Slack still says so, it ends kindly (program/workspace/grace.py). Who is back before has lost nothing.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sqlmodel import Session

from program.base.audit import SLACK, note
from program.base.calendar import Local, at
from program.base.notices import Notice, redraw, redraw_home, tell
from program.base.touchpoints import Moment, occasion_of, plan
from program.base.unsent import Unsent
from program.pair import pairs, partings
from program.pair.endings import Ending
from program.pair.mentorship import invite_again, repeat_step
from program.running import owners
from storage.models import Person, Program, Touchpoint
from storage.queries import letters, mentorships, programs, touchpoints

GRACE = timedelta(days=7)
"""How long an account is switched off before anything ends."""
TOGETHER = timedelta(minutes=10)
"""What goes, or is back, at about the same time is told in one line: a directory does it to many at once."""
UNDONE_WITHIN = timedelta(days=30)
"""So long after it has ended, because an account was off, can a pair be brought back."""


def switched_off(session: Session, person: Person, now: datetime) -> None:
    """Slack says that an account is switched off, or in this workspace no more."""
    note(session, person, who=SLACK, what="account_off", now=now)
    for program in _programs_of(session, person):
        moment = plan(
            session,
            Moment.DEPARTURE,
            program=program,
            occasion=batch_of(now),
            due=now + GRACE,
            person_id=person.id,
        )
        moment.state, moment.answer, moment.due_at = "planned", None, now + GRACE
        _tell(session, Notice.ACCOUNT_OFF, program, person, about=batch_of(now), now=now, batch=batch_of(now))
        redraw_off(session, moment, now)
    _redraw_pairs(session, person, now)


def switched_on(session: Session, person: Person, now: datetime) -> None:
    """The account is back: whatever had not ended goes on, and they are invited to their channels anew."""
    note(session, person, who=SLACK, what="account_on", now=now)
    for moment in touchpoints.planned_for(
        session, workspace_id=person.workspace_id, person_id=person.id, kind=Moment.DEPARTURE.value
    ):
        moment.state, moment.answer, moment.answered_at = "lapsed", "back", now
        session.add(moment)
        redraw_off(session, moment, now)
        program = session.get_one(Program, moment.program_id)
        _tell(
            session,
            Notice.ACCOUNT_ON,
            program,
            person,
            about=f"{occasion_of(moment)}:{batch_of(now)}",
            now=now,
            batch=occasion_of(moment),
            back=batch_of(now),
        )
    session.flush()
    letters.release(session, workspace_id=person.workspace_id, held=Unsent.ACCOUNT_OFF, now=now)
    for mentorship in mentorships.live_of(session, workspace_id=person.workspace_id, person_id=person.id):
        if mentorship.trouble.startswith(Notice.CHANNEL_INVITE):
            repeat_step(session, mentorship, now)
        if mentorship.channel_id is not None:
            invite_again(session, mentorship, person.id, now)
    for program in _programs_of(session, person):
        partings.look_again(session, program=program, at=now + TOGETHER)
    _offer_back(session, person, now)
    _redraw_pairs(session, person, now)


def _offer_back(session: Session, person: Person, now: datetime) -> None:
    """What had ended because the account was off can be brought back for a while (program/workspace/returns.py)."""
    for mentorship in mentorships.ended_of(
        session,
        workspace_id=person.workspace_id,
        person_id=person.id,
        why=Ending.DEPARTED.value,
        since=now - UNDONE_WITHIN,
    ):
        assert mentorship.ended_at is not None
        program = pairs.program_of(session, mentorship)
        last = at(mentorship.ends_on, time(), Local(program.time_zone).zone)
        moment = plan(
            session,
            Moment.RETURN,
            program=program,
            mentorship_id=mentorship.id,
            occasion=f"{mentorship.ended_at:%Y%m%dT%H%M%S}",
            due=min(mentorship.ended_at + UNDONE_WITHIN, last),
        )
        moment.answer = batch_of(now)
        session.add(moment)
        _tell(session, Notice.RETURNED, program, person, about=batch_of(now), now=now, batch=batch_of(now))


def waits(session: Session, person: Person, now: datetime) -> bool:
    """Whether somebody whose account is switched off may be back any time."""
    if person.gone_at is not None and now < person.gone_at + GRACE:
        return True
    return bool(
        touchpoints.planned_for(
            session, workspace_id=person.workspace_id, person_id=person.id, kind=Moment.DEPARTURE.value
        )
    )


def _tell(
    session: Session,
    notice: Notice,
    program: Program,
    person: Person,
    *,
    about: str,
    now: datetime,
    **facts: str,
) -> None:
    """To who runs the program: what goes or is back in these minutes, in one line."""
    for to in _hear(session, program, person.id):
        due = now + TOGETHER
        tell(session, notice, program, to=to, about=about, now=now, due=due, program=program.id, **facts)


def _programs_of(session: Session, person: Person) -> list[Program]:
    """The programs that somebody takes part in or runs."""
    here = {"workspace_id": person.workspace_id, "person_id": person.id}
    ids = [one.program_id for one in programs.enrollments_of(session, **here)]
    ids += [program.id or 0 for program in programs.owned_by(session, **here)]
    return [session.get_one(Program, program_id) for program_id in dict.fromkeys(ids)]


def _hear(session: Session, program: Program, but: str) -> Sequence[str]:
    """Who runs the program and is here; where nobody does, whoever could take it over."""
    run_it = programs.owners(session, program_id=program.id)
    known = programs.people(session, workspace_id=program.workspace_id, ids=run_it)
    here = [one for one in run_it if one != but and not (one in known and known[one].deactivated)]
    return here or owners.admins(session, program.workspace_id, but=but)


def redraw_off(session: Session, moment: Touchpoint, now: datetime) -> None:
    """The owners' line about it shows what is so now."""
    session.flush()
    redraw(
        session,
        Notice.ACCOUNT_OFF,
        moment.workspace_id,
        now=now,
        program=moment.program_id,
        batch=occasion_of(moment),
    )


def _redraw_pairs(session: Session, person: Person, now: datetime) -> None:
    live = mentorships.live_of(session, workspace_id=person.workspace_id, person_id=person.id)
    ids = {one for pair in live for one in pairs.ids(session, pair)}
    redraw_home(session, *ids, workspace_id=person.workspace_id, now=now)


def batch_of(now: datetime) -> str:
    """What goes in the same hour is told together."""
    return f"{now:%Y%m%dT%H}"
