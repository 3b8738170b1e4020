"""After a program was ended: what its people and its owners still have, and what nobody is promised any more."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from program import lifecycle
from program.base.calendar import Local, next_night
from program.base.notices import Notice
from program.base.people import Profile
from program.base.refusals import No, Refusal
from program.base.touchpoints import Moment, plan
from program.joining import absence, choice
from program.pair import calibration, closing, concerns, declining, endings, partings
from program.rounds import announcements, matchmaking
from program.running import owners, setup, weekly
from program.workspace import departures, grace
from storage.models import Letter, Person, Program, Round, Touchpoint
from storage.queries import touchpoints
from storage.unit import Store
from tests.program.rounds.test_eligibility import joined
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_person, a_program, happen, live, state_of
from tests.program.running.test_ended_programs import INES, OLGA, drawn_again, end, open_again, stands, told


def test_a_pair_goes_on_to_its_last_day_and_its_owner_gets_the_summary(store: Store) -> None:
    def story(session: Session) -> tuple[list[str], list[str], str]:
        plain, over_now = a_program(session), a_program(session, name="Over", owner=INES)
        session.get_one(Person, (WORKSPACE, INES)).name = "Ines Roth"
        first = a_pair(session, plain)
        second = a_pair(session, over_now, mentor="UKOFI", mentee="UMEI", names=("Kofi", "Mei"), channel="C2")
        for pair, program in ((first, plain), (second, over_now)):
            lifecycle.opened(session, mentorship=pair, program=program, now=MONDAY)
        end(session, over_now, who=INES)
        sent = live(session, MONDAY, MONDAY + timedelta(days=100))
        kinds = {
            pair.id: [one.kind for one in sent if one.program_id == pair.program_id and one.kind != "over"]
            for pair in (first, second)
        }
        return kinds[first.id], kinds[second.id], state_of(session, second)

    undisturbed, ended, state = store.transact(story)
    assert ended == [kind for kind in undisturbed if kind != Notice.MENTOR_NEXT]
    assert {"check_in", "calibration", "survey", "thanks", "summary"} <= set(ended)
    assert state == "archived"


def test_its_owner_sees_it_until_the_last_pair_has_ended_and_can_then_open_it_again(store: Store) -> None:
    def story(session: Session) -> None:
        program = a_program(session)
        pair = a_pair(session, program)
        end(session, program)
        shown = stands(session, OLGA)
        assert shown.running is not None
        assert shown.running.over
        assert len(shown.running.decisions.pairs) == 1
        assert shown.over == ()
        assert choice.find(session, workspace_id=WORKSPACE, person_id=OLGA, whose="owned") == choice.Chosen(1)
        endings.end(session, mentorship=pair, why=endings.Ending.OWNER, now=MONDAY)
        session.flush()
        shown = stands(session, OLGA)
        assert shown.running is None
        assert [one.name for one in shown.over] == ["Growing together"]
        open_again(session, program)
        shown = stands(session, OLGA)
        assert shown.running is not None
        assert not shown.running.over
        assert shown.over == ()

    store.transact(story)


def test_a_member_sees_a_program_that_is_over_for_as_long_as_they_are_in_a_pair(store: Store) -> None:
    def story(session: Session) -> None:
        program = a_program(session)
        pair = a_pair(session, program)
        joined(session, program, "ULEARNS", mentee=True)
        end(session, program)
        [mine] = stands(session, "UGRACE").mine
        assert (mine.over, mine.expects, mine.seeks, len(mine.pairs)) == (True, False, False, 1)
        assert stands(session, "ULEARNS").mine == ()
        assert stands(session, "ULEARNS").open == ()
        assert not stands(session, "ULEARNS").any_program
        here: dict[str, Any] = {"workspace_id": WORKSPACE, "whose": "mine"}
        assert choice.find(session, person_id="UGRACE", **here) == choice.Chosen(1)
        with pytest.raises(Refusal):
            choice.find(session, person_id="ULEARNS", **here)
        closing.owner_end(
            session, workspace_id=WORKSPACE, mentorship_id=pair.id or 0, person_id=OLGA, now=MONDAY
        )
        session.flush()
        assert stands(session, "UGRACE").mine == ()

    store.transact(story)


def test_a_request_for_help_reaches_the_owner_as_before(store: Store) -> None:
    def story(session: Session) -> tuple[tuple[str, ...], list[str]]:
        program = a_program(session)
        pair = a_pair(session, program)
        end(session, program)
        readers = concerns.raise_concern(
            session,
            workspace_id=WORKSPACE,
            mentorship_id=pair.id or 0,
            person_id="UGRACE",
            kind="help",
            text="",
            now=MONDAY,
        )
        shown = stands(session, OLGA).running
        assert shown is not None
        assert len(shown.decisions.requests) == 1
        return readers.owners, told(session, Notice.CONCERN)

    assert store.transact(story) == (("Olga Brandt",), [OLGA])


def test_nobody_new_is_looked_for_and_everybody_reads_so(store: Store) -> None:
    def story(session: Session) -> None:
        program = a_program(session)
        pairs = [
            a_pair(
                session, program, mentor=f"UM{n}", mentee=f"UL{n}", names=(f"M{n}", f"L{n}"), channel=f"C{n}"
            )
            for n in range(4)
        ]
        end(session, program)
        here: dict[str, Any] = {"workspace_id": WORKSPACE, "now": MONDAY}
        assert declining.decline(session, mentorship_id=pairs[0].id, person_id="UL0", **here) == "over"
        stakes = absence.stakes(session, workspace_id=WORKSPACE, program_id=program.id, person_id="UM1")
        assert (stakes.partners, stakes.mentees) == (("L1",), ())
        left = absence.leave(session, program_id=program.id, person_id="UM1", **here)
        assert (left.over, left.channel, stakes.channel) == (True, True, True)
        departures.noticed(session, profile=Profile(id="UM2", name="M2", deactivated=True), **here)
        for moment in touchpoints.planned_for(
            session, workspace_id=WORKSPACE, person_id="UM2", kind=Moment.DEPARTURE.value
        ):
            grace.end_now(session, touchpoint_id=moment.id or 0, person_id=OLGA, **here)
        partings.replace_soon(session, pairs[3], now=MONDAY)
        live(session, MONDAY, MONDAY + timedelta(days=15))
        assert [state_of(session, pair) == "open" for pair in pairs] == [False] * 4
        assert session.exec(select(Round)).all() == []
        for letter in session.exec(select(Letter).where(Letter.kind == "ended")).all():
            ended = endings.ended(session, letter)
            assert ended is not None
            assert ended.over
        line = session.exec(select(Letter).where(Letter.kind == "departure")).one()
        departed = grace.departure(session, line)
        assert departed is not None
        assert departed.over

    store.transact(story)


def test_the_question_after_a_month_promises_nobody_new_once_it_is_over(store: Store) -> None:
    def story(session: Session) -> list[tuple[bool, list[str]]]:
        program = a_program(session)
        pair = a_pair(session, program)
        month = plan(
            session,
            Moment.CALIBRATION,
            program=program,
            mentorship_id=pair.id,
            occasion="month",
            due=MONDAY,
        )
        happen(session, MONDAY)
        asked = session.exec(select(Letter).where(Letter.kind == "calibration")).first()
        assert asked is not None
        assert month.state == "asked"
        found = []
        for act in (end, open_again):
            act(session, program)
            happen(session, MONDAY)
            card = calibration.card(session, asked)
            assert card is not None
            found.append((card.over, drawn_again(session, Notice.CALIBRATION)))
        return found

    both = ["UADA", "UGRACE"]
    assert store.transact(story) == [(True, both), (False, sorted(both * 2))]


def test_news_of_a_round_that_would_promise_another_round_is_not_sent(store: Store) -> None:
    def story(session: Session) -> list[bool]:
        program = a_program(session)
        joined(session, program, "ULEARNS", mentee=True)
        asked = matchmaking.ask_for_round(
            session, workspace_id=WORKSPACE, program_id=program.id, person_id=OLGA, now=MONDAY
        )
        letter = Letter(
            workspace_id=WORKSPACE,
            program_id=program.id,
            kind="unmatched",
            recipient="ULEARNS",
            params={"round": asked.round_id, "role": "mentee"},
            dedupe_key="x",
            created_at=MONDAY,
            planned_at=MONDAY,
            due_at=MONDAY,
        )
        before = announcements.unmatched(session, letter) is not None
        end(session, program)
        return [before, announcements.unmatched(session, letter) is not None]

    assert store.transact(story) == [True, False]


def test_no_digest_comes_and_it_comes_again_once_it_is_open(store: Store) -> None:
    def story(session: Session) -> list[int]:
        program = a_program(session)
        program.digest_channel = "C9"
        weekly.keep_planned(session, program=program, now=MONDAY)
        found = []
        for act in (end, open_again):
            act(session, program)
            planned = select(Touchpoint).where(Touchpoint.kind == "digest", Touchpoint.state == "planned")
            found.append(len(session.exec(planned).all()))
        return found

    assert store.transact(story) == [0, 1]


def test_the_nights_go_on_so_that_a_departure_is_noticed(store: Store) -> None:
    def story(session: Session) -> tuple[str, list[str]]:
        program = a_program(session)
        tonight = next_night(Local("UTC"), MONDAY)
        night = plan(session, Moment.NIGHT, program=program, occasion="every", due=tonight)
        end(session, program)
        while lifecycle.advance(session, now=tonight):
            pass
        return night.state, told(session, Notice.PEOPLE_PAGE)

    state, walked = store.transact(story)
    assert state == "planned"
    assert walked


def test_a_program_that_is_over_is_not_left_to_nobody_while_pairs_go_on(store: Store) -> None:
    def story(session: Session) -> tuple[list[str], list[str]]:
        program = a_program(session)
        a_pair(session, program)
        a_person(session, INES, "Ines Roth").admin = True
        end(session, program)
        owners.departed(session, program=program, person_id=OLGA, now=MONDAY)
        session.flush()
        return told(session, Notice.HANDOVER), [one.name for one in stands(session, INES).ownerless]

    assert store.transact(story) == ([INES], ["Growing together"])


def test_its_name_is_free_for_another_and_it_waits_until_that_one_is_over(store: Store) -> None:
    def story(session: Session) -> No:
        program = a_program(session)
        end(session, program)
        admins = frozenset({OLGA})
        sheet = setup.new_sheet(session, workspace_id=WORKSPACE, person_id=OLGA, admins=admins, now=MONDAY)
        draft = replace(sheet.draft, name="growing TOGETHER")
        other = setup.open_program(
            session, workspace_id=WORKSPACE, person_id=OLGA, admins=admins, draft=draft, now=MONDAY
        )
        with pytest.raises(Refusal) as refused:
            open_again(session, program)
        end(session, session.get_one(Program, other.program_id))
        open_again(session, program)
        assert program.state == "open"
        return refused.value.why

    assert store.transact(story) is No.NAME_TAKEN_SINCE


def test_its_settings_can_be_changed_and_plan_no_digest(store: Store) -> None:
    def story(session: Session) -> tuple[bool, int]:
        program = a_program(session)
        a_pair(session, program)
        end(session, program)
        here: dict[str, Any] = {"workspace_id": WORKSPACE, "program_id": program.id, "person_id": OLGA}
        sheet = setup.sheet(session, **here)
        draft = replace(sheet.draft, digest_channel="C9", co_owners=("UADA",))
        saved = setup.change_program(session, draft=draft, version=sheet.version, now=MONDAY, **here)
        assert isinstance(saved, setup.Saved)
        planned = select(Touchpoint).where(Touchpoint.kind == "digest", Touchpoint.state == "planned")
        return saved.over, len(session.exec(planned).all())

    assert store.transact(story) == (True, 0)
