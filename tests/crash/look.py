"""What there is to do in a town, as people and their program stand: the eyes of the state machine."""

from datetime import datetime

from sqlmodel import Session, col, select

from sandbox.elements import walk
from storage.models import Mentorship, Program, Proposal, Round, Touchpoint
from storage.queries import rounds
from tests.crash.acts import any_row
from tests.crash.passing import off
from tests.crash.town import MortalTown

PEOPLE = ("ada", "grace", "kofi", "mei", "ravi")
ANSWERS: dict[str, dict[str, str] | None] = {
    "match_decline": None,
    "match_approve_replacement": None,
    "checkins_met": None,
    "checkins_not_yet": None,
    "calibration_keep": None,
    "calibration_someone_else": None,
    "surveys_answer": {"useful": "4", "ease": "5"},
}
"""What can be clicked in a message, and what the form that it opens is filled with."""


def ready(session: Session) -> str:
    """Which rules have something to do."""
    program = session.exec(select(Program)).one()
    under_way = rounds.under_way(session, program_id=program.id)
    ready = []
    if under_way is None and rounds.anybody_waits(session, program=program):
        ready.append("match")
    if under_way is not None and proposals(session, under_way.id):
        ready.append("publish")
    if living(session):
        ready.append("channel")
    return " ".join(ready)


def next_question(session: Session) -> datetime | None:
    asking = ("check_in", "calibration", "survey", "parting")
    planned = select(Touchpoint).where(Touchpoint.state == "planned", col(Touchpoint.kind).in_(asking))
    return min((moment.due_at for moment in session.exec(planned)), default=None)


def living(session: Session) -> list[str]:
    """The channels of living pairs, also those that they have lost."""
    pairs = session.exec(
        select(Mentorship).where(Mentorship.state == "open").order_by(col(Mentorship.id))
    ).all()
    return [pair.channel_id or pair.lost_channel_id or "" for pair in pairs]


def proposals(session: Session, round_id: int | None) -> bool:
    return session.exec(select(Proposal).where(Proposal.round_id == round_id)).first() is not None


def choices(town: MortalTown) -> list[tuple[str, str, str, str, str]]:
    """Whoever sees something to answer: who, what, in which message, where, and the button's value."""
    return [
        (first, element["action_id"], message.ts, place, element.get("value", ""))
        for first in (*PEOPLE, "olga")
        if first not in off(town)
        for place in places(town, first)
        for message in town.person(first).messages(place)
        for _, element in walk(message.blocks)
        if element.get("action_id") in ANSWERS
    ]


def places(town: MortalTown, first: str) -> list[str]:
    person = town.person(first)
    channels = [one.id for one in person.channels() if one.name.startswith("mentor-") and not one.is_archived]
    return [person.dm.id, *channels]


async def publish(town: MortalTown) -> None:
    """Olga approves whatever there is, and publishes it."""
    olga = town.person("olga")
    await olga.click("match_review")
    for action in ("match_approve_all", "match_approve_apart", "match_publish"):
        if f"'{action}'" in str(olga.view):
            await olga.click(action, in_view=True)
    while olga.view is not None:
        await olga.close_view()


async def nothing_to_publish(town: MortalTown) -> bool:
    return not await any_row(Round, state="proposed", for_person_id=None)(town)
