"""Check-ins: one tap for both, and its correction."""

from handlers.counter import Answer, Open, Request, Route, Say
from handlers.views import checkins as views
from program.base import access
from program.base.desk import Desk
from program.pair import checkins


async def tap(request: Request, desk: Desk) -> Answer:
    """We met, it's planned, not yet: the card changes for both."""
    stands = await desk.transact(
        checkins.record, **request.by, touchpoint_id=request.object_id, answer=request.choice, now=desk.now()
    )
    return None if stands.mine else Say(views.said_already(stands))


async def change(request: Request, desk: Desk) -> Answer:
    """The form that puts an answer right."""
    stands = await desk.read(
        checkins.correctable,
        workspace_id=request.workspace_id,
        touchpoint_id=request.object_id,
        now=desk.now(),
    )
    return Open(views.form(stands))


async def correct(request: Request, desk: Desk) -> Answer:
    await desk.transact(
        checkins.correct,
        **request.by,
        touchpoint_id=request.object_id,
        answer=views.read_form(request.state),
        now=desk.now(),
    )
    return None


ROUTES = (
    Route("action", views.MET, access.member_of_touchpoint, tap),
    Route("action", views.PLANNED, access.member_of_touchpoint, tap),
    Route("action", views.NOT_YET, access.member_of_touchpoint, tap),
    Route("action", views.CHANGE, access.member_of_touchpoint, change),
    Route("submission", views.FORM, access.member_of_touchpoint, correct),
)
