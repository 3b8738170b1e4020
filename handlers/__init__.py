"""Slack's side of the counter: one table of routes, and the only place that gives Bolt a listener.

Each listener is passed through one gate: its route's rule is asked before it runs, and a refusal, by the rule or by
the verb, becomes a sentence (handlers/mishaps.py). The listener's answer is given last, after its commit. If it has
changed the person's Home tab, and they were in it, that is drawn at once.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers import (
    absence,
    calibration,
    checkins,
    closing,
    command,
    concerns,
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
    setup,
    silence,
    surveys,
)
from handlers.counter import Request, Route, read
from handlers.responses import give
from program.base import access
from program.base import desk as desks
from program.base.inbox import Once, Seen
from program.base.notices import home_rests, hurry_home
from program.base.refusals import Refusal

ROUTES: Sequence[Route] = (
    *command.ROUTES,
    *setup.ROUTES,
    *ended_programs.ROUTES,
    *enrollment.ROUTES,
    *invitations.ROUTES,
    *absence.ROUTES,
    *matchmaking.ROUTES,
    *mentorship.ROUTES,
    *checkins.ROUTES,
    *concerns.ROUTES,
    *silence.ROUTES,
    *surveys.ROUTES,
    *calibration.ROUTES,
    *closing.ROUTES,
    *home.ROUTES,
    *digest.ROUTES,
    *privacy.ROUTES,
    *events.ROUTES,
)


def register(app: AsyncApp, desk: desks.Desk) -> None:
    """Give Bolt every route."""
    bind = {
        "command": app.command,
        "action": app.action,
        "submission": app.view_submission,
        "event": app.event,
    }
    for route in ROUTES:
        bind[route.kind](route.name)(_listener(route, desk))
    app.error(mishaps.answer_error)


def _listener(route: Route, desk: desks.Desk) -> Callable[..., Awaitable[None]]:
    """The route as Bolt wants it: a plain function, since Bolt reads the names of its arguments."""

    async def listen(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        request = read(route.kind, body)
        try:
            if route.rule is not access.anybody:  # that one asks nothing, and a thread costs time
                await desk.read(route.rule, request.workspace_id, request.person_id, request.subject)
            answer = await route.listener(request, _desk_for(request, desk))
        except Refusal as refusal:
            answer = mishaps.explain(refusal, request)
        except Seen:
            answer = None
        if request.in_home or request.in_view:
            await _draw_home_at_once(request, desk)
        await give(answer, request, ack=ack, client=client)

    return listen


async def _draw_home_at_once(request: Request, desk: desks.Desk) -> None:
    """Whoever clicks in Home, or in a form that they may have opened there, looks at it."""
    whose = {"workspace_id": request.workspace_id, "person_id": request.person_id}
    now = desk.now()
    if await desk.read(home_rests, **whose, now=now):
        await desk.transact(hurry_home, **whose, now=now)


def _desk_for(request: Request, desk: desks.Desk) -> desks.Desk:
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
