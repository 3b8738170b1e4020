"""A big round opens as fast as Slack lets it, and never faster."""

import os
from datetime import timedelta

from sqlmodel import Session, select

from bot.tiers import TIERS
from program.mentorship import Chosen, begin, open_channel
from storage.models import Enrollment, Mentorship, Program
from tests.journeys.cast import a_program
from tests.journeys.town import Town

PAIRS = int(os.environ.get("ALONGSIDE_PAIRS", "80"))


async def test_many_mentorships_open_within_a_twentieth_of_what_the_tiers_allow(town: Town) -> None:
    await a_program(town)
    people = [town.workspace.add_person(f"Person {number}").id for number in range(2 * PAIRS)]
    await town.workspace.settled(timeout=60)
    await town.settle()
    now = town.clock.now()

    def write(session: Session) -> None:
        program = session.exec(select(Program)).one()
        assert program.id is not None
        for person_id in people:
            session.add(
                Enrollment(
                    workspace_id=program.workspace_id,
                    program_id=program.id,
                    person_id=person_id,
                    mentee=True,
                    mentor=True,
                    capacity=1,
                    joined_at=now,
                )
            )
        session.flush()
        chosen = [Chosen(people[2 * number], people[2 * number + 1], {}) for number in range(PAIRS)]
        for mentorship in begin(
            session, program=program, round_id=None, pairs=chosen, who=town.ids["olga"], now=now
        ):
            open_channel(session, mentorship, now)

    await town.bot.desk.transact(write)
    scarcest = TIERS["conversations.create"]
    allowed = timedelta(minutes=PAIRS / scarcest) * 1.05
    await town.later(seconds=allowed.total_seconds())
    states = await town.ask(lambda session: list(session.exec(select(Mentorship.state)).all()))
    assert states == ["open"] * PAIRS
    assert not [call for call in town.workspace.calls if call.error == "ratelimited"]
