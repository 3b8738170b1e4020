"""The app is removed from a workspace, and comes back."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from program import lifecycle, sending
from program.base.notices import Notice, draw_home, tell
from program.base.touchpoints import Moment, plan
from program.base.unsent import Unsent
from program.workspace import installation
from storage import outbox
from storage.models import Installation, Letter, Mentorship, Program, Touchpoint
from storage.queries import letters
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_program, happen, live

ERRANDS = (Notice.PEOPLE_PAGE, Notice.USERGROUPS)
"""What a start asks of Slack; nobody answers here."""
MONTH = MONDAY + timedelta(days=30)


def remove(session: Session, now: datetime = MONDAY) -> None:
    installation.removed(session, workspace_id=WORKSPACE, why="app_uninstalled", now=now)


def come_back(session: Session, now: datetime) -> None:
    installation.started(session, workspace_id=WORKSPACE, now=now)
    for errand in session.exec(select(Letter).where(col(Letter.kind).in_(ERRANDS))).all():
        session.delete(errand)
    session.flush()


def an_open_pair(session: Session) -> Mentorship:
    program = a_program(session)
    pair = a_pair(session, program)
    lifecycle.opened(session, mentorship=pair, program=program, now=MONDAY)
    return pair


def waiting(session: Session) -> int:
    return len(session.exec(select(Letter).where(Letter.state == "ready")).all())


def test_while_it_is_away_nothing_is_planned_nor_written(store: Store) -> None:
    def story(session: Session) -> None:
        program = session.get_one(Program, an_open_pair(session).program_id)
        plan(session, Moment.NIGHT, program=program, occasion="every", due=MONDAY + timedelta(hours=18))
        remove(session)
        assert live(session, MONDAY, MONTH) == []
        assert waiting(session) == 0
        states = {one.kind: one.state for one in session.exec(select(Touchpoint)).all()}
        assert states == dict.fromkeys(("check_in", "calibration", "survey", "closing", "night"), "planned")
        night = session.exec(select(Touchpoint).where(Touchpoint.kind == "night")).one()
        assert night.due_at > MONTH

    store.transact(story)


def test_when_it_is_back_what_is_stale_is_skipped_and_the_rest_goes_on(store: Store) -> None:
    def story(session: Session) -> None:
        pair = an_open_pair(session)
        remove(session)
        live(session, MONDAY, MONTH)
        come_back(session, MONTH)
        sent = live(session, MONTH, MONTH + timedelta(days=4))
        asked = [letter.kind for letter in sent if letter.mentorship_id == pair.id]
        assert asked == ["calibration", "calibration"]
        assert pair.silent == 0
        following = select(Touchpoint).where(Touchpoint.kind == "check_in", Touchpoint.state == "planned")
        assert session.exec(following).one().due_at > MONTH

    store.transact(story)


def test_letters_that_were_held_go_at_once_or_are_stale(store: Store) -> None:
    def story(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        remove(session)
        for notice in (Notice.MATCHED, Notice.LAST_SURVEY):
            tell(session, notice, pair, to="UADA", about="x", now=MONDAY, touchpoint=0)
        draw_home(session, workspace_id=WORKSPACE, person_id="UADA", now=MONDAY)
        assert happen(session, MONDAY) == []
        back = MONTH + timedelta(hours=3)
        come_back(session, back)
        session.expire_all()
        verdicts = {
            letter.kind: sending.check(session, letter=letter, now=back)
            for letter in outbox.claim(session, now=back, limit=50)
        }
        stale = sending.Never(Unsent.STALE)
        assert (verdicts["matched"], verdicts["last_survey"], verdicts["home"]) == (
            sending.Go(),
            stale,
            stale,
        )

    store.transact(story)


def test_a_start_that_is_no_return_hurries_no_letter(store: Store) -> None:
    def story(session: Session) -> None:
        session.add(Installation(workspace_id=WORKSPACE))
        tomorrow = MONDAY + timedelta(days=1)
        tell(session, Notice.HANDOVER, WORKSPACE, to="UADA", about="x", now=MONDAY, due=tomorrow)
        come_back(session, MONDAY)
        held = session.exec(select(Letter).where(Letter.kind == Notice.HANDOVER)).one()
        assert held.due_at == tomorrow
        letters.release(session, workspace_id="T2", held="", now=MONDAY)
        session.refresh(held)
        assert held.due_at == tomorrow

    store.transact(story)
