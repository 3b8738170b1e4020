"""Letters as delivery leaves them, step by step; and a busy week, with people's words in every table."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, select

from bot.letters import ledger
from bot.letters.pace import Pace
from bot.letters.verdicts import Verdict
from program.base.audit import note
from program.base.notices import CHANNEL, Notice, tell
from program.sending import Later, Never
from storage.models import Concern, Enrollment, Letter, Outcome, Reply, Touchpoint
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_program

SECRET = "quince"
"""In everything that somebody wrote, and in every name."""


class Office:
    """Delivery's own steps, by hand: a program of Olga's with Ada and Grace in it."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.program = a_program(session, name=f"{SECRET} program")
        self.pair = a_pair(session, self.program, names=(f"Ada {SECRET}", f"Grace {SECRET}"))
        self.count = 0

    def write(
        self,
        kind: Notice = Notice.THANKS,
        *,
        to: str = "UADA",
        now: datetime = MONDAY,
        due: datetime | None = None,
        alone: bool = False,
        **params: Any,
    ) -> int:
        """A letter of the pair, or, `alone`, to somebody outside of it."""
        self.count += 1
        tell(
            self.session,
            kind,
            self.program if alone else self.pair,
            to=to,
            about=self.count,
            now=now,
            due=due,
            word=SECRET,
            **params,
        )
        return max(self.session.exec(select(Letter.id)).all(), key=lambda number: number or 0) or 0

    def claim(self, now: datetime = MONDAY) -> None:
        ledger.claim(self.session, pace=Pace(), now=now)

    def check(self, number: int, now: datetime) -> None:
        """Claimed, and then put off or dropped."""
        self.claim(now)
        letter = self.session.get_one(Letter, number)
        self.session.refresh(letter)
        match ledger.prepare(self.session, letter=letter, now=now):
            case Later(until, why):
                ledger.hold(self.session, letter_id=number, until=until, why=why, now=now)
            case Never(why):
                ledger.drop(self.session, letter_id=number, why=why, now=now)
            case other:
                raise AssertionError(other)

    def hear(self, number: int, verdict: Verdict, now: datetime = MONDAY, **reply: Any) -> None:
        ledger.record(self.session, letter_id=number, verdict=verdict, reply=reply, follow=True, now=now)


def underway(office: Office) -> int:
    number = office.write()
    office.claim()
    return number


def refused(office: Office) -> int:
    number = underway(office)
    office.hear(number, Verdict("permanent", "msg_too_long"))
    return number


def let_be(office: Office) -> int:
    number = office.write(Notice.QUIET, to="UOLGA")
    office.claim()
    office.hear(number, Verdict("unknown", "TimeoutError"), MONDAY - timedelta(minutes=2))
    ledger.settle(office.session, now=MONDAY)
    return number


def a_busy_week(session: Session) -> None:
    """Words and names of people in every table that has a place for them, and some letters."""
    office = Office(session)
    for enrollment in session.exec(select(Enrollment)):
        enrollment.goals = enrollment.teaches = SECRET
    office.program.purpose = SECRET
    shared: dict[str, Any] = {"workspace_id": WORKSPACE, "program_id": office.program.id}
    concern = Concern(
        **shared, mentorship_id=office.pair.id or 0, person_id="UGRACE", kind="help", text=SECRET, at=MONDAY
    )
    survey = Touchpoint(
        **shared, mentorship_id=office.pair.id, kind="survey", key="survey:1", due_at=MONDAY, answer=SECRET
    )
    session.add_all([concern, survey])
    session.flush()
    session.add(Reply(**shared, touchpoint_id=survey.id or 0, person_id="UADA", note=SECRET, at=MONDAY))
    outcome: dict[str, Any] = {"position": 0, "text": SECRET, "due_on": MONDAY.date()}
    session.add(Outcome(**shared, mentorship_id=office.pair.id or 0, **outcome))
    note(session, concern, who="UOLGA", what="concern_settled", now=MONDAY)
    note(
        session, survey, who="alongside", what="moment_breaks", now=MONDAY - timedelta(days=9), why="KeyError"
    )
    note(session, office.program, who="UOLGA", what="program_changed", why="name purpose", now=MONDAY)
    refused(office)
    let_be(office)
    office.write(Notice.CHECK_IN, to=CHANNEL, touchpoint=survey.id)
    office.write(to="UOLGA", alone=True)
