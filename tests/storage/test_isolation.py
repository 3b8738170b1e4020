"""Every question of storage answers from its own workspace alone, and changes nothing in another one."""

import inspect
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from importlib import import_module
from pkgutil import iter_modules
from random import Random
from typing import Any, get_args, get_origin

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Row
from sqlmodel import Session, SQLModel, select

from storage import outbox, personal, queries
from storage.models import Letter, Program
from storage.queries import calls
from storage.unit import Store
from tests.storage.drawn import BY_TYPE, CHANNELS, HELD, KINDS, PEOPLE, PLACES, WORDS, Rows, fill
from tests.stores import QuickStore

OURS = "T2"
FIRST_ID = {"T1": 1, OURS: 101, "T3": 201}
"""Theirs come before ours and after, so that neither a first row nor a newest one is ours by chance."""
TRIES = 10
"""So often is each question asked in each world, about other people and things."""
SCOPES = {
    "workspace_id",
    "program",
    "program_id",
    "mentorship_id",
    "mentorship_ids",
    "round_id",
    "touchpoint_id",
    "letter_id",
}
"""What says which workspace a question is about: its id, or the number of something in it."""
ARGUMENTS: Mapping[str, tuple[Any, ...]] = {
    **dict.fromkeys(("person_id", "for_person_id", "ids", "people", "also", "avoid"), PEOPLE),
    **dict.fromkeys(("to", "recipients"), (*PEOPLE, "channel")),
    **dict.fromkeys(("kind", "kinds", "card", "anonymous"), KINDS),
    **dict.fromkeys(("walk", "answer", "text", "why", "but", "name", "words", "keys"), WORDS),
    **dict.fromkeys(("channel_id", "channel"), CHANNELS[:4]),
    "sorts": (*KINDS, "edit"),
    "place_id": PLACES,
    "lanes": WORDS,
    "held": (HELD,),
    "key": (f"{OURS}:0:UADA", f"{OURS}:1:UGRACE"),
    "most": (1, 50),
    "limit": (1, 50),
    "least": (1, 2),
    "after": (0, 101, 110),
    "pseudonym": ("erased",),
}
"""What may be asked for under this name. Moments, days, flags and numbers of ours need not be named."""

Question = Callable[..., Any]
Call = tuple[str, Question, dict[str, Any]]


OPERATORS = (
    "storage.queries.tracing.",
    "storage.queries.personal_data.workspaces_of",
    "storage.queries.letters.waiting_for",
)
"""Asked for whoever runs the server, of all workspaces in it."""


def questions() -> dict[str, Question]:
    """All functions of storage that are asked about something in a workspace, by name."""
    modules = [import_module(f"{queries.__name__}.{found.name}") for found in iter_modules(queries.__path__)]
    return {
        f"{module.__name__}.{name}": function
        for module in (*modules, personal)
        for name, function in vars(module).items()
        if inspect.isfunction(function)
        and function.__module__ == module.__name__
        and name[0] != "_"
        and not f"{module.__name__}.{name}".startswith(OPERATORS)
    }


SCOPED = {
    name: asked for name, asked in questions().items() if SCOPES & set(inspect.signature(asked).parameters)
}


def asked_about(draw: Random, name: str, expected: Any, ours: Rows) -> Any:
    """Something of ours to be asked about under this name."""
    kinds = [kind for kind in get_args(expected) or (expected,) if kind is not type(None)]
    if name == "workspace_id":
        return OURS
    if name in SCOPES:
        pool: Any = [row["id"] for row in ours[name.removesuffix("s").removesuffix("_id")][:4]]
    elif expected is datetime:
        pool = BY_TYPE[datetime][:4] if name in ("after", "since", "moment") else BY_TYPE[datetime][4:]
    elif expected in (bool, date, dict[str, Any]):
        pool = BY_TYPE[get_origin(expected) or expected]
    else:
        assert name in ARGUMENTS, f"say in ARGUMENTS what {name!r} may be"
        pool = ARGUMENTS[name]
    several = {get_origin(kind) for kind in (expected, *kinds)} & {Sequence, Collection, Iterable}
    return draw.sample(pool, draw.randrange(1, 3)) if several else draw.choice(pool)


def drawn_facts(draw: Random, question: Question, ours: Rows) -> dict[str, Any]:
    """Arguments. Where the workspace is told, the number of something in it may be left out."""
    expected = {one.name: one.annotation for one in inspect.signature(question).parameters.values()}
    del expected["session"]
    optional = {
        name
        for name, kind in expected.items()
        if type(None) in get_args(kind) and ("workspace_id" in expected or name not in SCOPES)
    }
    return {
        name: None if name in optional and draw.random() < 0.4 else asked_about(draw, name, kind, ours)
        for name, kind in expected.items()
    }


