"""Questions about mentorships and the people in them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.bulk import portions
from storage.models import Member, Mentorship
from storage.reading import remembered

LIVE = ("opening", "open")


@remembered
def members(session: Session, *, mentorship_id: int | None) -> Sequence[Member]:
    """Everybody in a mentorship who has not left it, mentors first."""
    return session.exec(
        select(Member)
        .where(Member.mentorship_id == mentorship_id, col(Member.left_at).is_(None))
        .order_by(col(Member.role).desc(), Member.person_id)
    ).all()


def people_of(session: Session, *, ids: Sequence[int], ever: bool = False) -> dict[int, list[str]]:
    """The same of each of these mentorships, by its id: only who they are. `ever`: also those who have left it."""
    found: dict[int, list[str]] = {one: [] for one in ids}
    there = () if ever else (col(Member.left_at).is_(None),)
    for some in portions(ids):
        rows = session.exec(
            select(Member.mentorship_id, Member.person_id)
            .where(col(Member.mentorship_id).in_(some), *there)
            .order_by(col(Member.role).desc(), Member.person_id)
        )
        for mentorship_id, person_id in rows:
            found[mentorship_id].append(person_id)
    return found


def live_of(
    session: Session, *, workspace_id: str, person_id: str, program_id: int | None = None
) -> Sequence[Mentorship]:
    """The mentorships that somebody is in now, the oldest first: of all programs, or of one."""
    everywhere = _live_of(session, workspace_id=workspace_id, person_id=person_id)
    return [one for one in everywhere if program_id in (None, one.program_id)]


@remembered
def _live_of(session: Session, *, workspace_id: str, person_id: str) -> Sequence[Mentorship]:
    found = _of(workspace_id, person_id).where(col(Mentorship.state).in_(LIVE))
    return session.exec(found).all()


def _of(workspace_id: str, person_id: str) -> SelectOfScalar[Mentorship]:
    """The mentorships that somebody has not left, the oldest first."""
    return (
        select(Mentorship)
        .join(Member, col(Member.mentorship_id) == col(Mentorship.id))
        .where(
            Mentorship.workspace_id == workspace_id,
            Member.person_id == person_id,
            col(Member.left_at).is_(None),
        )
        .order_by(col(Mentorship.id))
    )


def ended_of(
    session: Session, *, workspace_id: str, person_id: str, why: str, since: datetime
) -> Sequence[Mentorship]:
    """The mentorships of somebody that ended for that reason, not before a moment."""
    found = _of(workspace_id, person_id)
    return session.exec(found.where(Mentorship.ended_why == why, col(Mentorship.ended_at) >= since)).all()


def matched_between(
    session: Session, *, program_id: int | None, after: datetime, until: datetime
) -> Sequence[Mentorship]:
    """A program's live mentorships that were matched after one moment and not after another."""
    return session.exec(
        select(Mentorship)
        .where(
            Mentorship.program_id == program_id,
            col(Mentorship.state).in_(LIVE),
            Mentorship.matched_at > after,
            Mentorship.matched_at <= until,
        )
        .order_by(col(Mentorship.id))
    ).all()


def of_round(session: Session, *, round_id: int | None) -> Sequence[Mentorship]:
    """The mentorships that a round made."""
    return session.exec(
        select(Mentorship).where(Mentorship.round_id == round_id).order_by(col(Mentorship.id))
    ).all()


def ids_of_round(session: Session, *, program_id: int | None, round_id: int | None) -> dict[str, int]:
    """The ids of the mentorships that a round of the program made, by the names of their channels."""
    rows = session.exec(
        select(Mentorship.channel_name, Mentorship.id)
        .where(Mentorship.program_id == program_id, Mentorship.round_id == round_id)
        .order_by(col(Mentorship.id))
    )
    return {name: mentorship_id for name, mentorship_id in rows if mentorship_id is not None}


def stuck(session: Session, *, program_id: int | None) -> Sequence[Mentorship]:
    """The mentorships whose channel Slack would not open. One whose channel was lost since begins anew when asked."""
    return session.exec(
        select(Mentorship)
        .where(
            Mentorship.program_id == program_id,
            Mentorship.trouble != "",
            col(Mentorship.channel_lost).is_(None),
            col(Mentorship.state).in_(LIVE),
        )
        .order_by(col(Mentorship.id))
    ).all()


def live_as_mentee(session: Session, *, program_id: int | None, person_id: str) -> Sequence[Mentorship]:
    """The mentorships of a program in which somebody is a mentee now."""
    return session.exec(
        select(Mentorship)
        .join(Member, col(Member.mentorship_id) == col(Mentorship.id))
        .where(
            Mentorship.program_id == program_id,
            Member.person_id == person_id,
            Member.role == "mentee",
            col(Member.left_at).is_(None),
            col(Mentorship.state).in_(LIVE),
        )
        .order_by(col(Mentorship.id))
    ).all()


def by_lost_channel(session: Session, *, workspace_id: str, channel_id: str) -> Mentorship | None:
    return session.exec(
        select(Mentorship).where(
            Mentorship.workspace_id == workspace_id, Mentorship.lost_channel_id == channel_id
        )
    ).first()


def by_channel(session: Session, *, workspace_id: str, channel_id: str) -> Mentorship | None:
    return session.exec(
        select(Mentorship).where(Mentorship.workspace_id == workspace_id, Mentorship.channel_id == channel_id)
    ).first()


def pairs_ever(session: Session, *, program_id: int | None) -> set[tuple[str, str]]:
    """Every (mentor, mentee) who are or were in a mentorship of this program."""
    mentor, mentee = aliased(Member), aliased(Member)
    rows = session.exec(
        select(mentor.person_id, mentee.person_id)
        .join(mentee, col(mentee.mentorship_id) == col(mentor.mentorship_id))
        .where(mentor.program_id == program_id, mentor.role == "mentor", mentee.role == "mentee")
    ).all()
    return {(one, other) for one, other in rows}


def seats_taken(session: Session, *, program_id: int | None) -> dict[str, int]:
    """How many mentees each mentor of the program has now."""
    rows = session.exec(
        select(Member.mentorship_id, Member.role, Member.person_id)
        .join(Mentorship, col(Mentorship.id) == col(Member.mentorship_id))
        .where(
            Member.program_id == program_id,
            col(Mentorship.state).in_(LIVE),
            col(Member.left_at).is_(None),
        )
    ).all()
    mentors: dict[int, list[str]] = {}
    mentees: dict[int, int] = {}
    for mentorship_id, role, person_id in rows:
        if role == "mentor":
            mentors.setdefault(mentorship_id, []).append(person_id)
        else:
            mentees[mentorship_id] = mentees.get(mentorship_id, 0) + 1
    taken: dict[str, int] = {}
    for mentorship_id, people in mentors.items():
        for person_id in people:
            taken[person_id] = taken.get(person_id, 0) + mentees.get(mentorship_id, 0)
    return taken
