"""Asking the owners for help, or telling them something."""

from handlers.counter import Answer, Open, Request, Route, Say
from handlers.views import concerns as views
from program.base import access
from program.base.desk import Desk
from program.pair import concerns


async def open_form(request: Request, desk: Desk) -> Answer:
    """The form, with the names of those who will read it."""
    audience = await desk.read(
        concerns.audience, workspace_id=request.workspace_id, mentorship_id=request.object_id
    )
    return Open(views.form(audience, request.choice or "help"))


async def send(request: Request, desk: Desk) -> Answer:
    audience = await desk.transact(
        concerns.raise_concern,
        **request.by,
        mentorship_id=request.object_id,
        kind=str(request.metadata.get("kind", "")),
        text=views.read_form(request.state),
        now=desk.now(),
    )
    return Say(views.sent(audience))


async def open_settle_form(request: Request, _desk: Desk) -> Answer:
    """An owner would like to add a line."""
    return Open(views.settle_form(request.object_id))


async def settle_with(request: Request, desk: Desk) -> Answer:
    await desk.transact(
        concerns.settle,
        **request.by,
        concern_id=request.object_id,
        answer=views.read_answer(request.state),
        now=desk.now(),
    )
    return None


async def message(_request: Request, _desk: Desk) -> Answer:
    """Slack follows the address by itself."""
    return None


ROUTES = (
    Route("action", views.SETTLE_WITH, access.owner_of_concern, open_settle_form),
    Route("submission", views.SETTLE_FORM, access.owner_of_concern, settle_with),
    Route("action", views.MESSAGE, access.anybody, message),
    Route("action", views.HELP, access.member, open_form),
    Route("action", views.AGAIN, access.member, open_form),
    Route("submission", views.FORM, access.member, send),
)
