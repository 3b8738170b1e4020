"""Stay, pause or stop."""

from handlers.counter import Answer, Request, Route
from handlers.views import silence as views
from program.base import access
from program.base.desk import Desk
from program.pair import silence


async def answer(request: Request, desk: Desk) -> Answer:
    """One of the pair has chosen: their own card changes."""
    await desk.transact(
        silence.answer, **request.by, touchpoint_id=request.object_id, choice=request.choice, now=desk.now()
    )
    return None


ROUTES = (
    Route("action", views.STAY, access.member_of_touchpoint, answer),
    Route("action", views.PAUSE, access.member_of_touchpoint, answer),
    Route("action", views.STOP, access.member_of_touchpoint, answer),
)
