"""A month in: keep going, change something, try someone else; and a change of rhythm, proposed to both."""

from handlers.counter import Answer, Open, Replace, Request, Route, Say
from handlers.views import calibration as views
from handlers.views import concerns as concern_views
from program.base import access
from program.base.desk import Desk
from program.pair import calibration, concerns, rhythm


async def answer(request: Request, desk: Desk) -> Answer:
    """Keep going, or try someone else: this person's own card changes."""
    await desk.transact(
        calibration.answer,
        **request.by,
        touchpoint_id=request.object_id,
        choice=request.choice,
        now=desk.now(),
    )
    return None


async def open_changes(request: Request, desk: Desk) -> Answer:
    """What this person may wish to change."""
    changes = await desk.read(calibration.changes, **request.by, touchpoint_id=request.object_id)
    return Open(views.form(changes))


async def adjust(request: Request, desk: Desk) -> Answer:
    """A wish is kept, to be proposed to both; talking to the owner goes on to that form."""
    what = views.read_form(request.state)
    changes = await desk.transact(
        calibration.adjust, **request.by, touchpoint_id=request.object_id, what=what, now=desk.now()
    )
    if what != "owner":
        return Say(views.noted())
    audience = await desk.read(
        concerns.audience, workspace_id=request.workspace_id, mentorship_id=changes.mentorship_id
    )
    return Replace(concern_views.form(audience, "talk"))


async def answer_proposal(request: Request, desk: Desk) -> Answer:
    """Yes, or keep it as it is: the card changes for both."""
    await desk.transact(
        rhythm.answer, **request.by, touchpoint_id=request.object_id, choice=request.choice, now=desk.now()
    )
    return None


ROUTES = (
    Route("action", views.KEEP, access.member_of_touchpoint, answer),
    Route("action", views.SOMEONE_ELSE, access.member_of_touchpoint, answer),
    Route("action", views.ADJUST, access.member_of_touchpoint, open_changes),
    Route("submission", views.FORM, access.member_of_touchpoint, adjust),
    Route("action", views.YES, access.member_of_touchpoint, answer_proposal),
    Route("action", views.NO, access.member_of_touchpoint, answer_proposal),
)
