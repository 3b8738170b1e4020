"""What happens in the workspace: people come, change and go; channels are archived; the app is removed."""

from handlers.counter import Answer, Request, Route
from handlers.views.people import read_user
from program import access, people
from program.desk import Desk


async def person_changed(request: Request, desk: Desk) -> Answer:
    """A person is new here, or their profile changed."""
    profile = read_user(request.event["user"])
    await desk.transact(people.learn, workspace_id=request.workspace_id, profile=profile, now=desk.now())
    return None


ROUTES = (
    Route("event", "team_join", access.anybody, person_changed),
    Route("event", "user_change", access.anybody, person_changed),
)
