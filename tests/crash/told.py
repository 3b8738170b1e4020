"""What people must have been told by now, read from what has happened: the other side of "nothing missing"."""

from collections import Counter
from typing import Any

from sqlmodel import Session, select

from storage.models import Audit, Letter, Member, Mentorship, Proposal, Reply, Round, Touchpoint

Key = tuple[str, int | None, str, int | None]
"""Kind, mentorship, recipient, and what it is about."""
ONCE = ("intro", "charter", "agenda")


def untold(session: Session) -> list[Key]:
    """Letters that there should be exactly one of, and aren't. They need not have gone: pauses and ends hold them."""
    letters = Counter(_key(letter) for letter in session.exec(select(Letter).where(Letter.edits == None)))  # noqa: E711
    return [key for key in _wanted(session) if letters[key] != 1]


def _key(letter: Letter) -> Key:
    about = letter.params.get("touchpoint", letter.params.get("round"))
    return letter.kind, letter.mentorship_id, letter.recipient, about


def _wanted(session: Session) -> list[Key]:
    wanted: list[Key] = []
    people: dict[int, list[str]] = {}
    for member in session.exec(select(Member)):
        people.setdefault(member.mentorship_id, []).append(member.person_id)
    for pair in session.exec(select(Mentorship)):
        assert pair.id is not None
        wanted += [("matched", pair.id, person, None) for person in people[pair.id]]
        if pair.opened_at is not None and not _lost_its_channel(session, pair):
            wanted += [(kind, pair.id, "channel", None) for kind in ONCE]
    asked = select(Touchpoint).where(Touchpoint.asked_at != None)  # noqa: E711
    for moment in session.exec(asked):
        if moment.kind == "calibration" and moment.mentorship_id is not None:
            to = people[moment.mentorship_id]
            wanted += [("calibration", moment.mentorship_id, person, moment.id) for person in to]
    decided = {proposal.round_id for proposal in session.exec(select(Proposal))}
    for found in session.exec(select(Round)):
        if found.id in decided and found.for_person_id is None:
            wanted.append(("round", None, found.asked_by, found.id))
    return wanted


def _lost_its_channel(session: Session, pair: Mentorship) -> bool:
    lost = select(Audit).where(Audit.what == "channel_archived", Audit.subject == f"mentorship:{pair.id}")
    return session.exec(lost).first() is not None


def unheard(session: Session, said: dict[tuple[str, int], Any]) -> list[tuple[str, int]]:
    """Answers that were acknowledged and are nowhere: (who, touchpoint)."""
    heard = {(reply.person_id, reply.touchpoint_id) for reply in session.exec(select(Reply))}
    answered = {moment.id for moment in session.exec(select(Touchpoint)) if moment.answer is not None}
    return [key for key in said if key not in heard and key[1] not in answered]
