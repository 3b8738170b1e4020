"""What is forgotten of people: of whoever left long ago, and of whoever's account is long gone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from program.base.people import learn
from program.workspace import retention
from storage.models import Audit, Enrollment, Member, Person
from storage.queries import retention as retention_queries
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_program
from tests.program.workspace.past import GONE, LONG_AGO, a_past, forget


def test_answers_of_people_who_left_go_after_two_years(store: Store) -> None:
    def check(session: Session) -> None:
        a_pair(session, a_program(session))
        ada, grace = session.exec(select(Enrollment).order_by(Enrollment.person_id)).all()
        for one, days in ((ada, 731), (grace, 700)):
            one.state, one.left_at = "left", MONDAY - timedelta(days=days)
            one.goals, one.skills_wanted = "Linux", ["linux"]
        forget(session)
        assert (ada.goals, ada.skills_wanted) == ("", [])
        assert (grace.goals, grace.skills_wanted) == ("Linux", ["linux"])

    store.transact(check)


def test_somebody_whose_account_is_long_gone_is_forgotten_whole(store: Store) -> None:
    def check(session: Session) -> None:
        a_past(session)
        learn(session, workspace_id=WORKSPACE, profile=GONE, now=MONDAY - timedelta(days=366))
        learn(session, workspace_id=WORKSPACE, profile=GONE, now=MONDAY - timedelta(days=1))
        forget(session)
        assert session.get(Person, (WORKSPACE, "UGRACE")) is None
        assert "UGRACE" not in [member.person_id for member in session.exec(select(Member)).all()]
        learn(session, workspace_id=WORKSPACE, profile=GONE, now=MONDAY)
        assert session.get(Person, (WORKSPACE, "UGRACE")) is None
        assert [one.what for one in session.exec(select(Audit)).all()].count("person_erased") == 1

    store.transact(check)


def test_somebody_who_came_back_begins_a_new_year(store: Store) -> None:
    def check(session: Session) -> None:
        a_past(session)
        learn(session, workspace_id=WORKSPACE, profile=GONE, now=LONG_AGO)
        learn(session, workspace_id=WORKSPACE, profile=replace(GONE, deactivated=False), now=LONG_AGO)
        learn(session, workspace_id=WORKSPACE, profile=GONE, now=MONDAY - timedelta(days=364))
        forget(session)
        assert session.get(Person, (WORKSPACE, "UGRACE")) is not None

    store.transact(check)


def test_the_only_owner_stays_though_their_account_is_gone(store: Store) -> None:
    """A program would be left to nobody."""

    def check(session: Session) -> None:
        a_past(session)
        learn(session, workspace_id=WORKSPACE, profile=replace(GONE, id="UOLGA"), now=LONG_AGO)
        forget(session)
        assert session.get(Person, (WORKSPACE, "UOLGA")) is not None

    store.transact(check)


def test_only_owners_who_stay_keep_nobody_else_from_being_forgotten(store: Store) -> None:
    def check(session: Session) -> None:
        a_past(session)
        for number in range(retention.PEOPLE_AT_ONCE + 1):
            owner = f"UOWNER{number}"
            a_program(session, owner=owner, name=owner)
            learn(session, workspace_id=WORKSPACE, profile=replace(GONE, id=owner), now=LONG_AGO)
        learn(session, workspace_id=WORKSPACE, profile=GONE, now=MONDAY - timedelta(days=366))
        forget(session)
        assert session.get(Person, (WORKSPACE, "UGRACE")) is None

    store.transact(check)


@pytest.mark.postgres
def test_whom_one_replica_just_forgets_no_other_does(postgres: str) -> None:
    store = Store(postgres)

    def begin(session: Session) -> None:
        a_past(session)
        learn(session, workspace_id=WORKSPACE, profile=GONE, now=LONG_AGO)

    def both(session: Session) -> None:
        assert retention_queries.gone(session, before=MONDAY) == [(WORKSPACE, "UGRACE")]
        assert store.transact(retention_queries.gone, before=MONDAY) == []

    store.transact(begin)
    store.transact(both)
    store.close()
