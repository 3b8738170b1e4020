"""The end of a program: the owner's buttons for it, what it leads to, and what whoever waits is told."""

from slack_sdk.models.blocks import Block, ButtonElement

from handlers.views.kit import Call, Message, button, confirm, context, post, section
from handlers.views.text import names, write
from handlers.views.wording import ended_programs as say
from program.running.ended_programs import Ended, Opened, Over
from program.running.status import Name

END = "over_end"
OPEN_AGAIN = "over_open_again"


def end(program_id: int) -> ButtonElement:
    """The button with which an owner ends a program."""
    sure = confirm(say.TITLE, say.SURE, say.YES, say.NO)
    return button(say.END, END, program_id, style="danger", confirm=sure)


def row(program: Name) -> Block:
    """A program that is over, with all that was in it."""
    return section(write(say.ROW, program=program.name), accessory=_again(program.id))


def running(program_id: int, program: str) -> Block:
    """A program that is over, and mentorships in it go on."""
    return section(write(say.RUNNING, program=program), accessory=_again(program_id))


def ended(shown: Ended) -> Message:
    """What ending it leads to."""
    title = write(say.DONE, program=shown.program)
    going_on = say.PAIRS if shown.pairs else say.PAIRS_NONE
    following = [title, write(say.TOLD), write(going_on, count=shown.pairs)]
    return Message(title, (section("\n".join(following)), context(say.FOOT)))


def opened(shown: Opened) -> Message:
    title = write(say.OPENED, program=shown.program)
    return Message(title, (section("\n".join([title, write(say.OPENED_NEXT)])),))


def news(shown: Over) -> Call:
    """To somebody who waits: it is over, or open again after they heard that."""
    if shown.again:
        return post(shown.to, Message(write(say.NEWS_AGAIN, program=shown.program)))
    title = write(say.NEWS, program=shown.program)
    why = say.NEWS_MENTEE if shown.mentee else say.NEWS_MENTOR
    blocks: list[Block] = [section("\n".join([title, write(why)])), context(say.NEWS_NEXT)]
    if shown.owners:
        blocks.append(context(write(say.NEWS_WHO, owners=names(shown.owners))))
    return post(shown.to, Message(title, blocks))


def _again(program_id: int) -> ButtonElement:
    return button(say.AGAIN, OPEN_AGAIN, program_id)
