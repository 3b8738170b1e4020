"""A program that Olga runs and people who have joined it, written down at once: what matching starts from."""

from datetime import date

from sqlmodel import Session, col, select

from sandbox.channels import Channel
from sandbox.messages import Message
from storage.models import Enrollment, Mentorship, Owner, Program, Proposal
from tests.journeys.town import MONDAY, Town

GOALS = {
    "ada": "Run Kubernetes in production\nLead an incident without panic",
    "ravi": "Give talks at conferences",
    "mei": "Design reviews that people enjoy",
}
TEACHES = {
    "grace": "Kubernetes in production, from the first cluster to the hundredth incident",
    "kofi": "Conference talks, and how to enjoy giving them",
    "ravi": "Design reviews",
    "sofia": "Bread",
}


async def a_program(town: Town) -> int:
    """Olga runs a program."""
    await town.settle()
    workspace_id = town.workspace.team_id
    olga = town.ids["olga"]

    def write(session: Session) -> int:
        program = Program(
            workspace_id=workspace_id,
            name="Growing together",
            starts_on=date(2026, 3, 2),
            time_zone="Europe/Berlin",
            created_by=olga,
            created_at=MONDAY,
        )
        session.add(program)
        session.flush()
        assert program.id is not None
        session.add(Owner(workspace_id=workspace_id, program_id=program.id, person_id=olga, since=MONDAY))
        return program.id

    return await town.bot.desk.transact(write)


async def enroll(town: Town, first: str, *, mentee: bool = False, places: int = 0, program: int = 1) -> None:
    """Somebody takes part: as a mentee, or as a mentor with so many places."""
    person_id, now = town.ids[first], town.clock.now()
    workspace_id = town.workspace.team_id

    def write(session: Session) -> None:
        session.add(
            Enrollment(
                workspace_id=workspace_id,
                program_id=program,
                person_id=person_id,
                mentee=mentee,
                mentor=places > 0,
                goals=GOALS.get(first, "") if mentee else "",
                teaches=TEACHES.get(first, "") if places else "",
                capacity=places,
                mentor_minutes=places * 60,
                joined_at=now,
            )
        )

    await town.bot.desk.transact(write)


async def two_pairs(town: Town) -> None:
    """Ada and Ravi want to learn what Grace and Kofi can teach."""
    await a_program(town)
    await enroll(town, "ada", mentee=True)
    await enroll(town, "ravi", mentee=True)
    await enroll(town, "grace", places=1)
    await enroll(town, "kofi", places=1)


async def proposed(town: Town) -> Message:
    """Olga asks for a round. Returns her card about it."""
    reply = await town.person("olga").command("/mentor", "match")
    assert "working on a round" in str(reply.ephemeral)
    await town.settle()
    return card(town, "olga", "match_review")


async def decide(town: Town, mentee: str, what: str) -> None:
    """Olga decides on the pair of this mentee, in the preview before her."""
    pair = await town.ask(
        lambda session: session.exec(
            select(Proposal.id)
            .where(Proposal.mentee_id == town.ids[mentee])
            .order_by(col(Proposal.id).desc())
        ).first()
    )
    await town.person("olga").click(
        "match_decide", in_view=True, block_id=f"pair_{pair}", select=f"{pair}:{what}"
    )


async def published(town: Town) -> None:
    """Olga asks for a round, approves all of it and publishes; the channels have two minutes to open."""
    olga = town.person("olga")
    await olga.click("match_review", message=await proposed(town))
    await olga.click("match_approve_all", in_view=True)
    if "match_approve_apart" in str(olga.view):
        await olga.click("match_approve_apart", in_view=True)
    await olga.click("match_publish", in_view=True)
    await olga.close_view()
    await town.later(minutes=2)


def card(town: Town, first: str, action_id: str, channel: Channel | None = None) -> Message:
    """The newest message that somebody sees with that button in it."""
    for message in reversed(town.person(first).messages(channel)):
        if f"'{action_id}'" in str(message.blocks):
            return message
    raise AssertionError(f"{first} sees no {action_id}")


def told(town: Town, first: str, words: str, channel: Channel | None = None) -> bool:
    """Whether somebody sees a message with these words in it, in their DM or that channel."""
    return any(words in str(message.blocks) for message in town.person(first).messages(channel))


def channel_of(town: Town, first: str) -> Channel:
    """The pair's channel that somebody is in."""
    return next(channel for channel in town.person(first).channels() if channel.name.startswith("mentor-"))


async def mentorships(town: Town) -> list[Mentorship]:
    return await town.ask(lambda session: list(session.exec(select(Mentorship).order_by("id")).all()))


async def pairs_proposed(town: Town) -> set[tuple[str, str, str]]:
    """(mentor, mentee, state) of the newest round, by first names."""
    names = {person_id: first for first, person_id in town.ids.items()}
    found = await town.ask(lambda session: list(session.exec(select(Proposal)).all()))
    newest = max((one.round_id for one in found), default=0)
    return {
        (names[one.mentor_id], names[one.mentee_id], one.state) for one in found if one.round_id == newest
    }
