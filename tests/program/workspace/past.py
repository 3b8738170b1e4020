"""A letter, a pair and an account of long ago; and the night in which what is old is forgotten."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session

from program.base.notices import Notice
from program.base.people import Profile
from program.base.touchpoints import Moment, plan
from program.workspace import retention
from storage.models import Letter, Mentorship, Outcome, Program, Reply
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_program

LONG_AGO = MONDAY - timedelta(days=400)
GONE = Profile(id="UGRACE", name="Grace Osei", deactivated=True)
WORDED = {"words": [{"word": "linux", "mentee": "I want linux", "mentor": "I teach linux"}]}


def a_letter(session: Session, kind: Notice, number: int, **facts: Any) -> Letter:
    letter = Letter(
        **{
            "workspace_id": WORKSPACE,
            "kind": kind.value,
            "recipient": "UADA",
            "dedupe_key": f"{kind}:{number}",
            "created_at": LONG_AGO,
            "planned_at": LONG_AGO,
            "due_at": LONG_AGO,
            "state": "done",
            "done_at": LONG_AGO,
            **facts,
        }
    )
    session.add(letter)
    session.flush()
    return letter


def forget(session: Session) -> None:
    session.flush()
    retention.forget_old(session, now=MONDAY)
    session.expire_all()


def a_past(session: Session) -> tuple[Program, Mentorship]:
    """A pair whose channel was archived long ago: matched, planned, asked, answered."""
    program = a_program(session)
    pair = a_pair(session, program, state="archived", opened_at=LONG_AGO)
    pair.ended_at, pair.receipt = LONG_AGO, WORDED
    own: dict[str, Any] = {"workspace_id": WORKSPACE, "program_id": program.id}
    session.add(Outcome(mentorship_id=pair.id or 0, position=0, text="Linux", due_on=LONG_AGO.date(), **own))
    moments = {
        ("met", "answered"): Moment.CHECK_IN,
        ("planned", "answered"): Moment.CHECK_IN,
        (None, "lapsed"): Moment.CHECK_IN,
        ("", "answered"): Moment.SURVEY,
        (" ", "answered"): Moment.CALIBRATION,
    }
    for number, ((answer, state), kind) in enumerate(moments.items()):
        moment = plan(
            session, kind, program=program, mentorship_id=pair.id, occasion=str(number), due=LONG_AGO
        )
        moment.state, moment.answer, moment.answered_by = state, answer, "UADA"  # type: ignore[assignment]
        if kind != Moment.CHECK_IN:
            for who in ("UADA", "UGRACE"):
                session.add(Reply(touchpoint_id=moment.id or 0, person_id=who, at=LONG_AGO, **own))
    session.flush()
    return program, pair
