"""Where things stand for one person."""

from handlers.counter import Answer, Request, Say
from handlers.views import status as views
from program.base.desk import Desk
from program.running.status import status


async def show_status(request: Request, desk: Desk) -> Answer:
    """In short; Home shows the same with buttons."""
    found = await desk.read(status, **request.by, now=desk.now())
    return Say(views.card(found))
