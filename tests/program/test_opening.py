"""Names of channels, and what is done about one that is taken."""

import re

from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, select

from program import opening
from program.mentorship import channel_name
from program.notices import CHANNEL, Notice, tell
from program.opening import Listed, Listing
from storage.models import Installation, Letter, Mentorship
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_program

US = "UBOT"


@given(names=st.lists(st.text(max_size=60), max_size=4), seed=st.text(max_size=20))
def test_a_name_is_legal_whatever_people_are_called(names: list[str], seed: str) -> None:
    assert re.fullmatch(r"[a-z0-9_-]{1,80}", channel_name(names[:3], seed))


def test_a_name_shows_both_and_ends_with_what_nobody_can_guess() -> None:
    one = channel_name(["Zoë Brandt", "Łukasz Lund"], "a")
    assert re.fullmatch(r"mentor-zoe-ukasz-[a-z2-7]{6}", one)
    assert channel_name(["Zoë Brandt", "Łukasz Lund"], "b") != one
    assert re.fullmatch(r"mentor-[a-z2-7]{6}", channel_name(["田中 美咲", "Ольга"], "a"))


def search(session: Session) -> tuple[Mentorship, Letter]:
    """A pair whose channel's name was taken, and the letter that looks for it."""
    pair = a_pair(session, a_program(session), channel=None, state="opening")
    session.add(Installation(workspace_id=WORKSPACE, bot_user_id=US))
    tell(
        session,
        Notice.CHANNEL_CREATE,
        workspace_id=WORKSPACE,
        program_id=pair.program_id,
        mentorship_id=pair.id,
        to=CHANNEL,
        about=pair.channel_name,
        now=MONDAY,
    )
    create = session.exec(select(Letter)).one()
    assert opening.create_refused(session, create, "name_taken", MONDAY)
    return pair, session.exec(select(Letter).where(Letter.kind == Notice.CHANNEL_FIND.value)).one()


def written(session: Session) -> list[str]:
    return [letter.kind for letter in session.exec(select(Letter)).all()]


def test_our_own_channel_of_that_name_is_adopted(store: Store) -> None:
    def look(session: Session) -> None:
        pair, letter = search(session)
        ours = Listed("C9", pair.channel_name, US, False)
        opening.searched(session, letter, Listing((Listed("C8", "lunch", US, False), ours), "more"), MONDAY)
        assert pair.channel_id == "C9"
        assert written(session)[-1] == Notice.CHANNEL_INVITE.value

    store.transact(look)


def test_a_channel_on_a_later_page_is_looked_for_there(store: Store) -> None:
    def look(session: Session) -> None:
        pair, letter = search(session)
        opening.searched(session, letter, Listing((), "more"), MONDAY)
        following = session.exec(select(Letter).where(Letter.kind == Notice.CHANNEL_FIND.value)).all()[-1]
        assert opening.page_to_search(session, following) == "more"
        assert pair.channel_id is None

    store.transact(look)


def test_somebody_elses_or_an_archived_channel_is_not_adopted_but_another_name_taken(store: Store) -> None:
    def look(session: Session) -> None:
        pair, letter = search(session)
        taken = pair.channel_name
        listing = Listing((Listed("C7", taken, "USOMEBODY", False), Listed("C8", taken, US, True)), "")
        opening.searched(session, letter, listing, MONDAY)
        assert pair.channel_id is None
        assert pair.channel_name != taken
        newest = session.exec(select(Letter).where(Letter.kind == Notice.CHANNEL_CREATE.value)).all()[-1]
        assert opening.name_to_create(session, newest) == pair.channel_name

    store.transact(look)


def test_nothing_is_created_for_a_pair_that_has_ended(store: Store) -> None:
    def look(session: Session) -> None:
        pair, letter = search(session)
        pair.state = "ended"
        assert opening.name_to_create(session, letter) is None
        assert opening.page_to_search(session, letter) is None

    store.transact(look)
