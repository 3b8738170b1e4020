"""Where one person stands in one program: what Home and `/mentor status` say about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session

from program.base.notices import CHANNEL
from program.base.start import has_started
from program.base.touchpoints import Moment
from program.pair import pairs
from program.pair.waiting import Without, why_without
from program.running.waits import SOUGHT, waits
from storage.models import Enrollment, Mentorship, Program, Touchpoint
from storage.queries import letters, mentorships, outcomes, programs, replies, touchpoints

SHOWN = frozenset({Moment.CHECK_IN, Moment.STAY, Moment.SURVEY, Moment.CALIBRATION, Moment.CLOSING})
"""The kinds of planned moments that a person is told of; the others are the program's own business."""


@dataclass(frozen=True)
class Step:
    """Something that comes, or that waits for an answer."""

    kind: str
    at: datetime


@dataclass(frozen=True)
class Goal:
    """One outcome of a plan."""

    text: str
    due_on: date
    done: bool


@dataclass(frozen=True)
class Pair:
    """One mentorship of this person's. `owners` are those whom a request for help reaches.

    `away`: the partners whose account is switched off, so that nothing comes by itself.
    """

    mentorship_id: int
    partners: tuple[str, ...]
    mentor: bool
    opening: bool
    without: Without
    channel_id: str | None
    agreed: bool
    days: int
    ends_on: date
    waiting: tuple[Step, ...]
    next: Step | None
    goals: tuple[Goal, ...]
    owners: tuple[str, ...]
    away: tuple[str, ...] = ()


@dataclass(frozen=True)
class Farewell:
    """The last survey about a mentorship that is over, while it can be answered."""

    touchpoint_id: int
    partners: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """Somebody in a program. `enrollment_id` is None for whoever has not joined it.

    `started`: pairs are made by now, since its day has come or a round was published before. `reason` says why somebody
    waits for a mentor: a code; `sought`: one is looked for, for them alone.
    `over`: the program has ended, so that nobody waits for anybody.
    """

    program_id: int
    program: str
    purpose: str
    starts_on: date
    started: bool
    owners: tuple[str, ...]
    over: bool = False
    enrollment_id: int | None = None
    mentee: bool = False
    mentor: bool = False
    goals: str = ""
    teaches: str = ""
    places: int = 0
    taken: int = 0
    paused_until: datetime | None = None
    pairs: tuple[Pair, ...] = ()
    seeks: bool = False
    finished: bool = False
    reason: str = ""
    sought: bool = False
    farewells: tuple[Farewell, ...] = ()

    @property
    def takes_part(self) -> bool:
        """Whether there is something here for them as a member: of what is over, only mentorships and their surveys."""
        return self.enrollment_id is not None and not (self.over and not self.pairs and not self.farewells)

    @property
    def expects(self) -> bool:
        """Whether somebody waits for news: of a mentor, or, before the first round, of a mentee."""
        early = self.mentor and not self.started and not self.pairs and self.paused_until is None
        return self.seeks or (early and not self.over)


def standing(session: Session, *, program: Program, person_id: str, now: datetime) -> Standing:
    """Where this person stands."""
    assert program.id is not None
    owners = programs.owners(session, program_id=program.id)
    found = Standing(
        program_id=program.id,
        program=program.name,
        purpose=program.purpose,
        starts_on=program.starts_on,
        started=has_started(session, program, now),
        owners=tuple(
            pairs.name_of(session, workspace_id=program.workspace_id, person_id=owner, program_id=program.id)
            for owner in owners
        ),
        over=program.state != "open",
    )
    enrollment = programs.enrollment(session, program_id=program.id, person_id=person_id)
    if enrollment is None or enrollment.state == "left":
        return found
    found = replace(found, farewells=tuple(_farewells(session, program, person_id, now)))
    return _taking_part(session, found, program, enrollment, now)


