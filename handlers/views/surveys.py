"""The survey: a card, a form of two scales and a note."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import Block

from handlers.views import wording
from handlers.views.fields import choice_of, radio, text_input, text_of
from handlers.views.kit import Call, Message, View, actions, button, context, post, section
from handlers.views.text import names, plain, write
from program.pair.surveys import LONGEST_NOTE, Card

ANSWER = "surveys_answer"
FORM = "surveys_form"
USEFUL = "useful"
EASE = "ease"
NOTE = "note"


def card(survey: Card) -> Call:
    """To one person."""
    facts = {"partners": names(survey.partners), "program": survey.program}
    asked = wording.SURVEY_LAST if survey.last else wording.SURVEY_HALF_WAY
    blocks: list[Block] = [section(write(asked, **facts))]
    if survey.answered:
        blocks.append(section(wording.SURVEY_THANKS))
    elif survey.closed:
        blocks.append(context(wording.CHECKIN_ENDED))
    else:
        blocks.append(actions(button(wording.SURVEY_ANSWER, ANSWER, survey.touchpoint_id, style="primary")))
    blocks.append(context(wording.SURVEY_WHO))
    return post(survey.to, Message(write(wording.SURVEY_TEXT, **facts), blocks))


def form(survey: Card) -> View:
    partners = names(survey.partners)
    return View(
        title=wording.SURVEY_TITLE,
        callback_id=FORM,
        submit=wording.SURVEY_SUBMIT,
        metadata={"id": survey.touchpoint_id},
        blocks=(
            radio(USEFUL, wording.SURVEY_USEFUL, wording.SURVEY_SCALES[USEFUL]),
            radio(EASE, plain(wording.SURVEY_EASE, partners=partners), wording.SURVEY_SCALES[EASE]),
            text_input(NOTE, wording.SURVEY_NOTE, lines=True, most=LONGEST_NOTE, optional=True),
            context(wording.SURVEY_WHO),
        ),
    )


def read_form(state: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The scores (0 for one that is missing) and the note."""
    scores = {scale: choice_of(state, scale) for scale in (USEFUL, EASE)}
    return {
        **{scale: int(code) if code.isdecimal() else 0 for scale, code in scores.items()},
        NOTE: text_of(state, NOTE),
    }


def thanks() -> Message:
    return Message(wording.SURVEY_THANKS)
