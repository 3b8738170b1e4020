"""Pausing, coming back, leaving."""

from slack_sdk.models.blocks import Block

from handlers.views.fields import State, choice_of, date_input, date_of, one_of
from handlers.views.kit import Message, Pieces, View, button, context, section
from handlers.views.text import SlackDate, names, write
from handlers.views.wording import absence as say
from program.joining.absence import Left, Paused, Resumed, Stakes

PAUSE = "enrollment_pause"
PAUSE_FORM = "enrollment_pause_form"
RESUME = "enrollment_resume"
LOOK_AGAIN = "enrollment_look_again"
LEAVE = "enrollment_leave"
LEAVE_FORM = "enrollment_leave_form"
SPAN = "pause_span"
SAID = "pause_said"


def pause_form(program_id: int | None) -> View:
    return View(
        title=say.PAUSE_TITLE,
        blocks=[
            one_of(SPAN, say.PAUSE_LABEL, say.PAUSE_SPANS, initial="2w"),
            date_input(SAID, say.PAUSE_UNTIL, optional=True, hint=say.PAUSE_HINT),
        ],
        callback_id=PAUSE_FORM,
        submit=say.PAUSE_SUBMIT,
        metadata={"id": program_id},
    )


def read_pause(state: State) -> str:
    """The day, if one was chosen; else the span."""
    until = date_of(state, SAID)
    return until.isoformat() if until else choice_of(state, SPAN)


def paused(shown: Paused) -> Message:
    return Message(write(say.PAUSED, program=shown.program, until=SlackDate(shown.until, with_time=False)))


def resumed(shown: Resumed) -> Message:
    back = say.RESUMED_OVER if shown.over else say.RESUMED
    return Message(write(back if shown.was_paused else say.NOT_PAUSED, program=shown.program))


def finished(program_id: int) -> Block:
    """To somebody whose time as a mentee is complete."""
    again = button(say.LOOK_AGAIN, LOOK_AGAIN, program_id)
    return section(say.FINISHED, accessory=again)


def looks_again(program: str) -> Message:
    return Message(write(say.LOOKS_AGAIN, program=program))


def leave_form(shown: Stakes) -> View:
    blocks: Pieces = [section(write(say.LEAVE_ASK, program=shown.program))]
    if shown.partners:
        said = [write(say.LEAVE_PARTNERS, partners=names(shown.partners))]
        if shown.mentees:
            said.append(write(say.LEAVE_MENTEES, mentees=names(shown.mentees)))
        if shown.channel:
            said.append(write(say.LEAVE_CHANNEL))
        blocks = [*blocks, section(" ".join(said))]
    return View(
        title=say.LEAVE_TITLE,
        blocks=[*blocks, context(say.LEAVE_PAUSE)],
        callback_id=LEAVE_FORM,
        submit=say.LEAVE_SUBMIT,
        close=say.LEAVE_CANCEL,
        metadata={"id": shown.program_id},
    )


def left(shown: Left) -> Message:
    said = write(say.LEAVE_DONE_OVER if shown.over else say.LEAVE_DONE, program=shown.program)
    foot = [context(say.LEAVE_CHANNEL)] if shown.channel else []
    return Message(said, (section(said), *foot))
