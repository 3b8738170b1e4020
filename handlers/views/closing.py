"""How a mentorship ends, as the pair reads it."""

from datetime import datetime

from slack_sdk.models.blocks import Block, ButtonElement

from handlers.views import wording
from handlers.views.enrollment import MENTOR_NEXT
from handlers.views.kit import Call, Message, actions, button, confirm, context, post, section
from handlers.views.text import Channel, Mentions, SlackDate, names, plain, write
from handlers.views.wording import closing as say
from program.pair.as_seen import PairAsSeen
from program.pair.closing import Offer, Parted, Summary
from program.pair.endings import Ended, Thanks

MOST_LINES = 20

END_OWN = "closing_end"
OWNER_END = "closing_owner_end"
KEEP_CHANNEL = "closing_keep_channel"


def ended(card: Ended) -> Call:
    """To one of the pair. Why it ended is said only when the partner's account is gone. Or it goes on since."""
    first = say.ENDED_EARLY if card.early else say.ENDED
    first = say.ENDED_DEPARTED if card.departed else first
    facts: dict[str, object] = {"partners": names(card.partners), "program": card.program}
    following = say.ENDED_NEXT_OVER if card.over else say.ENDED_NEXT
    text = write(say.ENDED_TEXT, **facts)
    if card.again and card.partners:
        return post(card.to, Message(text, [section(write(say.ENDED_AGAIN, **facts))]))
    if not card.partners:
        where: Channel | str = Channel(card.channel_id) if card.channel_id else card.program
        first, facts["where"], text = say.ENDED_UNNAMED, where, write(say.ENDED_UNNAMED_TEXT, **facts)
    blocks: list[Block] = [section(write(first, **facts)), section(write(following, **facts))]
    if card.archived_on is not None:
        blocks.append(context(write(say.ENDED_CHANNEL, day=_day(card.archived_on))))
    return post(card.to, Message(text, blocks))


def thanks(card: Thanks) -> Call:
    """To the pair, in their channel if they have one."""
    people = Mentions(card.ids) if card.here else names(card.names)
    blocks: list[Block] = [section(write(say.THANKS, people=people, program=card.program))]
    if card.kept:
        blocks.append(section(say.THANKS_KEPT))
    elif card.here and card.archived_on is not None:
        blocks.append(section(write(say.THANKS_CHANNEL, day=_day(card.archived_on))))
        blocks.append(actions(button(say.KEEP_CHANNEL, KEEP_CHANNEL, card.archive_id)))
        blocks.append(context(say.KEEP_ONE if card.wished else say.KEEP_BOTH))
    return post(card.to, Message(write(say.THANKS_TEXT, program=card.program), blocks))


def archive(channel_id: str) -> Call:
    return Call("conversations.archive", {"channel": channel_id})


def summary(done: Summary) -> Call:
    """To an owner: who has finished."""
    blocks = [
        section(write(say.SUMMARY, program=done.program, count=_pairs(len(done.pairs)))),
        section("\n".join(_line(pair) for pair in done.pairs[:MOST_LINES])),
    ]
    if len(done.pairs) > MOST_LINES:
        blocks.append(section(write(say.SUMMARY_MORE, count=_pairs(len(done.pairs) - MOST_LINES))))
    return post(
        done.to,
        Message(write(say.SUMMARY_TEXT, program=done.program), [*blocks, context(say.SUMMARY_FOOT)]),
    )


def _line(pair: PairAsSeen) -> str:
    return write(say.SUMMARY_LINE, people=pair_names(pair), progress=progress(pair))


def pair_names(pair: PairAsSeen) -> str:
    """Who they are, as an owner reads it."""
    return names([name or str(wording.everywhere.FORMER) for name in pair.names])


def progress(pair: PairAsSeen) -> str:
    """How far a pair has come, as an owner reads it: all that there is to read."""
    met = say.PAIR_MET if pair.met else say.PAIR_NOT_MET
    if not pair.outcomes:
        return write(met)
    return write(say.PAIR_OUTCOMES, met=write(met), done=pair.outcomes_done, planned=pair.outcomes)


def _pairs(count: int) -> str:
    return plain(say.PAIRS, count=count)


def mentor_next(offer: Offer) -> Call:
    """To a mentee who has finished."""
    blocks: list[Block] = [
        section(write(say.NEXT_MENTOR, program=offer.program)),
        actions(button(say.NEXT_MENTOR_BUTTON, MENTOR_NEXT, offer.program_id)),
        context(say.NEXT_MENTOR_FOOT),
    ]
    return post(offer.to, Message(say.NEXT_MENTOR_TEXT, blocks))


def end_pair(mentorship_id: int) -> ButtonElement:
    """The button with which an owner ends a pair."""
    sure = confirm(say.END_PAIR_TITLE, say.END_PAIR_SURE, say.END_PAIR_YES, say.END_PAIR_NO)
    return button(say.END_PAIR, OWNER_END, mentorship_id, style="danger", confirm=sure)


def end_own(mentorship_id: int) -> ButtonElement:
    """The button with which one of a pair ends it."""
    sure = confirm(say.END_OWN_TITLE, say.END_OWN_SURE, say.END_OWN_YES, say.END_PAIR_NO)
    return button(say.END_OWN, END_OWN, mentorship_id, confirm=sure)


def ending_noted(noted: Parted) -> Message:
    said = say.END_OWN_NOTED if noted.channel else say.END_OWN_NOTED_ALONE
    return Message(write(said, partners=names(noted.names)))


def owner_ended(noted: Parted) -> Message:
    said = say.END_PAIR_DONE if noted.channel else say.END_PAIR_DONE_ALONE
    return Message(write(said, people=names(noted.names)))


def _day(moment: datetime) -> SlackDate:
    return SlackDate(moment, with_time=False)
