"""How a mentorship ends, as the pair reads it."""

from datetime import datetime

from slack_sdk.models.blocks import Block

from handlers.views import wording
from handlers.views.kit import (
    Call,
    Mentions,
    Message,
    Moment,
    actions,
    button,
    context,
    names,
    plain,
    post,
    section,
    write,
)
from program.endings import Ended, Thanks


def ended(card: Ended) -> Call:
    """To one of the pair. Why it ended is said only when the partner's account is gone."""
    first = wording.ENDED_DEPARTED if card.departed else wording.ENDED
    facts = {"partners": names(card.partners), "program": card.program}
    blocks: list[Block] = [section(write(first, **facts)), section(wording.ENDED_NEXT)]
    if card.archived_on is not None:
        blocks.append(context(write(wording.ENDED_CHANNEL, day=_day(card.archived_on))))
    return post(card.to, Message(plain(wording.ENDED_TEXT, **facts), blocks))


def thanks(card: Thanks) -> Call:
    """To the pair, in their channel if they have one."""
    people = Mentions(card.ids) if card.here else names(card.names)
    blocks: list[Block] = [section(write(wording.THANKS, people=people, program=card.program))]
    if card.kept:
        blocks.append(section(wording.THANKS_KEPT))
    elif card.here and card.archived_on is not None:
        blocks.append(section(write(wording.THANKS_CHANNEL, day=_day(card.archived_on))))
        blocks.append(actions(button(wording.KEEP_CHANNEL, "closing_keep_channel", card.archive_id)))
        blocks.append(context(wording.KEEP_ONE if card.wished else wording.KEEP_BOTH))
    return post(card.to, Message(plain(wording.THANKS_TEXT, program=card.program), blocks))


def archive(channel_id: str) -> Call:
    return Call("conversations.archive", {"channel": channel_id})


def _day(moment: datetime) -> Moment:
    return Moment(moment, with_time=False)
