"""Asking the owners for help, or telling them something, and how an owner reads it."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import Block

from handlers.views import wording
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
from handlers.views.text import Moment, names, write
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
        title=wording.CONCERN_TITLE[kind],
        callback_id=FORM,
        submit=wording.CONCERN_SUBMIT,
        metadata={"id": audience.mentorship_id, "kind": kind},
        blocks=(
            section(write(wording.CONCERN_ASK[kind], owners=owners)),
            text_input(TEXT, wording.CONCERN_LABEL, lines=True, most=LONGEST, optional=True),
            context(write(wording.CONCERN_WHO, owners=owners)),
        ),
    )


def read_form(state: Mapping[str, Mapping[str, Any]]) -> str:
    return text_of(state, TEXT)


def sent(audience: Audience) -> Message:
    return Message(write(wording.CONCERN_SENT, owners=names(audience.owners)))


def card(concern: Card) -> Call:
    """To an owner. What was written is shown as plain text: nothing in it can ping or link."""
    facts = {"name": concern.person, "partners": names(concern.partners), "program": concern.program}
    first = write(wording.CONCERN_CARD[concern.kind], **facts)
    if concern.reminder:
        since = Moment(concern.at, with_time=False)
        first = f"{write(wording.CONCERN_OPEN, day=since)}\n{first}"
    blocks: list[Block] = [section(first)]
    if concern.text:
        blocks.append(own_words(concern.text))
    if concern.settled_at is not None:
        at = Moment(concern.settled_at, with_time=False)
        blocks.append(context(write(wording.CONCERN_SETTLED, name=concern.settled_by, day=at)))
    else:
        blocks.append(actions(button(wording.CONCERN_SETTLE, SETTLE, concern.concern_id)))
        foot = wording.CONCERN_OPEN_FOOT if concern.reminder else wording.CONCERN_OWNERS
        blocks.append(context(write(foot, **facts)))
    return post(concern.to, Message(write(wording.CONCERN_TEXT, **facts), blocks))


def settled(shown: Settled) -> Call:
    """To whoever raised it. Nothing of what was written is repeated."""
    facts = {"by": shown.by, "partners": names(shown.partners), "day": Moment(shown.at, with_time=False)}
    return post(
        shown.to,
        Message(
            wording.CONCERN_DONE_TEXT,
            [
                section(write(wording.CONCERN_DONE[shown.kind], **facts)),
                actions(button(wording.CONCERN_AGAIN, AGAIN, choosing(shown.mentorship_id, shown.kind))),
                context(wording.CONCERN_DONE_FOOT),
            ],
        ),
    )
