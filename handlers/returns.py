"""An owner brings back pairs that had ended because an account was off."""

from handlers.counter import Answer, Request, Route
from handlers.views import returns as views
from program.base import access
from program.base.desk import Desk
from program.workspace import returns


async def bring_back(request: Request, desk: Desk) -> Answer:
    await desk.transact(returns.bring_back, **request.by, touchpoint_id=request.object_id, now=desk.now())
    return None


async def bring_all_back(request: Request, desk: Desk) -> Answer:
    await desk.transact(returns.bring_all_back, **request.by, touchpoint_id=request.object_id, now=desk.now())
    return None


ROUTES = (
    Route("action", views.BRING_BACK, access.owner_of_touchpoint, bring_back),
    Route("action", views.BRING_ALL_BACK, access.owner_of_touchpoint, bring_all_back),
)
