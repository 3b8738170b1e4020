"""The check-in card, and its correction."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import Block, ButtonElement

from handlers.views import wording
from handlers.views.concerns import HELP
from handlers.views.fields import choice_of, radio
from handlers.views.kit import Call, Message, View, actions, button, choosing, context, post, section
from handlers.views.text import Mentions, Moment, names, write
from program.pair.checkins import CheckIn, Stands

MET = "checkins_met"
PLANNED = "checkins_planned"
NOT_YET = "checkins_not_yet"
CHANGE = "checkins_change"
FORM = "checkins_correct"
ANSWER = "checkins_answer"


def card(check_in: CheckIn) -> Call:
    """To the pair, or to one of them where their hours never meet."""
    since = Moment(check_in.since, with_time=False)
    if check_in.here:
        asked = write(wording.CHECKIN_HERE, people=Mentions(check_in.ids), day=since)
    else:
        asked = write(wording.CHECKIN_ALONE, partners=names(check_in.partners), day=since)
    blocks: list[Block] = [section(asked), *_body(check_in), *_who_reads(check_in)]
    return post(check_in.to, Message(wording.CHECKIN_TEXT, blocks))


def _body(check_in: CheckIn) -> list[Block]:
    value = check_in.touchpoint_id
    then = Moment(check_in.next_at, with_time=False) if check_in.next_at else None
    following = write(wording.CHECKIN_NEXT, day=then) if then else wording.CHECKIN_LAST
    if check_in.answer:
        said = write(wording.CHECKIN_SAID[check_in.answer], name=check_in.by)
        change = [button(wording.CHANGE, CHANGE, value)]
        row = [*([] if check_in.stands or check_in.ended else change), *_help(check_in)]
        then_asked = [] if check_in.ended else [context(following)]
        return [section(said), *_row(row), *then_asked]
    if check_in.ended:
        return [context(wording.CHECKIN_ENDED), *_row(_help(check_in))]
    taps = [
        button(wording.CHECKIN_MET, MET, choosing(value, "met"), style="primary"),
        button(wording.CHECKIN_PLANNED, PLANNED, choosing(value, "planned")),
        button(wording.CHECKIN_NOT_YET, NOT_YET, choosing(value, "not_yet")),
        *_help(check_in),
    ]
    return [actions(*taps), context(f"{wording.CHECKIN_WHO} {following}")]


def _help(check_in: CheckIn) -> list[ButtonElement]:
    """For whoever has somebody to ask: at any time, also when the card has been answered and after the end."""
    if not check_in.owners:
        return []
    return [button(wording.CHECKIN_HELP, HELP, choosing(check_in.mentorship_id, "help"))]


def _row(buttons: list[ButtonElement]) -> list[Block]:
    return [actions(*buttons)] if buttons else []


def _who_reads(check_in: CheckIn) -> list[Block]:
    """It stands in a channel of two, so it says whom it reaches."""
    if not check_in.owners:
        return []
    return [context(write(wording.CHECKIN_HELP_WHO, owners=names(check_in.owners)))]


def said_already(stands: Stands) -> Message:
    """To somebody whose tap came after another answer."""
    return Message(write(wording.CHECKIN_ALREADY[stands.answer], name=stands.by))


def form(stands: Stands) -> View:
    """Put the answer right."""
    return View(
        title=wording.CHECKIN_FORM,
        callback_id=FORM,
        submit=wording.SAVE,
        metadata={"id": stands.touchpoint_id},
        blocks=(
            radio(ANSWER, wording.CHECKIN_LABEL, wording.CHECKIN_ANSWERS, initial=stands.answer),
            context(wording.CHECKIN_BOTH),
        ),
    )


def read_form(state: Mapping[str, Mapping[str, Any]]) -> str:
    return choice_of(state, ANSWER)
