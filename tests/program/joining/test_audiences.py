"""Whom a program is for, when the user group that it is for goes and comes back."""

import pytest
from sqlmodel import Session, col, select

from program.base.notices import Notice
from program.base.refusals import No, Refusal
from program.joining import audiences, enrollment, invitations
from program.joining.answers import Common, Learning, Teaching
from program.joining.audiences import Group, Page
from storage.models import Letter, Owner, Person, Place, Program, Touchpoint
from storage.queries import places
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_person, a_program

LEADS = Group("SLEADS", "leads")


def for_leads(session: Session) -> tuple[Program, Person]:
    """A program for the leads, of whom Ada is one."""
    program = a_program(session)
    program.audience, program.audience_id = "usergroup", LEADS.id
    ada = a_person(session, "UADA", "Ada Park")
    listed(session, LEADS)
    read(session, program, "UADA")
    return program, ada


def listed(session: Session, *groups: Group) -> None:
    """Slack says that there are these user groups."""
    letter = Letter(
        workspace_id=WORKSPACE,
        kind=Notice.USERGROUPS,
        recipient=WORKSPACE,
        dedupe_key="any",
        created_at=MONDAY,
        planned_at=MONDAY,
        due_at=MONDAY,
    )
    audiences.usergroups_read(session, letter, groups, MONDAY)
    session.flush()


def read(session: Session, program: Program, *ids: str) -> None:
    """Slack says that these people are in the program's group."""
    audiences.read_place(session, program=program, now=MONDAY)
    letter = session.exec(
        select(Letter).where(Letter.kind == Notice.PLACE_PAGE).order_by(col(Letter.id).desc())
    ).first()
    assert letter is not None
    audiences.page_read(session, letter, Page(ids, ""), MONDAY)
    session.flush()


def told(session: Session) -> list[str]:
    found = session.exec(select(Letter).where(Letter.kind == Notice.AUDIENCE_GONE)).all()
    return [letter.recipient for letter in found]


def test_nobody_belongs_to_a_group_that_is_gone_and_its_owner_hears_once(store: Store) -> None:
    def act(session: Session) -> None:
        program, ada = for_leads(session)
        assert audiences.admission(session, program=program, person=ada) == "in"
        for _ in range(2):
            listed(session)
        assert audiences.admission(session, program=program, person=ada) == "out"
        assert audiences.everybody(session, program=program) == set()
        assert told(session) == ["UOLGA"]

    store.transact(act)


def test_a_group_that_is_gone_is_not_read_and_one_that_came_back_is(store: Store) -> None:
    def act(session: Session) -> None:
        program, ada = for_leads(session)
        before = session.exec(select(Letter).where(Letter.kind == Notice.PLACE_PAGE)).one()
        listed(session)
        audiences.page_read(session, before, Page(["UADA"], ""), MONDAY)
        audiences.read_place(session, program=program, now=MONDAY.replace(minute=30))
        assert len(session.exec(select(Letter).where(Letter.kind == Notice.PLACE_PAGE)).all()) == 1
        assert audiences.admission(session, program=program, person=ada) == "out"
        listed(session, LEADS)
        assert audiences.admission(session, program=program, person=ada) == "unread"
        note = session.exec(select(Letter).where(Letter.kind == Notice.AUDIENCE_GONE)).one()
        assert audiences.gone(session, note) is None

    store.transact(act)


@pytest.mark.parametrize(
    ("run", "why", "owners"), [(True, No.NOT_IN_AUDIENCE, ("Olga Brandt",)), (False, No.NOT_IN_ORPHANED, ())]
)
def test_whoever_is_not_in_the_group_hears_who_runs_the_program_or_that_nobody_does(
    store: Store, run: bool, why: No, owners: tuple[str, ...]
) -> None:
    def act(session: Session) -> None:
        program, _ = for_leads(session)
        a_person(session, "UKOFI", "Kofi Addo")
        if not run:
            session.delete(session.exec(select(Owner)).one())
        enrollment.join(
            session,
            workspace_id=WORKSPACE,
            program_id=program.id,
            person_id="UKOFI",
            role="mentee",
            learning=Learning(goals="Leading"),
            teaching=Teaching(),
            common=Common(),
            now=MONDAY,
        )

    with pytest.raises(Refusal) as refused:
        store.transact(act)
    assert (refused.value.why, refused.value.facts["owners"]) == (why, owners)


def test_a_group_that_slack_does_not_know_any_more_is_gone_and_one_it_hides_is_not(store: Store) -> None:
    def act(session: Session) -> tuple[str, str]:
        for_leads(session)
        page = session.exec(select(Letter).where(Letter.kind == Notice.PLACE_PAGE)).one()
        seen = []
        for error in ("missing_scope", "no_such_subteam"):
            assert audiences.page_refused(session, page, error, MONDAY)
            place = places.place(session, workspace_id=WORKSPACE, place_id=LEADS.id)
            assert place is not None
            seen.append(place.trouble)
        return seen[0], seen[1]

    assert store.transact(act) == ("missing_scope", audiences.GONE)


def test_an_invitation_that_has_yet_to_go_is_not_sent_to_somebody_outside(store: Store) -> None:
    def act(session: Session) -> list[bool]:
        program, _ = for_leads(session)
        invitations.invite(
            session, workspace_id=WORKSPACE, program_id=program.id, person_id="UOLGA", now=MONDAY
        )
        invitations.invite_when_due(session, session.exec(select(Touchpoint)).one(), MONDAY)
        session.flush()
        letter = session.exec(select(Letter).where(Letter.kind == Notice.INVITATION)).first()
        assert letter is not None
        before = invitations.card(session, letter)
        listed(session)
        return [before is not None, invitations.card(session, letter) is not None]

    assert store.transact(act) == [True, False]


def test_channels_are_not_user_groups(store: Store) -> None:
    def act(session: Session) -> str:
        session.add(Place(workspace_id=WORKSPACE, id="C1", kind="channel"))
        listed(session)
        return session.exec(select(Place)).one().trouble

    assert store.transact(act) == ""
