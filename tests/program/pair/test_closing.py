"""The end: the same words whatever the reason, and what comes after."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier

import pytest
from sqlmodel import Session, select

from program import lifecycle
from program.base.notices import CHANNEL, Notice
from program.base.refusals import No, Refusal
from program.joining import absence
from program.joining.pool import Pool
from program.pair import closing, endings
from program.pair.endings import Ending
from program.running.figures import figures
from storage.models import Audit, Letter, Mentorship, Program, Touchpoint
from storage.queries import programs
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_program, happen, live, state_of

LAST_DAY = date(2026, 6, 1)  # 31 May is a Sunday


def letters(session: Session, kind: Notice) -> list[Letter]:
    found = session.exec(select(Letter).where(Letter.kind == kind).order_by(Letter.recipient)).all()
    return [letter for letter in found if letter.edits is None]


def a_finished_pair(session: Session) -> tuple[Mentorship, datetime]:
    program = a_program(session)
    pair = a_pair(session, program)
    lifecycle.opened(session, mentorship=pair, program=program, now=MONDAY)
    live(session, MONDAY, MONDAY + timedelta(days=92))
    assert pair.ended_at is not None
    return pair, pair.ended_at


@pytest.mark.parametrize("why", [why for why in Ending if why not in (Ending.COMPLETED, Ending.DEPARTED)])
def test_an_ending_reads_the_same_whatever_the_reason(store: Store, why: Ending) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        endings.end(session, mentorship=pair, why=why, now=MONDAY)
        told = letters(session, Notice.ENDED)
        assert [letter.recipient for letter in told] == ["UADA", "UGRACE"]
        assert len({letter.due_at for letter in told}) == 1
        assert endings.ended(session, told[0]) == endings.Ended(
            "UADA",
            ("Grace Osei",),
            "Growing together",
            False,
            MONDAY + timedelta(days=7),
            early=True,
            channel_id="C1",
        )
        logged = session.exec(select(Audit)).one()
        assert (logged.who, logged.what, logged.why) == ("alongside", "mentorship_ended", "")

    store.transact(story)


def test_the_partner_of_somebody_who_left_the_company_hears_it(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        gone = programs.person(session, workspace_id=WORKSPACE, person_id="UADA")
        assert gone is not None
        gone.deactivated = True
        endings.end(session, mentorship=pair, why=Ending.DEPARTED, now=MONDAY)
        sent = [letter for letter in happen(session, MONDAY) if letter.kind == Notice.ENDED]
        assert [letter.recipient for letter in sent] == ["UGRACE"]
        shown = endings.ended(session, sent[0])
        assert shown is not None
        assert (shown.departed, shown.partners) == (True, ("Ada Park",))

    store.transact(story)


def test_ending_what_has_ended_changes_nothing(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        endings.end(session, mentorship=pair, why=Ending.LEFT, now=MONDAY)
        endings.end(session, mentorship=pair, why=Ending.OWNER, now=MONDAY + timedelta(days=1))
        assert (pair.ended_why, pair.ended_at) == ("left", MONDAY)
        assert len(letters(session, Notice.ENDED)) == 2

    store.transact(story)


def test_nothing_planned_outlives_the_pair_but_the_archiving(store: Store) -> None:
    def story(session: Session) -> None:
        program = a_program(session)
        pair = a_pair(session, program)
        lifecycle.opened(session, mentorship=pair, program=program, now=MONDAY)
        endings.end(session, mentorship=pair, why=Ending.OWNER, now=MONDAY)
        planned = session.exec(select(Touchpoint).where(Touchpoint.state == "planned")).all()
        assert [(moment.kind, moment.due_at) for moment in planned] == [
            ("archive", MONDAY + timedelta(days=7))
        ]

    store.transact(story)


def test_the_channel_is_archived_a_week_later(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        endings.end(session, mentorship=pair, why=Ending.OWNER, now=MONDAY)
        happen(session, MONDAY + timedelta(days=6, hours=23))
        assert letters(session, Notice.ARCHIVE_CHANNEL) == []
        happen(session, MONDAY + timedelta(days=7))
        assert endings.channel_to_archive(session, letters(session, Notice.ARCHIVE_CHANNEL)[0]) is None
        assert state_of(session, pair) == "archived"

    store.transact(story)


@pytest.mark.parametrize("error", ["is_archived", "channel_not_found", "not_in_channel"])
def test_a_channel_that_somebody_archived_first_is_archived_all_the_same(store: Store, error: str) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        endings.end(session, mentorship=pair, why=Ending.OWNER, now=MONDAY)
        happen(session, MONDAY + timedelta(days=7), opened=False)
        letter = letters(session, Notice.ARCHIVE_CHANNEL)[0]
        assert not endings.archiving_refused(session, letter, "missing_scope", MONDAY)
        assert endings.archiving_refused(session, letter, error, MONDAY)
        assert state_of(session, pair) == "archived"

    store.transact(story)


def test_a_pair_without_a_channel_has_nothing_to_archive(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session), channel=None, state="opening")
        endings.end(session, mentorship=pair, why=Ending.DECLINED, now=MONDAY)
        shown = endings.ended(session, letters(session, Notice.ENDED)[0])
        assert shown is not None
        assert shown.archived_on is None
        happen(session, MONDAY + timedelta(days=7))
        assert letters(session, Notice.ARCHIVE_CHANNEL) == []
        assert state_of(session, pair) == "archived"

    store.transact(story)


def test_on_the_last_day_thanks_the_survey_the_summary_and_the_offer_follow(store: Store) -> None:
    def story(session: Session) -> None:
        _pair, ended_at = a_finished_pair(session)
        assert ended_at.date() == LAST_DAY
        live(session, ended_at, ended_at + timedelta(days=3))
        assert [letter.recipient for letter in letters(session, Notice.THANKS)] == [CHANNEL]
        assert [letter.recipient for letter in letters(session, Notice.LAST_SURVEY)] == ["UADA", "UGRACE"]
        assert letters(session, Notice.ENDED) == []
        summary = letters(session, Notice.SUMMARY)
        assert [letter.recipient for letter in summary] == ["UOLGA"]
        assert summary[0].done_at is not None
        assert summary[0].done_at.date() == LAST_DAY + timedelta(days=1)
        shown = closing.summary(session, summary[0])
        assert shown is not None
        assert [pair.names for pair in shown.pairs] == [("Ada Park", "Grace Osei")]
        offers = letters(session, Notice.MENTOR_NEXT)
        assert [letter.recipient for letter in offers] == ["UGRACE"]
        assert all(letter.state == "done" for letter in [*summary, *offers])

    store.transact(story)


def test_all_pairs_of_a_day_share_one_summary(store: Store) -> None:
    def story(session: Session) -> None:
        program = a_program(session)
        for number in range(3):
            pair = a_pair(session, program, mentor=f"UM{number}", mentee=f"UN{number}", channel=f"C{number}")
            closing.plan_first(session, pair, program, MONDAY)
        sent = live(session, MONDAY, MONDAY + timedelta(days=93))
        summaries = [letter for letter in sent if letter.kind == Notice.SUMMARY]
        assert len(summaries) == 1
        shown = closing.summary(session, summaries[0])
        assert shown is not None
        assert len(shown.pairs) == 3

    store.transact(story)


def test_a_mentee_who_mentors_already_is_not_asked_to(store: Store) -> None:
    def story(session: Session) -> None:
        pair, ended_at = a_finished_pair(session)
        enrollment = programs.enrollment(session, program_id=pair.program_id, person_id="UGRACE")
        assert enrollment is not None
        enrollment.mentor = True
        sent = live(session, ended_at, ended_at + timedelta(days=4))
        assert Notice.MENTOR_NEXT not in {letter.kind for letter in sent}

    store.transact(story)


def test_an_end_that_was_moved_comes_on_its_new_day(store: Store) -> None:
    def story(session: Session) -> None:
        program = a_program(session)
        pair = a_pair(session, program)
        closing.plan_first(session, pair, program, MONDAY)
        pair.ends_on = date(2026, 7, 1)
        live(session, MONDAY, MONDAY + timedelta(days=100))
        assert state_of(session, pair) == "open"
        live(session, MONDAY + timedelta(days=100), MONDAY + timedelta(days=122))
        assert pair.ended_at is not None
        assert pair.ended_at.date() == date(2026, 7, 1)

    store.transact(story)


def test_the_channel_stays_if_both_want_it(store: Store) -> None:
    def wish(session: Session, who: str, now: datetime) -> None:
        moment = session.exec(select(Touchpoint).where(Touchpoint.kind == "archive")).one()
        closing.keep_channel(
            session, workspace_id=WORKSPACE, touchpoint_id=moment.id or 0, person_id=who, now=now
        )

    def story(session: Session) -> None:
        pair, ended_at = a_finished_pair(session)
        card = letters(session, Notice.THANKS)[0]
        wish(session, "UADA", ended_at)
        wish(session, "UADA", ended_at)
        shown = endings.thanks(session, card)
        assert shown is not None
        assert (shown.wished, shown.kept) == (1, False)
        wish(session, "UGRACE", ended_at)
        shown = endings.thanks(session, card)
        assert shown is not None
        assert (shown.kept, shown.archived_on) == (True, None)
        live(session, ended_at, ended_at + timedelta(days=10))
        assert state_of(session, pair) == "ended"

    store.transact(story)


def test_one_wish_does_not_keep_the_channel_and_after_a_week_it_is_too_late(store: Store) -> None:
    def story(session: Session) -> None:
        pair, ended_at = a_finished_pair(session)
        moment = session.exec(select(Touchpoint).where(Touchpoint.kind == "archive")).one()
        closing.keep_channel(
            session, workspace_id=WORKSPACE, touchpoint_id=moment.id or 0, person_id="UADA", now=ended_at
        )
        live(session, ended_at, ended_at + timedelta(days=8))
        assert state_of(session, pair) == "archived"
        with pytest.raises(Refusal) as refused:
            closing.keep_channel(
                session,
                workspace_id=WORKSPACE,
                touchpoint_id=moment.id or 0,
                person_id="UGRACE",
                now=ended_at,
            )
        assert refused.value.why is No.TOO_LATE

    store.transact(story)


def test_of_two_owners_who_end_a_pair_at_once_one_does(store: Store) -> None:
    def begin(session: Session) -> int:
        return a_pair(session, a_program(session)).id or 0

    pair, together = store.transact(begin), Barrier(2)

    def end_at_once(owner: str) -> None:
        together.wait()
        store.transact(
            closing.owner_end, workspace_id=WORKSPACE, mentorship_id=pair, person_id=owner, now=MONDAY
        )

    with ThreadPoolExecutor(2) as hands:
        ends = [hands.submit(end_at_once, owner) for owner in ("UOLGA", "UKOFI")]
    refusals = [end.exception() for end in ends if end.exception() is not None]
    assert [refusal.why for refusal in refusals if isinstance(refusal, Refusal)] == [No.ENDED]


def test_an_owner_ends_a_pair_once_and_it_is_written_down_who(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        facts = {
            "workspace_id": WORKSPACE,
            "mentorship_id": pair.id or 0,
            "person_id": "UOLGA",
            "now": MONDAY,
        }
        parted = closing.owner_end(session, **facts)  # type: ignore[arg-type]
        assert parted == closing.Parted(("Ada Park", "Grace Osei"), channel=True)
        with pytest.raises(Refusal) as refused:
            closing.owner_end(session, **facts)  # type: ignore[arg-type]
        assert refused.value.why is No.ENDED
        logged = session.exec(select(Audit).where(Audit.who == "UOLGA")).one()
        assert logged.what == "mentorship_ended_by_owner"

    store.transact(story)


def test_a_mentee_who_has_finished_waits_for_nobody_until_they_ask_for_another_mentor(store: Store) -> None:
    def story(session: Session) -> None:
        pair, ended = a_finished_pair(session)
        program = session.get(Program, pair.program_id)
        assert program is not None
        enrollment = programs.enrollment(session, program_id=program.id, person_id="UGRACE")
        assert enrollment is not None
        assert enrollment.mentee
        assert "UGRACE" not in Pool.read(session, program).mentees()
        assert figures(session, program=program, now=ended).waiting == ()
        absence.look_again(
            session, workspace_id=WORKSPACE, program_id=program.id, person_id="UGRACE", now=ended
        )
        assert "UGRACE" in Pool.read(session, program).mentees()

    store.transact(story)


@pytest.mark.parametrize("end", [closing.owner_end, closing.wish_to_end])
def test_no_channel_is_archived_where_there_is_none(store: Store, end: Callable[..., closing.Parted]) -> None:
    def story(session: Session) -> closing.Parted:
        pair = a_pair(session, a_program(session), channel=None, state="opening")
        return end(session, workspace_id=WORKSPACE, mentorship_id=pair.id, person_id="UADA", now=MONDAY)

    assert not store.transact(story).channel
