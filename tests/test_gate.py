"""The one gate that everything from Slack passes: each route has a rule, and no rule lets another workspace in."""

import ast
import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy import event, text
from sqlmodel import Session, SQLModel, select

import handlers
from bot.desk import Desk
from handlers import ROUTES, command
from handlers.counter import Request, Route
from handlers.mishaps import explain
from handlers.repeats import Ack
from handlers.views.running import FILL
from program.base import access
from program.base.inbox import Once
from program.base.refusals import No, Refusal
from sandbox import Clock
from storage.models import (
    Audit,
    Concern,
    Enrollment,
    Invitation,
    Letter,
    Member,
    Mentorship,
    Outcome,
    Owner,
    Place,
    PlaceMember,
    Program,
    Proposal,
    Reply,
    Round,
    Touchpoint,
    Waiting,
)
from storage.unit import Store
from tests.program.rows import MONDAY, a_pair, a_person, a_program
from tests.stores import QuickStore

ROOT = Path(__file__).parent.parent
OURS, THEIRS = "T1", "T2"
BOTH = "UBOTH"
"""Somebody with the same id in two workspaces, as in an enterprise grid: an owner and one of a pair in both."""
SECRET = "Said in"
"""With the workspace's id after it: what is written there, by whom and about whom."""

WIDE = {access.anybody, access.colleague}
"""The rules that ask for no object: everybody, and everybody but people of elsewhere."""
ANYBODY = {
    "/mentor": "every word of it asks for itself whose program it is about",
    "choice_pick": "chooses among the workspace's open programs, which everybody may see",
    "concerns_message": "does nothing: Slack follows the address by itself",
    "enrollment_join": "whoever works here may ask to join; who may not is told so by the verb",
    "enrollment_role": "only draws one's own form again",
    "enrollment_form": "whoever works here may join; who may not is told so by the verb",
    "invitation_mentee": "opens the form to join with",
    "invitation_mentor": "opens the form to join with",
    "invitation_not_now": "one's own invitation, found by one's own id",
    "invitation_never": "one's own invitation, found by one's own id",
    "privacy_open": "what is kept about oneself, found by one's own id",
    "privacy_send": "what is kept about oneself, found by one's own id",
    "privacy_erase": "oneself",
    "setup_audience": "only draws one's own form again",
    "setup_begin": "the verb asks whether this is an admin",
    "setup_new": "the verb asks whether this is an admin",
    "setup_take_over": "the verb asks whether this is an admin",
}
"""The routes that need no rule of their own, and why. Events come from Slack itself, and are about its workspace."""

LISTENERS = {"command", "action", "view", "view_submission", "view_closed", "event", "message", "shortcut"}
LISTENERS |= {
    "global_shortcut",
    "message_shortcut",
    "options",
    "function",
    "use",
    "middleware",
    "assistant",
    "step",
}


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.kind} {route.name}")
def test_every_route_names_a_rule_and_anybody_only_with_a_reason(route: Route) -> None:
    assert route.rule in vars(access).values()
    assert (route.rule in WIDE) == (route.kind == "event" or route.name in ANYBODY)


def test_no_reason_is_given_for_a_route_that_is_gone() -> None:
    assert set(ANYBODY) <= {route.name for route in ROUTES}


def test_no_topic_is_forgotten() -> None:
    """Every module of listeners is in the one list, and has its views under the same word."""
    modules = {path.stem for path in (ROOT / "handlers").glob("*.py")}
    with_routes = {name for name in modules if hasattr(getattr(handlers, name, None), "ROUTES")}
    assert {topic.__name__ for topic in handlers.TOPICS} == {f"handlers.{name}" for name in with_routes}
    assert {
        name for name in modules if "ROUTES = " in (ROOT / f"handlers/{name}.py").read_text()
    } == with_routes
    views = {path.stem for path in (ROOT / "handlers/views").glob("*.py")}
    assert with_routes - views == {"command", "events"}, "these two have no cards of their own"


def test_a_listener_is_registered_in_one_place_only() -> None:
    """Whatever is called app or bolt, save the command line's own app, is given listeners by handlers alone."""
    strays = []
    for path in sorted(
        path for room in ("bot", "handlers", "program") for path in (ROOT / room).rglob("*.py")
    ):
        tree = ast.parse(path.read_text())
        typer = any(isinstance(node, ast.Import) and node.names[0].name == "typer" for node in ast.walk(tree))
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in LISTENERS:
                whose = (
                    node.value.attr
                    if isinstance(node.value, ast.Attribute)
                    else getattr(node.value, "id", "")
                )
                if whose in ("app", "bolt", "_app", "_bolt") and not typer:
                    strays.append(str(path.relative_to(ROOT)))
    assert set(strays) == {"handlers/__init__.py"}


async def test_bolt_has_exactly_the_listeners_of_the_table(sqlite: str) -> None:
    from bot.app import Alongside
    from bot.settings import load

    bot = Alongside(
        load(_env_file=None, slack_bot_token="xoxb-1", slack_app_token="xapp-1", database_url=sqlite)
    )
    assert len(bot.bolt._async_listeners) == len(ROUTES)
    await bot.stop()


