"""Planned moments: written down once, found when they fall due."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from storage.models import Program, Touchpoint
from storage.queries import touchpoints


class Moment(StrEnum):
    """Every kind of planned moment. lifecycle.STAGES says what happens at each."""

    RESUME = "resume"
    NIGHT = "night"
    INVITE = "invite"
    ANNOUNCE = "announce"
    ARCHIVE = "archive"
    CHECK_IN = "check_in"
    STAY = "stay"
    QUIET = "quiet"
    STILL_OPEN = "still_open"
    SURVEY = "survey"
    CALIBRATION = "calibration"
    RHYTHM = "rhythm"
    PARTING = "parting"
    CLOSING = "closing"
    MENTOR_NEXT = "mentor_next"
    DIGEST = "digest"
    OVER = "over"
    DEPARTURE = "departure"
    RETURN = "return"


def plan(
    session: Session,
    kind: Moment,
    *,
    program: Program,
    occasion: str | int,
    due: datetime,
    mentorship_id: int | None = None,
    person_id: str | None = None,
) -> Touchpoint:
    """Write down a moment. The same one (kind, whom it is for, occasion) is planned once; it stays as it is."""
    key = f"{kind}:{mentorship_id or ''}:{person_id or ''}:{occasion}"
    assert program.id is not None
    planned = touchpoints.known(session, program_id=program.id, key=key)
    if planned is None:
        planned = Touchpoint(
            workspace_id=program.workspace_id,
            program_id=program.id,
            mentorship_id=mentorship_id,
            person_id=person_id,
            kind=kind.value,
            key=key,
            due_at=due,
        )
        session.add(planned)
        session.flush()
    return planned


def held(session: Session, touchpoint_id: int, kind: Moment) -> Touchpoint | None:
    """The moment with this id, of this kind, held until the transaction ends: of two taps, one is the first."""
    found = session.get(Touchpoint, touchpoint_id, with_for_update=True, populate_existing=True)
    return found if found is not None and found.kind == kind else None


def occasion_of(touchpoint: Touchpoint) -> str:
    """The occasion that a moment was planned for."""
    return touchpoint.key.rpartition(":")[2]


def drop_planned(session: Session, *, mentorship_id: int | None) -> None:
    """Strike out what was planned for a mentorship."""
    for moment in touchpoints.planned_of(session, mentorship_id=mentorship_id):
        moment.state = "lapsed"
