"""A program is ended: nobody new joins, whoever waits hears it once, and the mentorships in it go on."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlmodel import Session, select

from handlers.views import ended_programs as views
from program import lifecycle
from program.base import access
from program.base.notices import Notice, tell
from program.base.refusals import No, Refusal
from program.base.touchpoints import Moment
from program.joining import enrollment, invitations
from program.joining.answers import Common, Learning, Teaching
from program.pair import replacements
from program.rounds import matchmaking
from program.running import ended_programs
from program.running.status import Status, status
from storage.models import Audit, Invitation, Letter, Owner, Program, Round, Touchpoint
from storage.queries import programs
from storage.unit import Store
from tests.program.rounds.test_eligibility import joined
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_person, a_program
from tests.stores import QuickStore

OLGA, INES = "UOLGA", "UINES"


def end(session: Session, program: Program, *, who: str = OLGA) -> ended_programs.Ended:
    return ended_programs.end(
        session, workspace_id=WORKSPACE, program_id=program.id, person_id=who, now=MONDAY
    )


def open_again(session: Session, program: Program, *, who: str = OLGA) -> ended_programs.Opened:
    return ended_programs.open_again(
        session, workspace_id=WORKSPACE, program_id=program.id, person_id=who, now=MONDAY
    )


def told(session: Session, notice: Notice = Notice.OVER) -> list[str]:
    """Who has a letter of this kind."""
    found = select(Letter).where(Letter.kind == notice.value, Letter.edits == None)  # noqa: E711
    return sorted(letter.recipient for letter in session.exec(found).all())


def drawn_again(session: Session, notice: Notice) -> list[str]:
    found = select(Letter).where(Letter.kind == notice.value, Letter.edits != None)  # noqa: E711
    return sorted(letter.recipient for letter in session.exec(found).all())


def pass_a_beat(session: Session) -> None:
    while lifecycle.advance(session, now=MONDAY):
        pass


def stands(session: Session, person_id: str) -> Status:
    return status(session, workspace_id=WORKSPACE, person_id=person_id, now=MONDAY)


def test_whoever_waits_hears_it_once_and_nobody_else_does(store: Store) -> None:
    def story(session: Session) -> list[str]:
        program = a_program(session)
        a_pair(session, program)
        joined(session, program, "ULEARNS", mentee=True)
        joined(session, program, "UTEACHES", places=1)
        joined(session, program, "UPAUSED", mentee=True).state = "paused"
        joined(session, program, "ULEFT", mentee=True).state = "left"
        joined(session, program, "UDONE", mentee=True).finished_at = MONDAY
        for _ in range(2):
            end(session, program)
            pass_a_beat(session)
        return told(session)

    assert store.transact(story) == ["ULEARNS", "UPAUSED", "UTEACHES"]


def test_a_mentor_who_would_learn_as_well_waits_still(store: Store) -> None:
    def story(session: Session) -> list[str]:
        program = a_program(session)
        a_pair(session, program)
        both = programs.enrollment(session, program_id=program.id, person_id="UADA")
        assert both is not None
        both.mentee = True
        end(session, program)
        pass_a_beat(session)
        return told(session)

    assert store.transact(story) == ["UADA"]


def test_many_hear_it_in_portions_and_each_once(store: Store) -> None:
    def story(session: Session) -> tuple[list[str], list[str], int]:
        program = a_program(session)
        everybody = [f"U{number:03}" for number in range(ended_programs.AT_ONCE * 2 + 1)]
        for person_id in everybody:
            joined(session, program, person_id, mentee=True)
        end(session, program)
        pass_a_beat(session)
        portions = session.exec(select(Touchpoint).where(Touchpoint.kind == Moment.OVER.value)).all()
        return told(session), everybody, len(portions)

    heard, everybody, portions = store.transact(story)
    assert heard == everybody
    assert portions == 4


def test_it_says_what_they_waited_for_and_who_can_tell_more(store: Store) -> None:
    def story(session: Session) -> list[ended_programs.Over | None]:
        program = a_program(session)
        joined(session, program, "ULEARNS", mentee=True)
        joined(session, program, "UTEACHES", places=1)
        end(session, program)
        pass_a_beat(session)
        letters = session.exec(select(Letter).where(Letter.kind == "over").order_by("recipient")).all()
        return [ended_programs.news(session, letter) for letter in letters]

    assert store.transact(story) == [
        ended_programs.Over("ULEARNS", "Growing together", True, ("Olga Brandt",)),
        ended_programs.Over("UTEACHES", "Growing together", False, ("Olga Brandt",)),
    ]


def test_who_has_left_or_whose_program_is_open_again_is_told_nothing(store: Store) -> None:
    def story(session: Session) -> tuple[object, object]:
        program = a_program(session)
        gone = joined(session, program, "ULEARNS", mentee=True)
        end(session, program)
        pass_a_beat(session)
        letter = session.exec(select(Letter).where(Letter.kind == "over")).one()
        gone.state = "left"
        session.flush()
        after_leaving = ended_programs.news(session, letter)
        gone.state = "active"
        open_again(session, program)
        return after_leaving, ended_programs.news(session, letter)

    assert store.transact(story) == (None, None)


def test_what_was_not_published_is_set_aside(store: Store) -> None:
    def story(session: Session) -> tuple[set[str], list[str | None]]:
        program = a_program(session)
        joined(session, program, "ULEARNS", mentee=True)
        matchmaking.ask_for_round(
            session, workspace_id=WORKSPACE, program_id=program.id, person_id=OLGA, now=MONDAY
        )
        replacements.look_for(session, program=program, person_id="ULEARNS", now=MONDAY)
        end(session, program)
        found = session.exec(select(Round).order_by("id")).all()
        assert matchmaking.next_asked(session) is None
        return {one.state for one in found}, [one.published_by for one in found]

    assert store.transact(story) == ({"discarded"}, [OLGA, None])


def test_the_record_of_changes_says_who_and_double_clicks_leave_one_line(store: Store) -> None:
    def story(session: Session) -> list[tuple[str, str, str]]:
        program = a_program(session)
        a_person(session, INES, "Ines Roth")
        assert program.id is not None
        session.add(Owner(workspace_id=WORKSPACE, program_id=program.id, person_id=INES, since=MONDAY))
        for owner in (OLGA, OLGA, INES):
            end(session, program, who=owner)
        for owner in (INES, OLGA):
            open_again(session, program, who=owner)
        return [(row.who, row.what, row.subject) for row in session.exec(select(Audit)).all()]

    assert store.transact(story) == [
        (OLGA, "program_ended", "program:1"),
        (INES, "program_opened_again", "program:1"),
    ]


@pytest.mark.postgres
def test_of_two_owners_who_end_it_at_once_one_does(postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = QuickStore(postgres)

    def begin(session: Session) -> int:
        program = a_program(session)
        a_person(session, INES, "Ines Roth")
        assert program.id is not None
        session.add(Owner(workspace_id=WORKSPACE, program_id=program.id, person_id=INES, since=MONDAY))
        return program.id

    program_id, together = store.transact(begin), Barrier(2)

    def owner(*about: Any) -> None:
        access.owner(*about)
        together.wait(10)

    def end_at_once(who: str) -> None:
        store.transact(
            ended_programs.end, workspace_id=WORKSPACE, program_id=program_id, person_id=who, now=MONDAY
        )

    monkeypatch.setattr(ended_programs, "owner", owner)
    with ThreadPoolExecutor(2) as hands:
        list(hands.map(end_at_once, (OLGA, INES)))
    assert store.read(lambda session: session.exec(select(Audit.what)).all()) == ["program_ended"]
    store.close()


@pytest.mark.parametrize("act", [end, open_again])
def test_whoever_does_not_run_it_can_do_neither(
    store: Store, act: Callable[..., ended_programs.Ended | ended_programs.Opened]
) -> None:
    def story(session: Session) -> No:
        program = a_program(session)
        with pytest.raises(Refusal) as refused:
            act(session, program, who="UADA")
        return refused.value.why

    assert store.transact(story) is No.NOT_OWNER


def test_nobody_joins_teaches_or_is_invited_and_no_round_is_made(store: Store) -> None:
    def story(session: Session) -> list[No]:
        program = a_program(session)
        joined(session, program, "UGRACE", mentee=True)
        a_person(session, "UADA", "Ada Park")
        end(session, program)
        here: dict[str, Any] = {"workspace_id": WORKSPACE, "program_id": program.id, "now": MONDAY}
        said: dict[str, Any] = {
            "learning": Learning(goals="x"),
            "teaching": Teaching(teaches="x"),
            "common": Common(),
        }
        refused = []
        for attempt in (
            lambda: enrollment.form(session, person_id="UADA", role=None, **here),
            lambda: enrollment.join(session, person_id="UADA", role="mentee", **said, **here),
            lambda: enrollment.teach(session, person_id="UGRACE", teaching=said["teaching"], **here),
            lambda: invitations.preview(session, **here),
            lambda: invitations.invite(session, person_id=OLGA, **here),
            lambda: matchmaking.ask_for_round(session, person_id=OLGA, **here),
        ):
            with pytest.raises(Refusal) as said_no:
                attempt()
            refused.append(said_no.value.why)
        return refused

    assert set(store.transact(story)) == {No.PROGRAM_ENDED}


def an_invitation(session: Session, program: Program, person_id: str, state: str) -> Letter:
    a_person(session, person_id, person_id.title())
    session.add(
        Invitation.model_validate(
            {
                "workspace_id": WORKSPACE,
                "program_id": program.id,
                "person_id": person_id,
                "state": state,
                "sent_at": MONDAY,
            }
        )
    )
    tell(
        session,
        Notice.INVITATION,
        program,
        to=person_id,
        about="x",
        now=MONDAY,
        by=OLGA,
        program=program.id,
    )
    letter = session.exec(select(Letter).where(Letter.recipient == person_id)).one()
    letter.state, letter.done_at = "done", MONDAY
    session.flush()
    return letter


def test_an_invitation_that_could_be_said_yes_to_shows_that_it_is_over_and_later_that_it_is_not(
    store: Store,
) -> None:
    def story(session: Session) -> tuple[list[str], bool, bool]:
        program = a_program(session)
        sent = an_invitation(session, program, "USENT", "sent")
        an_invitation(session, program, "UNOTNOW", "not_now")
        an_invitation(session, program, "UNEVER", "never")
        end(session, program)
        pass_a_beat(session)
        drawn = drawn_again(session, Notice.INVITATION)
        edit = session.exec(select(Letter).where(Letter.edits == sent.id)).one()
        ended = invitations.card(session, edit)
        open_again(session, program)
        opened = invitations.card(session, edit)
        assert ended is not None
        assert opened is not None
        return drawn, ended.over, opened.over

    assert store.transact(story) == (["UNOTNOW", "USENT"], True, False)


def test_whoever_heard_that_it_is_over_hears_one_line_when_it_is_open_again(store: Store) -> None:
    def story(session: Session) -> list[tuple[str, str]]:
        program = a_program(session)
        joined(session, program, "ULEARNS", mentee=True)
        end(session, program)
        pass_a_beat(session)
        [heard] = session.exec(select(Letter).where(Letter.kind == "over")).all()
        heard.state = "done"
        joined(session, program, "ULATER", mentee=True)
        for _ in range(2):
            open_again(session, program)
            pass_a_beat(session)
        found = session.exec(select(Letter).where(Letter.kind == "over").order_by("id")).all()
        shown = [ended_programs.news(session, letter) for letter in found]
        return [(one.to, str(views.news(one).args["blocks"])) for one in shown if one is not None]

    [(to, said)] = store.transact(story)
    assert to == "ULEARNS"
    assert "*Growing together is open again.*" in said
