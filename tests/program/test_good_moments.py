"""The last check before a letter goes: is this a good moment? Two prompts a person and week, pauses, good hours."""

from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from program import sending
from program.base.notices import Notice
from program.base.unsent import Unsent
from storage import outbox
from storage.queries import programs
from storage.unit import Store
from tests.program.checking import NOON, deliver, enrolled, write
from tests.program.rows import MONDAY, a_pair, a_program


def test_the_third_prompt_of_a_week_waits_until_the_first_is_a_week_old(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        write(session, pair, Notice.CHECK_IN, touchpoint=1)
        write(session, pair, Notice.STAY, touchpoint=2, to="UADA")
        write(session, pair, Notice.SURVEY, touchpoint=3, to="UADA")
        assert deliver(session, NOON) == [
            sending.Go(),
            sending.Go(),
            sending.Later(NOON + timedelta(days=7), Unsent.FULL),
        ]
        assert deliver(session, NOON + timedelta(days=7)) == [sending.Go()]

    store.transact(story)


def test_the_budget_is_each_persons_over_all_their_pairs_and_programs(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        second = a_pair(session, a_program(session, name="Another one"), mentee="UMEI", channel="C2")
        other = a_pair(session, a_program(session, name="A third"), mentor="UKOFI", mentee="URAVI")
        write(session, pair, Notice.CHECK_IN, touchpoint=1)
        write(session, second, Notice.CALIBRATION, touchpoint=2, to="UADA")
        write(session, other, Notice.CHECK_IN, touchpoint=3)
        assert deliver(session, NOON) == [sending.Go()] * 3
        write(session, second, Notice.CHECK_IN, touchpoint=4)
        write(session, second, Notice.CALIBRATION, touchpoint=2, to="UMEI")
        held = sending.Later(NOON + timedelta(days=7), Unsent.FULL)
        assert deliver(session, NOON + timedelta(hours=1)) == [held, sending.Go()]

    store.transact(story)


def test_what_is_asked_in_the_channel_is_one_prompt_for_each_of_them(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        write(session, pair, Notice.SURVEY, touchpoint=1, to="UADA")
        write(session, pair, Notice.CHECK_IN, touchpoint=2)
        assert deliver(session, NOON) == [sending.Go()] * 2
        write(session, pair, Notice.CALIBRATION, touchpoint=3, to="UADA")
        write(session, pair, Notice.CALIBRATION, touchpoint=3, to="UGRACE")
        held = sending.Later(NOON + timedelta(days=7), Unsent.FULL)
        assert deliver(session, NOON) == [held, sending.Go()]

    store.transact(story)


def test_what_is_told_does_not_count_and_is_not_held(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        for number, notice in enumerate((Notice.ENDED, Notice.THANKS, Notice.MATCHED, Notice.CONCERN)):
            write(session, pair, notice, touchpoint=number, to="UADA")
        write(session, pair, Notice.CHECK_IN, touchpoint=8)
        write(session, pair, Notice.RHYTHM, touchpoint=9)
        assert deliver(session, NOON) == [sending.Go()] * 6
        write(session, pair, Notice.THANKS, touchpoint=10, to="UGRACE")
        assert deliver(session, NOON) == [sending.Go()]

    store.transact(story)


def test_prompts_that_are_just_being_sent_fill_the_week_too(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        for number, notice in enumerate((Notice.STAY, Notice.RHYTHM, Notice.SURVEY)):
            write(session, pair, notice, touchpoint=number, to="UADA")
        batch = outbox.claim(session, now=NOON, limit=50)
        held = sending.Later(NOON + timedelta(hours=1), Unsent.FULL)
        verdicts = [sending.check(session, letter=letter, now=NOON) for letter in batch]
        assert verdicts == [sending.Go(), sending.Go(), held]

    store.transact(story)


def test_a_full_week_is_counted_from_when_its_prompts_went(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        for day, notice in enumerate((Notice.CHECK_IN, Notice.RHYTHM, Notice.STAY)):
            at = NOON + timedelta(day)
            write(session, pair, notice, touchpoint=day, at=at)
            (verdict,) = deliver(session, at)
        assert verdict == sending.Later(NOON + timedelta(days=7), Unsent.FULL)

    store.transact(story)


def test_the_question_after_a_month_waits_for_the_end_of_a_long_pause(store: Store) -> None:
    def story(session: Session) -> None:
        program = a_program(session)
        pair = a_pair(session, program)
        paused = programs.enrollment(session, program_id=program.id, person_id="UGRACE")
        assert paused is not None
        paused.state, paused.paused_until = "paused", NOON + timedelta(weeks=5)
        write(session, pair, Notice.CALIBRATION, touchpoint=1, to="UGRACE")
        assert deliver(session, NOON) == [sending.Later(paused.paused_until, Unsent.PAUSED)]
        paused.state = "active"
        assert deliver(session, NOON + timedelta(weeks=5)) == [sending.Go()]

    store.transact(story)


def test_a_pause_holds_a_prompt_and_one_that_is_over_does_not(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        enrollment = programs.enrollment(session, program_id=pair.program_id, person_id="UGRACE")
        assert enrollment is not None
        enrollment.state, enrollment.paused_until = "paused", NOON + timedelta(days=1)
        session.add(enrollment)
        write(session, pair, Notice.CHECK_IN, touchpoint=1)
        write(session, pair, Notice.CALIBRATION, touchpoint=2, to="UGRACE")
        write(session, pair, Notice.CALIBRATION, touchpoint=2, to="UADA")
        held = sending.Later(NOON + timedelta(days=1), Unsent.PAUSED)
        assert deliver(session, NOON) == [held, held, sending.Go()]
        assert deliver(session, NOON + timedelta(days=1)) == [sending.Go()] * 2

    store.transact(story)


def test_of_two_pauses_the_longer_one_holds_what_both_would_read(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        for person_id, days in (("UADA", 2), ("UGRACE", 1)):
            paused = enrolled(session, pair, person_id)
            paused.state, paused.paused_until = "paused", NOON + timedelta(days)
        write(session, pair, Notice.CHECK_IN, touchpoint=1)
        write(session, pair, Notice.THANKS, touchpoint=2, to="UADA")
        held = sending.Later(NOON + timedelta(days=2), Unsent.PAUSED)
        assert deliver(session, NOON) == [held, sending.Go()]

    store.transact(story)


def test_a_pause_holds_nothing_once_it_is_off(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        enrolled(session, pair, "UGRACE").paused_until = NOON + timedelta(days=1)
        write(session, pair, Notice.CHECK_IN, touchpoint=1)
        assert deliver(session, NOON) == [sending.Go()]

    store.transact(story)


def test_a_prompt_waits_for_a_good_hour_of_all_who_read_it(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session), zones=("Europe/London", "America/New_York"))
        write(session, pair, Notice.CHECK_IN, touchpoint=1)
        assert deliver(session, NOON) == [
            sending.Later(datetime(2026, 3, 2, 15, tzinfo=UTC), Unsent.OUTSIDE_HOURS)
        ]

    store.transact(story)


def test_where_hours_never_meet_a_letter_to_the_channel_goes_in_somebodys(store: Store) -> None:
    """Otherwise it would wait for ever."""

    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session), zones=("Europe/London", "Asia/Tokyo"))
        write(session, pair, Notice.CHECK_IN, touchpoint=1)
        assert deliver(session, NOON) == [sending.Go()]

    store.transact(story)


def test_at_night_what_is_asked_waits_for_the_morning_and_what_is_told_goes(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        write(session, pair, Notice.CALIBRATION, touchpoint=1, to="UADA")
        write(session, pair, Notice.CO_OWNER, touchpoint=2, to="UADA")
        morning = datetime(2026, 3, 3, 10, tzinfo=UTC)
        night = NOON + timedelta(hours=10)
        assert deliver(session, night) == [sending.Later(morning, Unsent.OUTSIDE_HOURS), sending.Go()]

    store.transact(story)


def test_where_hours_never_meet_the_first_morning_of_either_is_good(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session), zones=("Europe/London", "Asia/Tokyo"))
        write(session, pair, Notice.CHECK_IN, touchpoint=1)
        tokyo = datetime(2026, 3, 3, 1, tzinfo=UTC)
        assert deliver(session, NOON + timedelta(hours=10)) == [sending.Later(tokyo, Unsent.OUTSIDE_HOURS)]

    store.transact(story)


def test_a_prompt_waits_for_a_working_day_of_its_program(store: Store) -> None:
    def story(session: Session) -> None:
        program = a_program(session)
        program.working_days = "1234"
        write(session, a_pair(session, program), Notice.CHECK_IN, touchpoint=1)
        tuesday = datetime(2026, 3, 3, 10, tzinfo=UTC)
        assert deliver(session, NOON) == [sending.Later(tuesday, Unsent.OUTSIDE_HOURS)]

    store.transact(story)


def test_whoever_is_at_work_is_spoken_to_from_the_first_minute_on(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        write(session, pair, Notice.CHECK_IN, touchpoint=1, at=MONDAY)
        assert deliver(session, MONDAY) == [sending.Go()]

    store.transact(story)


def test_somebody_of_whom_slack_has_said_nothing_yet_is_not_kept_waiting(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        write(session, pair, Notice.CALIBRATION, touchpoint=1, to="UNEW")
        assert deliver(session, NOON + timedelta(hours=10)) == [sending.Go()]

    store.transact(story)
