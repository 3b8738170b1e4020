"""The record of changes: whose deed it is, and about what."""

from typing import Any

import pytest
from sqlmodel import Session, select

from program import channels
from program.audit import note
from storage.models import Audit, Concern, Enrollment, Letter, Mentorship, Person, Program, Round, Touchpoint
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_program

HERE: dict[str, Any] = {"workspace_id": WORKSPACE, "id": 7}
INSIDE: dict[str, Any] = {**HERE, "program_id": 3}
ABOUT = [
    (Program(name="", starts_on=MONDAY.date(), created_by="", created_at=MONDAY, **HERE), 7, "program:7"),
    (Round(asked_by="", asked_at=MONDAY, **INSIDE), 3, "round:7"),
    (Mentorship(channel_name="", matched_at=MONDAY, ends_on=MONDAY.date(), **INSIDE), 3, "mentorship:7"),
    (Enrollment(person_id="UADA", joined_at=MONDAY, **INSIDE), 3, "enrollment:7"),
    (Concern(mentorship_id=1, person_id="UADA", kind="help", at=MONDAY, **INSIDE), 3, "concern:7"),
    (Touchpoint(kind="night", key="", due_at=MONDAY, **INSIDE), 3, "touchpoint:7:night"),
    (Letter(kind="home", recipient="UADA", dedupe_key="", **INSIDE), 3, "letter:7:home"),
    (Person(workspace_id=WORKSPACE, id="UADA"), None, "person:UADA"),
]


@pytest.mark.parametrize(
    ("about", "program_id", "subject"), ABOUT, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_line_names_the_object_and_its_program(about: Any, program_id: int | None, subject: str) -> None:
    session = Session()
    note(session, about, who="UADA", what="changed", now=MONDAY, why="so")
    [line] = session.new
    assert isinstance(line, Audit)
    assert (line.workspace_id, line.program_id, line.subject) == (WORKSPACE, program_id, subject)
    assert (line.who, line.what, line.at, line.why) == ("UADA", "changed", MONDAY, "so")


def test_what_slack_tells_is_slacks_and_what_somebody_presses_is_theirs(store: Store) -> None:
    def story(session: Session) -> list[tuple[str, str]]:
        pair = a_pair(session, a_program(session))
        channels.lost(session, workspace_id=WORKSPACE, channel_id="C1", how="archived", now=MONDAY)
        channels.reopen(
            session, workspace_id=WORKSPACE, mentorship_id=pair.id, person_id="UGRACE", now=MONDAY
        )
        return [(line.who, line.what) for line in session.exec(select(Audit).order_by("id")).all()]

    assert store.transact(story) == [("slack", "channel_archived"), ("UGRACE", "channel_reopened")]
