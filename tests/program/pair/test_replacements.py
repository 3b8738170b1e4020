"""Who is looked for when a pair ends, and who is told that somebody is."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session

from program.joining import absence
from program.pair import declining
from storage.queries import rounds
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_program


def test_while_somebody_pauses_nobody_is_told_that_a_mentor_is_looked_for(store: Store) -> None:
    """Neither they, when they decline, nor their mentor, who is asked whether to leave."""

    def story(session: Session) -> None:
        program = a_program(session)
        pair = a_pair(session, program)
        here: dict[str, Any] = {"workspace_id": WORKSPACE, "program_id": program.id}
        asked = absence.stakes(session, person_id="UADA", **here)
        assert (asked.partners, asked.mentees) == (("Grace Osei",), ("Grace Osei",))
        absence.pause(session, person_id="UGRACE", until=MONDAY + timedelta(14), now=MONDAY, **here)
        assert absence.stakes(session, person_id="UADA", **here).mentees == ()
        following = declining.decline(
            session, workspace_id=WORKSPACE, mentorship_id=pair.id, person_id="UGRACE", now=MONDAY
        )
        assert following == "unsought"
        assert not rounds.all_under_way(session, program_id=program.id)

    store.transact(story)
