"""The last check before a letter goes: is it still true, and still wanted?"""

from datetime import timedelta

from sqlmodel import Session, col, select

from program import sending
from program.base.notices import Notice, redraw
from program.base.unsent import Unsent
from program.workspace import installation
from storage.models import Letter
from storage.queries import programs
from storage.unit import Store
from tests.program.checking import NOON, deliver, enrolled, write
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_program


def test_a_late_check_in_lapses_while_a_survey_still_goes(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        write(session, pair, Notice.CHECK_IN, touchpoint=1)
        write(session, pair, Notice.SURVEY, touchpoint=2, to="UADA")
        assert deliver(session, NOON + timedelta(days=4)) == [sending.Never(Unsent.STALE), sending.Go()]

    store.transact(story)


def test_nothing_is_asked_of_an_ended_pair_and_what_closes_it_still_goes(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session), state="ended")
        write(session, pair, Notice.CHECK_IN, touchpoint=1)
        write(session, pair, Notice.LAST_SURVEY, touchpoint=2, to="UADA")
        assert deliver(session, NOON) == [sending.Never(Unsent.ENDED), sending.Go()]

    store.transact(story)


def test_somebody_whose_account_is_gone_gets_nothing_and_their_pair_still_does(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        ada = programs.person(session, workspace_id=WORKSPACE, person_id="UADA")
        assert ada is not None
        ada.deactivated = True
        write(session, pair, Notice.THANKS, touchpoint=1, to="UADA")
        write(session, pair, Notice.CALIBRATION, touchpoint=2, to="UADA")
        write(session, pair, Notice.CALIBRATION, touchpoint=2, to="UGRACE")
        write(session, pair, Notice.CHECK_IN, touchpoint=3)
        gone = sending.Never(Unsent.DEACTIVATED)
        assert deliver(session, NOON) == [gone, gone, sending.Go(), sending.Go()]

    store.transact(story)


def test_somebody_who_has_left_is_asked_nothing_more_and_is_told_how_it_ends(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        enrolled(session, pair, "UGRACE").state = "left"
        write(session, pair, Notice.CALIBRATION, touchpoint=1, to="UGRACE")
        write(session, pair, Notice.CALIBRATION, touchpoint=1, to="UADA")
        write(session, pair, Notice.THANKS, touchpoint=2, to="UGRACE")
        write(session, pair, Notice.CHECK_IN, touchpoint=3)
        assert deliver(session, NOON) == [
            sending.Never(Unsent.LEFT),
            sending.Go(),
            sending.Go(),
            sending.Go(),
        ]

    store.transact(story)


def test_what_keeps_the_channels_in_order_goes_whatever_has_become_of_the_people(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session), channel=None, state="opening")
        ada = programs.person(session, workspace_id=WORKSPACE, person_id="UADA")
        assert ada is not None
        ada.deactivated = True
        write(session, pair, Notice.HOME, touchpoint=1, to="UADA")
        write(session, pair, Notice.CHANNEL_CREATE, touchpoint=2)
        assert deliver(session, NOON) == [sending.Go()] * 2

    store.transact(story)


def test_a_pair_without_a_channel_gets_each_message_apart_for_as_long_as_it_lives(store: Store) -> None:
    def story(session: Session) -> None:
        program = a_program(session)
        pair = a_pair(session, program, channel=None)
        write(session, pair, Notice.CHECK_IN, touchpoint=1)
        write(session, pair, Notice.CALIBRATION, touchpoint=2, to="UADA")
        assert deliver(session, NOON) == [sending.Apart(), sending.Go()]
        pair.state = "ended"
        write(session, pair, Notice.CHECK_IN, touchpoint=3)
        write(session, pair, Notice.ENDED, touchpoint=4)
        assert deliver(session, NOON) == [sending.Never(Unsent.ENDED), sending.Go()]

    store.transact(story)


def test_a_pair_that_is_just_opening_is_asked_as_one_that_is_open(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session), state="opening")
        write(session, pair, Notice.CHECK_IN, touchpoint=1)
        assert deliver(session, NOON) == [sending.Go()]

    store.transact(story)


def test_a_card_is_drawn_again_however_late_and_though_its_pair_has_ended(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        write(session, pair, Notice.CHECK_IN, touchpoint=1)
        assert deliver(session, NOON) == [sending.Go()]
        pair.state = "ended"
        redraw(session, Notice.CHECK_IN, pair, now=NOON)
        assert deliver(session, NOON + timedelta(days=4, hours=10)) == [sending.Go()]

    store.transact(story)


def test_while_the_app_is_removed_everything_waits_for_its_next_look(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        write(session, pair, Notice.THANKS, touchpoint=1, to="UADA")
        write(session, pair, Notice.CHANNEL_TOPIC, touchpoint=2)
        installation.removed(session, workspace_id=WORKSPACE, why="app_uninstalled", now=NOON)
        held = sending.Later(NOON + timedelta(days=1), Unsent.REMOVED)
        assert deliver(session, NOON) == [held, held]

    store.transact(story)


def test_a_letter_lapses_not_before_its_time(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        lapses = Notice.CHECK_IN.policy.lapses
        assert lapses is not None
        write(session, pair, Notice.CHECK_IN, touchpoint=1, at=MONDAY - timedelta(seconds=1))
        write(session, pair, Notice.CHECK_IN, touchpoint=2, at=MONDAY)
        verdicts = deliver(session, MONDAY + lapses)
        assert verdicts[0] == sending.Never(Unsent.STALE) != verdicts[1]

    store.transact(story)


def test_what_always_goes_can_lapse(store: Store) -> None:
    def story(session: Session) -> None:
        write(session, a_pair(session, a_program(session)), Notice.HOME, touchpoint=1, to="UADA")
        assert deliver(session, NOON + timedelta(days=2)) == [sending.Never(Unsent.STALE)]

    store.transact(story)


def test_a_prompt_to_somebody_who_never_joined_goes(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        write(session, pair, Notice.CALIBRATION, touchpoint=1, to="UOLGA")
        assert deliver(session, NOON) == [sending.Go()]

    store.transact(story)


def test_a_click_has_an_edit_that_waits_among_bulk_go_first(store: Store) -> None:
    def story(session: Session) -> list[int]:
        pair = a_pair(session, a_program(session))
        write(session, pair, Notice.CHECK_IN, touchpoint=1)
        deliver(session, NOON)
        priorities: list[int] = []
        for priority in (2, 0, 2):
            redraw(
                session,
                Notice.CHECK_IN,
                pair,
                priority=priority,
                now=NOON,
            )
            session.flush()
            edits = session.exec(select(Letter.priority).where(col(Letter.edits).is_not(None)))
            priorities += edits.all()
        return priorities

    assert store.transact(story) == [2, 0, 0]
