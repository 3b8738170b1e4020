"""Giving an answer: the only calls to Slack that a listener makes are views.* and its own response_url."""

from slack_bolt.async_app import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from handlers.counter import Answer, Close, Errors, Open, PostHere, Push, Replace, Request, Say
from handlers.views.kit import View
from handlers.views.note import note

CHANGED_MEANWHILE = frozenset({"hash_conflict", "not_found"})
"""views.update answers these when the modal was changed by a faster click, or closed: nothing is lost."""


async def give(answer: Answer, request: Request, *, ack: AsyncAck, client: AsyncWebClient) -> None:
    """Answer the person who acted, and acknowledge."""
    if request.kind == "command":
        await _to_command(answer, request, ack, client)
    elif request.kind == "submission":
        await _to_form(answer, ack)
    else:
        if request.kind == "action":
            await _to_click(answer, request, client)
        await ack()


async def _to_command(answer: Answer, request: Request, ack: AsyncAck, client: AsyncWebClient) -> None:
    match answer:
        case Say(message):
            said = message.args()
            await ack(text=said["text"], blocks=said["blocks"], response_type="ephemeral")
        case Open(view):
            await client.views_open(trigger_id=request.trigger_id, view=view.args())
            await ack()
        case None:
            await ack()
        case _:
            raise TypeError(f"a command can't be answered with {type(answer).__name__}")


async def _to_form(answer: Answer, ack: AsyncAck) -> None:
    match answer:
        case Errors(fields):
            await ack(response_action="errors", errors=dict(fields))
        case Replace(view):
            await ack(response_action="update", view=view.args())
        case Push(view):
            await ack(response_action="push", view=view.args())
        case Say(message):
            await ack(response_action="update", view=note(message).args())
        case Close():
            await ack(response_action="clear")
        case None:
            await ack()
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
        case PostHere(message):
            await _post_here(message.args(), request)
        case None:
            pass
        case _:
            raise TypeError(f"a click can't be answered with {type(answer).__name__}")


async def _show(view: View, request: Request, client: AsyncWebClient) -> None:
    show = client.views_push if request.in_view else client.views_open
    await show(trigger_id=request.trigger_id, view=view.args())


async def _replace(view: View, request: Request, client: AsyncWebClient) -> None:
    try:
        await client.views_update(view_id=request.view_id, hash=request.view_hash, view=view.args())
    except SlackApiError as error:
        if error.response["error"] not in CHANGED_MEANWHILE:
            raise


async def _post_here(said: dict[str, object], request: Request) -> None:
    webhook = AsyncWebhookClient(request.response_url, retry_handlers=[])
    await webhook.send_dict({**said, "response_type": "in_channel", "delete_original": False})
    await webhook.send_dict({"delete_original": True})
