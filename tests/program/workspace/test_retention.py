"""What is forgotten at night, and what has to stay."""

import ast
import re
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from program.base.notices import Notice, draw_home, redraw, tell
from program.base.people import learn
from program.base.touchpoints import Moment, plan
from program.workspace import retention
from storage.models import (
    Audit,
    Concern,
    Enrollment,
    EnrollmentState,
    Invitation,
    Letter,
    LetterState,
    Mentorship,
    Outcome,
    Proposal,
    Reply,
    Round,
    RoundInput,
    RoundState,
    Touchpoint,
    Waiting,
)
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_pair, a_program, happen
from tests.program.workspace.past import GONE, LONG_AGO, WORDED, a_letter, a_past, forget

ROOT = Path(__file__).parents[3]


def left(session: Session) -> list[str]:
    return [letter.dedupe_key for letter in session.exec(select(Letter).order_by(Letter.dedupe_key)).all()]


def test_letters_go_with_their_edits_once_the_channel_is_archived(store: Store) -> None:
    def check(session: Session) -> None:
        program = a_program(session)
        pair = a_pair(session, program)
        for number, state in enumerate(("done", "dropped", "rejected")):
            known: LetterState = state  # type: ignore[assignment]
            card = a_letter(session, Notice.CHECK_IN, number, mentorship_id=pair.id, state=known)
            a_letter(session, Notice.CHECK_IN, number + 10, mentorship_id=pair.id, edits=card.id)
        forget(session)
        assert len(left(session)) == 6
        session.get_one(Mentorship, pair.id).state = "archived"
        forget(session)
        assert left(session) == []

    store.transact(check)


def test_what_waits_or_is_recent_stays(store: Store) -> None:
    def check(session: Session) -> None:
        a_letter(session, Notice.DIGEST, 1, state="ready", done_at=None)
        a_letter(session, Notice.DIGEST, 2, state="unknown", done_at=None)
        a_letter(session, Notice.DIGEST, 3, done_at=MONDAY - timedelta(days=300))
        a_letter(session, Notice.DIGEST, 4)
        forget(session)
        assert left(session) == ["digest:1", "digest:2", "digest:3"]

    store.transact(check)


def test_the_newest_home_stays_so_that_the_next_is_drawn(store: Store) -> None:
    def check(session: Session) -> None:
        for number in range(3):
            a_letter(session, Notice.HOME, number)
        forget(session)
        assert left(session) == ["home:2"]
        draw_home(session, workspace_id=WORKSPACE, person_id="UADA", now=MONDAY)
        assert len(left(session)) == 2

    store.transact(check)


