"""The journeys that are lived through again and again: one program's story, act by act."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, select

from storage.models import Concern, Enrollment, Mentorship, Proposal, Reply, Round, Touchpoint
from tests.crash.town import Act, MortalTown
from tests.journeys.cast import a_program, card, enroll

NEWS = "mentoring-news"


def clicks(
    first: str, *actions: str, fill: dict[str, Any] | None = None
) -> Callable[[MortalTown], Awaitable[None]]:
    """Somebody clicks in a message, and then in the modal that it opens; or fills and submits that."""

    async def do(town: MortalTown) -> None:
        person = town.person(first)
        places = [None, *(channel for channel in person.channels() if channel.name.startswith("mentor-"))]
        found = [place for place in places if _has(town, first, actions[0], place)]
        await person.click(actions[0], message=card(town, first, actions[0], found[-1]))
        for action in actions[1:]:
            await person.click(action, in_view=True)
        if fill is not None:
            await person.fill(fill)
            await person.submit()
        while person.view is not None:
            await person.close_view()

    return do


def _has(town: MortalTown, first: str, action: str, place: Any) -> bool:
    return any(f"'{action}'" in str(message.blocks) for message in town.person(first).messages(place))


def says(
    first: str, text: str, *, fill: dict[str, Any] | None = None
) -> Callable[[MortalTown], Awaitable[None]]:
    """Somebody types /mentor with these words, and fills the modal that it opens."""

    async def do(town: MortalTown) -> None:
        person = town.person(first)
        await person.command("/mentor", text)
        if fill is not None:
            await person.fill(fill)
            await person.submit()
        while person.view is not None:
            await person.close_view()

    return do


def any_row(model: type[Any], **values: Any) -> Callable[[MortalTown], Awaitable[bool]]:
    """Whether there is a row with these values."""

    async def done(town: MortalTown) -> bool:
        def look(session: Session) -> bool:
            rows = session.exec(select(model)).all()
            return any(all(getattr(row, name) == value for name, value in values.items()) for row in rows)

        return await town.ask(look)

    return done


def rows_count(model: type[Any], least: int) -> Callable[[MortalTown], Awaitable[bool]]:
    async def done(town: MortalTown) -> bool:
        return await town.ask(lambda session: len(session.exec(select(model)).all())) >= least

    return done


def just_before(kind: str) -> Act:
    """Time passes without deaths, until shortly before the next moment of a kind."""

    async def pass_time(town: MortalTown) -> None:
        due = await _due(town, kind)
        while due is None:
            await town.later(days=1)
            due = await _due(town, kind)
        await town.later(seconds=max(0.0, (due - town.clock.now()).total_seconds() - 1_800))

    return Act(f"until {kind}", pass_time, _true, mortal=False)


def reached(kind: str, **span: float) -> Act:
    """A moment comes, and its letters find their hour."""
    ends: dict[int, datetime] = {}

    async def pass_time(town: MortalTown) -> None:
        end = ends.setdefault(id(town), town.clock.now() + timedelta(**span))
        await town.later(seconds=max(0.0, (end - town.clock.now()).total_seconds()))

    async def done(town: MortalTown) -> bool:
        return town.clock.now() >= ends[id(town)]

    return Act(f"reach {kind}", pass_time, done)


async def _true(_town: MortalTown) -> bool:
    return True


async def _due(town: MortalTown, kind: str) -> datetime | None:
    def question(session: Session) -> datetime | None:
        wanted = select(Touchpoint).where(Touchpoint.kind == kind, Touchpoint.state == "planned")
        return min((moment.due_at for moment in session.exec(wanted).all()), default=None)

    return await town.ask(question)


async def begin(town: MortalTown) -> None:
    """Olga's program, with everybody in it but Ada."""
    await a_program(town)
    await enroll(town, "grace", places=1)
    await enroll(town, "mei", places=1)
    town.workspace.add_channel(NEWS, members=[town.ids["olga"], town.ids["kofi"]])


async def post_digest(town: MortalTown) -> None:
    olga = town.person("olga")
    channel = next(one for one in town.workspace.channels.values() if one.name == NEWS)
    reply = await olga.command("/mentor", "digest", channel=channel)
    await olga.click("digest_post", message=reply.ephemeral[-1])


async def digest_posted(town: MortalTown) -> bool:
    channel = next(one for one in town.workspace.channels.values() if one.name == NEWS)
    return any("in numbers" in message.text for message in town.person("kofi").messages(channel))


JOURNEY = (
    Act(
        "join",
        says(
            "ada",
            "join",
            fill={
                "enrollment_goals": "Run Kubernetes in production",
                "enrollment_skills_wanted": "Kubernetes",
            },
        ),
        rows_count(Enrollment, 3),
    ),
    Act("match", says("olga", "match"), rows_count(Round, 1)),
    Act(
        "approve",
        clicks("olga", "match_review", "match_approve_all"),
        any_row(Proposal, state="approved"),
    ),
    Act("publish and open", clicks("olga", "match_review", "match_publish"), rows_count(Mentorship, 1)),
    Act("decline", clicks("ada", "match_decline"), any_row(Mentorship, state="ended")),
    Act("approve the next", clicks("olga", "match_approve_replacement"), rows_count(Mentorship, 2)),
    just_before("check_in"),
    reached("check_in", hours=20),
    Act("answer", clicks("ada", "checkins_met"), any_row(Touchpoint, kind="check_in", state="answered")),
    Act("pause", says("ada", "pause 3d"), any_row(Enrollment, state="paused")),
    just_before("resume"),
    reached("resume", hours=2),
    just_before("calibration"),
    reached("calibration", hours=20),
    Act("keep going", clicks("ada", "calibration_keep"), rows_count(Reply, 1)),
    just_before("survey"),
    reached("survey", hours=20),
    Act(
        "answer the survey",
        clicks("ada", "surveys_answer", fill={"useful": "4", "ease": "5"}),
        rows_count(Reply, 2),
    ),
    Act(
        "ask for help",
        clicks("ada", "concerns_help", fill={"text": "We can't find a time"}),
        rows_count(Concern, 1),
    ),
    Act("digest", post_digest, digest_posted),
    just_before("closing"),
    reached("closing", hours=48),
    just_before("archive"),
    reached("archive", hours=2),
)
