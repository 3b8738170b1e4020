"""The survey: a card, a form of two scales and a note."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import Block

from handlers.views import wording
from handlers.views.fields import choice_of, radio, text_input, text_of
from handlers.views.kit import Call, Message, View, actions, button, context, post, section
from handlers.views.text import names, plain, write
from handlers.views.wording import surveys as say
from program.pair.surveys import LONGEST_NOTE, SurveyCard

ANSWER = "surveys_answer"
FORM = "surveys_form"
USEFUL = "useful"
EASE = "ease"
NOTE = "note"


def card(survey: SurveyCard) -> Call:
    """To one person."""
    facts = {"partners": names(survey.partners), "program": survey.program}
    asked = say.LAST if survey.last else say.HALF_WAY
    blocks: list[Block] = [section(write(asked, **facts))]
    if survey.answered:
        blocks.append(section(say.THANKS))
    elif survey.closed:
        blocks.append(context(wording.checkins.ENDED))
    else:
        blocks.append(actions(button(say.ANSWER, ANSWER, survey.touchpoint_id, style="primary")))
    blocks.append(context(say.WHO))
    return post(survey.to, Message(write(say.TEXT, **facts), blocks))


def form(survey: SurveyCard) -> View:
    partners = names(survey.partners)
    return View(
        title=say.TITLE,
        callback_id=FORM,
        submit=say.SUBMIT,
        metadata={"id": survey.touchpoint_id},
        blocks=(
            radio(USEFUL, say.USEFUL, say.SCALES[USEFUL]),
            radio(EASE, plain(say.EASE, partners=partners), say.SCALES[EASE]),
            text_input(NOTE, say.NOTE, lines=True, most=LONGEST_NOTE, optional=True),
            context(say.WHO),
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
    return Message(say.THANKS)
