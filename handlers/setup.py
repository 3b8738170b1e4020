"""Starting a program, changing its settings, taking one over."""

from handlers.counter import Answer, Open, Replace, Request, Route, Say
from handlers.views import setup as views
from program.base import access
from program.base.desk import Desk
from program.running import setup
from program.running.setup import Sheet


async def begin(request: Request, desk: Desk) -> Answer:
    """The form for a new program, with a default for everything."""
    sheet = await desk.read(setup.new_sheet, **request.by, admins=desk.admins, now=desk.now())
    return Open(views.form(sheet))


async def settings(request: Request, desk: Desk) -> Answer:
    """The form for a program that is there."""
    sheet = await desk.read(setup.sheet, **request.by, program_id=request.subject)
    return Open(views.form(sheet))


async def change_audience(request: Request, desk: Desk) -> Answer:
    """Another audience was chosen: the form shows the field that it needs."""
    groups = await desk.read(setup.usergroups, workspace_id=request.workspace_id)
    return Replace(views.form(Sheet(request.subject, views.read(request.state), groups, _version(request))))


async def send_new(request: Request, desk: Desk) -> Answer:
    """The form for a new program was sent."""
    saved = await desk.transact(
        setup.open_program, **request.by, admins=desk.admins, draft=views.read(request.state), now=desk.now()
    )
    return Say(views.saved(saved))


async def send_change(request: Request, desk: Desk) -> Answer:
    """The form for a program that is there was sent; when another owner was quicker, it comes back as it is."""
    saved = await desk.transact(
        setup.change_program,
        **request.by,
        program_id=request.subject,
        draft=views.read(request.state),
        version=_version(request),
        now=desk.now(),
    )
    return Replace(views.form(saved)) if isinstance(saved, Sheet) else Say(views.saved(saved))


async def take_over(request: Request, desk: Desk) -> Answer:
    """An admin takes over a program that nobody runs any more."""
    taken = await desk.transact(
        setup.take_over, **request.by, program_id=request.subject, admins=desk.admins, now=desk.now()
    )
    return Say(views.taken_over(taken))


def _version(request: Request) -> str:
    return str(request.metadata.get("version", ""))


ROUTES = (
    Route("action", views.BEGIN, access.anybody, begin),
    Route("action", views.CHOOSE_AUDIENCE, access.owner, settings),
    Route("action", views.AUDIENCE, access.anybody, change_audience),
    Route("submission", views.NEW, access.anybody, send_new),
    Route("submission", views.CHANGE, access.owner, send_change),
    Route("action", views.TAKE_OVER, access.anybody, take_over),
)
