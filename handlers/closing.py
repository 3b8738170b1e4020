"""The end: an owner ends a pair, a pair keeps its channel."""

from handlers.counter import Answer, Request, Route, Say
from handlers.views import closing as views
from program.base import access
from program.base.desk import Desk
from program.pair import closing


async def owner_end(request: Request, desk: Desk) -> Answer:
    """An owner ends a pair, with the same words as ever."""
    noted = await desk.transact(
        closing.owner_end, **request.by, mentorship_id=request.object_id, now=desk.now()
    )
    return Say(views.owner_ended(noted))


async def wish_to_end(request: Request, desk: Desk) -> Answer:
    """One of the pair would end it; what they both read comes later, to both at once."""
    noted = await desk.transact(
        closing.wish_to_end, **request.by, mentorship_id=request.object_id, now=desk.now()
    )
    return Say(views.ending_noted(noted))


async def keep_channel(request: Request, desk: Desk) -> Answer:
    """One of the pair would keep the channel: the card changes for both."""
    await desk.transact(closing.keep_channel, **request.by, touchpoint_id=request.object_id, now=desk.now())
    return None


ROUTES = (
    Route("action", views.OWNER_END, access.owner_of_mentorship, owner_end),
    Route("action", views.END_OWN, access.member, wish_to_end),
    Route("action", views.KEEP_CHANNEL, access.member_of_touchpoint, keep_channel),
)
