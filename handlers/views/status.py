"""Where things stand, short: the answer to /mentor status."""

from slack_sdk.models.blocks import Block

from handlers.views import home, running, wording
from handlers.views.absence import finished
from handlers.views.closing import end_own
from handlers.views.concerns import HELP
from handlers.views.kit import Message, actions, button, context, divider, section
from handlers.views.text import clip, names, write
from handlers.views.wording import status as say
from program.running.person_status import Pair, Standing
from program.running.status import Running, Status

PROGRAMS = 4
PAIRS = 3


def card(shown: Status) -> Message:
    """For this person alone."""
    parts = [_mine(found) for found in shown.mine[:PROGRAMS]]
    if shown.running is not None:
        parts.append(_running(shown.running))
    if shown.others:
        others = clip(names([other.name for other in shown.others]), 1000)
        parts.append([section(write(say.OTHERS, programs=others))])
    if shown.open:
        lines = [write(say.JOIN, program=found.program) for found in shown.open[:PROGRAMS]]
        parts.append([section("\n".join(lines))])
    if not parts:
        parts.append([section(wording.home.CLOSED if shown.any_program else wording.home.EMPTY)])
    blocks: list[Block] = []
    for number, part in enumerate(parts):
        blocks += [divider(), *part] if number else part
    return Message(say.TITLE, (*blocks, context(say.FOOT)))


def _mine(found: Standing) -> list[Block]:
    """One program: a section of its own for each pair."""
    lines = [home.named(found), home.role(found)]
    if found.paused_until is not None:
        lines.append(home.paused(found))
    if found.over and found.pairs:
        lines.append(write(wording.home.OVER, program=found.program))
    lines += [home.farewell(over) for over in found.farewells]
    if found.expects:
        lines.append(home.waits(found))
    blocks: list[Block] = [
        section("\n".join(lines)),
        *([finished(found.program_id)] if found.finished else []),
        *(block for pair in found.pairs[:PAIRS] for block in _pair(pair)),
    ]
    if found.pairs:
        owners = names(next((pair.owners for pair in found.pairs if pair.owners), ()))
        blocks.append(context(write(say.END, owners=owners) if owners else say.END_NOBODY))
    return blocks


def _pair(pair: Pair) -> list[Block]:
    lines = [home.with_whom(pair), home.following(pair)]
    if pair.waiting:
        lines.insert(1, home.waiting(pair))
    buttons = [button(wording.home.HELP, HELP, pair.mentorship_id)] if pair.owners else []
    return [section("\n".join(lines)), actions(*buttons, end_own(pair.mentorship_id))]


def _running(shown: Running) -> list[Block]:
    count = shown.decisions.count
    open_now = write(say.DECISIONS if count else say.DECISIONS_NONE, count=count)
    said = say.OWNER_OVER if shown.over else say.OWNER
    first = write(said, program=shown.figures.program, decisions=open_now)
    return [section("\n".join([first, *running.lines(shown.figures)]))]
