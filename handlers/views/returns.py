"""Pairs that had ended because an account was off, and can go on: to owners, and to the two."""

from slack_sdk.models.blocks import Block

from handlers.views.kit import Call, Message, actions, button, context, post, section
from handlers.views.text import Channel, SlackDate, clauses, clip, names, write
from handlers.views.wording import returns as say
from program.workspace.returns import Former, Returned, Revived

BRING_BACK = "returns_bring_back"
BRING_ALL_BACK = "returns_bring_all_back"
FEW = 5
"""So many pairs have buttons of their own; more are told as one thing."""
NAMES = 1000


def returned(card: Returned) -> Call:
    """To an owner: one press undoes an ending, as long as it can be undone."""
    blocks: list[Block] = [section(write(say.RETURNED, program=card.program))]
    if len(card.pairs) > FEW:
        blocks += _many(card)
    else:
        for pair in card.pairs:
            blocks += _one(card, pair)
    if card.pairs:
        blocks.append(context(say.FOOT if card.may_decide else write(say.ADMIN, program=card.program)))
    if card.under_way:
        blocks.append(section(write(say.UNDER_WAY, count=card.under_way)))
    if card.brought:
        blocks.append(section(write(say.BROUGHT, pairs=clip(clauses(map(names, card.brought)), NAMES))))
    if len(blocks) == 1:
        blocks.append(context(say.NONE))
    return post(card.to, Message(write(say.TEXT, program=card.program), blocks))


def _one(card: Returned, pair: Former) -> list[Block]:
    said = section(write(say.PAIR, names=names(pair.names), until=SlackDate(pair.until)))
    if not card.may_decide:
        return [said]
    return [said, actions(button(say.BRING_BACK, BRING_BACK, pair.touchpoint_id, style="primary"))]


def _many(card: Returned) -> list[Block]:
    count, first = len(card.pairs), card.pairs[0]
    known = clip(clauses(names(pair.names) for pair in card.pairs), NAMES)
    until = SlackDate(min(pair.until for pair in card.pairs))
    said = section(write(say.PAIRS, count=count, pairs=known, until=until))
    if not card.may_decide:
        return [said]
    return [said, actions(button(say.BRING_ALL_BACK, BRING_ALL_BACK, first.touchpoint_id, style="primary"))]


def revived(card: Revived) -> Call:
    """To one of the pair."""
    facts = {"partners": names(card.partners), "program": card.program}
    where = write(say.REVIVED_OPENING)
    if card.channel_id is not None:
        where = write(say.REVIVED_CHANNEL, channel=Channel(card.channel_id))
    said = section(write(say.REVIVED, last=card.ends_on, **facts))
    return post(card.to, Message(write(say.REVIVED_TEXT, **facts), [said, context(where)]))
