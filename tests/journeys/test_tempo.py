"""A big round opens, and a company is asked how it goes, as fast as Slack lets it, and never faster.

ALONGSIDE_PAIRS and ALONGSIDE_CHECK_INS make them bigger; `make soak` does.
"""

import os
import re
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, func, select

from bot.letters.tiers import TIERS
from program.base.notices import Notice, tell
from program.base.touchpoints import Moment, plan
from program.pair.mentorship import Chosen, begin, open_channel
from storage.models import Enrollment, Letter, Member, MemberRole, Mentorship, Program, Round
from tests.journeys.cast import a_program, card
from tests.journeys.pairs import a_pair
from tests.journeys.town import Town

PAIRS = int(os.environ.get("ALONGSIDE_PAIRS", "80"))
CHECK_INS = int(os.environ.get("ALONGSIDE_CHECK_INS", "600"))
POST = "chat.postMessage"
HOUR = timedelta(hours=1)


def allowed(calls: int, method: str) -> timedelta:
    """A twentieth more than the time that the tier gives them."""
    return timedelta(minutes=calls / TIERS[method]) * 1.05


def refused(town: Town) -> list[str]:
    """The calls of which Slack said that they are too many."""
    return [call.method for call in town.workspace.calls if call.error == "ratelimited"]


async def crowd(town: Town, count: int) -> list[str]:
    """So many people more, in Olga's program."""
    people = [town.workspace.add_person(f"Person {number}", tz="Europe/London").id for number in range(count)]
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

    await town.bot.desk.transact(write)
    return people


async def test_many_mentorships_open_within_a_twentieth_of_what_the_tiers_allow_and_the_owner_sees_how_far(
    town: Town,
) -> None:
    await a_program(town)
    people = await crowd(town, 2 * PAIRS)
    olga, now = town.ids["olga"], town.clock.now()

    def publish(session: Session) -> None:
        program = session.exec(select(Program)).one()
        assert program.id is not None
        round_ = Round(
            workspace_id=program.workspace_id,
            program_id=program.id,
            state="published",
            asked_by=olga,
            asked_at=now,
            published_at=now,
            published_by=olga,
        )
        session.add(round_)
        session.flush()
        chosen = [Chosen(people[2 * number], people[2 * number + 1], {}) for number in range(PAIRS)]
        for mentorship in begin(
            session, program=program, round_id=round_.id, pairs=chosen, who=olga, now=now
        ):
            open_channel(session, session.get_one(Mentorship, mentorship), now)
        tell(
            session,
            Notice.ROUND,
            program,
            to=olga,
            about="opening",
            now=now,
            round=round_.id,
        )

    await town.bot.desk.transact(publish)
    shown: list[int] = []

    async def look(_now: datetime) -> None:
        for message in town.person("olga").messages():
            shown.extend(
                int(said) for said in re.findall(rf"(\d+) of {PAIRS} channels open", str(message.blocks))
            )

    await town.later(look, seconds=allowed(PAIRS, "conversations.create").total_seconds())
    states = await town.ask(lambda session: list(session.exec(select(Mentorship.state)).all()))
    assert states == ["open"] * PAIRS
    assert shown == sorted(shown)
    assert len(set(shown)) >= PAIRS / TIERS["conversations.create"]
    assert any(f"All {PAIRS} channels are open." in str(one.blocks) for one in town.person("olga").messages())
    assert refused(town) == []


async def test_check_ins_of_one_hour_go_within_a_twentieth_of_what_the_tier_allows_and_a_click_before_them(
    town: Town,
) -> None:
    channel = await a_pair(town)
    due = town.clock.now() + HOUR
    await open_pairs(town, await crowd(town, CHECK_INS), due)  # each is asked by two: no more fit into a week
    await town.later(seconds=HOUR.total_seconds())
    assert await waiting(town) > 0

    ada = town.person("ada")
    await ada.click("plan_open", message=card(town, "ada", "plan_open", channel))
    await ada.fill({"plan_text_1": "Lead one incident", "plan_date_1": "2026-04-01"})
    assert (await ada.submit()).ok
    await town.settle()
    assert await waiting(town) > 0
    assert "Lead one incident" in str(card(town, "grace", "plan_change", channel).blocks)

    await town.later(seconds=allowed(CHECK_INS, POST).total_seconds())
    assert await waiting(town) == 0
    gone = await town.ask(
        lambda session: session.exec(
            select(func.count()).where(Letter.kind == Notice.CHECK_IN, Letter.state == "done")
        ).one()
    )
    assert gone == CHECK_INS
    assert refused(town) == []


async def open_pairs(town: Town, people: list[str], due: datetime) -> None:
    """Many open mentorships of these people, all to be asked at `due` whether they have met."""
    bot = town.workspace.bot_user_id
    channels = [
        town.workspace.add_channel(f"mentor-pair-{number}", private=True, members=[bot])
        for number in range(CHECK_INS)
    ]
    await town.workspace.settled(timeout=60)
    now = town.clock.now()

    def write(session: Session) -> None:
        program = session.exec(select(Program)).one()
        assert program.id is not None
        for number, channel in enumerate(channels):
            mentorship = Mentorship(
                workspace_id=program.workspace_id,
                program_id=program.id,
                state="open",
                channel_name=channel.name,
                channel_id=channel.id,
                matched_at=now,
                opened_at=now,
                ends_on=date(2026, 5, 31),
            )
            session.add(mentorship)
            session.flush()
            assert mentorship.id is not None
            roles: tuple[MemberRole, ...] = ("mentor", "mentee")
            session.add_all(
                Member(
                    workspace_id=program.workspace_id,
                    program_id=program.id,
                    mentorship_id=mentorship.id,
                    person_id=people[(2 * number + place) % len(people)],
                    role=role,
                )
                for place, role in enumerate(roles)
            )
            plan(
                session,
                Moment.CHECK_IN,
                program=program,
                mentorship_id=mentorship.id,
                occasion=due.date().isoformat(),
                due=due,
            )

    await town.bot.desk.transact(write)


async def waiting(town: Town) -> int:
    """How many check-ins have yet to go."""
    return await town.ask(
        lambda session: session.exec(
            select(func.count()).where(
                Letter.kind == Notice.CHECK_IN, col(Letter.state).in_(("ready", "sending"))
            )
        ).one()
    )
