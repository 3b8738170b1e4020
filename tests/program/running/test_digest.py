"""The weekly digest, and one that an owner posts."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from program import lifecycle
from program.base.refusals import No, Refusal
from program.running import digest, ended_programs, weekly
from storage.models import Letter, Program
from storage.queries import touchpoints
from storage.unit import Store
from tests.program.rows import MONDAY, WORKSPACE, a_program

NEXT_MONDAY = MONDAY + timedelta(days=7)


def letters(session: Session, kind: str) -> Sequence[Letter]:
    return session.exec(select(Letter).where(Letter.kind == kind).order_by(col(Letter.id))).all()


def a_digest(session: Session) -> tuple[Program, Letter]:
    """A program whose first digest has fallen due."""
    program = a_program(session)
    program.digest_channel = "C9"
    weekly.keep_planned(session, program=program, now=MONDAY)
    lifecycle.advance(session, now=NEXT_MONDAY)
    return program, letters(session, "digest")[0]


def test_it_goes_to_its_channel_once_and_the_next_one_is_planned(store: Store) -> None:
    def ask(session: Session) -> tuple[list[str], datetime | None]:
        a_digest(session)
        lifecycle.advance(session, now=NEXT_MONDAY)
        return [letter.recipient for letter in letters(session, "digest")], touchpoints.next_due(
            session, anywhere=""
        )

    recipients, following = store.transact(ask)
    assert recipients == ["C9"]
    assert following == NEXT_MONDAY + timedelta(days=7)


def test_after_a_standstill_it_comes_at_the_next_good_hour(store: Store) -> None:
    night, morning = NEXT_MONDAY.replace(hour=23), NEXT_MONDAY.replace(hour=10) + timedelta(days=1)

    def ask(session: Session) -> list[datetime]:
        program = a_program(session)
        program.digest_channel = "C9"
        weekly.keep_planned(session, program=program, now=MONDAY)
        lifecycle.advance(session, now=night)
        return [letter.due_at for letter in letters(session, "digest")]

    assert store.transact(ask) == [morning]


def test_a_program_that_has_ended_is_silent_even_if_a_digest_was_due(store: Store) -> None:
    def ask(session: Session) -> int:
        program = a_program(session)
        program.digest_channel = "C9"
        weekly.keep_planned(session, program=program, now=MONDAY)
        ended_programs.end(
            session, workspace_id=WORKSPACE, program_id=program.id, person_id="UOLGA", now=NEXT_MONDAY
        )
        lifecycle.advance(session, now=NEXT_MONDAY)
        return len(letters(session, "digest"))

    assert store.transact(ask) == 0


def test_a_workspace_without_charts_gets_the_same_digest_in_words(store: Store) -> None:
    def ask(session: Session) -> tuple[bool, bool, list[bool]]:
        _, letter = a_digest(session)
        first = digest.refused(session, letter, "invalid_blocks", NEXT_MONDAY)
        words = letters(session, "digest")[-1]
        again = digest.refused(session, words, "invalid_blocks", NEXT_MONDAY)
        return first, again, [one.params["chart"] for one in letters(session, "digest")]

    assert store.transact(ask) == (True, False, [True, False])


@pytest.mark.parametrize("error", ["not_in_channel", "channel_not_found", "is_archived"])
def test_a_channel_that_is_closed_to_the_bot_is_told_to_the_owners_once(store: Store, error: str) -> None:
    def ask(session: Session) -> list[str]:
        _, letter = a_digest(session)
        for _ in range(2):
            assert not digest.refused(session, letter, error, NEXT_MONDAY)
        return [note.recipient for note in letters(session, "digest_lost")]

    assert store.transact(ask) == ["UOLGA"]


def test_the_note_says_so_once_the_digest_is_there(store: Store) -> None:
    def ask(session: Session) -> list[bool]:
        _, letter = a_digest(session)
        digest.refused(session, letter, "not_in_channel", NEXT_MONDAY)
        note = letters(session, "digest_lost")[0]
        seen = [digest.unreachable(session, note)]
        letter.state = "done"
        seen.append(digest.unreachable(session, note))
        return [one.posted for one in seen if one is not None]

    assert store.transact(ask) == [False, True]


def test_a_preview_is_posted_once_and_another_one_again(store: Store) -> None:
    def ask(session: Session) -> None:
        program = a_program(session)
        facts: dict[str, Any] = {
            "workspace_id": WORKSPACE,
            "program_id": program.id,
            "person_id": "UOLGA",
            "channel_id": "C1",
            "now": MONDAY,
        }
        digest.post(session, stamp="1", **facts)
        digest.post(session, stamp="2", **facts)
        with pytest.raises(Refusal) as refusal:
            digest.post(session, stamp="1", **facts)
        assert refusal.value.why is No.DIGEST_POSTED

    store.transact(ask)
