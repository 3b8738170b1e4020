"""The last check before a letter goes: two prompts a pair and week, good hours, pauses, lapses."""

from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from program import sending
from program.notices import CHANNEL, Notice, tell
from storage import outbox
from storage.models import Letter, Mentorship
from storage.queries import programs as ask
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_program

NOON = MONDAY + timedelta(hours=3)


def write(
    session: Session,
    pair: Mentorship,
    notice: Notice,
    *,
    touchpoint: int,
    to: str = CHANNEL,
    at: datetime = NOON,
) -> None:
    tell(
        session,
        notice,
        workspace_id=WORKSPACE,
        program_id=pair.program_id,
        mentorship_id=pair.id,
        to=to,
        about=touchpoint,
        now=at,
        touchpoint=touchpoint,
    )


def deliver(
    session: Session, now: datetime
) -> list[sending.Go | sending.Later | sending.Never | sending.Apart]:
    """Check what is due, in the order in which it is claimed; what may go arrives."""
    verdicts = []
    letters: list[Letter] = outbox.claim(session, now=now, limit=50)  # type: ignore[assignment]
    for letter in letters:
        verdict = sending.check(session, letter=letter, now=now)
        if isinstance(verdict, sending.Later):
            letter.state, letter.due_at = "ready", verdict.until
        else:
            letter.state, letter.done_at = "done" if verdict == sending.Go() else "dropped", now
        session.add(letter)
        session.flush()
        verdicts.append(verdict)
    return verdicts


def test_the_third_prompt_of_a_week_waits_until_the_first_is_a_week_old(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        write(session, pair, Notice.CHECK_IN, touchpoint=1)
        write(session, pair, Notice.STAY, touchpoint=2, to="UADA")
        write(session, pair, Notice.SURVEY, touchpoint=3, to="UADA")
        assert deliver(session, NOON) == [
            sending.Go(),
            sending.Go(),
            sending.Later(NOON + timedelta(days=7), "two prompts this week already"),
        ]
        assert deliver(session, NOON + timedelta(days=7)) == [sending.Go()]

    store.transact(story)


def test_the_budget_is_the_pairs_own(store: Store) -> None:
    def story(session: Session) -> None:
        program = a_program(session)
        pair = a_pair(session, program)
        other = a_pair(session, program, mentor="UKOFI", mentee="UMEI", names=("Kofi Lund", "Mei Tanaka"))
        write(session, pair, Notice.CHECK_IN, touchpoint=1)
        write(session, pair, Notice.RHYTHM, touchpoint=2)
        write(session, other, Notice.CHECK_IN, touchpoint=3)
        assert deliver(session, NOON) == [sending.Go()] * 3

    store.transact(story)


def test_what_is_asked_of_each_alone_is_one_prompt(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        for to in ("UADA", "UGRACE"):
            write(session, pair, Notice.SURVEY, touchpoint=1, to=to)
        write(session, pair, Notice.CHECK_IN, touchpoint=2)
        write(session, pair, Notice.RHYTHM, touchpoint=3)
        verdicts = deliver(session, NOON)
        assert verdicts[:3] == [sending.Go()] * 3
        assert isinstance(verdicts[3], sending.Later)

    store.transact(story)


def test_the_second_half_of_an_occasion_goes_even_when_the_week_is_full(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        write(session, pair, Notice.CHECK_IN, touchpoint=1)
        write(session, pair, Notice.SURVEY, touchpoint=2, to="UADA")
        deliver(session, NOON)
        write(session, pair, Notice.SURVEY, touchpoint=2, to="UGRACE")
        assert deliver(session, NOON) == [sending.Go()]

    store.transact(story)


def test_calibration_answers_and_endings_do_not_count_and_are_not_held(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        for number, notice in enumerate(
            (Notice.CALIBRATION, Notice.ENDED, Notice.THANKS, Notice.LAST_SURVEY)
        ):
            write(session, pair, notice, touchpoint=number, to="UADA")
        write(session, pair, Notice.CHECK_IN, touchpoint=8)
        write(session, pair, Notice.RHYTHM, touchpoint=9)
        assert deliver(session, NOON) == [sending.Go()] * 6
        write(session, pair, Notice.CALIBRATION, touchpoint=10, to="UGRACE")
        assert deliver(session, NOON) == [sending.Go()]

    store.transact(story)


def test_the_question_after_a_month_waits_for_the_end_of_a_long_pause(store: Store) -> None:
    def story(session: Session) -> None:
        program = a_program(session)
        pair = a_pair(session, program)
        paused = ask.enrollment(session, program_id=program.id, person_id="UGRACE")
        assert paused is not None
        paused.state, paused.paused_until = "paused", NOON + timedelta(weeks=5)
        write(session, pair, Notice.CALIBRATION, touchpoint=1, to="UGRACE")
        assert deliver(session, NOON) == [sending.Later(paused.paused_until, "paused")]
        paused.state = "active"
        assert deliver(session, NOON + timedelta(weeks=5)) == [sending.Go()]

    store.transact(story)


def test_a_late_check_in_lapses_while_a_survey_still_goes(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        write(session, pair, Notice.CHECK_IN, touchpoint=1)
        write(session, pair, Notice.SURVEY, touchpoint=2, to="UADA")
        assert deliver(session, NOON + timedelta(days=4)) == [sending.Never("stale"), sending.Go()]

    store.transact(story)


def test_a_prompt_waits_for_a_good_hour_of_all_who_read_it(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session), zones=("Europe/London", "America/New_York"))
        write(session, pair, Notice.CHECK_IN, touchpoint=1)
        assert deliver(session, NOON) == [
            sending.Later(datetime(2026, 3, 2, 15, tzinfo=UTC), "outside their hours")
        ]

    store.transact(story)


def test_where_hours_never_meet_a_letter_to_the_channel_goes_in_somebodys(store: Store) -> None:
    """Otherwise it would wait for ever."""

    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session), zones=("Europe/London", "Asia/Tokyo"))
        write(session, pair, Notice.CHECK_IN, touchpoint=1)
        assert deliver(session, NOON) == [sending.Go()]

    store.transact(story)


def test_a_pause_holds_a_prompt_and_one_that_is_over_does_not(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        enrollment = ask.enrollment(session, program_id=pair.program_id, person_id="UGRACE")
        assert enrollment is not None
        enrollment.state, enrollment.paused_until = "paused", NOON + timedelta(days=1)
        session.add(enrollment)
        write(session, pair, Notice.CHECK_IN, touchpoint=1)
        write(session, pair, Notice.CALIBRATION, touchpoint=2, to="UGRACE")
        write(session, pair, Notice.CALIBRATION, touchpoint=2, to="UADA")
        held = sending.Later(NOON + timedelta(days=1), "paused")
        assert deliver(session, NOON) == [held, held, sending.Go()]
        assert deliver(session, NOON + timedelta(days=1)) == [sending.Go()] * 2

    store.transact(story)


def test_nothing_is_asked_of_an_ended_pair_and_what_closes_it_still_goes(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session), state="ended")
        write(session, pair, Notice.CHECK_IN, touchpoint=1)
        write(session, pair, Notice.LAST_SURVEY, touchpoint=2, to="UADA")
        assert deliver(session, NOON) == [sending.Never("ended"), sending.Go()]

    store.transact(story)
