"""Stay, pause or stop: asked once of each; and the owner's one line."""

from slack_sdk.models.blocks import Block, ButtonElement

from handlers.views import wording
from handlers.views.kit import Call, Message, actions, button, choosing, confirm, context, post, section
from handlers.views.text import names, write
from handlers.views.wording import silence as say
from program.pair.silence import Quiet, StayCard

STAY = "silence_stay"
PAUSE = "silence_pause"
STOP = "silence_stop"


def card(stay: StayCard) -> Call:
    """To one of the pair."""
    partners = names(stay.partners)
    blocks: list[Block] = [section(write(say.STAY_ASK, partners=partners))]
    if stay.ended:
        blocks.append(context(wording.checkins.ENDED))
    else:
        if stay.answer:
            blocks.append(section(say.STAY_SAID[stay.answer]))
        if stay.answer != "stop":
            blocks.append(actions(*_taps(stay)))
        who = write(say.STAY_WHO, partners=partners)
        silent = say.STAY_SILENT if stay.owned else say.STAY_SILENT_ALONE
        blocks.append(context(who if stay.answer else f"{who} {silent}"))
    return post(stay.to, Message(write(say.STAY_TEXT, partners=partners), blocks))


def _taps(stay: StayCard) -> list[ButtonElement]:
    sure = confirm(say.STOP_TITLE, say.STOP_SURE, say.STOP_YES, say.STOP_NO)
    value = stay.touchpoint_id
    taps = {
        "stay": button(say.STAY, STAY, choosing(value, "stay")),
        "pause": button(say.PAUSE_PAIR, PAUSE, choosing(value, "pause")),
        "stop": button(say.STOP, STOP, choosing(value, "stop"), confirm=sure),
    }
    return [tap for choice, tap in taps.items() if choice != stay.answer]


def quiet(line: Quiet) -> Call:
    """To an owner."""
    said = write(say.QUIET, people=names(line.people), program=line.program)
    return post(line.to, Message(said, (section(said),)))
