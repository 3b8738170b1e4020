"""Asking the owners for help, or telling them something, and how an owner reads it."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import Block

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
from handlers.views.text import SlackDate, names, write
from handlers.views.wording import concerns as say
from program.pair.concerns import LONGEST, Audience, Card, Settled

HELP = "concerns_help"
FORM = "concerns_form"
TEXT = "text"
SETTLE = "concerns_settle"
AGAIN = "concerns_again"


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


def sent(audience: Audience) -> Message:
    return Message(write(say.SENT, owners=names(audience.owners)))


def card(concern: Card) -> Call:
    """To an owner. What was written is shown as plain text: nothing in it can ping or link."""
    facts = {"name": concern.person, "partners": names(concern.partners), "program": concern.program}
    first = write(say.CARD[concern.kind], **facts)
    if concern.reminder:
        since = SlackDate(concern.at, with_time=False)
        first = f"{write(say.OPEN, day=since)}\n{first}"
    blocks: list[Block] = [section(first)]
    if concern.text:
        blocks.append(own_words(concern.text))
    if concern.settled_at is not None:
        at = SlackDate(concern.settled_at, with_time=False)
        blocks.append(context(write(say.SETTLED, name=concern.settled_by, day=at)))
    else:
        blocks.append(actions(button(say.SETTLE, SETTLE, concern.concern_id)))
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
                actions(button(say.AGAIN, AGAIN, choosing(shown.mentorship_id, shown.kind))),
                context(say.DONE_FOOT),
            ],
        ),
    )
