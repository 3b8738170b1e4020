"""A month in: the question to each alone, what may change, and its proposal to both."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import Block, ButtonElement

from handlers.views import wording
from handlers.views.fields import choice_of, radio
from handlers.views.kit import Call, Message, View, actions, button, choosing, confirm, context, post, section
from handlers.views.text import Mentions, names, plain, write
from handlers.views.wording import calibration as say
from program.pair import rhythm
from program.pair.calibration import CalibrationCard, Changes

KEEP = "calibration_keep"
ADJUST = "calibration_adjust"
SOMEONE_ELSE = "calibration_someone_else"
FORM = "calibration_adjust_form"
WHAT = "adjust_what"
YES = "rhythm_yes"
NO = "rhythm_no"


def card(asked: CalibrationCard) -> Call:
    """To one of the pair."""
    partners = names(asked.partners)
    blocks: list[Block] = [section(write(say.ASK, partners=partners))]
    if asked.ended:
        blocks.append(context(wording.checkins.ENDED))
    else:
        if asked.answer:
            stops = asked.over and asked.answer == "someone_else"
            blocks.append(section(say.SAID_OVER if stops else say.SAID[asked.answer]))
        who = say.CHANGE if asked.answer else say.WHO
        blocks += [actions(*_taps(asked)), context(write(who, partners=partners))]
    return post(asked.to, Message(write(say.TEXT, partners=partners), blocks))


def _taps(asked: CalibrationCard) -> list[ButtonElement]:
    said = (say.ELSE_TITLE, say.ELSE_SURE, say.ELSE_YES, say.ELSE_NO)
    sure = confirm(*(say.ELSE_OVER if asked.over else said))
    value = asked.touchpoint_id
    taps = {
        "keep": button(say.KEEP_GOING, KEEP, choosing(value, "keep")),
        "adjust": button(say.ADJUST, ADJUST, value),
        "someone_else": button(
            say.SOMEONE_ELSE_OVER if asked.over else say.SOMEONE_ELSE,
            SOMEONE_ELSE,
            choosing(value, "someone_else"),
            confirm=sure,
        ),
    }
    return [tap for choice, tap in taps.items() if choice != asked.answer or choice == "adjust"]


def form(changes: Changes) -> View:
    """What would you change?"""
    choices = {
        option: plain(say.ADJUSTMENTS[option], often=every(changes.cadence_days))
        for option in changes.options
    }
    return View(
        title=say.ADJUST_TITLE,
        callback_id=FORM,
        submit=say.ADJUST_SUBMIT,
        metadata={"id": changes.touchpoint_id},
        blocks=(
            radio(WHAT, say.ADJUST_LABEL, choices),
            context(write(say.ADJUST_WHO, partners=names(changes.partners))),
        ),
    )


def read_form(state: Mapping[str, Mapping[str, Any]]) -> str:
    return choice_of(state, WHAT)


def noted() -> Message:
    return Message(say.ADJUST_NOTED)


def proposal(asked: rhythm.RhythmCard) -> Call:
    """To both: a change of rhythm. It says neither who wished for it nor who has said yes."""
    people = Mentions(asked.ids) if asked.here else names(asked.partners)
    opening = say.RHYTHM_HERE if asked.here else say.RHYTHM_ALONE
    facts = {"now": every(asked.days), "then": every(asked.proposed_days)}
    blocks: list[Block] = [
        section(f"{write(opening, people=people)} {write(say.RHYTHM_ASK[asked.what], **facts)}")
    ]
    if asked.answer:
        blocks.append(section(write(say.RHYTHM_OUTCOME[asked.answer], **facts)))
    elif asked.ended:
        blocks.append(context(wording.checkins.ENDED))
    else:
        value = asked.touchpoint_id
        blocks.append(
            actions(
                button(say.RHYTHM_YES, YES, choosing(value, "yes")),
                button(say.RHYTHM_NO, NO, choosing(value, "no")),
            )
        )
        blocks.append(context(say.RHYTHM_ONE if asked.agreed else say.RHYTHM_WHO))
    return post(asked.to, Message(say.RHYTHM_TEXT, blocks))


def every(days: int) -> str:
    """A cadence in words."""
    if days == 7:
        return write(say.EVERY_WEEK)
    if days % 7 == 0:
        return plain(say.EVERY_WEEKS, weeks=say.NUMBERS.get(days // 7, days // 7))
    return plain(say.EVERY_DAYS, days=days)
