"""The check-in card, and its correction."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import Block, ButtonElement

from handlers.views.concerns import HELP
from handlers.views.fields import choice_of, radio
from handlers.views.kit import Call, Message, View, actions, button, choosing, context, post, section
from handlers.views.text import Mentions, SlackDate, names, write
from handlers.views.wording import checkins as say
from program.pair.checkins import CheckIn, Stands

MET = "checkins_met"
PLANNED = "checkins_planned"
NOT_YET = "checkins_not_yet"
CHANGE = "checkins_change"
FORM = "checkins_correct"
ANSWER = "checkins_answer"


def card(check_in: CheckIn) -> Call:
    """To the pair, or to one of them where their hours never meet."""
    since = SlackDate(check_in.since, with_time=False)
    if check_in.here:
        asked = write(say.HERE, people=Mentions(check_in.ids), day=since)
    else:
        asked = write(say.ALONE, partners=names(check_in.partners), day=since)
    blocks: list[Block] = [section(asked), *_body(check_in), *_who_reads(check_in)]
    return post(check_in.to, Message(say.TEXT, blocks))


def _body(check_in: CheckIn) -> list[Block]:
    value = check_in.touchpoint_id
    then = SlackDate(check_in.next_at, with_time=False) if check_in.next_at else None
    following = write(say.NEXT, day=then) if then else say.LAST
    if check_in.answer:
        said = write(say.SAID[check_in.answer], name=check_in.by)
        change = [button(say.CHANGE, CHANGE, value)]
        row = [*([] if check_in.stands or check_in.ended else change), *_help(check_in)]
        then_asked = [] if check_in.ended else [context(following)]
        return [section(said), *_row(row), *then_asked]
    if check_in.superseded and not check_in.ended:
        return [context(say.SUPERSEDED), *_row(_help(check_in))]
    if check_in.ended:
        return [context(say.ENDED), *_row(_help(check_in))]
    taps = [
        button(say.MET, MET, choosing(value, "met"), style="primary"),
        button(say.PLANNED, PLANNED, choosing(value, "planned")),
        button(say.NOT_YET, NOT_YET, choosing(value, "not_yet")),
        *_help(check_in),
    ]
    return [actions(*taps), context(f"{say.WHO} {following}")]


def _help(check_in: CheckIn) -> list[ButtonElement]:
    """For whoever has somebody to ask: at any time, also when the card has been answered and after the end."""
    if not check_in.owners:
        return []
    return [button(say.HELP, HELP, choosing(check_in.mentorship_id, "help"))]


def _row(buttons: list[ButtonElement]) -> list[Block]:
    return [actions(*buttons)] if buttons else []


def _who_reads(check_in: CheckIn) -> list[Block]:
    """It stands in a channel of two, so it says whom it reaches."""
    if not check_in.owners:
        return []
    return [context(write(say.HELP_WHO, owners=names(check_in.owners)))]


def said_already(stands: Stands) -> Message:
    """To somebody whose tap came after another answer."""
    return Message(write(say.ALREADY[stands.answer], name=stands.by))


def form(stands: Stands) -> View:
    """Put the answer right."""
    return View(
        title=say.FORM,
        callback_id=FORM,
        submit=say.SAVE,
        metadata={"id": stands.touchpoint_id},
        blocks=(
            radio(ANSWER, say.LABEL, say.ANSWERS, initial=stands.answer),
            context(say.BOTH),
        ),
    )


def read_form(state: Mapping[str, Mapping[str, Any]]) -> str:
    return choice_of(state, ANSWER)
