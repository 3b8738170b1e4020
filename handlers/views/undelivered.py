"""What Slack would not take, in an owner's words: what, for whom, and why."""

from slack_sdk.models.blocks import Block

from handlers.views.kit import actions, button, section
from handlers.views.slack_codes import why
from handlers.views.text import SlackDate, clauses, clip, names, plain, write
from handlers.views.wording import undelivered as say
from program.running.home import MOST
from program.running.undelivered import Undelivered

TRY_AGAIN = "home_try_again"
LET_BE = "home_let_be"
TOLD = 5
"""So many of those whom it was for are named."""
NAMES = 80


def row(shown: Undelivered) -> Block:
    """On Home: one line for all of one kind and reason, and one press that tries them again."""
    said = write(
        say.LETTER,
        what=say.LETTERS.get(shown.kind, say.LETTER_OTHER),
        count=len(shown.to),
        to=_readers(shown),
        at=SlackDate(shown.at, with_time=False),
    )
    parts = [said, str(why(shown.error, shown.kind))]
    if len(shown.to) > MOST:
        parts.append(write(say.LETTER_MOST, most=MOST))
    return section(" ".join(parts), accessory=button(say.AGAIN, TRY_AGAIN, shown.letter_id))


def rows(shown: Undelivered) -> list[Block]:
    """In the list: the same, and a press that has them let be."""
    return [row(shown), actions(button(say.LET_BE, LET_BE, shown.letter_id))]


def _readers(shown: Undelivered) -> str:
    nobody = say.LETTER_CHANNEL if shown.kind == "digest" else say.LETTER_GONE
    known = list(dict.fromkeys(clip(names(one) or nobody, NAMES) for one in shown.to))
    rest = len(known) - TOLD
    if rest > 0:
        known[TOLD:] = [plain(say.LETTER_MORE, count=rest)]
    return clauses(known)
