"""Check-ins: when they are asked, and what a tap does."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from sqlmodel import Session, select

from handlers.views import checkins as views
from program import lifecycle
from program.base.calendar import Local, is_good_hour
from program.base.notices import CHANNEL, Notice
from program.base.refusals import No, Refusal
from program.pair import checkins
from storage.models import Letter, Mentorship, Program, Touchpoint
from storage.queries import programs
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_program, happen, live


def opened(session: Session, pair: Mentorship, program: Program) -> None:
    lifecycle.opened(session, mentorship=pair, program=program, now=MONDAY)


def check_ins(letters: list[Letter]) -> list[Letter]:
    return [letter for letter in letters if letter.kind == Notice.CHECK_IN]


def the_check_in(session: Session) -> Touchpoint:
    """The one that was asked last."""
    found = session.exec(
        select(Touchpoint).where(Touchpoint.kind == "check_in", Touchpoint.state != "planned")
    ).all()
    return max(found, key=lambda moment: moment.due_at)


def tap(session: Session, who: str, answer: str, now: datetime) -> checkins.Stands:
    return checkins.record(
        session,
        workspace_id=WORKSPACE,
        touchpoint_id=the_check_in(session).id or 0,
        person_id=who,
        answer=answer,
        now=now,
    )


def asked_once(session: Session, **pair: object) -> datetime:
    """A pair that was asked for the first time, and when."""
    program = a_program(session)
    opened(session, a_pair(session, program, **pair), program)  # type: ignore[arg-type]
    sent = check_ins(live(session, MONDAY, MONDAY + timedelta(days=15)))
    assert sent[0].done_at is not None
    return sent[0].done_at


def test_a_pair_is_asked_in_its_channel_every_two_weeks_at_a_shared_hour(store: Store) -> None:
    def story(session: Session) -> None:
        program = a_program(session)
        pair = a_pair(session, program, zones=("Europe/London", "America/New_York"))
        opened(session, pair, program)
        now, sent = MONDAY, []
        for _ in range(4):
            sent += check_ins(live(session, now, now + timedelta(days=14, hours=12)))
            now += timedelta(days=14, hours=12)
            tap(session, "UADA", "met", now)
        assert [letter.recipient for letter in sent] == [CHANNEL] * 4
        asked = [letter.done_at for letter in sent if letter.done_at]
        assert asked == [
            datetime(2026, 3, 16, 14, tzinfo=UTC),
            datetime(2026, 3, 30, 14, tzinfo=UTC),
            datetime(2026, 4, 13, 14, tzinfo=UTC),
            datetime(2026, 4, 27, 14, tzinfo=UTC),
        ]

    store.transact(story)


def test_where_working_days_never_meet_each_is_asked_alone_in_their_own_morning(store: Store) -> None:
    def story(session: Session) -> None:
        program = a_program(session)
        opened(session, a_pair(session, program, zones=("Europe/London", "Asia/Tokyo")), program)
        sent = check_ins(live(session, MONDAY, MONDAY + timedelta(days=16)))
        assert [letter.recipient for letter in sent] == ["UGRACE", "UADA"]
        for letter, zone in zip(sent, ("Asia/Tokyo", "Europe/London"), strict=True):
            assert letter.done_at is not None
            assert is_good_hour(Local(zone), letter.done_at)
            card = checkins.card(session, letter)
            assert card is not None
            assert card.next_at is not None
            assert is_good_hour(Local(zone), card.next_at)

    store.transact(story)


def test_a_check_in_that_falls_on_a_holiday_comes_on_the_next_day_both_work(store: Store) -> None:
    def story(session: Session) -> None:
        program = a_program(session)
        pair = a_pair(session, program, opened_at=datetime(2026, 3, 20, 9, tzinfo=UTC))
        start = datetime(2026, 3, 20, 9, tzinfo=UTC)
        lifecycle.opened(session, mentorship=pair, program=program, now=start)
        sent = check_ins(live(session, start, start + timedelta(days=18)))
        assert [letter.done_at for letter in sent] == [datetime(2026, 4, 6, 9, tzinfo=UTC)]  # not Good Friday

    store.transact(story)


def test_the_first_answer_changes_the_card_and_the_same_one_again_changes_nothing(store: Store) -> None:
    def story(session: Session) -> None:
        now = asked_once(session)
        assert tap(session, "UGRACE", "met", now).mine
        again = tap(session, "UADA", "met", now)
        assert (again.mine, again.by) == (True, "Grace Osei")
        moment = the_check_in(session)
        assert (moment.answer, moment.answered_by, moment.state) == ("met", "UGRACE", "answered")

    store.transact(story)


def test_of_two_taps_at_once_one_is_the_first(store: Store) -> None:
    now = store.transact(lambda session: asked_once(session))
    together = Barrier(2)

    def tap_at_once(who: str, answer: str) -> checkins.Stands:
        together.wait()
        return store.transact(tap, who, answer, now)

    with ThreadPoolExecutor(2) as hands:
        taps = [hands.submit(tap_at_once, "UADA", "met"), hands.submit(tap_at_once, "UGRACE", "not_yet")]
    assert sorted(tap.result().mine for tap in taps) == [False, True]


def test_another_answer_after_the_first_is_told_what_stands(store: Store) -> None:
    def story(session: Session) -> None:
        now = asked_once(session)
        tap(session, "UGRACE", "met", now)
        stands = tap(session, "UADA", "not_yet", now)
        assert (stands.mine, stands.answer, stands.by) == (False, "met", "Grace Osei")

    store.transact(story)


def test_an_answer_can_be_corrected_by_either_for_a_week_from_the_first(store: Store) -> None:
    def correct(session: Session, answer: str, at: datetime) -> None:
        checkins.correct(
            session,
            workspace_id=WORKSPACE,
            touchpoint_id=the_check_in(session).id or 0,
            person_id="UADA",
            answer=answer,
            now=at,
        )

    def story(session: Session) -> None:
        now = asked_once(session)
        with pytest.raises(Refusal):
            correct(session, "met", now)  # nobody has answered yet
        tap(session, "UGRACE", "met", now)
        correct(session, "planned", now + timedelta(days=3))
        moment = the_check_in(session)
        assert (moment.answer, moment.answered_by) == ("planned", "UADA")
        correct(session, "not_yet", now + timedelta(days=7))
        with pytest.raises(Refusal) as refused:
            correct(session, "met", now + timedelta(days=7, minutes=1))
        assert refused.value.why is No.TOO_LATE
        assert the_check_in(session).answer == "not_yet"

    store.transact(story)


def test_an_answer_after_the_end_is_refused(store: Store) -> None:
    def story(session: Session) -> None:
        now = asked_once(session)
        pair = session.exec(select(Mentorship)).one()
        pair.state = "ended"
        with pytest.raises(Refusal) as refused:
            tap(session, "UADA", "met", now)
        assert refused.value.why is No.ENDED

    store.transact(story)


def test_an_answer_to_another_workspaces_card_or_an_unknown_answer_is_refused(store: Store) -> None:
    def story(session: Session) -> None:
        now = asked_once(session)
        moment = the_check_in(session)
        for workspace, answer in (("T2", "met"), (WORKSPACE, "maybe")):
            with pytest.raises(Refusal):
                checkins.record(
                    session,
                    workspace_id=workspace,
                    touchpoint_id=moment.id or 0,
                    person_id="UADA",
                    answer=answer,
                    now=now,
                )
        assert moment.answer is None

    store.transact(story)


def test_weeks_that_were_missed_do_not_flood_when_the_bot_is_back(store: Store) -> None:
    def story(session: Session) -> None:
        program = a_program(session)
        opened(session, a_pair(session, program), program)
        back = MONDAY + timedelta(days=60)
        sent = check_ins(live(session, back, back + timedelta(hours=6)))
        assert sent == []
        sent = check_ins(live(session, back + timedelta(hours=6), back + timedelta(days=15)))
        assert len(sent) == 1

    store.transact(story)


def test_a_card_that_slack_took_days_to_accept_lapses_and_does_not_count_as_ignored(store: Store) -> None:
    def story(session: Session) -> None:
        program = a_program(session)
        pair = a_pair(session, program)
        opened(session, pair, program)
        due = MONDAY + timedelta(days=14, hours=3)
        happen(session, due, opened=False)
        assert check_ins(happen(session, due + timedelta(days=4))) == []
        live(session, due + timedelta(days=4), due + timedelta(days=15))
        assert pair.silent == 0

    store.transact(story)


def test_nothing_is_asked_within_four_days_of_the_end(store: Store) -> None:
    def story(session: Session) -> None:
        program = a_program(session, cadence_days=7, length_days=30)
        pair = a_pair(session, program)
        opened(session, pair, program)
        now = MONDAY
        sent = []
        while now < MONDAY + timedelta(days=29):
            sent += check_ins(live(session, now, now + timedelta(days=1)))
            now += timedelta(days=1)
            if sent and the_check_in(session).answer is None:
                tap(session, "UADA", "met", now)
        assert [letter.done_at.date().day for letter in sent if letter.done_at] == [9, 16, 23]

    store.transact(story)


def test_nobody_is_asked_while_one_of_them_pauses(store: Store) -> None:
    def story(session: Session) -> None:
        program = a_program(session)
        opened(session, a_pair(session, program), program)
        enrollment = programs.enrollment(session, program_id=program.id, person_id="UGRACE")
        assert enrollment is not None
        enrollment.state = "paused"
        enrollment.paused_until = MONDAY + timedelta(days=21)
        session.add(enrollment)
        assert check_ins(live(session, MONDAY, MONDAY + timedelta(days=21))) == []

    store.transact(story)


def test_the_next_check_in_takes_the_place_of_one_that_nobody_answered(store: Store) -> None:
    def story(session: Session) -> None:
        first_at = asked_once(session)
        first = the_check_in(session)
        live(session, first_at + timedelta(hours=1), first_at + timedelta(days=15))
        newest = the_check_in(session)
        assert newest.id != first.id
        assert (first.state, newest.state) == ("lapsed", "asked")
        again = session.exec(select(Letter).where(Letter.edits != None)).all()  # noqa: E711
        assert [letter.params["touchpoint"] for letter in again] == [first.id]
        shown = checkins.card(session, again[0])
        assert shown is not None
        assert shown.superseded
        assert "checkins_met" not in str(views.card(shown).args)
        with pytest.raises(Refusal) as refused:
            checkins.record(
                session,
                workspace_id=WORKSPACE,
                touchpoint_id=first.id or 0,
                person_id="UADA",
                answer="met",
                now=first_at + timedelta(days=40),
            )
        assert refused.value.why == No.ASKED_ANEW
        pair = session.exec(select(Mentorship)).one()
        assert pair.silent == 1, "it still counts as one that was let go by"

    store.transact(story)
