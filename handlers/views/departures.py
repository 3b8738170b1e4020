"""To owners: accounts that are switched off, that are back, and whose part has ended."""

from slack_sdk.models.blocks import Block

from handlers.views.kit import Call, Message, actions, button, confirm, context, post, section
from handlers.views.text import SlackDate, clip, names, write
from handlers.views.wording import departures as say
from program.workspace.grace import Account, Back, Departure, Off

END_NOW = "departures_end"
WAIT = "departures_wait"
WAIT_ALL = "departures_wait_all"
FEW = 5
"""So many accounts have buttons of their own; more are told as one thing."""
NAMES = 1000


def off(card: Off) -> Call:
    """Which accounts are switched off, and what becomes of it by when."""
    blocks: list[Block] = []
    if len(card.accounts) > FEW:
        blocks += _many(card)
    else:
        for account in card.accounts:
            blocks += _one(card, account)
    if card.accounts:
        blocks.append(context(say.OFF_FOOT))
        if not card.may_decide:
            blocks.append(context(write(say.OFF_ADMIN, program=card.program)))
    if card.back:
        blocks.append(section(write(say.WAS_BACK, names=clip(names(card.back), NAMES))))
    if card.ended:
        blocks.append(section(write(say.HAS_ENDED, names=clip(names(card.ended), NAMES))))
    return post(card.to, Message(write(say.OFF_TEXT, program=card.program), blocks))


def _one(card: Off, account: Account) -> list[Block]:
    said = write(
        say.OFF,
        name=account.name,
        program=card.program,
        since=SlackDate(account.since),
        ends=SlackDate(account.ends),
    )
    if not card.may_decide:
        return [section(said)]
    sure = confirm(say.END_TITLE, say.END_SURE, say.END_YES, say.END_NO)
    value = account.touchpoint_id
    wait, end = button(say.WAIT, WAIT, value), button(say.END_NOW, END_NOW, value, confirm=sure)
    return [section(said), actions(wait, end)]


def _many(card: Off) -> list[Block]:
    first = card.accounts[0]
    known = clip(names([one.name for one in card.accounts]), NAMES)
    since = SlackDate(min(one.since for one in card.accounts))
    ends = SlackDate(min(one.ends for one in card.accounts))
    said = write(say.OFF_MANY, count=len(card.accounts), program=card.program, since=since, names=known)
    blocks: list[Block] = [section(said), section(write(say.OFF_MANY_NEXT, ends=ends))]
    return [*blocks, actions(button(say.WAIT, WAIT_ALL, first.touchpoint_id))] if card.may_decide else blocks


def back(card: Back) -> Call:
    known = clip(names(card.names), NAMES)
    said = write(say.BACK, count=len(card.names), names=known, program=card.program)
    return post(card.to, Message(said))


def departure(shown: Departure) -> Call:
    """Somebody's part has ended, since their account is switched off."""
    if not shown.name:
        told = say.ERASED_OVER if shown.over else say.ERASED_PAIRS
        following = told if shown.pairs else say.ERASED_NONE
        said = write(say.ERASED, program=shown.program)
        return post(shown.to, Message(said, (section(said), context(following))))
    said = write(say.DEPARTED, name=shown.name, program=shown.program)
    partners = write(say.DEPARTED_NONE)
    if shown.partners:
        told = say.DEPARTED_PARTNERS_OVER if shown.over else say.DEPARTED_PARTNERS
        partners = write(told, partners=names(shown.partners))
    return post(shown.to, Message(said, (section(said), context(partners))))
