"""An owner decides on an account that is switched off."""

from handlers.counter import Answer, Request, Route
from handlers.views import departures as views
from program.base import access
from program.base.desk import Desk
from program.workspace import grace


async def end_now(request: Request, desk: Desk) -> Answer:
    await desk.transact(grace.end_now, **request.by, touchpoint_id=request.object_id, now=desk.now())
    return None


async def keep_waiting(request: Request, desk: Desk) -> Answer:
    """For one account, or for all that went with it."""
    await desk.transact(
        grace.keep_waiting,
        **request.by,
        touchpoint_id=request.object_id,
        everybody=request.name == views.WAIT_ALL,
        now=desk.now(),
    )
    return None


ROUTES = (
    Route("action", views.END_NOW, access.owner_of_touchpoint, end_now),
    Route("action", views.WAIT, access.owner_of_touchpoint, keep_waiting),
    Route("action", views.WAIT_ALL, access.owner_of_touchpoint, keep_waiting),
)