class Filled(dict[str, Any]):
    """A form in which every field is filled with something."""

    def get(self, key: str, _default: Any = None) -> Any:
        option = {"value": {"enrollment_role": "mentee", "setup_audience": "everybody"}.get(key, "60")}
        return {
            key: {
                "value": "Knows enough words",
                "selected_option": option,
                "selected_options": [],
                "selected_user": BOTH,
                "selected_users": [],
                "selected_date": "2026-04-01",
                "selected_conversation": "C1",
            }
        }


@pytest.fixture(scope="module")
def two(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with two workspaces: copy it."""
    path = tmp_path_factory.mktemp("two") / "two.db"
    shutil.copy(migrated, path)
    store = Store(f"sqlite:///{path}")
    store.transact(two_workspaces)
    store.close()
    return path


@pytest.fixture
def world(two: Path, tmp_path: Path) -> Iterator[Store]:
    store = QuickStore(f"sqlite:///{shutil.copy(two, tmp_path / 'two.db')}")
    yield store
    store.close()


def two_workspaces(session: Session) -> None:
    """In both there is a program with everything in it."""
    for workspace in (OURS, THEIRS):
        said = f"{SECRET} {workspace}"
        both = a_person(session, BOTH, said, workspace=workspace)
        both.admin, both.email, both.department, both.location = True, f"{said} (email)", said, said
        a_person(session, "UOLGA", said, workspace=workspace)
        program = a_program(session, workspace=workspace, owner="UOLGA", name=said)
        program.purpose = said
        pair = a_pair(session, program, mentor=BOTH, names=(said, said), channel=f"C{workspace}")
        pair.channel_name, pair.receipt = said, {"why": said}
        facts: dict[str, Any] = {"workspace_id": workspace, "program_id": program.id}
        session.add(Owner(person_id=BOTH, since=MONDAY, **facts))
        drawn = Round(asked_by=BOTH, asked_at=MONDAY, state="published", people_version=said, **facts)
        shown = Round(asked_by=BOTH, asked_at=MONDAY, state="proposed", **facts)
        session.add_all([drawn, shown])
        session.flush()
        shared = {**facts, "mentorship_id": pair.id}
        moments = [
            Touchpoint(
                kind=kind, key=f"{kind}:{pair.id}::1", due_at=MONDAY, state="asked", answer=said, **shared
            )
            for kind in ("check_in", "survey", "calibration", "stay", "rhythm", "archive")
        ]
        session.add_all(moments)
        session.flush()
        for moment in moments:
            own: dict[str, Any] = {
                "touchpoint_id": moment.id or 0,
                "answer": {"said": said},
                "note": said,
                "at": MONDAY,
            }
            session.add(Reply(person_id=BOTH, **own, **facts))
        session.add_all(
            [
                Proposal(
                    round_id=shown.id or 0, mentor_id=BOTH, mentee_id="UGRACE", receipt={"why": said}, **facts
                ),
                Waiting(round_id=drawn.id or 0, person_id=BOTH, reason=said, facts={"why": said}, **facts),
                Outcome(position=0, text=said, due_on=pair.ends_on, **shared),
                Concern(person_id="UGRACE", kind="help", text=said, at=MONDAY, **shared),
                Concern(person_id=BOTH, kind="talk", text=said, at=MONDAY, **shared),
                Invitation(person_id=BOTH, sent_at=MONDAY, **facts),
                Place(workspace_id=workspace, id=f"S{workspace}", kind="usergroup", name=said),
                PlaceMember(workspace_id=workspace, place_id=f"S{workspace}", person_id=BOTH, walk="1"),
                Audit(at=MONDAY, who=BOTH, what="program_changed", subject=said, why=said, **facts),
                *(
                    Letter(
                        kind="survey",
                        recipient=BOTH,
                        dedupe_key=f"{workspace}:{state}",
                        created_at=MONDAY,
                        planned_at=MONDAY,
                        due_at=MONDAY,
                        state=state,
                        params={"why": said},
                        last_error=said,
                        **shared,
                    )
                    for state in ("rejected", "done")
                ),
            ]
        )
        session.flush()
        for found in session.exec(select(Enrollment).where(Enrollment.workspace_id == workspace)):
            found.goals = found.teaches = said
            found.skills_offered = found.skills_wanted = [said]
            found.capacity = 3


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


def event_of(route: Route, channel: str) -> Mapping[str, Any]:
    """What Slack tells us, about somebody here and that channel."""
    whole_user = {"id": BOTH, "name": "ada", "profile": {"real_name": "Ada Park"}}
    return {
        "type": route.name,
        "user": whole_user if route.name in ("team_join", "user_change") else BOTH,
        "channel": {"id": channel, "name": "x"} if route.name == "group_rename" else channel,
        "tab": "home",
        "tokens": {"bot": ["B1"]},
    }


def request_from_ours(route: Route, subject: int, word: str = "") -> Request:
    return Request(
        kind=route.kind,
        name=route.name,
        workspace_id=OURS,
        person_id=BOTH,
        subject=subject,
        value=f"{subject}:{word}",
        text=word,
        channel_id=f"C{THEIRS}",
        in_view=True,
        metadata={"id": subject, "version": "", "touchpoint": subject, "kind": "help", "program": subject},
        state=Filled(),
        event=event_of(route, f"C{THEIRS}"),
    )


def payload(route: Route, subject: int, word: str) -> dict[str, Any]:
    """A click, a form, a command or an event of somebody of ours, as Slack sends it."""
    who = {"team": {"id": OURS}, "user": {"id": BOTH}}
    said = {"id": subject, "version": "", "kind": "help"}
    view = {"callback_id": route.name, "private_metadata": json.dumps(said), "state": {"values": Filled()}}
    match route.kind:
        case "command":
            return {"command": route.name, "team_id": OURS, "user_id": BOTH, "text": word}
        case "event":
            return {"event": event_of(route, f"C{OURS}"), "team_id": OURS, "event_id": "Ev1"}
        case "submission":
            return {**who, "view": view}
        case "action":
            clicked = {"action_id": route.name, "value": f"{subject}:{word}"}
            return {**who, "view": view, "actions": [clicked]}


class Door:
    """Where Bolt is given its listeners; keeps the last."""

    listen: Any = None

    def __getattr__(self, kind: str) -> Any:
        return lambda _name: self.take

    def take(self, listen: Any) -> None:
        self.listen = listen

    def error(self, _listener: Any) -> None:
        """Nothing breaks here."""


async def come_in(
    route: Route, rule: access.Rule, word: str, world: Store, monkeypatch: pytest.MonkeyPatch
) -> tuple[list[Any], list[str]]:
    """Go through the route as Slack does, with that rule in place of its own.

    Returns what is answered, and every statement that the database was asked meanwhile.
    """
    desk, door = Desk(world, Clock(MONDAY), wake=lambda: None), Door()
    subject = world.read(subject_of_ours, route.rule)
    answers: list[Any] = []
    heard: list[str] = []

    async def give(answer: Any, *_: Any, **__: Any) -> Ack:
        answers.append(answer)
        return {}

    def hear(*about: Any) -> None:
        heard.append(about[2])

    monkeypatch.setattr(handlers, "give", give)
    monkeypatch.setattr(handlers, "ROUTES", [replace(route, rule=rule)])
    handlers.register(cast(AsyncApp, door), desk)
    for engine in (world._reading, world._writing):
        event.listen(engine, "before_cursor_execute", hear)
    await door.listen(ack=AsyncAck(), body=payload(route, subject, word), client=None, context={})
    desk.close()
    return answers, [said for said in heard if not said.startswith("BEGIN")]


EVERY_WAY = [
    (route, word)
    for route in ROUTES
    for word in (
        (*command.WORDS, "", "nonsense")
        if route.kind == "command"
        else ("match" if route.name == FILL else route.name.partition("home_word_")[2],)
    )
]
"""Every route; /mentor with each of its words."""
every_way = pytest.mark.parametrize(
    ("route", "word"), EVERY_WAY, ids=lambda value: getattr(value, "name", value)
)


@every_way
async def test_for_whom_the_rule_refuses_nothing_is_read_or_changed(
    world: Store, route: Route, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    no = Refusal(No.ONLY_OWNER, program="Growing together")

    def refuse(*_: Any) -> None:
        raise no

    answers, heard = await come_in(route, refuse, word, world, monkeypatch)
    assert answers == [explain(no, request_from_ours(route, 0))]
    assert heard == []


@every_way
async def test_the_rule_is_asked_before_anything_else(
    world: Store, route: Route, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the listener does, and also when it does nothing."""

    def allow(session: Session, *_: Any) -> None:
        session.execute(text("SELECT 'may they?'"))

    _, heard = await come_in(route, allow, word, world, monkeypatch)
    assert heard[0] == "SELECT 'may they?'"


async def test_a_listener_that_is_allowed_reads_and_changes(
    world: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the tests above would prove nothing: nearly every way in asks something once it may."""
    idle = set()
    for route, word in EVERY_WAY:
        with monkeypatch.context() as patched:
            _, heard = await come_in(route, access.anybody, word, world, patched)
        if not heard:
            idle.add(f"{route.name} {word}".strip())
    assert idle == {"/mentor nonsense", "enrollment_pause", "concerns_message", "concerns_settle_with"}


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


def subject_of_ours(session: Session, rule: access.Rule) -> int:
    """Something of ours that the rule is about."""
    model = OBJECTS.get(rule.__name__, Program)
    found = session.exec(select(model.id).where(model.workspace_id == OURS).order_by(model.id))
    return int(found.all()[0])


OBJECTS: Mapping[str, Any] = {
    "owner": Program,
    "enrolled": Program,
    "owner_of_round": Round,
    "owner_of_proposal": Proposal,
    "owner_of_letter": Letter,
    "owner_of_concern": Concern,
    "owner_of_mentorship": Mentorship,
    "owner_of_touchpoint": Touchpoint,
    "member": Mentorship,
    "member_of_touchpoint": Touchpoint,
    "member_of_outcome": Outcome,
}
"""What the subject of each rule is an id of: a new rule has to be named here."""

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
