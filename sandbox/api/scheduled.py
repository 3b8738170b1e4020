"""chat.scheduleMessage and what belongs to it."""

from sandbox.api.call import Call, Method
from sandbox.api.chat import WRITING, content, target
from sandbox.errors import SlackError, invalid_arguments
from sandbox.jsontype import JSON

FARTHEST = 120 * 24 * 3600
PER_FIVE_MINUTES = 30


def schedule(call: Call) -> JSON:
    ws = call.ws
    channel = target(call)
    said = content(call)
    raw = str(call.args.get("post_at", ""))
    if not raw.isdigit():
        raise SlackError("invalid_time")
    post_at = int(raw)
    if post_at <= ws.now():
        raise SlackError("time_in_past")
    if post_at > ws.now() + FARTHEST:
        raise SlackError("time_too_far")
    window = post_at // 300
    near = [s for s in ws.posts.scheduled.values() if s.channel == channel.id and s.post_at // 300 == window]
    if len(near) >= PER_FIVE_MINUTES:
        raise SlackError("restricted_too_many")
    item = ws.posts.schedule(channel, post_at, said, lost=bool(call.args.get("metadata")))
    message = {"text": said["text"], "bot_id": ws.bot_id, "type": "delayed_message", "user": ws.bot_user_id}
    return {
        "channel": channel.id,
        "scheduled_message_id": item.id,
        "post_at": post_at,
        "message": message | {k: v for k, v in said.items() if k == "blocks"},
    }


def listing(call: Call) -> JSON:
    wanted = call.text("channel")
    if wanted:
        call.channel()
    items = [s for s in call.ws.posts.scheduled.values() if wanted in ("", s.channel)]
    page, more = call.page(sorted(items, key=lambda s: s.post_at), 100)
    listed = [
        {
            "id": s.id,
            "channel_id": s.channel,
            "post_at": s.post_at,
            "date_created": s.created,
            "text": s.content["text"],
        }
        for s in page
    ]
    return {"scheduled_messages": listed, **more}


def delete(call: Call) -> JSON:
    if not call.args.get("scheduled_message_id"):
        raise invalid_arguments("missing required field: scheduled_message_id")
    channel = call.channel()
    item = call.ws.posts.scheduled.get(call.text("scheduled_message_id"))
    if item is None or item.channel != channel.id:
        raise SlackError("invalid_scheduled_message_id")
    del call.ws.posts.scheduled[item.id]
    return {}


METHODS = {
    "chat.scheduleMessage": Method(schedule, 3, WRITING),
    "chat.scheduledMessages.list": Method(listing, 3),
    "chat.deleteScheduledMessage": Method(delete, 3, WRITING),
}
