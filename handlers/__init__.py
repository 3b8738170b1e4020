"""Slack's side of the counter: one table of routes, and the only place that gives Bolt a listener.

Each listener reaches the database through one gate: its route's rule is asked first, in the same transaction
(program/base/gate.py). A refusal, by the rule or by the verb, becomes a sentence (handlers/mishaps.py). The listener's
answer is given last, after its commit. If it has changed the person's Home tab, and they were in it, that is drawn at
once.
"""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from handlers import (
    absence,
    calibration,
    checkins,
    closing,
    command,
    concerns,
    departures,
    digest,
    ended_programs,
    enrollment,
    events,
    home,
    invitations,
    matchmaking,
    mentorship,
    mishaps,
    privacy,
    returns,
    setup,
    silence,
    surveys,
)
from handlers.counter import Kind, Request, Route, read
from handlers.repeats import Ack, Repeats
from handlers.responses import give
from handlers.views.language import installed, speaking
from program.base import access, people
from program.base import desk as desks
from program.base.gate import Gate
from program.base.inbox import Once, Seen
from program.base.notices import home_rests, hurry_home
from program.base.refusals import Refusal

TOPICS = (
    command,
    setup,
    ended_programs,
    enrollment,
    invitations,
    absence,
    matchmaking,
    mentorship,
    checkins,
    concerns,
    silence,
    surveys,
    calibration,
    closing,
    home,
    departures,
    returns,
    digest,
    privacy,
    events,
)
ROUTES: Sequence[Route] = [route for topic in TOPICS for route in topic.ROUTES]


def register(app: AsyncApp, desk: desks.Desk) -> None:
    """Give Bolt every route: one listener for all of a kind, since Bolt asks each one whether it is meant."""
    bind: dict[Kind, Callable[..., Any]] = {
        "command": app.command,
        "action": app.action,
        "submission": app.view_submission,
        "event": app.event,
    }
    repeats = Repeats()
    for kind, give_to_bolt in bind.items():
        if routes := {route.name: route for route in ROUTES if route.kind == kind}:
            names = re.compile(f"^({'|'.join(map(re.escape, routes))})$")
            give_to_bolt(names)(_listener(kind, routes, desk, repeats))
    app.error(mishaps.answer_error)


def _listener(
    kind: Kind, routes: Mapping[str, Route], desk: desks.Desk, repeats: Repeats
) -> Callable[..., Awaitable[None]]:
    """The routes of a kind as Bolt wants them: a plain function, since Bolt reads the names of its arguments."""

    async def serve(route: Route, request: Request, client: AsyncWebClient) -> Ack:
        gate = Gate(desk, route.rule, **request.by, subject=request.subject)
        try:
            if request.foreign:
                await desk.read(access.known, request.workspace_id, request.person_id, request.subject)
            answer = await route.listener(request, _once(request, gate))
            await gate.ask()
        except Refusal as refusal:
            answer = mishaps.explain(refusal, request)
        except Seen:
            answer = None
        if request.in_home or request.in_view:
            await _draw_home_at_once(request, desk)
        return await give(answer, request, client=client)

    async def listen(
        ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        request = read(kind, body)
        answer = partial(serve, routes[request.name], request, client)
        context[mishaps.LOCALE] = locale = await _locale(request, desk)
        with speaking(locale, desk.now().date()):
            await ack(**await repeats.once(request.trigger_id, answer, desk.now()))

    return listen


async def _locale(request: Request, desk: desks.Desk) -> str:
    """Of whoever acts: not asked for where there is one language, nor for what nobody reads."""
    if len(installed()) == 1 or request.kind == "event":
        return ""
    return await desk.read(people.locale_of, **request.by)


async def _draw_home_at_once(request: Request, desk: desks.Desk) -> None:
    """Whoever clicks in Home, or in a form that they may have opened there, looks at it."""
    now = desk.now()
    if await desk.read(home_rests, **request.by, now=now):
        await desk.transact(hurry_home, **request.by, now=now)


def _once(request: Request, desk: desks.Desk) -> desks.Desk:
    """Slack may send an event again: its listener gets a desk that acts on it once."""
    if request.kind != "event":
        return desk
    return Once(
        desk,
        workspace_id=request.workspace_id,
        event_id=request.value,
        topic=request.topic,
        at=request.at,
    )
