"""The end of a program: the owner's buttons for it, what it leads to, and what whoever waits is told."""

from slack_sdk.models.blocks import Block, ButtonElement

from handlers.views import wording
from handlers.views.kit import Call, Message, button, confirm, context, post, section
from handlers.views.text import names, write
from program.running.ended_programs import Ended, Opened, Over
from program.running.status import Name

END = "over_end"
OPEN_AGAIN = "over_open_again"


def end(program_id: int) -> ButtonElement:
    """The button with which an owner ends a program."""
    sure = confirm(wording.OVER_TITLE, wording.OVER_SURE, wording.OVER_YES, wording.OVER_NO)
    return button(wording.OVER_END, END, program_id, style="danger", confirm=sure)


def row(program: Name) -> Block:
    """A program that is over, with all that was in it."""
    return section(write(wording.OVER_ROW, program=program.name), accessory=_again(program.id))


def running(program_id: int, program: str) -> Block:
    """A program that is over, and mentorships in it go on."""
    return section(write(wording.OVER_RUNNING, program=program), accessory=_again(program_id))


def ended(shown: Ended) -> Message:
    """What ending it leads to."""
    title = write(wording.OVER_DONE, program=shown.program)
    going_on = wording.OVER_PAIRS.get(shown.pairs, wording.OVER_PAIRS_MORE)
    following = [title, wording.OVER_TOLD, write(going_on, count=shown.pairs)]
    return Message(title, (section("\n".join(following)), context(wording.OVER_FOOT)))


def opened(shown: Opened) -> Message:
    title = write(wording.OVER_OPENED, program=shown.program)
    return Message(title, (section("\n".join([title, wording.OVER_OPENED_NEXT])),))


def news(shown: Over) -> Call:
    """To somebody who waits: it is over."""
    title = write(wording.OVER_NEWS, program=shown.program)
    why = wording.OVER_NEWS_MENTEE if shown.mentee else wording.OVER_NEWS_MENTOR
    blocks: list[Block] = [section("\n".join([title, why])), context(wording.OVER_NEWS_NEXT)]
    if shown.owners:
        blocks.append(context(write(wording.OVER_NEWS_WHO, owners=names(shown.owners))))
    return post(shown.to, Message(title, blocks))


def _again(program_id: int) -> ButtonElement:
    return button(wording.OVER_AGAIN, OPEN_AGAIN, program_id)
