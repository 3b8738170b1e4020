"""Asking the owners for help, or telling them something, and how an owner reads it."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import Block, ButtonElement

from handlers.views.fields import text_input, text_of
from handlers.views.kit import (
    Call,
    Message,
    View,
    actions,
    button,
    choosing,
    context,
    own_words,
    post,
    section,
)
from handlers.views.text import SlackDate, names, plain, write
from handlers.views.wording import concerns as say
from program.pair.concerns import LONGEST, LONGEST_ANSWER, Audience, ConcernCard, Settled

HELP = "concerns_help"
FORM = "concerns_form"
TEXT = "text"
SETTLE = "concerns_settle"
AGAIN = "concerns_again"
SETTLE_WITH = "concerns_settle_with"
SETTLE_FORM = "concerns_settle_form"
ANSWER = "concerns_answer"
MESSAGE = "concerns_message"


def form(audience: Audience, kind: str) -> View:
    """What to tell the owners, and who they are."""
    owners = names(audience.owners)
    return View(
        title=say.TITLE[kind],
        callback_id=FORM,
        submit=say.SUBMIT,
        metadata={"id": audience.mentorship_id, "kind": kind},
        blocks=(
            section(write(say.ASK[kind], owners=owners)),
            text_input(TEXT, say.LABEL, lines=True, most=LONGEST, optional=True),
            context(write(say.WHO, owners=owners)),
        ),
    )


def read_form(state: Mapping[str, Mapping[str, Any]]) -> str:
    return text_of(state, TEXT)


def settle_form(concern_id: int) -> View:
    """A line for whoever raised it."""
    return View(
        title=say.SETTLE_TITLE,
        callback_id=SETTLE_FORM,
        submit=say.SETTLE_SUBMIT,
        metadata={"id": concern_id},
        blocks=(
            text_input(ANSWER, say.SETTLE_LABEL, lines=True, most=LONGEST_ANSWER, optional=True),
            context(say.SETTLE_WHO),
        ),
    )


def read_answer(state: Mapping[str, Mapping[str, Any]]) -> str:
    return text_of(state, ANSWER)


def _message(name: str, address: str) -> list[ButtonElement]:
    return [button(plain(say.MESSAGE, name=name), MESSAGE, url=address)] if address and name else []


def sent(audience: Audience) -> Message:
    return Message(write(say.SENT, owners=names(audience.owners)))


def card(concern: ConcernCard) -> Call:
    """To an owner. What was written is shown as plain text: nothing in it can ping or link."""
    facts = {"name": concern.person, "partners": names(concern.partners), "program": concern.program}
    first = write(say.CARD[concern.kind], **facts)
    if concern.reminder and concern.settled_at is None:
        since = SlackDate(concern.at, with_time=False)
        first = f"{write(say.OPEN, day=since)}\n{first}"
    blocks: list[Block] = [section(first)]
    if concern.text:
        blocks.append(own_words(concern.text))
    if concern.settled_at is not None:
        at = SlackDate(concern.settled_at, with_time=False)
        blocks.append(context(write(say.SETTLED, name=concern.settled_by, day=at)))
    else:
        settle = [
            button(say.SETTLE, SETTLE, concern.concern_id),
            button(say.SETTLE_WITH, SETTLE_WITH, concern.concern_id),
        ]
        blocks.append(actions(*_message(concern.person, concern.message), *settle))
        foot = say.OPEN_FOOT if concern.reminder else say.OWNERS
        blocks.append(context(write(foot, **facts)))
    return post(concern.to, Message(write(say.TEXT, **facts), blocks))


def settled(shown: Settled) -> Call:
    """To whoever raised it. Nothing of what was written is repeated."""
    facts = {"by": shown.by, "partners": names(shown.partners), "day": SlackDate(shown.at, with_time=False)}
    return post(
        shown.to,
        Message(
            say.DONE_TEXT,
            [
                section(write(say.DONE[shown.kind], **facts)),
                *(
                    [section(write(say.DONE_ANSWER, **facts)), own_words(shown.answer)]
                    if shown.answer
                    else []
                ),
                actions(
                    *_message(shown.by, shown.message),
                    button(say.AGAIN, AGAIN, choosing(shown.mentorship_id, shown.kind)),
                ),
                context(say.DONE_FOOT),
            ],
        ),
    )
