"""The Home tab, its lists, and what an owner decides there."""

from dataclasses import replace

from handlers.command import WORDS
from handlers.counter import Answer, Open, Replace, Request, Route
from handlers.views import concerns as concern_views
from handlers.views import lists, running, undelivered, wording
from program.base import access
from program.base.desk import Desk
from program.base.notices import draw_home
from program.pair import concerns
from program.running import home


async def opened(request: Request, desk: Desk) -> Answer:
    """Somebody opened Home: it is drawn as it is now."""
    if request.event.get("tab") == "home":
        await desk.transact(draw_home, **request.by, now=desk.now())
    return None


async def show_list(request: Request, desk: Desk) -> Answer:
    """A list, whole."""
    return Open(lists.view(await _listing(request, desk, request.subject, request.choice)))


async def turn_page(request: Request, desk: Desk) -> Answer:
    """Another page of it."""
    return Replace(lists.view(await _listing(request, desk, request.subject, request.choice)))


async def settle(request: Request, desk: Desk) -> Answer:
    """A help request or a concern is looked after: its card changes for all owners, and so does a list of them."""
    await desk.transact(concerns.settle, **request.by, concern_id=request.object_id, now=desk.now())
    return await _redrawn(request, desk)


async def try_again(request: Request, desk: Desk) -> Answer:
    """What Slack refused goes once more, with all that stands in its line."""
    await desk.transact(home.try_again, **request.by, letter_id=request.subject, now=desk.now())
    return await _redrawn(request, desk)


async def let_be(request: Request, desk: Desk) -> Answer:
    """What Slack refused is not needed any more, with all that stands in its line."""
    await desk.transact(home.let_be, **request.by, letter_id=request.subject, now=desk.now())
    return await _redrawn(request, desk)


async def say_word(request: Request, desk: Desk) -> Answer:
    """A button that does what a word of /mentor does, for the program that Home shows."""
    word = request.choice
    return await WORDS[word].listener(replace(request, text=word), desk)


async def _redrawn(request: Request, desk: Desk) -> Answer:
    """The list that was clicked in, as it is now. Home itself is drawn again by a letter."""
    if not request.in_view or "list" not in request.metadata:
        return None
    program_id, shown = request.metadata["id"], request.metadata["list"]
    await desk.read(access.owner, request.workspace_id, request.person_id, program_id)
    return Replace(lists.view(await _listing(request, desk, program_id, shown)))


async def _listing(request: Request, desk: Desk, program_id: int | None, said: str) -> home.Listing:
    """`said` is "kind:page"."""
    return await desk.read(home.listing, **request.by, program_id=program_id, said=said, now=desk.now())


ROUTES = (
    Route("event", "app_home_opened", access.anybody, opened),
    Route("action", running.LIST, access.owner, show_list),
    Route("action", lists.EARLIER, access.owner, turn_page),
    Route("action", lists.LATER, access.owner, turn_page),
    Route("action", running.SETTLE, access.owner_of_concern, settle),
    Route("action", concern_views.SETTLE, access.owner_of_concern, settle),
    Route("action", undelivered.TRY_AGAIN, access.owner_of_letter, try_again),
    Route("action", undelivered.LET_BE, access.owner_of_letter, let_be),
    Route("action", running.FILL, access.owner, say_word),
    *(
        Route("action", running.WORD.format(word=word), access.owner, say_word)
        for word in wording.running.WORDS
    ),
)
