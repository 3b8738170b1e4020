"""The account sees what is wrong."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session

from sandbox import Clock, LoggedCall, Workspace
from storage.models import Audit, Letter, Mentorship, Program, Touchpoint
from storage.unit import Store
from tests.replicas.account import Account, draw_up
from tests.replicas.fleet import MONDAY

PROGRAM = 1
ADA = "U1"


@pytest.fixture
def workspace() -> Workspace:
    return Workspace.from_manifest("manifest.yml", clock=Clock(MONDAY))


@pytest.fixture
def store(sqlite: str, workspace: Workspace) -> Store:
    """Ada is invited to a program, and the message is there."""
    store = Store(sqlite)
    store.transact(
        lambda session: session.add(
            Program(
                id=PROGRAM,
                workspace_id="T1",
                name="P",
                starts_on=MONDAY.date(),
                created_by="U9",
                created_at=MONDAY,
            )
        )
    )
    write(store, state="done", channel="D1", ts="1.1")
    post(workspace, "1.1")
    return store


def write(store: Store, *, key: str = "one", **values: Any) -> None:
    store.transact(lambda session: session.add(a_letter(key, values)))


def a_letter(key: str, values: dict[str, Any]) -> Letter:
    facts = {"kind": "invitation", "recipient": ADA, "program_id": PROGRAM, **values}
    return Letter(
        workspace_id="T1", dedupe_key=key, created_at=MONDAY, planned_at=MONDAY, due_at=MONDAY, **facts
    )


def post(workspace: Workspace, ts: str) -> None:
    """A message in Slack."""
    workspace.calls.append(
        LoggedCall(
            method="chat.postMessage",
            args={},
            ok=True,
            error=None,
            scopes=[],
            ts=0.0,
            duration=0.0,
            answer={"channel": "D1", "ts": ts},
        )
    )


def account(
    store: Store, workspace: Workspace, *, invited: tuple[str, ...] = (ADA,), answered: tuple[int, ...] = ()
) -> Account:
    return store.read(
        lambda session: draw_up(
            session, workspace, invitees={PROGRAM: set(invited)}, answered=answered, now=MONDAY
        )
    )


def wrong(found: Account) -> tuple[int, int, int]:
    return len(found.lost), len(found.doubled), len(found.stuck)


def test_where_all_is_well_it_is_clean(store: Store, workspace: Workspace) -> None:
    assert account(store, workspace).clean


def test_whoever_was_not_written_to_was_lost(store: Store, workspace: Workspace) -> None:
    assert wrong(account(store, workspace, invited=(ADA, "U2"))) == (1, 0, 0)


def test_a_letter_that_counts_as_sent_without_a_message_was_lost(store: Store, workspace: Workspace) -> None:
    workspace.calls.clear()
    assert wrong(account(store, workspace)) == (1, 0, 0)


def test_a_second_letter_or_message_came_twice(store: Store, workspace: Workspace) -> None:
    post(workspace, "1.2")
    assert wrong(account(store, workspace)) == (0, 1, 0)
    write(store, key="two", state="done", channel="D1", ts="1.2")
    assert wrong(account(store, workspace)) == (0, 1, 0)


def test_a_message_in_a_channel_of_nobody_came_twice(store: Store, workspace: Workspace) -> None:
    channel = workspace.rooms.create("mentor-of-nobody", private=True, by=workspace.bot_user_id)
    assert channel.id
    assert wrong(account(store, workspace)) == (0, 1, 0)


@pytest.mark.parametrize("state", ["sending", "unknown", "rejected"])
def test_a_letter_that_goes_nowhere_is_stuck(store: Store, workspace: Workspace, state: str) -> None:
    write(store, key="home", kind="home", state=state)
    assert wrong(account(store, workspace))[2] >= 1


@pytest.mark.parametrize("add", [lambda: moment("planned"), lambda: pair("opening")])
def test_what_stands_still_is_stuck(
    store: Store, workspace: Workspace, add: Callable[[], Touchpoint | Mentorship]
) -> None:
    store.transact(lambda session: session.add(add()))
    assert account(store, workspace).stuck


def test_an_acked_answer_that_is_not_there_was_lost(store: Store, workspace: Workspace) -> None:
    store.transact(lambda session: session.add(moment("lapsed")))
    assert wrong(account(store, workspace, answered=(1,))) == (1, 0, 0)


def test_what_was_let_be_as_its_kind_allows_is_counted_apart(store: Store, workspace: Workspace) -> None:
    def let_be(session: Session) -> None:
        letter = a_letter("two", {"recipient": grace, "state": "dropped"})
        session.add(letter)
        session.flush()
        subject = f"letter:{letter.id}:invitation"
        session.add(
            Audit(
                workspace_id="T1", at=MONDAY, who="alongside", what="unknown_outcome_let_be", subject=subject
            )
        )

    grace = workspace.add_person("Grace Osei").id
    store.transact(let_be)
    found = account(store, workspace, invited=(ADA, grace))
    assert found.clean
    assert found.let_be == 1


def moment(state: Any) -> Touchpoint:
    return Touchpoint(
        id=1, workspace_id="T1", program_id=PROGRAM, kind="check_in", key="k", due_at=MONDAY, state=state
    )


def pair(state: Any) -> Mentorship:
    return Mentorship(
        workspace_id="T1",
        program_id=PROGRAM,
        state=state,
        channel_name="mentor-a-b",
        matched_at=MONDAY,
        ends_on=MONDAY.date(),
    )
