"""chat.*: what the app says."""

from typing import Any

from sandbox.api.call import Call, Method
from sandbox.blocks import settle_message
from sandbox.channels import Channel
from sandbox.errors import SlackError
from sandbox.jsontype import JSON
from sandbox.messages import Message

UPDATE_TEXT = 4000
ATTACHMENTS = 100


def target(call: Call) -> Channel:
    """Where to post: a channel's id or name, or a person's id for the DM with them, also if they have left."""
    ws = call.ws
    wanted = call.text("channel")
    if person := ws.people.get(wanted):
        if person.is_bot or person.workflow_bot:
            raise SlackError("cannot_dm_bot")
        if person.stranger:
            raise SlackError("channel_not_found")
        channel = ws.rooms.app_dm(wanted)
    else:
        found = ws.channels.get(wanted) or ws.rooms.named(wanted.removeprefix("#"))
        if found is None or (found.is_private and ws.bot_user_id not in found.members):
            raise SlackError("channel_not_found")
        channel = found
    if channel.is_archived:
        raise SlackError("is_archived")
    if channel.kind == "im" and not ws.manifest.messages_tab:
        raise SlackError("messages_tab_disabled")
    if ws.bot_user_id not in channel.members:
        if "chat:write.public" not in ws.scopes:
            raise SlackError("not_in_channel")
        call.need("chat:write.public")
    return channel


def content(call: Call) -> dict[str, Any]:
    """The text, blocks and attachments of a call, each checked."""
    found: dict[str, Any] = {"text": call.text("text") or call.text("markdown_text")}
    if call.args.get("blocks"):
        found["blocks"] = settle_message(call.args["blocks"], call.ws.ids)
    if attachments := call.args.get("attachments"):
        if not isinstance(attachments, list):
            raise SlackError("invalid_attachments")
        if len(attachments) > ATTACHMENTS:
            raise SlackError("too_many_attachments")
        found["attachments"] = attachments
    if not found["text"] and len(found) == 1:
        raise SlackError("no_text")
    return found


def _said(call: Call, message: Message) -> JSON:
    ws = call.ws
    body = message.to_slack(ws.team_id)
    body["bot_profile"] = {
        "id": ws.bot_id,
        "app_id": ws.app_id,
        "user_id": ws.bot_user_id,
        "name": ws.manifest.bot_name,
        "icons": {},
        "deleted": False,
        "updated": 0,
        "team_id": ws.team_id,
    }
    return body


def post(call: Call) -> JSON:
    channel = target(call)
    said = content(call)
    if name := call.text("username"):
        call.need("chat:write.customize")
        said["username"] = name
    if metadata := call.args.get("metadata"):
        if not isinstance(metadata, dict) or "event_type" not in metadata or "event_payload" not in metadata:
            raise SlackError("invalid_metadata_format")
        said["metadata"] = metadata
    if thread := call.text("thread_ts"):
        if thread not in channel.messages:
            raise SlackError("thread_not_found")
        said["thread_ts"] = thread
    message = call.ws.posts.by_app(channel, **said)
    return {"channel": channel.id, "ts": message.ts, "message": _said(call, message)}


def post_ephemeral(call: Call) -> JSON:
    channel = target(call)
    person = call.person()
    if person.id not in channel.members:
        raise SlackError("user_not_in_channel")
    message = call.ws.posts.whisper(channel, person.id, **content(call))
    return {"message_ts": message.ts}


def update(call: Call) -> JSON:
    """Text alone takes the blocks away; blocks alone leave the text."""
    channel = call.channel()
    message = call.ws.posts.find(channel, call.required("ts"))
    if message.user != call.ws.bot_user_id or message.system:
        raise SlackError("cant_update_message")
    if channel.is_archived:
        raise SlackError("is_archived")
    if len(call.text("text")) > UPDATE_TEXT:
        raise SlackError("msg_too_long")
    found = content(call)
    if not call.text("text") and not call.text("markdown_text"):
        del found["text"]
    elif "blocks" not in found:
        found["blocks"] = []
    call.ws.posts.change(message, call.ws.bot_user_id, **found)
    return {
        "channel": channel.id,
        "ts": message.ts,
        "text": message.text,
        "message": _said(call, message),
    }


def delete(call: Call) -> JSON:
    channel = call.channel()
    message = call.ws.posts.find(channel, call.required("ts"))
    if message.user != call.ws.bot_user_id or message.system:
        raise SlackError("cant_delete_message")
    call.ws.posts.delete(message)
    return {"channel": channel.id, "ts": message.ts}


def permalink(call: Call) -> JSON:
    channel = call.channel()
    message = call.ws.posts.find(channel, call.required("message_ts"))
    url = f"https://{call.ws.domain}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.thread_ts and message.thread_ts != message.ts:
        url += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": url}


WRITING = ("chat:write",)
METHODS = {
    "chat.postMessage": Method(post, 0, WRITING),
    "chat.postEphemeral": Method(post_ephemeral, 4, WRITING),
    "chat.update": Method(update, 3, WRITING),
    "chat.delete": Method(delete, 3, WRITING),
    "chat.getPermalink": Method(permalink, 0),
}
