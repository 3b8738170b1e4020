"""What is kept about the person who asks."""

from handlers.counter import Answer, Open, Push, Replace, Request, Route
from handlers.views import privacy as views
from program.base import access
from program.base.desk import Desk
from program.workspace import erasure, privacy
from program.workspace.personal_data import PersonalData


async def show(request: Request, desk: Desk) -> Answer:
    """In words: who sees what, and what there is."""
    return Open(views.view(await _everything(request, desk), reads=desk.reads_history))


async def send(request: Request, desk: Desk) -> Answer:
    """All of it, as JSON."""
    return Push(views.as_json(await _everything(request, desk)))


async def erase(request: Request, desk: Desk) -> Answer:
    """All of it goes; the mentorships of whoever asked end kindly."""
    done = await desk.transact(erasure.erase, **request.by, now=desk.now())
    return Replace(views.forgotten(done))


async def _everything(request: Request, desk: Desk) -> PersonalData:
    return await desk.read(privacy.everything, **request.by)


ROUTES = (
    Route("action", views.OPEN, access.anybody, show),
    Route("action", views.SEND, access.anybody, send),
    Route("action", views.ERASE, access.anybody, erase),
)
