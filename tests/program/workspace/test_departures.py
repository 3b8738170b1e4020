"""Somebody leaves the company."""

from datetime import UTC, date, datetime

from sqlmodel import Session, select

from program import lifecycle
from program.base.people import Profile
from program.workspace import accounts, departures, installation
from storage.models import Enrollment, Letter, Member, Mentorship, Owner, Person, Program, Round
from storage.unit import Store

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HERE = "T1"


def settle(session: Session) -> None:
    """Ada mentors Grace and Kofi together; Olga runs the program."""
    for who in ("ada", "grace", "kofi", "olga"):
        session.add(Person(workspace_id=HERE, id=who, name=who.title(), seen_at=NOW))
    session.add(
        Program(
            workspace_id=HERE, name="Mentoring", starts_on=date(2026, 3, 2), created_by="olga", created_at=NOW
        )
    )
    session.flush()
    session.add(Owner(workspace_id=HERE, program_id=1, person_id="olga", since=NOW))
    session.add(
        Mentorship(
            workspace_id=HERE,
            program_id=1,
            state="open",
            channel_name="mentor-group-7f3k2q",
            matched_at=NOW,
            ends_on=date(2026, 6, 1),
        )
    )
    session.flush()
    for who in ("ada", "grace", "kofi"):
        mentor = who == "ada"
        session.add(
            Enrollment(
                workspace_id=HERE,
                program_id=1,
                person_id=who,
                mentor=mentor,
                mentee=not mentor,
                joined_at=NOW,
            )
        )
        session.add(
            Member(
                workspace_id=HERE,
                program_id=1,
                mentorship_id=1,
                person_id=who,
                role="mentor" if mentor else "mentee",
            )
        )


def gone(store: Store, who: str) -> None:
    """Somebody's account is switched off, and still is when the time of grace is over."""
    profile = Profile(id=who, name=who.title(), deactivated=True)
    for now in (NOW, NOW + accounts.GRACE):
        store.transact(departures.noticed, workspace_id=HERE, profile=profile, now=now)
    store.transact(reach, NOW + accounts.GRACE)


def reach(session: Session, now: datetime) -> None:
    while lifecycle.advance(session, now=now):
        pass


def state(store: Store) -> str:
    return store.read(lambda session: session.get_one(Mentorship, 1)).state


def sought(store: Store) -> set[str | None]:
    return set(store.read(lambda session: session.exec(select(Round.for_person_id)).all()))


def test_a_group_goes_on_without_one_of_its_mentees(store: Store) -> None:
    store.transact(settle)
    gone(store, "grace")
    assert state(store) == "open"
    assert store.read(lambda session: session.get_one(Member, (1, "grace"))).left_at == NOW + accounts.GRACE
    assert sought(store) == set()


def test_when_the_mentor_leaves_somebody_is_sought_for_each_mentee(store: Store) -> None:
    store.transact(settle)
    gone(store, "ada")
    assert state(store) == "ended"
    assert sought(store) == {"grace", "kofi"}


def test_the_owner_hears_one_line_and_hearing_of_it_twice_changes_nothing(store: Store) -> None:
    store.transact(settle)
    gone(store, "ada")
    gone(store, "ada")
    lines = store.read(lambda session: session.exec(select(Letter).where(Letter.kind == "departure")).all())
    assert [line.recipient for line in lines] == ["olga"]
    assert set(lines[0].params["partners"]) == {"grace", "kofi"}


def test_somebody_whom_nobody_knew_can_leave_without_a_word(store: Store) -> None:
    store.transact(settle)
    gone(store, "stranger")
    assert store.read(lambda session: session.exec(select(Letter)).all()) == []


def test_without_owners_the_admins_of_the_settings_are_asked_first(store: Store) -> None:
    def install(session: Session) -> None:
        settle(session)
        session.get_one(Person, (HERE, "kofi")).admin = True
        installation.started(session, workspace_id=HERE, admins=frozenset({"grace", "olga"}), now=NOW)

    store.transact(install)
    gone(store, "olga")
    asked = store.read(lambda session: session.exec(select(Letter).where(Letter.kind == "handover")).all())
    assert [letter.recipient for letter in asked] == ["grace", "kofi"]
