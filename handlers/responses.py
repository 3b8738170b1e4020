"""Giving an answer: the only calls to Slack that a listener makes are views.* and its own response_url."""

import json
import logging

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from handlers.counter import Answer, Close, Errors, Open, PostHere, Push, Replace, Request, Say
from handlers.repeats import Ack
from handlers.views import wording
from handlers.views.kit import Message, View
from handlers.views.note import note

POST_SECONDS = 2
CHANGED_MEANWHILE = frozenset({"hash_conflict", "not_found"})
"""views.update answers these when the modal was changed by a faster click, or closed: nothing is lost."""
OPENED_ALREADY = "exchanged_trigger_id"
"""What a used trigger is answered with: another replica was given the click too, and its modal is open."""

log = logging.getLogger(__name__)


def word_of(error: Exception) -> str:
    """What Slack itself said against a call: "" where it was not Slack that answered, but a proxy's page, say."""
    said = getattr(error.response, "data", None) if isinstance(error, SlackApiError) else None
    word = said.get("error") if isinstance(said, dict) and said.get("ok") is False else None
    return word if isinstance(word, str) else ""


async def give(answer: Answer, request: Request, *, client: AsyncWebClient) -> Ack:
    """Answer the person who acted. Returns what the acknowledgement says."""
    match request.kind:
        case "command":
            return await _to_command(answer, request, client)
        case "submission":
            return _to_form(answer)
        case "action":
            await _to_click(answer, request, client)
    return {}


async def _to_command(answer: Answer, request: Request, client: AsyncWebClient) -> Ack:
    match answer:
        case Say(message):
            said = message.args()
            return {"text": said["text"], "blocks": said["blocks"], "response_type": "ephemeral"}
        case Open(view):
            await _show(view, request, client)
            return {}
        case None:
            return {}
        case _:
            raise TypeError(f"a command can't be answered with {type(answer).__name__}")


def _to_form(answer: Answer) -> Ack:
    match answer:
        case Errors(fields):
            return {"response_action": "errors", "errors": dict(fields)}
        case Replace(view):
            return {"response_action": "update", "view": view.args()}
        case Push(view):
            return {"response_action": "push", "view": view.args()}
        case Say(message):
            return {"response_action": "update", "view": note(message).args()}
        case Close():
            return {"response_action": "clear"}
        case None:
            return {}
        case _:
            raise TypeError(f"a form can't be answered with {type(answer).__name__}")


async def _to_click(answer: Answer, request: Request, client: AsyncWebClient) -> None:
    match answer:
        case Say(message):
            await _show(note(message), request, client)
        case Open(view) | Push(view):
            await _show(view, request, client)
        case Replace(view):
            await _replace(view, request, client)
        case PostHere():
            await _post_here(answer, request, client)
        case None:
            pass
        case _:
            raise TypeError(f"a click can't be answered with {type(answer).__name__}")


async def _show(view: View, request: Request, client: AsyncWebClient) -> None:
    show = client.views_push if request.in_view else client.views_open
    try:
        await show(trigger_id=request.trigger_id, view=view.args())
    except SlackApiError as error:
        if word_of(error) != OPENED_ALREADY:
            raise
        log.info("%s came twice: its modal is open already", request.name)


async def _replace(view: View, request: Request, client: AsyncWebClient) -> None:
    try:
        await client.views_update(view_id=request.view_id, hash=request.view_hash, view=view.args())
    except SlackApiError as error:
        if word_of(error) not in CHANGED_MEANWHILE:
            raise


async def _post_here(answer: PostHere, request: Request, client: AsyncWebClient) -> None:
    webhook = AsyncWebhookClient(request.response_url, timeout=POST_SECONDS, retry_handlers=[])
    refusal = await _posted(webhook, answer.message)
    if refusal == "invalid_blocks" and answer.instead is not None:
        refusal = await _posted(webhook, answer.instead)
    if refusal:
        await _show(note(Message(wording.everywhere.POST_TOO_OLD)), request, client)
    else:
        await webhook.send_dict({"delete_original": True})


async def _posted(webhook: AsyncWebhookClient, message: Message) -> str:
    """Post through a response_url. Returns what Slack says against it: "" for nothing."""
    said = {**message.args(), "response_type": "in_channel", "replace_original": False}
    response = await webhook.send_dict(said)
    if response.status_code == 200 and response.body == "ok":
        return ""
    try:
        answered = json.loads(response.body)
    except json.JSONDecodeError:
        return response.body or "refused"
    return "" if answered.get("ok") else str(answered.get("error", "refused"))
