"""A pair's channel: the charter, the plan, and what happens to the channel itself."""

from handlers.counter import Answer, Close, Open, Replace, Request, Route
from handlers.views import mentorship as views
from handlers.views import plans as plan_views
from program.base import access
from program.base.desk import Desk
from program.pair import channels, plans, welcome
from program.pair.channels import ChannelLost


async def agree(request: Request, desk: Desk) -> Answer:
    """Somebody agrees to the charter."""
    await desk.transact(welcome.agree, **request.by, mentorship_id=request.subject, now=desk.now())
    return None


async def open_plan(request: Request, desk: Desk) -> Answer:
    draft = await desk.read(plans.draft, workspace_id=request.workspace_id, mentorship_id=request.subject)
    return Open(plan_views.form(draft))


async def save_plan(request: Request, desk: Desk) -> Answer:
    """Save it; when the other one was quicker, the form shows both, and nothing is lost."""
    to_choose = await desk.transact(
        plans.save,
        **request.by,
        mentorship_id=request.subject,
        aims=plan_views.read_form(request.state),
        version=str(request.metadata.get("version", "")),
        now=desk.now(),
    )
    return Close() if to_choose is None else Replace(plan_views.form(to_choose))


async def mark(request: Request, desk: Desk) -> Answer:
    """Tick an outcome, take the tick back, or move its date."""
    await desk.transact(
        plans.mark, **request.by, outcome_id=request.subject, what=request.choice, now=desk.now()
    )
    return None


async def reopen(request: Request, desk: Desk) -> Answer:
    await desk.transact(channels.reopen, **request.by, mentorship_id=request.subject, now=desk.now())
    return None


async def come_back(request: Request, desk: Desk) -> Answer:
    await desk.transact(channels.come_back, **request.by, mentorship_id=request.subject, now=desk.now())
    return None


async def archived(request: Request, desk: Desk) -> Answer:
    return await _lost(request, desk, "archived")


async def left(request: Request, desk: Desk) -> Answer:
    """The bot was taken out of a channel."""
    return await _lost(request, desk, "left")


async def deleted(request: Request, desk: Desk) -> Answer:
    return await _lost(request, desk, "deleted")


async def unarchived(request: Request, desk: Desk) -> Answer:
    await desk.transact(
        channels.found, workspace_id=request.workspace_id, channel_id=request.channel_id, now=desk.now()
    )
    return None


async def renamed(request: Request, desk: Desk) -> Answer:
    channel = request.event["channel"]
    await desk.transact(
        channels.renamed, workspace_id=request.workspace_id, channel_id=channel["id"], name=channel["name"]
    )
    return None


async def somebody_left(request: Request, desk: Desk) -> Answer:
    await desk.transact(channels.somebody_left, **request.by, channel_id=request.channel_id, now=desk.now())
    return None


async def somebody_joined(request: Request, desk: Desk) -> Answer:
    await desk.transact(channels.somebody_joined, **request.by, channel_id=request.channel_id, now=desk.now())
    return None


async def _lost(request: Request, desk: Desk, how: ChannelLost) -> Answer:
    await desk.transact(
        channels.lost,
        workspace_id=request.workspace_id,
        channel_id=request.channel_id,
        how=how,
        now=desk.now(),
    )
    return None


ROUTES = (
    Route("action", views.AGREE, access.member, agree),
    Route("action", views.PLAN, access.member, open_plan),
    Route("action", plan_views.CHANGE, access.member, open_plan),
    Route("submission", plan_views.FORM, access.member, save_plan),
    Route("action", plan_views.MARK, access.member_of_outcome, mark),
    Route("action", views.REOPEN, access.member, reopen),
    Route("action", views.COME_BACK, access.member, come_back),
    Route("event", "group_archive", access.anybody, archived),
    Route("event", "group_unarchive", access.anybody, unarchived),
    Route("event", "group_deleted", access.anybody, deleted),
    Route("event", "group_left", access.anybody, left),
    Route("event", "group_rename", access.anybody, renamed),
    Route("event", "member_joined_channel", access.anybody, somebody_joined),
    Route("event", "member_left_channel", access.anybody, somebody_left),
)
