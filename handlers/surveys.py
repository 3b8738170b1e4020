"""The survey."""

from handlers.counter import Answer, Open, Request, Route, Say
from handlers.views import surveys as views
from program.base import access
from program.base.desk import Desk
from program.pair import surveys


async def open_form(request: Request, desk: Desk) -> Answer:
    survey = await desk.read(surveys.open_form, **request.by, touchpoint_id=request.object_id, now=desk.now())
    return Open(views.form(survey))


async def answer(request: Request, desk: Desk) -> Answer:
    await desk.transact(
        surveys.answer,
        **request.by,
        touchpoint_id=request.object_id,
        now=desk.now(),
        **views.read_form(request.state),
    )
    return Say(views.thanks())


ROUTES = (
    Route("action", views.ANSWER, access.member_of_touchpoint, open_form),
    Route("submission", views.FORM, access.member_of_touchpoint, answer),
)
