"""A mentorship and who is in it: what every card about one needs, and how one begins."""

import hashlib
import re
import unicodedata
from base64 import b32encode
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from program.base.calendar import Local
from program.base.namesakes import called
from program.base.notices import CHANNEL, Notice, tell
from storage import bulk
from storage.models import Audit, Letter, Member, Mentorship, Program
from storage.queries import letters, mentorships, programs

MAY_DECLINE = timedelta(days=3)
"""Within this span of being matched, either may say that it is not a fit."""
STEPS = (
    Notice.CHANNEL_CREATE,
    Notice.CHANNEL_INVITE,
    Notice.CHANNEL_TOPIC,
    Notice.INTRO,
    Notice.CHARTER,
    Notice.CHARTER_PIN,
    Notice.AGENDA,
)
"""Of opening a channel, in their order."""
NAME_PART = 20
SUFFIX = 6


@dataclass(frozen=True)
class Someone:
    """One of the people of a mentorship."""

    id: str
    name: str
    role: str
    time_zone: str
    agreed_at: datetime | None


@dataclass(frozen=True)
class Chosen:
    """A pair that was decided on, why these two, and a line of the owner who decided."""

    mentor_id: str
    mentee_id: str
    receipt: dict[str, Any]
    line: str = ""
    line_by: str | None = None


@dataclass(frozen=True)
class Invitation:
    channel_id: str
    people: tuple[str, ...]


@dataclass(frozen=True)
class Pin:
    """A message to pin."""

    channel_id: str
    ts: str


def everybody(session: Session, mentorship: Mentorship) -> tuple[Someone, ...]:
    """Who is in it, mentors first."""
    members = mentorships.members(session, mentorship_id=mentorship.id)
    people = programs.people(
        session, workspace_id=mentorship.workspace_id, ids=[member.person_id for member in members]
    )
    return tuple(
        Someone(
            id=member.person_id,
            name=people[member.person_id].name if member.person_id in people else "",
            role=member.role,
            time_zone=people[member.person_id].time_zone if member.person_id in people else "UTC",
            agreed_at=member.agreed_at,
        )
        for member in members
    )


def as_called(session: Session, mentorship: Mentorship) -> tuple[Someone, ...]:
    """The same, by the names that tell them apart in the program."""
    there = everybody(session, mentorship)
    names = called(session, program_id=mentorship.program_id, names={one.id: one.name for one in there})
    return tuple(replace(one, name=names[one.id]) for one in there)


def begin(
    session: Session,
    *,
    program: Program,
    round_id: int | None,
    pairs: Sequence[Chosen],
    who: str,
    now: datetime,
) -> Sequence[int]:
    """Write these pairs down as mentorships whose channels are still to be opened. Returns their ids."""
    ids = {person_id for pair in pairs for person_id in (pair.mentor_id, pair.mentee_id)}
    people = programs.known(session, workspace_id=program.workspace_id, program_id=program.id, also=ids)
    today = now.astimezone(Local(program.time_zone).zone).date()
    where = {"workspace_id": program.workspace_id, "program_id": program.id}
    every = {"round_id": round_id, "matched_at": now, "ends_on": today + timedelta(days=program.length_days)}
    names = [
        channel_name(
            [people[pair.mentor_id].name, people[pair.mentee_id].name],
            f"{program.workspace_id}:{program.id}:{round_id}:{pair.mentor_id}:{pair.mentee_id}:{now}",
        )
        for pair in pairs
    ]
    bulk.write(
        session,
        Mentorship,
        [
            {
                **where,
                **every,
                "channel_name": name,
                "receipt": pair.receipt,
                "line": pair.line,
                "line_by": pair.line_by if pair.line else None,
            }
            for name, pair in zip(names, pairs, strict=True)
        ],
    )
    ids_of = mentorships.ids_of_round(session, program_id=program.id, round_id=round_id)
    begun = [ids_of[name] for name in names]
    bulk.write(
        session,
        Member,
        [
            {**where, "mentorship_id": mentorship_id, "person_id": person_id, "role": role}
            for mentorship_id, pair in zip(begun, pairs, strict=True)
            for person_id, role in ((pair.mentor_id, "mentor"), (pair.mentee_id, "mentee"))
        ],
    )
    what = {**where, "at": now, "who": who, "what": "paired", "why": f"round:{round_id}"}
    bulk.write(
        session, Audit, [{**what, "subject": f"mentorship:{mentorship_id}"} for mentorship_id in begun]
    )
    return begun


