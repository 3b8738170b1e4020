"""A company whose people take part in programs, and answer what they are asked: the load of the real processes."""

import asyncio
import random
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, func, select

from program.joining import invitations
from program.rounds import publishing
from sandbox import Workspace
from sandbox.channels import Channel
from sandbox.elements import walk
from sandbox.messages import Message
from storage.models import Enrollment, Letter, Mentorship, Owner, Person, Program, Proposal, Round, Touchpoint
from tests.replicas.fleet import Fleet

ANSWER = "checkins_met"
CADENCE = timedelta(days=14)


def hire(workspace: Workspace, count: int) -> list[str]:
    """So many people work here, all by one clock; the first is the workspace's admin."""
    return [
        workspace.add_person(
            f"Person {number}", email=f"person{number}@example.com", tz="UTC", admin=number == 0
        ).id
        for number in range(count)
    ]


def knows(session: Session, count: int) -> bool:
    """Whether the bot has learned of so many people."""
    return (
        session.exec(select(func.count()).select_from(Person).where(col(Person.bot).is_(False))).one()
        >= count
    )


def begin_program(
    session: Session, *, workspace_id: str, people: list[str], pairs: int, now: datetime
) -> int:
    """A program of the first one's: so many pairs are published, and everybody else is invited. Returns its id."""
    owner, paired = people[0], people[1 : 2 * pairs + 1]
    program = Program(
        workspace_id=workspace_id,
        name="Growing together",
        starts_on=now.date(),
        created_by=owner,
        created_at=now,
        cadence_days=CADENCE.days,
    )
    session.add(program)
    session.flush()
    assert program.id is not None
    here: dict[str, Any] = {"workspace_id": workspace_id, "program_id": program.id}
    session.add(Owner(**here, person_id=owner, since=now))
    found = Round(**here, state="proposed", asked_by=owner, asked_at=now, proposed_at=now)
    session.add(found)
    session.flush()
    assert found.id is not None
    for place, person in enumerate(paired):
        mentor = place % 2 == 0
        session.add(
            Enrollment(**here, person_id=person, mentee=not mentor, mentor=mentor, capacity=1, joined_at=now)
        )
    for mentor_id, mentee_id in zip(paired[::2], paired[1::2], strict=True):
        session.add(
            Proposal(**here, round_id=found.id, mentor_id=mentor_id, mentee_id=mentee_id, state="approved")
        )
    session.flush()
    publishing.publish(session, workspace_id=workspace_id, round_id=found.id, person_id=owner, now=now)
    invitations.invite(session, workspace_id=workspace_id, program_id=program.id, person_id=owner, now=now)
    return program.id


def next_moment(session: Session) -> datetime | None:
    """When somebody will next be asked something."""
    return session.exec(
        select(func.min(Touchpoint.due_at)).where(Touchpoint.state == "planned", Touchpoint.kind != "night")
    ).one()


def anything_ready(session: Session, now: datetime) -> bool:
    """Whether a letter would go now, if anybody were there to send it."""
    return (
        session.exec(select(Letter.id).where(Letter.state == "ready", Letter.due_at <= now)).first()
        is not None
    )


def all_open(session: Session, pairs: int) -> bool:
    """Whether so many pairs have their channel."""
    return (
        session.exec(select(func.count()).select_from(Mentorship).where(Mentorship.state == "open")).one()
        >= pairs
    )


class Crowd:
    """People who answer check-ins, and click again when nothing came of it. `answered`: what the bot has acked."""

    def __init__(self, fleet: Fleet, dice: random.Random) -> None:
        self._fleet = fleet
        self._dice = dice
        self.answered: set[int] = set()

    async def answer(self, most: int) -> None:
        """Up to so many pairs answer at once."""
        asked = self.asked()
        chosen = self._dice.sample(asked, min(most, len(asked)))
        await asyncio.gather(*(self._tap(channel, message) for channel, message in chosen))

    def asked(self) -> list[tuple[Channel, Message]]:
        """The check-ins that have yet to be answered."""
        workspace = self._fleet.workspace
        pairs = [one for one in workspace.channels.values() if one.name.startswith("mentor-")]
        return [
            (channel, message)
            for channel in pairs
            if not channel.is_archived
            for message in channel.messages.values()
            if touchpoint_of(message) not in {None, *self.answered}
        ]

    async def _tap(self, channel: Channel, message: Message) -> None:
        us = self._fleet.workspace.bot_user_id
        person = self._dice.choice([one for one in channel.members if one != us])
        asked = touchpoint_of(message)
        reply = await self._fleet.server.act(person).click(ANSWER, message=message, stale=True)
        if reply.ok and asked is not None:
            self.answered.add(asked)


def touchpoint_of(message: Message) -> int | None:
    """The check-in that a message asks about."""
    taps = [str(one["value"]) for _, one in walk(message.blocks) if one.get("action_id") == ANSWER]
    return int(taps[0].partition(":")[0]) if taps else None
