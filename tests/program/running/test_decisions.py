"""What waits for an owner."""

from datetime import timedelta
from typing import Any

from sqlalchemy import event
from sqlmodel import Session

from program.base.notices import CHANNEL
from program.base.touchpoints import Moment, plan
from program.running.decisions import Decisions, decisions
from storage.models import Concern, Letter, Mentorship, Owner, Program, Proposal, Round
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_person, a_program


def concern(
    session: Session, program: Program, pair: Mentorship, text: str = "We can't find an hour."
) -> Concern:
    raised = Concern(
        workspace_id=WORKSPACE,
        program_id=program.id or 0,
        mentorship_id=pair.id or 0,
        person_id="UGRACE",
        kind="help",
        text=text,
        at=MONDAY,
    )
    session.add(raised)
    session.flush()
    return raised


def dead_letter(session: Session, program: Program, to: str, **more: Any) -> Letter:
    letter = Letter(
        **{
            "workspace_id": WORKSPACE,
            "program_id": program.id,
            "kind": "survey",
            "recipient": to,
            "dedupe_key": f"survey:{to}",
            "created_at": MONDAY,
            "planned_at": MONDAY,
            "due_at": MONDAY,
            "state": "rejected",
            "last_error": "channel_not_found",
            **more,
        }
    )
    session.add(letter)
    session.flush()
    return letter


def test_everything_that_waits_is_counted_and_named(store: Store) -> None:
    def ask(session: Session) -> Decisions:
        program = a_program(session)
        pair = a_pair(session, program)
        concern(session, program, pair)
        pair.silent = 3
        dead_letter(session, program, "UADA")
        dead_letter(session, program, CHANNEL, mentorship_id=pair.id or 0)
        facts: dict[str, Any] = {"workspace_id": WORKSPACE, "program_id": program.id, "asked_at": MONDAY}
        session.add(Round(state="proposed", asked_by="UOLGA", **facts))
        session.add(Round(state="asked", asked_by="alongside", for_person_id="UGRACE", **facts))
        session.flush()
        return decisions(session, program=program, owner="UOLGA")

    found = store.transact(ask)
    assert found.count == 4
    assert [(one.name, one.partners) for one in found.requests] == [("Grace Osei", ("Ada Park",))]
    assert [one.names for one in found.quiet] == [("Ada Park", "Grace Osei")]
    assert [one.to for one in found.undelivered] == [(("Ada Park", "Grace Osei"), ("Ada Park",))]
    assert [(one.computing, one.name) for one in found.reviews] == [(False, ""), (True, "Grace Osei")]


def test_an_owner_never_sees_what_was_said_about_their_own_pair(store: Store) -> None:
    def ask(session: Session, owner: str) -> Decisions:
        program = a_program(session, name=f"For {owner}")
        for person_id in ("UADA", owner):
            if session.get(Owner, (program.id, person_id)) is None:
                session.add(
                    Owner(
                        workspace_id=WORKSPACE, program_id=program.id or 0, person_id=person_id, since=MONDAY
                    )
                )
        pair = a_pair(session, program, channel=f"C{owner}", mentee=f"UG{owner}")
        concern(session, program, pair)
        pair.silent = 4
        session.flush()
        return decisions(session, program=program, owner=owner)

    own, other = store.transact(ask, owner="UADA"), store.transact(ask, owner="UOLGA")
    assert (own.requests, own.quiet) == ((), ())
    assert (len(other.requests), len(other.quiet)) == (1, 1)


def test_two_unanswered_check_ins_are_no_silence_yet(store: Store) -> None:
    def ask(session: Session) -> Decisions:
        program = a_program(session)
        a_pair(session, program).silent = 2
        session.flush()
        return decisions(session, program=program)

    assert store.transact(ask).quiet == ()


def test_a_settled_concern_and_a_letter_that_was_looked_after_are_gone(store: Store) -> None:
    def ask(session: Session) -> Decisions:
        program = a_program(session)
        concern(session, program, a_pair(session, program)).state = "settled"
        dead_letter(session, program, "UADA", state="dropped")
        card = dead_letter(session, program, "UGRACE", state="done")
        dead_letter(session, program, "UGRACE", dedupe_key="edit:1:0", edits=card.id)
        session.flush()
        return decisions(session, program=program)

    assert store.transact(ask).count == 0


