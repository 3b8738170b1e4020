"""What happens in the workspace: people come, change and go; the app is removed."""

from handlers.counter import Answer, Request, Route
from handlers.views.directory import read_user
from program.base import access
from program.base.desk import Desk
from program.workspace import departures, installation


async def person_changed(request: Request, desk: Desk) -> Answer:
    """A person is new here, or their profile changed, or their account was deactivated."""
    await desk.transact(
        departures.noticed,
        workspace_id=request.workspace_id,
        profile=read_user(request.event["user"]),
        now=desk.now(),
    )
    return None


async def app_removed(request: Request, desk: Desk) -> Answer:
    """Somebody removed the app, or took back its token. A person's own token is none of our business."""
    if request.name == "tokens_revoked" and not (request.event.get("tokens") or {}).get("bot"):
        return None
    await desk.transact(
        installation.removed, workspace_id=request.workspace_id, why=request.name, now=desk.now()
    )
    return None


ROUTES = (
    Route("event", "team_join", access.anybody, person_changed),
    Route("event", "user_change", access.anybody, person_changed),
    Route("event", "app_uninstalled", access.anybody, app_removed),
    Route("event", "tokens_revoked", access.anybody, app_removed),
)
