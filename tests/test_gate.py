"""The one gate that everything from Slack passes: each route has a rule, which is asked before anything else."""

import ast
import json
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from sqlalchemy import event, text
from sqlmodel import Session, select

import handlers
from bot.desk import Desk
from handlers import ROUTES, command
from handlers.counter import Route
from handlers.mishaps import explain
from handlers.repeats import Ack
from handlers.views.running import FILL
from program.base import access
from program.base.refusals import No, Refusal
from sandbox import Clock
from storage.models import Program
from storage.unit import Store
from tests.program.rows import MONDAY
from tests.two_workspaces import BOTH, OBJECTS, OURS, WIDE, Filled, event_of, request_from_ours

ROOT = Path(__file__).parent.parent
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


TYPES = {"action": "block_actions", "submission": "view_submission", "event": "event_callback"}
"""What Slack calls the kinds."""


async def test_bolt_takes_the_routes_of_the_table_and_nothing_else(sqlite: str) -> None:
    from bot.app import Alongside
    from bot.settings import load

    bot = Alongside(
        load(_env_file=None, slack_bot_token="xoxb-1", slack_app_token="xapp-1", database_url=sqlite)
    )
    kinds = dict.fromkeys(route.kind for route in ROUTES)
    assert len(bot.bolt._async_listeners) == len(kinds)
    for kind in kinds:
        names = [route.name for route in ROUTES if route.kind == kind]
        assert len({*names}) == len(names)
        for name, taken in [*((name, 1) for name in names), (f"{names[0]}_", 0), (f"x{names[0]}", 0)]:
            route = Route(kind, name, access.anybody, ROUTES[0].listener)
            body = payload(route, 1, "help") | {"type": TYPES.get(kind, "")}
            body.get("view", {})["type"] = "modal"
            request = AsyncBoltRequest(body=body, mode="socket_mode")
            found = [
                one
                for one in bot.bolt._async_listeners
                if await one.async_matches(req=request, resp=BoltResponse(status=200))
            ]
            assert len(found) == taken, name
    await bot.stop()


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


def subject_of_ours(session: Session, rule: access.Rule) -> int:
    """Something of ours that the rule is about."""
    model = OBJECTS.get(rule.__name__, Program)
    found = session.exec(select(model.id).where(model.workspace_id == OURS).order_by(model.id))
    return int(found.all()[0])


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
