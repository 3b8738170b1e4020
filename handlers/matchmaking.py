"""A round of matching: asked for, looked at, decided on, published."""

from handlers.counter import Answer, Open, Replace, Request, Route, Say
from handlers.views import announcements as cards
from handlers.views import matchmaking as views
from program.base import access
from program.base.desk import Desk
from program.pair import declining, opening
from program.rounds import matchmaking, publishing, review


async def match(request: Request, desk: Desk) -> Answer:
    """Ask for a round; when one is proposed already, look at it."""
    asked = await desk.transact(
        matchmaking.ask_for_round, **request.by, program_id=request.subject, now=desk.now()
    )
    if not asked.proposed:
        return Say(views.working(asked))
    return Open(views.preview(await _page(request, desk, asked.round_id, 0)))


async def look(request: Request, desk: Desk) -> Answer:
    return Open(views.preview(await _page(request, desk, request.subject, 0)))


async def turn_page(request: Request, desk: Desk) -> Answer:
    return await _show(request, desk, request.subject, _number(request))


async def decide(request: Request, desk: Desk) -> Answer:
    """Approve one pair, or turn it down; or first say why these two."""
    if request.choice == "line":
        return Replace(views.line_form(request.object_id, _page_of(request)))
    round_id = await desk.transact(
        review.decide,
        **request.by,
        proposal_id=request.subject,
        approve=request.choice == "approve",
        now=desk.now(),
    )
    return await _show(request, desk, round_id, _page_of(request))


async def approve_with_line(request: Request, desk: Desk) -> Answer:
    round_id = await desk.transact(
        review.decide,
        **request.by,
        proposal_id=request.subject,
        approve=True,
        line=views.read_line(request.state),
        now=desk.now(),
    )
    return await _show(request, desk, round_id, _page_of(request))


async def approve_all(request: Request, desk: Desk) -> Answer:
    """Approve the pairs that share words; the others by a button of their own."""
    await desk.transact(
        review.approve_all,
        **request.by,
        round_id=request.subject,
        now=desk.now(),
        apart=request.name == views.APPROVE_APART,
    )
    return await _show(request, desk, request.subject, _number(request))


async def open_by_hand(request: Request, desk: Desk) -> Answer:
    """The preview gives way to the form, and comes back after it: nothing stale is left underneath."""
    shown = await _page(request, desk, request.subject, _number(request))
    return Replace(views.by_hand(shown.round_id, shown.page))


async def pair_by_hand(request: Request, desk: Desk) -> Answer:
    await desk.transact(
        review.pair_by_hand,
        **request.by,
        round_id=request.subject,
        now=desk.now(),
        **views.read_by_hand(request.state),
    )
    return await _show(request, desk, request.subject, _page_of(request))


async def again(request: Request, desk: Desk) -> Answer:
    """Set this round aside and ask for another."""
    asked = await desk.transact(matchmaking.ask_again, **request.by, round_id=request.subject, now=desk.now())
    return Replace(views.computing(asked))


async def publish(request: Request, desk: Desk) -> Answer:
    done = await desk.transact(publishing.publish, **request.by, round_id=request.subject, now=desk.now())
    return Replace(views.published(done))


async def approve_replacement(request: Request, desk: Desk) -> Answer:
    await desk.transact(
        publishing.approve_replacement, **request.by, round_id=request.subject, now=desk.now()
    )
    return None


async def reject_replacement(request: Request, desk: Desk) -> Answer:
    await desk.transact(publishing.turn_down, **request.by, round_id=request.subject, now=desk.now())
    return None


async def try_again(request: Request, desk: Desk) -> Answer:
    """Repeat what kept channels from opening."""
    await desk.transact(
        opening.try_again, workspace_id=request.workspace_id, round_id=request.subject, now=desk.now()
    )
    return None


async def decline(request: Request, desk: Desk) -> Answer:
    """This isn't a fit."""
    following = await desk.transact(
        declining.decline, **request.by, mentorship_id=request.subject, now=desk.now()
    )
    return Say(cards.declined(following))


async def _page(request: Request, desk: Desk, round_id: int | None, page: int) -> review.Preview:
    return await desk.read(
        review.preview, workspace_id=request.workspace_id, round_id=round_id, page=page, now=desk.now()
    )


async def _show(request: Request, desk: Desk, round_id: int | None, page: int) -> Answer:
    return Replace(views.preview(await _page(request, desk, round_id, page)))


def _number(request: Request) -> int:
    """The page in a button's value, "round:page"."""
    return int(request.choice) if request.choice.isdecimal() else 0


def _page_of(request: Request) -> int:
    page = request.metadata.get("page")
    return page if isinstance(page, int) else 0


ROUTES = (
    Route("action", views.REVIEW, access.owner_of_round, look),
    Route("action", views.DECIDE, access.owner_of_proposal, decide),
    Route("submission", views.LINE_FORM, access.owner_of_proposal, approve_with_line),
    Route("action", views.APPROVE_ALL, access.owner_of_round, approve_all),
    Route("action", views.APPROVE_APART, access.owner_of_round, approve_all),
    Route("action", views.BY_HAND, access.owner_of_round, open_by_hand),
    Route("submission", views.HAND_FORM, access.owner_of_round, pair_by_hand),
    Route("action", views.BACK, access.owner_of_round, turn_page),
    Route("action", views.EARLIER, access.owner_of_round, turn_page),
    Route("action", views.LATER, access.owner_of_round, turn_page),
    Route("action", views.AGAIN, access.owner_of_round, again),
    Route("action", views.PUBLISH, access.owner_of_round, publish),
    Route("action", cards.APPROVE, access.owner_of_round, approve_replacement),
    Route("action", cards.REJECT, access.owner_of_round, reject_replacement),
    Route("action", cards.TRY_AGAIN, access.owner_of_round, try_again),
    Route("action", cards.DECLINE, access.member, decline),
)
