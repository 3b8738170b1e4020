"""Names of channels, and what is done about one that is taken."""

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from program.base.notices import CHANNEL, Notice, tell
from program.pair import channels, opening, waiting
from program.pair.mentorship import channel_name
from program.pair.opening import Listed, Listing
from storage.models import Installation, Letter, Mentorship, Program, Round
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
    tell(session, Notice.CHANNEL_CREATE, pair, to=CHANNEL, about=pair.channel_name, now=MONDAY)
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
        assert Notice.CHANNEL_INVITE.value in written(session)

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


def opened_of_a_round(session: Session, *, trouble: str = "") -> tuple[Mentorship, Letter]:
    """A pair of a round whose card Olga has, with its last step done; and the letter of that step."""
    program = a_program(session)
    found = Round(
        workspace_id=WORKSPACE,
        program_id=program.id or 0,
        state="published",
        asked_by="UOLGA",
        asked_at=MONDAY,
    )
    session.add(found)
    session.flush()
    pair = a_pair(session, program, state="opening")
    pair.round_id, pair.trouble = found.id, trouble
    tell(session, Notice.ROUND, program, to="UOLGA", about="x", now=MONDAY, round=found.id)
    tell(session, Notice.AGENDA, pair, to=CHANNEL, about="x", now=MONDAY)
    card, agenda = session.exec(select(Letter).order_by(col(Letter.id))).all()
    card.state = agenda.state = "done"
    session.flush()
    return pair, agenda


def edits(session: Session) -> list[tuple[str, int]]:
    found = select(Letter).where(col(Letter.edits).is_not(None)).order_by(col(Letter.id))
    return [(letter.kind, letter.priority) for letter in session.exec(found).all()]


def test_progress_on_a_rounds_card_overtakes_nobodys_click(store: Store) -> None:
    def look(session: Session) -> None:
        _, agenda = opened_of_a_round(session)
        opening.finish(session, agenda, MONDAY)
        assert edits(session) == [("round", 2)]

    store.transact(look)


def test_whoever_tries_again_sees_it_at_once(store: Store) -> None:
    def look(session: Session) -> None:
        pair, _ = opened_of_a_round(session, trouble="channel_create:restricted_action")
        assert opening.try_again(session, workspace_id=WORKSPACE, round_id=pair.round_id, now=MONDAY) == 1
        assert edits(session) == [("round", 0)]

    store.transact(look)


def test_a_pair_without_a_round_gets_stuck_as_any_other_does(store: Store) -> None:
    def look(session: Session) -> None:
        pair, agenda = opened_of_a_round(session)
        pair.round_id = None
        agenda.kind = Notice.CHANNEL_INVITE.value
        assert opening.step_refused(session, agenda, "unknown_method", MONDAY)
        assert pair.trouble == "channel_invite:unknown_method"

    store.transact(look)


def test_a_channel_that_is_lost_while_its_opening_is_stuck_is_tried_by_nobody(store: Store) -> None:
    """Neither at night nor by its owner: there is no channel to invite into, and the pair has a button for another."""

    def look(session: Session) -> None:
        pair, _ = opened_of_a_round(session, trouble="channel_invite:cant_invite")
        program = session.get_one(Program, pair.program_id)
        here: dict[str, Any] = {"workspace_id": WORKSPACE, "now": MONDAY}
        channels.lost(session, channel_id="C1", how="deleted", **here)
        waiting.try_each_night(session, program=program, now=MONDAY)
        assert opening.try_again(session, round_id=pair.round_id, **here) == 0
        assert "channel_invite" not in written(session)

        channels.reopen(session, mentorship_id=pair.id, person_id="UADA", **here)
        assert pair.trouble == ""
        assert waiting.why_without(pair, MONDAY) == "opening"

    store.transact(look)


def test_a_channel_that_is_found_again_goes_on_at_the_step_that_slack_refused(store: Store) -> None:
    def look(session: Session) -> None:
        pair, _ = opened_of_a_round(session, trouble="channel_invite:cant_invite")
        here: dict[str, Any] = {"workspace_id": WORKSPACE, "channel_id": "C1", "now": MONDAY}
        channels.lost(session, how="archived", **here)
        channels.found(session, **here)
        waiting.try_each_night(session, program=session.get_one(Program, pair.program_id), now=MONDAY)
        assert "channel_invite" in written(session)

    store.transact(look)
