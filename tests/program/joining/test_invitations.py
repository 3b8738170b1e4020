"""Whom an invitation reaches, and in which portions."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from handlers.views import invitations as views
from program import lifecycle
from program.base.refusals import No, Refusal
from program.joining import audiences, invitations
from program.joining.audiences import Page
from storage.models import Enrollment, EnrollmentState, Invitation, Letter, Owner, Person, Place, Program
from storage.unit import Store

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HERE = "T1"
FACTS: dict[str, Any] = {"workspace_id": HERE, "now": NOW}


def add_program(session: Session, /, **facts: Any) -> None:
    settings: dict[str, Any] = {
        "name": "Mentoring",
        "starts_on": date(2026, 3, 16),
        "created_by": "U1",
        "created_at": NOW,
    }
    session.add(Program(**{"workspace_id": HERE, **settings, **facts}))
    session.flush()


def add_people(session: Session, count: int) -> None:
    session.add_all(
        Person(workspace_id=HERE, id=f"U{number}", name=f"Person {number}", seen_at=NOW)
        for number in range(1, count + 1)
    )
    session.flush()


def letters(store: Store) -> list[Letter]:
    return list(store.read(lambda session: session.exec(select(Letter)).all()))


def test_two_hundred_and_thirty_people_are_invited_in_three_portions(store: Store) -> None:
    store.transact(add_program)
    store.transact(add_people, 230)
    sent = store.transact(invitations.invite, program_id=1, person_id="U1", **FACTS)
    assert sent.inviting == 230
    sizes: list[int] = []
    now = NOW
    while store.transact(lifecycle.advance, now=now):
        sizes.append(len(letters(store)) - sum(sizes))
        now += timedelta(seconds=10)
    assert sizes == [100, 100, 30]
    with pytest.raises(Refusal) as refused:
        store.transact(invitations.invite, program_id=1, person_id="U1", **FACTS)
    assert refused.value.why is No.NOBODY_TO_INVITE


def test_apps_guests_leavers_and_strangers_are_not_invited(store: Store) -> None:
    def people(session: Session) -> None:
        add_program(session)
        add_people(session, 1)
        strangers: dict[str, dict[str, Any]] = {
            "bot": {"bot": True, "seen_at": NOW},
            "guest": {"guest": True, "seen_at": NOW},
            "gone": {"deactivated": True, "seen_at": NOW},
            "stranger": {},
        }
        for who, facts in strangers.items():
            session.add(Person(workspace_id=HERE, id=who, **facts))
        session.add(Person(workspace_id="T2", id="U1", seen_at=NOW))

    store.transact(people)
    preview = store.transact(invitations.preview, program_id=1, **FACTS)
    assert (preview.audience, preview.inviting) == (1, 1)


def test_never_to_one_program_is_never_to_all(store: Store) -> None:
    def people(session: Session) -> None:
        add_program(session)
        add_program(session, name="Reverse")
        add_people(session, 2)
        session.add(Invitation(workspace_id=HERE, program_id=1, person_id="U1", state="never", sent_at=NOW))

    store.transact(people)
    assert store.transact(invitations.preview, program_id=2, **FACTS).inviting == 1


def test_whoever_left_the_program_is_not_asked_back(store: Store) -> None:
    def people(session: Session) -> None:
        add_program(session)
        add_people(session, 2)
        session.add(Enrollment(workspace_id=HERE, program_id=1, person_id="U1", state="left", joined_at=NOW))

    store.transact(people)
    assert store.transact(invitations.preview, program_id=1, **FACTS).inviting == 1


def test_an_audience_is_read_page_by_page_and_whoever_went_is_forgotten(store: Store) -> None:
    def channel(session: Session) -> None:
        add_program(session, audience="channel", audience_id="C1")
        add_people(session, 4)

    def read(session: Session, ids: list[str], cursor: str) -> None:
        letter = session.exec(
            select(Letter).where(Letter.kind == "place_page").order_by(Letter.id.desc())  # type: ignore[union-attr]
        ).first()
        assert letter is not None
        audiences.page_read(session, letter, Page(ids, cursor), NOW)

    def again(session: Session, now: datetime) -> None:
        audiences.read_place(session, program=session.get_one(Program, 1), now=now)

    store.transact(channel)
    preview = store.transact(invitations.preview, program_id=1, **FACTS)
    assert (preview.audience, preview.reading) == (0, True)
    store.transact(read, ["U1", "U2"], "more")
    assert store.transact(invitations.preview, program_id=1, **FACTS).reading
    store.transact(read, ["U2", "U3"], "")
    preview = store.transact(invitations.preview, program_id=1, **FACTS)
    assert (preview.audience, preview.reading) == (3, False)
    store.transact(again, NOW + timedelta(hours=1))
    store.transact(read, ["U4"], "")
    assert store.transact(invitations.preview, program_id=1, **FACTS).audience == 1
    place = store.read(lambda session: session.get_one(Place, (HERE, "C1")))
    assert place.read_at == NOW


def test_whoever_is_not_invited_is_counted_with_the_reason_and_nobody_is_missing(store: Store) -> None:
    def look(session: Session) -> invitations.Preview:
        add_program(session)
        add_people(session, 9)
        session.add(Owner(workspace_id=HERE, program_id=1, person_id="U1", since=NOW))
        states: dict[str, EnrollmentState] = {"U2": "active", "U3": "paused", "U4": "left"}
        session.add_all(
            Enrollment(workspace_id=HERE, program_id=1, person_id=one, state=state, joined_at=NOW)
            for one, state in states.items()
        )
        for person_id in ("U5", "U2"):
            session.add(Invitation(workspace_id=HERE, program_id=1, person_id=person_id, sent_at=NOW))
        session.flush()
        return invitations.preview(session, program_id=1, **FACTS)

    shown = store.transact(look)
    assert shown.others == {"joined": 2, "runs_it": 1, "left": 1, "asked": 1}
    assert shown.inviting + sum(shown.others.values()) == shown.audience == 9
    said = str(views.preview(shown).args())
    assert "*4 of the 9 people whom Mentoring is for would be invited.*" in said
    assert "joined already: 2; run it: 1; have left it: 1; asked before: 1" in said