def drawn_calls(session: Session, draw: Random, ours: Rows) -> list[Call]:
    drawn = [
        (name, question, drawn_facts(draw, question, ours))
        for name, question in SCOPED.items()
        for _ in range(TRIES)
    ]
    for number, (_, _, facts) in enumerate(drawn):
        if "pseudonym" in facts:
            facts["pseudonym"] += f"-{number}"
        if "program" in facts:
            facts["program"] = session.get_one(Program, facts["program"])
    return drawn


def told(answer: Any) -> Any:
    """An answer as mere values. In which order is not what is asked here."""
    if isinstance(answer, SQLModel):
        return answer.model_dump()
    if isinstance(answer, Mapping):
        return {key: told(value) for key, value in answer.items()}
    if isinstance(answer, tuple | Row):
        return tuple(told(one) for one in answer)
    if isinstance(answer, set | Sequence) and not isinstance(answer, str | bytes):
        return sorted((told(one) for one in answer), key=repr)
    return answer


def rows_of(session: Session, workspace_id: str) -> dict[str, list[Any]]:
    session.flush()
    return {
        table.name: sorted(
            (
                tuple(row)
                for row in session.execute(table.select().where(table.c.workspace_id == workspace_id))
            ),
            key=repr,
        )
        for table in SQLModel.metadata.sorted_tables
    }


def play(session: Session, asked: list[Call]) -> tuple[list[Any], dict[str, dict[str, list[Any]]]]:
    """What is answered to all that, and which rows each workspace has afterwards. Then it's undone."""
    point = session.begin_nested()
    answers = [told(question(session, **facts)) for _, question, facts in asked]
    left = {workspace: rows_of(session, workspace) for workspace in FIRST_ID}
    point.rollback()
    session.expire_all()
    return answers, left


def test_questions_about_one_workspace_know_nothing_of_another_and_leave_it_alone(sqlite: str) -> None:
    """With the same people, places and names next door, or with nobody there: it makes no difference."""
    store = QuickStore(sqlite)
    answered = set()

    @settings(
        max_examples=12,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(seed=st.integers(0, 2**32))
    def property_(seed: int) -> None:
        store.transact(check, seed)

    def check(session: Session, seed: int) -> None:
        whole = session.begin_nested()
        draw = Random(seed)
        asked = drawn_calls(session, draw, fill(session, OURS, draw=draw, first_id=FIRST_ID[OURS]))
        alone, ours_alone = play(session, asked)
        for workspace in sorted({*FIRST_ID} - {OURS}):
            fill(session, workspace, draw=draw, first_id=FIRST_ID[workspace])
        before = {workspace: rows_of(session, workspace) for workspace in FIRST_ID}
        beside, after = play(session, asked)
        for (name, _, facts), told_alone, told_beside in zip(asked, alone, beside, strict=True):
            assert told_beside == told_alone, f"{name} {facts}"
            if told_alone:
                answered.add(name)
        assert after == {**before, OURS: ours_alone[OURS]}
        assert all(all(rows.values()) for rows in before.values())
        whole.rollback()

    property_()
    store.close()
    asking = {name for name, one in SCOPED.items() if inspect.signature(one).return_annotation is not None}
    assert answered == asking


def test_no_question_is_about_somebody_without_a_word_of_where() -> None:
    """Ids of Slack's may be the same in two workspaces."""
    of_slack = {"person_id", "for_person_id", "ids", "people", "to", "channel_id", "place_id"}
    for name in questions().keys() - SCOPED.keys():
        asked = inspect.signature(questions()[name]).parameters
        if "letter" in asked:  # which says where it belongs
            continue
        assert not {one for one in of_slack & set(asked) if int not in get_args(asked[one].annotation)}, name


def test_a_sort_that_rests_in_one_workspace_is_claimed_in_another(store: Store) -> None:
    """The pace asks about all letters at once: who rests where is joined, and for what is next due as well."""
    now = BY_TYPE[datetime][0]
    soon = now + timedelta(minutes=5)

    def rest(session: Session, workspace: str, sort: str, until: datetime) -> None:
        calls.rest(session, workspace_id=workspace, sorts=[sort], until=until, bulk_until=until, now=now)

    def check(session: Session) -> None:
        for workspace in FIRST_ID:
            facts: dict[str, Any] = {"workspace_id": workspace, "kind": "survey", "recipient": "UADA"}
            times = dict.fromkeys(("created_at", "planned_at", "due_at"), now)
            outbox.enqueue(session, Letter(dedupe_key=workspace, **facts, **times))
            rest(session, workspace, "check_in", soon)
        rest(session, OURS, "survey", soon)
        assert [one.workspace_id for one in outbox.claim(session, now=now, limit=9)] == ["T1", "T3"]
        for theirs in session.exec(select(Letter).where(Letter.workspace_id != OURS)).all():
            theirs.state = "done"
        rest(session, "T1", "survey", now)
        assert outbox.next_due(session) == soon

    store.transact(check)
