"""Stay, pause or stop: asked once of each; and the owner's one line."""

from slack_sdk.models.blocks import Block, ButtonElement

from handlers.views import wording
from handlers.views.kit import Call, Message, actions, button, choosing, confirm, context, post, section
from handlers.views.text import names, write
from program.pair.silence import Card, Quiet

STAY = "silence_stay"
PAUSE = "silence_pause"
STOP = "silence_stop"


def card(stay: Card) -> Call:
    """To one of the pair."""
    partners = names(stay.partners)
    blocks: list[Block] = [section(write(wording.STAY_ASK, partners=partners))]
    if stay.answer:
        blocks.append(section(wording.STAY_SAID[stay.answer]))
    elif stay.ended:
        blocks.append(context(wording.CHECKIN_ENDED))
    if not stay.ended and stay.answer != "stop":
        blocks.append(actions(*_taps(stay)))
    who = write(wording.STAY_WHO, partners=partners)
    blocks.append(context(who if stay.answer or stay.ended else f"{who} {wording.STAY_SILENT}"))
    return post(stay.to, Message(write(wording.STAY_TEXT, partners=partners), blocks))


def _taps(stay: Card) -> list[ButtonElement]:
    sure = confirm(wording.STOP_TITLE, wording.STOP_SURE, wording.STOP_YES, wording.STOP_NO)
    value = stay.touchpoint_id
    taps = {
        "stay": button(wording.STAY, STAY, choosing(value, "stay")),
        "pause": button(wording.PAUSE_PAIR, PAUSE, choosing(value, "pause")),
        "stop": button(wording.STOP, STOP, choosing(value, "stop"), confirm=sure),
    }
    return [tap for choice, tap in taps.items() if choice != stay.answer]


def quiet(line: Quiet) -> Call:
    """To an owner."""
    said = write(wording.QUIET, people=names(line.people), program=line.program)
    return post(line.to, Message(said, (section(said),)))
