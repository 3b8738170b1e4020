"""A list that Home cuts short, whole and in pages, as a modal."""

from slack_sdk.models.blocks import Block, InteractiveElement

from handlers.views import running, undelivered
from handlers.views.kit import View, actions, button, choosing, context, section
from handlers.views.text import quote, write
from handlers.views.wording import lists as say
from program.running.home import Kind, Listing
from program.running.status import Running

ROWS = 20
EARLIER = "home_list_earlier"
LATER = "home_list_later"
VIEW = "home_list_view"


def view(shown: Listing) -> View:
    """One page. What is done in it draws it again."""
    rows = [*_rows(shown.kind, shown.running), *([running.pair_row(one)] for one in shown.past)]
    last = max(0, (len(rows) - 1) // ROWS)
    page = min(shown.page, last)
    blocks = [block for row in rows[page * ROWS : (page + 1) * ROWS] for block in row]
    foot = _foot(shown, page, last, len(rows)) if last else []
    return View(
        title=say.TITLES[shown.kind],
        blocks=[*(blocks or [section(say.EMPTY)]), *foot],
        callback_id=VIEW,
        metadata={
            "id": shown.running.figures.program_id,
            "list": f"{shown.kind}:{page}",
        },
    )


def _rows(kind: Kind, shown: Running) -> list[list[Block]]:
    open_now, numbers = shown.decisions, shown.figures
    match kind:
        case "requests":
            return [[running.request_row(one)] for one in open_now.requests]
        case "quiet":
            return [[running.quiet_row(one)] for one in open_now.quiet]
        case "undelivered":
            return [undelivered.rows(one) for one in open_now.undelivered]
        case "pairs":
            return [[running.pair_row(one)] for one in open_now.pairs]
        case "comments":
            return [[section(quote(comment, 1000))] for comment in numbers.pulse.comments]
        case "waiting":
            return [
                [section(write(say.PERSON, name=name, reason=running.why(reason.code)))]
                for reason in numbers.waiting
                for name in reason.names
            ]


def _foot(shown: Listing, page: int, last: int, count: int) -> list[Block]:
    program_id = shown.running.figures.program_id
    turns: list[InteractiveElement] = []
    if page > 0:
        turns.append(button(say.EARLIER, EARLIER, choosing(program_id, shown.kind, page - 1)))
    if page < last:
        turns.append(button(say.LATER, LATER, choosing(program_id, shown.kind, page + 1)))
    where = write(say.PAGE, first=page * ROWS + 1, last=min(count, (page + 1) * ROWS), of=count)
    return [actions(*turns), context(where)]