def test_a_new_mentor_for_somebody_is_named(store: Store) -> None:
    def ask(session: Session) -> Decisions:
        program = a_program(session)
        a_person(session, "UMEI", "Mei Tanaka")
        a_person(session, "UKOFI", "Kofi Lund")
        sought = Round(
            workspace_id=WORKSPACE,
            program_id=program.id or 0,
            state="proposed",
            for_person_id="UMEI",
            asked_by="alongside",
            asked_at=MONDAY,
        )
        session.add(sought)
        session.flush()
        session.add(
            Proposal(
                workspace_id=WORKSPACE,
                program_id=program.id or 0,
                round_id=sought.id or 0,
                mentor_id="UKOFI",
                mentee_id="UMEI",
            )
        )
        session.flush()
        return decisions(session, program=program)

    review = store.transact(ask).reviews[0]
    assert (review.name, review.mentors) == ("Mei Tanaka", ("Kofi Lund",))


def test_channels_that_are_being_opened_are_counted(store: Store) -> None:
    def ask(session: Session) -> Decisions:
        program = a_program(session)
        a_pair(session, program)
        opening = a_pair(
            session, program, mentor="UKOFI", mentee="UMEI", names=("Kofi Lund", "Mei Tanaka"), channel=None
        )
        opening.state, opening.opened_at = "opening", None
        opening.matched_at = MONDAY + timedelta(days=1)
        session.flush()
        return decisions(session, program=program)

    found = store.transact(ask)
    assert (found.opening, len(found.pairs)) == (1, 2)


def asked(session: Session, program: Program) -> tuple[Decisions, int]:
    """What waits for Olga, and how many questions that took."""
    statements: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    session.flush()
    session.expire_all()
    connection = session.connection()
    event.listen(connection, "before_cursor_execute", hear)
    found = decisions(session, program=program, owner="UOLGA")
    event.remove(connection, "before_cursor_execute", hear)
    return found, len(statements)


def test_many_things_that_wait_are_asked_for_like_one(store: Store) -> None:
    """An owner's Home is drawn anew after each change: one question for each item would hold it up."""

    def ask(session: Session) -> None:
        program = a_program(session)
        facts: dict[str, Any] = {"workspace_id": WORKSPACE, "program_id": program.id or 0}

        def trouble(number: int) -> None:
            pair = a_pair(
                session,
                program,
                mentor=f"UM{number}",
                mentee=f"UL{number}",
                names=(f"Mentor {number}", f"Learner {number}"),
                channel=f"C{number}",
            )
            pair.silent = 3
            raised = concern(session, program, pair)
            raised.person_id = f"UL{number}"
            answered = plan(
                session, Moment.CHECK_IN, program=program, mentorship_id=pair.id, occasion="first", due=MONDAY
            )
            answered.answered_at = MONDAY + timedelta(days=number)
            dead_letter(session, program, f"UM{number}")
            sought = Round(
                state="proposed", for_person_id=f"UL{number}", asked_by="UOLGA", asked_at=MONDAY, **facts
            )
            session.add(sought)
            session.flush()
            suggested: dict[str, Any] = {"mentor_id": f"UM{number}", "mentee_id": f"UL{number}"}
            session.add(Proposal(round_id=sought.id or 0, **suggested, **facts))

        trouble(1)
        one, questions = asked(session, program)
        for number in range(2, 6):
            trouble(number)
        five, questions_of_five = asked(session, program)
        assert (one.count, five.count) == (4, 16)
        assert questions_of_five == questions
        assert [(it.name, it.partners) for it in five.requests] == [
            (f"Learner {n}", (f"Mentor {n}",)) for n in range(1, 6)
        ]
        assert [(it.names, it.heard) for it in five.quiet] == [
            ((f"Mentor {n}", f"Learner {n}"), MONDAY + timedelta(days=n)) for n in range(1, 6)
        ]
        assert [it.to for it in five.undelivered] == [tuple((f"Mentor {n}",) for n in range(5, 0, -1))]
        assert [(it.name, it.mentors, it.pairs) for it in five.reviews] == [
            (f"Learner {n}", (f"Mentor {n}",), 1) for n in range(1, 6)
        ]

    store.transact(ask)


def test_whose_request_it_is_stays_known_though_their_pair_is_over(store: Store) -> None:
    def ask(session: Session) -> Decisions:
        program = a_program(session)
        pair = a_pair(session, program)
        concern(session, program, pair)
        pair.state = "archived"
        session.flush()
        return decisions(session, program=program, owner="UOLGA")

    assert [(one.name, one.partners) for one in store.transact(ask).requests] == [
        ("Grace Osei", ("Ada Park",))
    ]
