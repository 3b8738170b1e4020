"""pins.*"""

from sandbox.api.call import Call, Method
from sandbox.channels import Channel
from sandbox.errors import SlackError
from sandbox.jsontype import JSON
from sandbox.messages import Message

MOST = 100


def add(call: Call) -> JSON:
    channel, message = _target(call)
    if message.pinned:
        raise SlackError("already_pinned")
    if len(channel.pins) >= MOST:
        raise SlackError("too_many_pins")
    ws = call.ws
    ws.posts.pin(channel, message, ws.bot_user_id)
    item = {"type": "message", "channel": channel.id, "message": message.to_slack(ws.team_id)}
    event = {"type": "pin_added", "user": ws.bot_user_id, "channel_id": channel.id, "item": item}
    ws.events.emit("pin_added", event, channel)
    return {}


def remove(call: Call) -> JSON:
    channel, message = _target(call)
    if not message.pinned:
        raise SlackError("no_pin")
    call.ws.posts.unpin(channel, message)
    return {}


def listing(call: Call) -> JSON:
    channel = call.own_channel()
    items = [
        {
            "type": "message",
            "channel": channel.id,
            "created": at,
            "created_by": by,
            "message": channel.messages[ts].to_slack(call.ws.team_id),
        }
        for ts, by, at in reversed(channel.pins)
    ]
    return {"items": items}


def _target(call: Call) -> tuple[Channel, Message]:
    channel = call.own_channel()
    if channel.is_archived:
        raise SlackError("is_archived")
    if not call.text("timestamp"):
        raise SlackError("no_item_specified")
    return channel, call.ws.posts.find(channel, call.text("timestamp"))


METHODS = {
    "pins.add": Method(add, 2, ("pins:write",)),
    "pins.remove": Method(remove, 2, ("pins:write",)),
    "pins.list": Method(listing, 2, ("pins:read",)),
}
