"""How a mentorship ends, as the pair reads it."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import Block, ButtonElement

from handlers.views import wording
from handlers.views.enrollment import MENTOR_NEXT
from handlers.views.kit import Call, Message, actions, button, confirm, context, post, section
from handlers.views.text import Mentions, Moment, names, plain, write
from program.pair.closing import Finished, Offer, Summary
from program.pair.endings import Ended, Thanks

MOST_LINES = 20

END_OWN = "closing_end"
OWNER_END = "closing_owner_end"
KEEP_CHANNEL = "closing_keep_channel"


def ended(card: Ended) -> Call:
    """To one of the pair. Why it ended is said only when the partner's account is gone."""
    first = wording.ENDED_DEPARTED if card.departed else wording.ENDED
    facts = {"partners": names(card.partners), "program": card.program}
    following = wording.ENDED_NEXT_OVER if card.over else wording.ENDED_NEXT
    blocks: list[Block] = [section(write(first, **facts)), section(write(following, **facts))]
    if card.archived_on is not None:
        blocks.append(context(write(wording.ENDED_CHANNEL, day=_day(card.archived_on))))
    return post(card.to, Message(write(wording.ENDED_TEXT, **facts), blocks))


def thanks(card: Thanks) -> Call:
    """To the pair, in their channel if they have one."""
    people = Mentions(card.ids) if card.here else names(card.names)
    blocks: list[Block] = [section(write(wording.THANKS, people=people, program=card.program))]
    if card.kept:
        blocks.append(section(wording.THANKS_KEPT))
    elif card.here and card.archived_on is not None:
        blocks.append(section(write(wording.THANKS_CHANNEL, day=_day(card.archived_on))))
        blocks.append(actions(button(wording.KEEP_CHANNEL, KEEP_CHANNEL, card.archive_id)))
        blocks.append(context(wording.KEEP_ONE if card.wished else wording.KEEP_BOTH))
    return post(card.to, Message(write(wording.THANKS_TEXT, program=card.program), blocks))


def archive(channel_id: str) -> Call:
    return Call("conversations.archive", {"channel": channel_id})


def summary(done: Summary) -> Call:
    """To an owner: who has finished."""
    blocks = [
        section(write(wording.SUMMARY, program=done.program, count=_pairs(len(done.pairs)))),
        section("\n".join(_line(pair) for pair in done.pairs[:MOST_LINES])),
    ]
    if len(done.pairs) > MOST_LINES:
        blocks.append(section(write(wording.SUMMARY_MORE, count=_pairs(len(done.pairs) - MOST_LINES))))
    return post(
        done.to,
        Message(write(wording.SUMMARY_TEXT, program=done.program), [*blocks, context(wording.SUMMARY_FOOT)]),
    )


def _line(pair: Finished) -> str:
    template = wording.SUMMARY_LINE if pair.outcomes else wording.SUMMARY_LINE_PLAIN
    return write(
        template,
        people=names(pair.people),
        met=pair.met,
        asked=pair.check_ins,
        done=pair.outcomes_done,
        planned=pair.outcomes,
    )


def _pairs(count: int) -> str:
    return plain(wording.ONE_PAIR if count == 1 else wording.PAIRS, count=count)


def mentor_next(offer: Offer) -> Call:
    """To a mentee who has finished."""
    blocks: list[Block] = [
        section(write(wording.NEXT_MENTOR, program=offer.program)),
        actions(button(wording.NEXT_MENTOR_BUTTON, MENTOR_NEXT, offer.program_id)),
        context(wording.NEXT_MENTOR_FOOT),
    ]
    return post(offer.to, Message(wording.NEXT_MENTOR_TEXT, blocks))


def end_pair(mentorship_id: int) -> ButtonElement:
    """The button with which an owner ends a pair."""
    sure = confirm(wording.END_PAIR_TITLE, wording.END_PAIR_SURE, wording.END_PAIR_YES, wording.END_PAIR_NO)
    return button(wording.END_PAIR, OWNER_END, mentorship_id, style="danger", confirm=sure)


def end_own(mentorship_id: int) -> ButtonElement:
    """The button with which one of a pair ends it."""
    sure = confirm(wording.END_OWN_TITLE, wording.END_OWN_SURE, wording.END_OWN_YES, wording.END_PAIR_NO)
    return button(wording.END_OWN, END_OWN, mentorship_id, confirm=sure)


def ending_noted(partners: Sequence[str]) -> Message:
    return Message(write(wording.END_OWN_NOTED, partners=names(partners)))


def owner_ended(people: Sequence[str]) -> Message:
    return Message(write(wording.END_PAIR_DONE, people=names(people)))


def _day(moment: datetime) -> Moment:
    return Moment(moment, with_time=False)
