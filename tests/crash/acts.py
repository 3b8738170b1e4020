"""What people do in the journeys, and how time passes in them."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, select

from storage.models import Touchpoint
from tests.crash.town import Act, Do, Done, MortalTown
from tests.journeys.cast import card


def clicks(first: str, *actions: str, fill: dict[str, Any] | None = None) -> Do:
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


def on_home(first: str, action: str) -> Do:
    """Somebody opens Home, and clicks there."""

    async def do(town: MortalTown) -> None:
        person = town.person(first)
        await person.open_home()
        await town.settle()
        await person.click(action, in_home=True)
        while person.view is not None:
            await person.close_view()

    return do


def _has(town: MortalTown, first: str, action: str, place: Any) -> bool:
    return any(f"'{action}'" in str(message.blocks) for message in town.person(first).messages(place))


def says(first: str, text: str, *, fill: dict[str, Any] | None = None, then: str = "") -> Do:
    """Somebody types /mentor with these words, and fills the modal that it opens, or clicks in the answer."""

    async def do(town: MortalTown) -> None:
        person = town.person(first)
        reply = await person.command("/mentor", text)
        if then and reply.ok:
            await person.click(
                then, message=reply.ephemeral[-1] if reply.ephemeral else None, in_view=not reply.ephemeral
            )
        if fill is not None:
            await person.fill(fill)
            await person.submit()
        while person.view is not None:
            await person.close_view()

    return do


def any_row(model: type[Any], **values: Any) -> Done:
    """Whether there is a row with these values."""

    async def done(town: MortalTown) -> bool:
        def look(session: Session) -> bool:
            rows = session.exec(select(model)).all()
            return any(all(getattr(row, name) == value for name, value in values.items()) for row in rows)

        return await town.ask(look)

    return done


def rows_count(model: type[Any], least: int) -> Done:
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

    return Act(f"until {kind}", pass_time, nothing_left_to_do, mortal=False)


def reached(kind: str, **span: float) -> Act:
    """A moment comes, and its letters find their hour."""

    async def pass_time(town: MortalTown) -> None:
        end = town.ends.setdefault(kind, town.clock.now() + timedelta(**span))
        await town.later(seconds=max(0.0, (end - town.clock.now()).total_seconds()))

    async def done(town: MortalTown) -> bool:
        return town.clock.now() >= town.ends[kind]

    return Act(f"reach {kind}", pass_time, done)


async def nothing_left_to_do(_town: MortalTown) -> bool:
    return True


async def _pass_a_day(town: MortalTown) -> None:
    await town.later(days=1)


A_DAY = Act("a day", _pass_a_day, nothing_left_to_do, mortal=False)


async def _due(town: MortalTown, kind: str) -> datetime | None:
    def question(session: Session) -> datetime | None:
        wanted = select(Touchpoint).where(Touchpoint.kind == kind, Touchpoint.state == "planned")
        return min((moment.due_at for moment in session.exec(wanted).all()), default=None)

    return await town.ask(question)