def _taking_part(
    session: Session, found: Standing, program: Program, enrollment: Enrollment, now: datetime
) -> Standing:
    live = mentorships.live_of(
        session,
        workspace_id=program.workspace_id,
        person_id=enrollment.person_id,
        program_id=program.id,
    )
    own = tuple(_pair(session, program, mentorship, enrollment, now) for mentorship in live)
    taught = [pair for pair in own if pair.mentor]
    free = enrollment.mentee and enrollment.state == "active" and len(taught) == len(own) and not found.over
    seeks = free and enrollment.finished_at is None
    people = [enrollment.person_id] if seeks else []
    reason = waits(session, program=program, people=people, now=now).reasons.get(enrollment.person_id, "")
    return replace(
        found,
        enrollment_id=enrollment.id,
        mentee=enrollment.mentee,
        mentor=enrollment.mentor,
        goals=enrollment.goals,
        teaches=enrollment.teaches,
        places=enrollment.capacity,
        taken=sum(len(pair.partners) for pair in taught),
        paused_until=enrollment.paused_until if enrollment.state == "paused" else None,
        pairs=own,
        seeks=seeks,
        finished=free and not seeks,
        reason=reason,
        sought=reason == SOUGHT,
    )


def _farewells(session: Session, program: Program, person_id: str, now: datetime) -> Iterator[Farewell]:
    since = now - pairs.OPEN_AFTER_END
    for asked in touchpoints.asked_after_end(
        session,
        workspace_id=program.workspace_id,
        person_id=person_id,
        kind=Moment.SURVEY,
        since=since,
    ):
        if asked.program_id != program.id:
            continue
        mentorship = session.get_one(Mentorship, asked.mentorship_id)
        if asked.id is not None and _is_mine(session, asked, person_id):
            yield Farewell(asked.id, pairs.partners(session, mentorship, person_id))


def _pair(
    session: Session, program: Program, mentorship: Mentorship, enrollment: Enrollment, now: datetime
) -> Pair:
    assert mentorship.id is not None
    person_id = enrollment.person_id
    there = mentorships.members(session, mentorship_id=mentorship.id)
    me = next(member for member in there if member.person_id == person_id)
    planned = touchpoints.planned_of(session, mentorship_id=mentorship.id)
    return Pair(
        mentorship_id=mentorship.id,
        partners=pairs.partners(session, mentorship, person_id),
        mentor=me.role == "mentor",
        opening=mentorship.state == "opening",
        without=why_without(mentorship, now),
        channel_id=mentorship.channel_id,
        agreed=me.agreed_at is not None,
        days=program.length_days,
        ends_on=mentorship.ends_on,
        waiting=tuple(_waiting(session, mentorship, person_id)),
        next=_next(session, mentorship, planned, enrollment),
        goals=tuple(
            Goal(outcome.text, outcome.due_on, outcome.done_at is not None)
            for outcome in outcomes.of_mentorship(session, mentorship_id=mentorship.id)
        ),
        owners=pairs.owner_names(session, mentorship),
        away=pairs.away(session, mentorship),
    )


def _waiting(session: Session, mentorship: Mentorship, person_id: str) -> list[Step]:
    """The cards that have reached this person and can still be answered; of all check-ins, the newest."""
    asked = touchpoints.asked_of(session, mentorship_ids=[mentorship.id])
    if not asked:
        return []
    cards = letters.delivered(session, mentorship_id=mentorship.id, to=[CHANNEL, person_id])
    came = {card.params["touchpoint"]: card.done_at for card in cards if "touchpoint" in card.params}
    steps = [
        Step(moment.kind, at)
        for moment in asked
        if (at := came.get(moment.id)) is not None and _is_mine(session, moment, person_id)
    ]
    check_ins = [step for step in steps if step.kind == Moment.CHECK_IN]
    return [step for step in steps if step not in check_ins[:-1]]


def _is_mine(session: Session, moment: Touchpoint, person_id: str) -> bool:
    """Whether this person can still answer it."""
    if moment.kind not in SHOWN or moment.person_id not in (None, person_id):
        return False
    return replies.of(session, touchpoint_id=moment.id, person_id=person_id) is None


def _next(
    session: Session, mentorship: Mentorship, planned: Sequence[Touchpoint], enrollment: Enrollment
) -> Step | None:
    """What comes next by itself, at their own time; nothing comes to somebody who is paused."""
    paused = enrollment.paused_until if enrollment.state == "paused" else None
    coming = (
        Step(moment.kind, pairs.own_hour(session, mentorship, enrollment.person_id, moment.due_at))
        for moment in planned
        if moment.kind in SHOWN and moment.person_id in (None, enrollment.person_id)
    )
    return next((step for step in coming if paused is None or step.at >= paused), None)
