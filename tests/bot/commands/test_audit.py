"""The record of changes: narrowed down, and of whatever it is about."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from sqlmodel import Session, select
from typer.testing import Result

from bot.commands import audit as audit_reader
from program.base.audit import note
from storage.models import Enrollment, Program, Round
from storage.unit import Store
from tests.bot.commands.office import Office, a_busy_week
from tests.program.rows import MONDAY, WORKSPACE

pytestmark = pytest.mark.both_databases


def test_the_audit_is_narrowed_down(store: Store, ask: Callable[..., Result]) -> None:
    store.transact(a_busy_week)

    def whats(*words: str) -> set[str]:
        outcome = ask("audit", *words, "--json")
        assert outcome.exit_code == 0, outcome.output
        return {line["what"] for line in json.loads(outcome.stdout)["lines"]}

    everything = {
        "concern_settled",
        "moment_breaks",
        "program_changed",
        "letter_rejected",
        "unknown_outcome_let_be",
    }
    assert whats() == everything
    assert whats("--program", "1") == everything
    assert whats("--who", "UOLGA") == {"concern_settled", "program_changed"}
    assert whats("--about", "pair:1") == everything - {"program_changed"}
    assert whats("--about", "letter:1") == {"letter_rejected"}
    assert whats("--about", "person:UOLGA") == {"unknown_outcome_let_be"}
    assert whats("--about", "person:UGRACE") == set()
    assert whats("--since", "7d") == everything - {"moment_breaks"}
    assert whats("--since", "one week ago") == everything - {"moment_breaks"}
    assert whats("--since", "21.02.2026") == whats("--since", "2026-02-21")
    assert whats("--since", "2026-02-21", "--about", "pair:1") == everything - {"program_changed"}
    assert whats("--since", "2026-03-02T09:00:01") == set()
    assert "4 more lines: --limit 5 shows all." in ask("audit", "--limit", "1").stdout


def test_the_audit_of_a_round_and_of_ones_part_in_a_program(store: Store, database: str) -> None:
    def write(session: Session) -> None:
        office = Office(session)
        for number in (1, 11):
            session.add(Round(id=number, **facts(office.program)))
        session.flush()
        for begun in session.exec(select(Round)):
            note(session, begun, who="UOLGA", what=f"asked_{begun.id}", now=MONDAY)
        for part in session.exec(select(Enrollment)):
            note(session, part, who="alongside", what=f"{part.person_id}_paused", now=MONDAY)

    def facts(program: Program) -> dict[str, Any]:
        return {
            "workspace_id": WORKSPACE,
            "program_id": program.id,
            "asked_by": "UOLGA",
            "asked_at": MONDAY,
        }

    store.transact(write)
    find = partial(audit_reader.find, database, program=None, who=None, since=None, limit=9, now=MONDAY)
    assert [line.what for line in find(about="round:1").lines] == ["asked_1"]
    assert [line.what for line in find(about="person:UADA").lines] == ["UADA_paused"]
