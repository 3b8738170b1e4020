"""Somebody has another name: what was drawn with the former one is drawn again."""

import pytest
from sqlmodel import Session, col, select

from program.base.notices import Notice, tell
from program.pair import names
from storage.models import Letter, Person
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_program


@pytest.mark.parametrize(
    "card",
    [
        *(
            Notice.MATCHED,
            Notice.INTRO,
            Notice.CHARTER,
            Notice.AGENDA,
            Notice.PLAN,
            Notice.CHECK_IN,
            Notice.STAY,
        ),
        *(Notice.SURVEY, Notice.CALIBRATION, Notice.RHYTHM, Notice.CHANNEL_LOST, Notice.REVIVED),
    ],
)
def test_a_card_that_stands_is_drawn_again(store: Store, card: Notice) -> None:
    def change(session: Session) -> list[int | None]:
        pair = a_pair(session, a_program(session))
        tell(session, card, pair, to="UADA", about="1", now=MONDAY)
        letter = session.get_one(Letter, 1)
        letter.state, letter.channel, letter.ts = "done", "D1", "1.0"
        grace = session.get_one(Person, (WORKSPACE, "UGRACE"))
        grace.name = "Grace Lindqvist"
        session.flush()
        names.changed(session, grace, "Grace Osei", MONDAY)
        session.flush()
        return list(session.exec(select(Letter.edits).where(col(Letter.edits).is_not(None))).all())

    assert store.transact(change) == [1]
