"""A pair whose channel is open, without a round of matching before it: what everything after it starts from."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, select

from program.pair.mentorship import Chosen, begin, open_channel
from sandbox.channels import Channel
from sandbox.messages import Message
from storage.models import Mentorship, Program, Touchpoint
from tests.journeys.cast import a_program, channel_of, enroll
from tests.journeys.town import Town

ANSWERED_WITHIN = timedelta(hours=20)
"""Long enough for a letter to find everybody's own morning."""


async def a_pair(town: Town, mentor: str = "ada", mentee: str = "grace", *, length_days: int = 90) -> Channel:
    """Ada mentors Grace in Olga's program. Returns their channel, just opened."""
    await a_program(town)
    await another_pair(town, mentor, mentee, length_days=length_days)
    return channel_of(town, mentee)


async def another_pair(town: Town, mentor: str, mentee: str, *, length_days: int = 90) -> None:
    """One more pair in that program."""
    await enroll(town, mentor, places=2)
    await enroll(town, mentee, mentee=True)
    now = town.clock.now()

    def write(session: Session) -> None:
        program = session.exec(select(Program)).one()
        program.length_days = length_days
        session.add(program)
        chosen = Chosen(town.ids[mentor], town.ids[mentee], {})
        for mentorship in begin(
            session, program=program, round_id=None, pairs=[chosen], who=town.ids["olga"], now=now
        ):
            open_channel(session, session.get_one(Mentorship, mentorship), now)

    await town.bot.desk.transact(write)
    await town.later(minutes=1)


async def until(town: Town, kind: str, *, days: int = 100) -> None:
    """Let time pass until the next moment of that kind has come, and its letters have gone."""
    end = town.clock.now() + timedelta(days=days)
    due = await town.ask(_next_of(kind))
    while due is None and town.clock.now() < end:
        await town.later(days=1)
        due = await town.ask(_next_of(kind))
    assert due is not None, f"no {kind} is planned"
    await town.later(seconds=(due - town.clock.now() + ANSWERED_WITHIN).total_seconds())


def _next_of(kind: str) -> Callable[[Session], datetime | None]:
    def question(session: Session) -> datetime | None:
        found = session.exec(
            select(Touchpoint).where(Touchpoint.kind == kind, Touchpoint.state == "planned")
        ).all()
        return min((moment.due_at for moment in found), default=None)

    return question


def seen(town: Town, first: str, channel: Channel | None = None) -> list[Message]:
    return town.person(first).messages(channel)


def says(message: Message) -> str:
    """All that a message shows, as one string."""
    return str(message.blocks)


def words(message: Message) -> str:
    """What a message says, without Slack's own ids."""
    found = []
    for block in message.blocks:
        found += [piece.get("text", "") for piece in block.get("elements", ())]
        found.append((block.get("text") or {}).get("text", ""))
    return "\n".join(str(text) for text in found)


async def touchpoint(town: Town, kind: str) -> Touchpoint:
    """The newest moment of a kind that is not merely planned."""

    def question(session: Session) -> Touchpoint:
        found = session.exec(
            select(Touchpoint).where(Touchpoint.kind == kind, Touchpoint.state != "planned")
        ).all()
        return max(found, key=lambda moment: moment.due_at)

    return await town.ask(question)


async def the_pair(town: Town) -> Mentorship:
    return await town.ask(lambda session: session.exec(select(Mentorship)).one())


async def rows(town: Town, model: type[Any]) -> list[Any]:
    """All rows of a table."""
    return await town.ask(lambda session: list(session.exec(select(model)).all()))
