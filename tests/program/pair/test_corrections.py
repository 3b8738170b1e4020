"""An answer to a check-in stands after a week: which cards are drawn anew, and when."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from program import lifecycle
from program.base.notices import Notice, tell
from program.pair import checkins, corrections
from program.rounds import announcements
from storage.models import Letter, Program, Touchpoint
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_program, happen, live

WEEK = corrections.CORRECTABLE
HOUR = timedelta(hours=1)


def answered(session: Session) -> tuple[Program, datetime]:
    """A check-in that Ada has answered, and when."""
    program = a_program(session)
    pair = a_pair(session, program)
    lifecycle.opened(session, mentorship=pair, program=program, now=MONDAY)
    now = MONDAY + timedelta(days=15)
    live(session, MONDAY, now)
    asked = session.exec(select(Touchpoint).where(Touchpoint.state == "asked")).one()
    checkins.record(
        session,
        workspace_id=WORKSPACE,
        touchpoint_id=asked.id or 0,
        person_id="UADA",
        answer="met",
        now=now,
    )
    happen(session, now)
    return program, now


def edits(session: Session) -> list[Letter]:
    found = select(Letter).where(Letter.kind == Notice.CHECK_IN, col(Letter.edits).is_not(None))
    return list(session.exec(found.order_by(col(Letter.id))).all())


def test_the_card_is_drawn_once_when_its_week_is_over(store: Store) -> None:
    def story(session: Session) -> None:
        program, at = answered(session)
        shown = checkins.card(session, edits(session)[-1])
        assert shown is not None
        assert not shown.stands
        before = len(edits(session))
        for night in range(5, 12):
            now = at + timedelta(days=night) + HOUR
            corrections.close(session, program=program, since=now - timedelta(days=1), now=now)
            happen(session, now)
        assert len(edits(session)) == before + 1
        shown = checkins.card(session, edits(session)[-1])
        assert shown is not None
        assert (shown.answer, shown.stands) == ("met", True)

    store.transact(story)


def test_nights_that_were_missed_are_made_up_for(store: Store) -> None:
    def story(session: Session) -> None:
        program, at = answered(session)
        before = len(edits(session))
        now = at + timedelta(days=30)
        corrections.close(session, program=program, since=at + timedelta(days=6), now=now)
        assert len(edits(session)) == before + 1

    store.transact(story)


def test_a_week_to_the_second_is_a_week() -> None:
    assert corrections.is_open(MONDAY, MONDAY + WEEK)
    assert not corrections.is_open(MONDAY, MONDAY + WEEK + timedelta(seconds=1))
    assert not corrections.is_open(None, MONDAY)


def test_a_match_is_offered_to_decline_for_three_days_and_then_its_card_is_drawn_once(store: Store) -> None:
    def story(session: Session) -> None:
        program = a_program(session)
        pair = a_pair(session, program)
        for to in ("UADA", "UGRACE"):
            tell(session, Notice.MATCHED, pair, to=to, about="matched", now=MONDAY)
        happen(session, MONDAY)
        for night in range(1, 6):
            now = MONDAY + timedelta(days=night) + HOUR
            corrections.close(session, program=program, since=now - timedelta(days=1), now=now)
            happen(session, now)
        cards = session.exec(
            select(Letter).where(Letter.kind == Notice.MATCHED).order_by(col(Letter.id))
        ).all()
        offers = [
            (facts.to, facts.declinable) for card in cards if (facts := announcements.matched(session, card))
        ]
        assert offers == [("UADA", True), ("UGRACE", True), ("UADA", False), ("UGRACE", False)]

    store.transact(story)
