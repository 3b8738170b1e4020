"""reactions.*"""

import re

from sandbox.api.call import Call, Method
from sandbox.errors import SlackError
from sandbox.jsontype import JSON
from sandbox.messages import Message


def add(call: Call) -> JSON:
    message, name = _target(call)
    call.ws.posts.react(message, name, call.ws.bot_user_id)
    return {}


def remove(call: Call) -> JSON:
    message, name = _target(call)
    call.ws.posts.unreact(message, name, call.ws.bot_user_id)
    return {}


def _target(call: Call) -> tuple[Message, str]:
    name = call.required("name")
    if not re.fullmatch(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?", name):
        raise SlackError("invalid_name")
    if not call.text("channel") or not call.text("timestamp"):
        raise SlackError("no_item_specified")
    channel = call.own_channel()
    if channel.is_archived:
        raise SlackError("is_archived")
    return call.ws.posts.find(channel, call.text("timestamp")), name


METHODS = {
    "reactions.add": Method(add, 3, ("reactions:write",)),
    "reactions.remove": Method(remove, 2, ("reactions:write",)),
}
