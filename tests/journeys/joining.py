"""Joining a program, for whoever's test begins there."""

from storage.models import Enrollment
from storage.queries import programs
from tests.journeys.town import Town


async def enrolled(town: Town, first: str) -> Enrollment | None:
    return await town.ask(
        lambda session: programs.enrollment(session, program_id=1, person_id=town.ids[first])
    )


async def join_as_mentee(town: Town, first: str, goals: str = "Leading without a title") -> None:
    person = town.person(first)
    await person.command("/mentor", "join")
    await person.fill({"enrollment_goals": goals, "enrollment_skills_wanted": "facilitation, SQL"})
    assert (await person.submit()).ok
    await person.close_view()
