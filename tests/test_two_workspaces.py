"""No rule lets another workspace in, and where anybody may, nothing of another one is seen or changed."""

import json
from typing import Any

import pytest
from sqlmodel import Session, SQLModel, select

from bot.desk import Desk
from handlers import ROUTES
from handlers.counter import Route
from program.base import access
from program.base.inbox import Once
from program.base.refusals import No, Refusal
from sandbox import Clock
from storage.models import Member
from storage.unit import Store
from tests.program.rows import MONDAY
from tests.two_workspaces import BOTH, OBJECTS, OURS, SECRET, THEIRS, WIDE, request_from_ours


def theirs(session: Session) -> str:
    """All rows of the other workspace."""
    rows: list[Any] = [
        session.execute(table.select().where(table.c.workspace_id == THEIRS)).mappings().all()
        for table in SQLModel.metadata.sorted_tables
    ]
    return str(rows)


def ids_of_theirs(session: Session) -> set[int]:
    """The numbers of all objects of the other workspace."""
    kept = [
        session.execute(select(table.c.id).where(table.c.workspace_id == THEIRS)).scalars()
        for table in SQLModel.metadata.sorted_tables
        if "id" in table.c
    ]
    return {one for ids in kept for one in ids if isinstance(one, int)}


RULES = sorted({route.rule for route in ROUTES} - WIDE, key=lambda rule: rule.__name__)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_rule_lets_in_neither_another_workspace_nor_a_stranger(world: Store, rule: access.Rule) -> None:
    """Not even somebody who is called the same there, and might."""

    def check(session: Session) -> int:
        tried = 0
        own = {one.id for one in objects_of(session, rule, OURS)}
        for found in objects_of(session, rule, THEIRS):
            assert found.id not in own
            with pytest.raises(Refusal):
                rule(session, OURS, BOTH, found.id)
            with pytest.raises(Refusal):
                rule(session, THEIRS, "USTRANGER", found.id)
            tried += 1
        with pytest.raises(Refusal):
            rule(session, OURS, BOTH, None)
        with pytest.raises(Refusal):
            rule(session, OURS, BOTH, 987_654)
        return tried

    assert world.read(check) > 0


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_same_rule_lets_its_own_people_in(world: Store, rule: access.Rule) -> None:
    """Else the test above would prove nothing."""

    def check(session: Session) -> None:
        for found in objects_of(session, rule, OURS)[:1]:
            rule(session, OURS, who_may(rule), found.id)

    world.read(check)


@pytest.mark.parametrize("rule", [access.member, access.member_of_touchpoint, access.member_of_outcome])
def test_whoever_has_left_a_pair_acts_on_nothing_of_it_any_more(world: Store, rule: access.Rule) -> None:
    def leave(session: Session) -> None:
        for there in session.exec(
            select(Member).where(Member.workspace_id == OURS, Member.person_id == BOTH)
        ):
            there.left_at = MONDAY

    def ask(session: Session) -> list[No]:
        refused = []
        for found in objects_of(session, rule, OURS):
            with pytest.raises(Refusal) as said_no:
                rule(session, OURS, BOTH, found.id)
            refused.append(said_no.value.why)
        return refused

    world.transact(leave)
    assert set(world.read(ask)) == {No.NOT_MEMBER}


def who_may(rule: access.Rule) -> str:
    return "UOLGA" if rule is access.owner_of_concern else BOTH


def objects_of(session: Session, rule: access.Rule, workspace: str) -> list[Any]:
    model = OBJECTS[rule.__name__]
    return list(session.exec(select(model).where(model.workspace_id == workspace)).all())


WORDS = (
    "",
    "join",
    "status",
    "pause",
    "resume",
    "leave",
    "privacy",
    "setup",
    "settings",
    "invite",
    "match",
    "digest",
)
OPEN = [
    (route, word)
    for route in ROUTES
    if route.rule in WIDE
    for word in (WORDS if route.name in ("/mentor", "choice_pick") else ("",))
]


async def shown_to_us(route: Route, word: str, subject: int, desk: Desk) -> str:
    """What somebody of ours is shown who asks for that."""
    request = request_from_ours(route, subject, word)
    once = Once(desk, workspace_id=OURS, event_id=f"{route.name}{subject}")
    try:
        answer = await route.listener(request, once if route.kind == "event" else desk)
    except Refusal as refusal:
        return str(refusal.facts)
    return json.dumps(answer, default=vars)


@pytest.mark.parametrize(("route", "word"), OPEN, ids=lambda value: getattr(value, "name", value))
async def test_where_anybody_may_nothing_of_another_workspace_is_seen_or_changed(
    world: Store, route: Route, word: str
) -> None:
    desk = Desk(world, Clock(MONDAY), wake=lambda: None)
    before = world.read(theirs)
    for subject in sorted(world.read(ids_of_theirs)):
        assert f"{SECRET} {THEIRS}" not in await shown_to_us(route, word, subject, desk)
    assert world.read(theirs) == before
    desk.close()


async def test_what_is_said_at_home_is_shown(world: Store) -> None:
    """Else the test above would prove nothing."""
    desk = Desk(world, Clock(MONDAY), wake=lambda: None)
    shown = {
        f"{route.name} {word}"
        for route, word in OPEN
        if route.kind != "event" and f"{SECRET} {OURS}" in await shown_to_us(route, word, 0, desk)
    }
    assert {"/mentor status", "/mentor settings", "/mentor privacy", "privacy_open "} <= shown
    desk.close()
