"""When the answer is no, or something broke: a field error or a sentence, and nothing is lost."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from slack_bolt import BoltResponse

from handlers.counter import Answer, Errors, Request, Say
from handlers.views import wording
from handlers.views.kit import Message
from handlers.views.language import speaking
from handlers.views.note import note
from handlers.views.text import plain, write
from program.base.refusals import Refusal

LOCALE = "alongside_locale"
"""Where the context of a request keeps the locale of whoever acts."""

log = logging.getLogger(__name__)


def explain(refusal: Refusal, request: Request) -> Answer:
    """A refusal as an answer: at its field in a form, else as a sentence to this person alone."""
    if request.kind == "event":
        return None
    sentence = wording.refusals.SENTENCES[refusal.why]
    if refusal.field and request.kind == "submission":
        return Errors({refusal.field: plain(sentence, **refusal.facts)})
    return Say(Message(write(sentence, **refusal.facts)))


async def answer_error(
    error: Exception, body: dict[str, Any], context: Mapping[str, Any]
) -> BoltResponse | None:
    """Something broke. The person hears it; an event goes unacknowledged, so that Slack sends it again."""
    log.error("a listener failed: %s", type(error).__name__, exc_info=error)
    with speaking(context.get(LOCALE, "")):
        return _broken(body)


def _broken(body: Mapping[str, Any]) -> BoltResponse:
    if body.get("type") == "view_submission":
        return BoltResponse(status=200, body=_broken_form(body["view"]["blocks"]))
    if "command" in body:
        return BoltResponse(
            status=200, body={"response_type": "ephemeral", "text": str(wording.everywhere.BROKEN)}
        )
    return BoltResponse(status=500, body="")


def _broken_form(blocks: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """At the first field, so that what was written stays. A form without fields gets a note on top."""
    fields = [block["block_id"] for block in blocks if block["type"] == "input"]
    if fields:
        return {"response_action": "errors", "errors": {fields[0]: str(wording.everywhere.BROKEN_FORM)}}
    return {"response_action": "push", "view": note(Message(wording.everywhere.BROKEN)).args()}
