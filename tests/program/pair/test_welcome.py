"""What a new pair reads of itself."""

import pytest
from sqlmodel import Session

from program.base.notices import CHANNEL, Notice, tell
from program.pair import welcome
from program.pair.mentorship import everybody
from program.pair.welcome import Apart
from program.pair.why import why
from storage.models import Letter, Person
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_program


@pytest.mark.parametrize(
    ("mine", "theirs", "differ"),
    [
        ("Sales", "Design", True),
        ("Sales", "sales ", False),
        ("R&D 2", "Ｒ＆Ｄ\u00a02", False),
        ("Sales", "", False),
    ],
)
def test_two_spellings_of_one_department_or_place_are_no_difference(
    store: Store, mine: str, theirs: str, differ: bool
) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        pair.receipt = {"words": []}
        for person_id, said in (("UADA", mine), ("UGRACE", theirs)):
            person = session.get_one(Person, (WORKSPACE, person_id))
            person.department = person.location = said
        session.flush()
        tell(session, Notice.INTRO, pair, to=CHANNEL, about="x", now=MONDAY)
        letter = session.get_one(Letter, 1)
        card = welcome.intro(session, letter)
        assert card is not None
        assert card.apart == (Apart((mine, theirs), (mine, theirs)) if differ else Apart(None, None))
        shared = why(session, mentorship=pair, there=everybody(session, pair)).place
        assert bool(shared) == (not differ and bool(theirs))

    store.transact(story)
