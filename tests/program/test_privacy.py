"""What is kept about a person, for that person alone."""

from dataclasses import asdict
from typing import Any

from sqlmodel import Session, select

from program.privacy import Kept, everything
from program.touchpoints import Moment, plan
from storage.models import Avoidance, Concern, Enrollment, Reply
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_person, a_program


def somebody_with_a_past(session: Session) -> None:
    """Grace has goals, avoids Kofi, has answered a survey and asked for help; so has Ada."""
    program = a_program(session)
    pair = a_pair(session, program)
    a_person(session, "UKOFI", "Kofi Lund")
    survey = plan(session, Moment.SURVEY, program=program, mentorship_id=pair.id, occasion="half", due=MONDAY)
    facts: dict[str, Any] = {"workspace_id": WORKSPACE, "program_id": program.id}
    session.add(Avoidance(person_id="UGRACE", avoided_id="UKOFI", **facts))
    for person_id in ("UGRACE", "UADA"):
        found = session.exec(select(Enrollment).where(Enrollment.person_id == person_id)).one()
        found.goals = f"Goals of {person_id}"
        session.add(
            Reply(
                touchpoint_id=survey.id or 0,
                person_id=person_id,
                answer={"useful": 5, "ease": 4},
                note=f"Note of {person_id}",
                at=MONDAY,
                **facts,
            )
        )
        session.add(
            Concern(
                mentorship_id=pair.id or 0,
                person_id=person_id,
                kind="help",
                text=f"Words of {person_id}",
                at=MONDAY,
                **facts,
            )
        )
    session.flush()


def kept_about(store: Store, person_id: str) -> Kept:
    def ask(session: Session) -> Kept:
        somebody_with_a_past(session)
        return everything(session, workspace_id=WORKSPACE, person_id=person_id)

    return store.transact(ask)


def test_all_that_somebody_said_is_there(store: Store) -> None:
    found = kept_about(store, "UGRACE")
    assert found.parts[0].goals == "Goals of UGRACE"
    assert found.parts[0].avoids == ("Kofi Lund",)
    assert [said.note for said in found.answers] == ["Note of UGRACE"]
    assert [asked.text for asked in found.requests] == ["Words of UGRACE"]
    assert found.together[0].partners == ("Ada Park",)


def test_nothing_that_the_partner_said_is_there(store: Store) -> None:
    assert "UADA" not in str(asdict(kept_about(store, "UGRACE")))


def test_nobody_is_told_that_they_are_avoided(store: Store) -> None:
    assert "Grace" not in str(asdict(kept_about(store, "UKOFI")))


def test_somebody_unknown_has_nothing_kept(store: Store) -> None:
    found = kept_about(store, "UNOBODY")
    assert (found.name, found.parts, found.together, found.letters) == ("", (), (), ())