def open_channel(session: Session, mentorship: Mentorship, now: datetime) -> None:
    """Have the channel of that name made; program/pair/opening.py goes on from there."""
    tell_step(session, mentorship, Notice.CHANNEL_CREATE, suffix_of(mentorship), now)


def mark_present(session: Session, mentorship: Mentorship, person_id: str | None, present: bool) -> None:
    """Slack has said that somebody is in the pair's channel, or isn't any more."""
    for member in mentorships.members(session, mentorship_id=mentorship.id):
        if member.person_id == person_id:
            member.in_channel = present
            session.add(member)
    session.flush()


def repeat_step(session: Session, mentorship: Mentorship, now: datetime) -> None:
    """Have the step done again at which the opening of a channel got stuck."""
    step, _, _ = mentorship.trouble.partition(":")
    mentorship.trouble = ""
    session.add(mentorship)
    about = f"{mentorship.id}:{now.isoformat()}"
    if Notice(step) is Notice.CHANNEL_INVITE:
        invite_next(session, mentorship, now, again=True)
    else:
        tell_step(session, mentorship, Notice(step), about, now)


def invite_next(
    session: Session, mentorship: Mentorship, now: datetime, *, after: str | None = None, again: bool = False
) -> None:
    """Have the next of them invited who isn't in the channel: one at a time, so that each answer is about one person.

    When there is none, the next step follows.
    """
    assert mentorship.channel_id is not None
    there = mentorships.members(session, mentorship_id=mentorship.id)
    ids = [one.person_id for one in there]
    done = ids.index(after) + 1 if after in ids else 0
    missing = next((one.person_id for one in there[done:] if not one.in_channel), None)
    if missing is None:
        tell_step(session, mentorship, Notice.CHANNEL_TOPIC, mentorship.channel_id, now)
        return
    about = f"{mentorship.channel_id}:{missing}{now.isoformat() if again else ''}"
    tell_step(session, mentorship, Notice.CHANNEL_INVITE, about, now, person=missing)


def invite_again(session: Session, mentorship: Mentorship, person_id: str, now: datetime) -> None:
    """Invite somebody who was there already. Where they still are, nothing changes."""
    about = f"{person_id}:{now.isoformat()}"
    tell(session, Notice.INVITE_AGAIN, mentorship, to=CHANNEL, about=about, now=now, person=person_id)


def tell_step(
    session: Session, mentorship: Mentorship, step: Notice, about: str, now: datetime, **params: Any
) -> None:
    """Write the letter of one step of opening a channel."""
    tell(session, step, mentorship, to=CHANNEL, about=about, now=now, **params)


def rename(session: Session, mentorship: Mentorship) -> None:
    """Another name for the channel that is to be made, drawn from the one before."""
    names = [one.name for one in everybody(session, mentorship)]
    mentorship.channel_name = channel_name(names, f"{mentorship.id}:{mentorship.channel_name}")
    session.add(mentorship)
    session.flush()


def suffix_of(mentorship: Mentorship) -> str:
    """The part of a channel's name that is nobody's."""
    return mentorship.channel_name.rpartition("-")[2]


def pin(session: Session, letter: Letter, card: Notice) -> Pin | None:
    """The newest card of this kind in the pair's channel."""
    mentorship = session.get(Mentorship, letter.mentorship_id)
    if mentorship is None or mentorship.channel_id is None:
        return None
    sent = letters.newest_card(
        session, kind=card.value, mentorship_id=mentorship.id, channel=mentorship.channel_id
    )
    return Pin(mentorship.channel_id, sent.ts) if sent is not None and sent.ts is not None else None


def channel_name(names: Sequence[str], seed: str) -> str:
    """A legal channel name that nobody has: "mentor-ada-grace-7f3k2q". Names without a-z are left out."""
    digest = hashlib.blake2b(seed.encode(), digest_size=5).digest()
    suffix = b32encode(digest).decode().lower()[:SUFFIX]
    return name_with(names, suffix)


def name_with(names: Sequence[str], suffix: str) -> str:
    """The channel's name for these people, with the part of it that is nobody's."""
    parts = [part for part in map(_letters, names) if part]
    return "-".join(["mentor", *parts, suffix])


def _letters(name: str) -> str:
    """The first word of a name in a-z and 0-9, as far as it has such letters."""
    first = (name.split() or [""])[0]
    bare = unicodedata.normalize("NFKD", first).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]", "", bare)[:NAME_PART]
