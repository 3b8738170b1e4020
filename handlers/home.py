"""The Home tab."""

from handlers.counter import Answer, Request, Route
from program import access
from program.desk import Desk
from program.notices import redraw_home


async def opened(request: Request, desk: Desk) -> Answer:
    """Somebody opened Home: it is drawn as it is now."""
    if request.event.get("tab") == "home":
        await desk.transact(
            redraw_home, workspace_id=request.workspace_id, person_id=request.person_id, now=desk.now()
        )
    return None


ROUTES = (Route("event", "app_home_opened", access.anybody, opened),)