def test_a_card_whose_old_edits_are_forgotten_can_still_be_drawn_again(store: Store) -> None:
    def check(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        card = a_letter(session, Notice.PLAN, 0, mentorship_id=pair.id)
        for number in range(1, 4):
            a_letter(session, Notice.PLAN, number, mentorship_id=pair.id, edits=card.id)
        forget(session)
        assert left(session) == ["plan:0", "plan:3"]
        redraw(session, Notice.PLAN, pair, now=MONDAY)
        assert len(left(session)) == 3

    store.transact(check)


def test_what_was_told_is_not_told_again_while_its_pair_lives(store: Store) -> None:
    def check(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        assert tell(session, Notice.SURVEY, pair, to="UADA", about="x", now=LONG_AGO)
        for letter in session.exec(select(Letter)).all():
            letter.state, letter.done_at = "done", LONG_AGO
        forget(session)
        assert not tell(session, Notice.SURVEY, pair, to="UADA", about="x", now=MONDAY)

    store.transact(check)


def test_old_invitations_go_and_never_stays(store: Store) -> None:
    def check(session: Session) -> None:
        program = a_program(session)
        for person_id, state in (("U1", "sent"), ("U2", "not_now"), ("U3", "never"), ("U4", "joined")):
            session.add(
                Invitation(
                    workspace_id=WORKSPACE,
                    program_id=program.id or 0,
                    person_id=person_id,
                    state=state,  # type: ignore[arg-type]
                    sent_at=LONG_AGO,
                )
            )
        forget(session)
        kept = session.exec(select(Invitation.person_id).order_by(Invitation.person_id)).all()
        assert kept == ["U3", "U4"]

    store.transact(check)


def test_settled_requests_go_and_open_ones_stay(store: Store) -> None:
    def check(session: Session) -> None:
        pair = a_pair(session, a_program(session))
        shared: dict[str, Any] = {"workspace_id": WORKSPACE, "program_id": 1, "mentorship_id": pair.id}
        shared |= {"person_id": "UADA", "kind": "help", "at": LONG_AGO}
        session.add(Concern(text="settled", state="settled", settled_at=LONG_AGO, **shared))
        session.add(Concern(text="open", **shared))
        forget(session)
        assert session.exec(select(Concern.text)).all() == ["open"]

    store.transact(check)


def test_of_a_pair_long_over_numbers_stay_and_words_go(store: Store) -> None:
    def check(session: Session) -> None:
        _, pair = a_past(session)
        forget(session)
        assert session.exec(select(Outcome)).all() == []
        assert session.get_one(Mentorship, pair.id).receipt == {}
        moments = session.exec(select(Touchpoint).order_by(Touchpoint.kind)).all()
        assert [(one.kind, one.answer) for one in moments] == [("check_in", "met"), ("survey", "")]
        assert moments[0].answered_by is None
        replies = session.exec(select(Reply.person_id).order_by(Reply.person_id)).all()
        assert replies == ["UADA", "UGRACE"]

    store.transact(check)


def test_of_a_pair_that_lives_or_ended_lately_all_stays(store: Store) -> None:
    def check(session: Session) -> None:
        _, pair = a_past(session)
        pair.state = "open"
        forget(session)
        assert len(session.exec(select(Outcome)).all()) == 1
        assert session.get_one(Mentorship, pair.id).receipt == WORDED
        assert len(session.exec(select(Reply)).all()) == 4
        pair.state, pair.ended_at = "archived", MONDAY - timedelta(days=300)
        forget(session)
        assert len(session.exec(select(Outcome)).all()) == 1
        assert len(session.exec(select(Reply)).all()) == 4

    store.transact(check)


def test_old_proposals_lose_their_words_and_drafts_go(store: Store) -> None:
    def check(session: Session) -> None:
        program = a_program(session)
        own: dict[str, Any] = {"workspace_id": WORKSPACE, "program_id": program.id}
        for state, at in (("published", LONG_AGO), ("discarded", LONG_AGO), ("published", MONDAY)):
            found = Round(asked_by="UOLGA", asked_at=at, **own, state=state)  # type: ignore[arg-type]
            session.add(found)
            session.flush()
            session.add(RoundInput(round_id=found.id or 0, inputs=b"", **own))
            for number, decided in enumerate(("published", "rejected", "proposed")):
                session.add(
                    Proposal(
                        round_id=found.id or 0,
                        mentor_id="UADA",
                        mentee_id=f"U{number}",
                        state=decided,  # type: ignore[arg-type]
                        receipt=WORDED,
                        **own,
                    )
                )
        forget(session)
        kept = session.exec(select(Proposal).order_by(col(Proposal.id))).all()
        assert [(one.round_id, one.state, bool(one.receipt)) for one in kept] == [
            (1, "published", False),
            (1, "rejected", False),
            (2, "published", False),
            (2, "rejected", False),
            (3, "published", True),
            (3, "rejected", True),
            (3, "proposed", True),
        ]
        assert session.exec(select(RoundInput.round_id)).all() == [3]

    store.transact(check)


def test_of_old_reasons_to_wait_the_newest_stays_while_its_person_still_waits(store: Store) -> None:
    def check(session: Session) -> None:
        program = a_program(session)
        a_pair(session, program, mentee="UMATCHED")
        own: dict[str, Any] = {"workspace_id": WORKSPACE, "program_id": program.id}
        enrolled: dict[str, EnrollmentState] = {"UMEI": "active", "UKOFI": "paused", "ULEFT": "left"}
        for person_id, is_in in enrolled.items():
            session.add(Enrollment(person_id=person_id, state=is_in, mentee=True, joined_at=LONG_AGO, **own))
        people = ("UMEI", "UKOFI", "ULEFT", "UMATCHED", "UNOBODY")
        rounds: list[tuple[RoundState, datetime, tuple[str, ...]]] = [
            ("published", LONG_AGO, people),
            ("published", LONG_AGO, people),
            ("discarded", LONG_AGO, people),
            ("published", MONDAY, ("UKOFI", "ULEFT")),
            ("proposed", LONG_AGO, ("UMEI",)),
        ]
        for number, (state, at, waits) in enumerate(rounds, 1):
            session.add(Round(id=number, asked_by="UOLGA", asked_at=at, state=state, **own))
            session.flush()
            for who in waits:
                session.add(Waiting(round_id=number, person_id=who, reason="capacity", **own))
        forget(session)
        kept = session.exec(select(Waiting).order_by(col(Waiting.id))).all()
        assert [(one.round_id, one.person_id) for one in kept] == [
            (2, "UMEI"),
            (4, "UKOFI"),
            (4, "ULEFT"),
            (5, "UMEI"),
        ]

    store.transact(check)


def test_a_second_time_finds_nothing(store: Store) -> None:
    """Replicas all forget, and whoever has nothing left to forget rests until the next day."""

    def check(session: Session) -> None:
        program, _ = a_past(session)
        a_letter(session, Notice.DIGEST, 1)
        learn(session, workspace_id=WORKSPACE, profile=replace(GONE, id="UOLGA"), now=LONG_AGO)
        learn(session, workspace_id=WORKSPACE, profile=GONE, now=LONG_AGO)
        own: dict[str, Any] = {"workspace_id": WORKSPACE, "program_id": program.id or 0}
        session.add(Invitation(person_id="U1", sent_at=LONG_AGO, **own))
        settled = Round(asked_by="UOLGA", asked_at=LONG_AGO, state="published", **own)
        session.add(settled)
        session.flush()
        pair: dict[str, Any] = {"mentor_id": "UADA", "mentee_id": "UMEI", "state": "published"}
        session.add(Proposal(round_id=settled.id or 0, receipt=WORDED, **pair, **own))
        ada = session.exec(select(Enrollment).where(Enrollment.person_id == "UADA")).one()
        ada.state, ada.left_at, ada.goals = "left", MONDAY - timedelta(days=800), "Linux"
        session.flush()
        assert retention.forget_old(session, now=MONDAY) > 8
        assert retention.forget_old(session, now=MONDAY) == 0

    store.transact(check)


def test_a_programs_night_leaves_forgetting_to_the_beat_of_its_own(store: Store) -> None:
    """However many programs there are, it is done once."""

    def check(session: Session) -> None:
        program = a_program(session)
        a_letter(session, Notice.DIGEST, 1)
        plan(session, Moment.NIGHT, program=program, occasion="every", due=MONDAY)
        happen(session, MONDAY, opened=False)
        assert "digest:1" in left(session)

    store.transact(check)


def test_the_audit_is_kept(store: Store) -> None:
    def check(session: Session) -> None:
        session.add(Audit(workspace_id=WORKSPACE, at=LONG_AGO, who="UADA", what="joined"))
        forget(session)
        assert len(session.exec(select(Audit)).all()) == 1

    store.transact(check)


def test_the_audit_takes_codes_and_ids_only() -> None:
    """Every line says why by a code, a count, an id or an error, never by what a form brought."""
    written = set()
    for path in sorted(path for room in ("bot", "program") for path in (ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Audit", "note"):
                given = {keyword.arg: keyword.value for keyword in node.keywords}
                for name in ("what", "why", "subject"):
                    text = ast.unparse(given[name]) if name in given else ""
                    assert not re.search(r"\b(text|note|goals|teaches|purpose)\b", text), (path.name, text)
                written.add(path.name)
    assert len(written) > 10


def test_the_documents_say_how_long_what_is_kept() -> None:
    said = (ROOT / "docs/running.md").read_text()
    table = said[said.index("## What is forgotten") :]
    for name, span in retention.KEPT.items():
        assert re.search(rf"\|[^|\n]*{name}[^|\n]*\|\s*{span.days} days", table), name
