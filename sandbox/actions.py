"""What a program can have a person do, by name."""

from collections.abc import Awaitable, Callable

from sandbox.actor import Actor
from sandbox.bodies import Body
from sandbox.errors import ClientRefused
from sandbox.jsontype import JSON
from sandbox.messages import Message
from sandbox.replies import Reply
from sandbox.snapshot import channel_json

Action = Callable[[Actor, Body], Awaitable[JSON]]


async def command(me: Actor, body: Body) -> JSON:
    where = body.text("channel", "") or None
    return reply_json(me, await me.command(body.text("name"), body.text("text", ""), channel=where))


async def shortcut(me: Actor, body: Body) -> JSON:
    return reply_json(me, await me.shortcut(body.text("callback_id"), _message(me, body)))


async def click(me: Actor, body: Body) -> JSON:
    reply = await me.click(
        body.text("action_id"),
        message=_message(me, body),
        in_view=body.flag("in_view"),
        in_home=body.flag("in_home"),
        value=body.text("value", "") or None,
        select=body.raw.get("select"),
        block_id=body.text("block_id", "") or None,
    )
    return reply_json(me, reply)


async def fill(me: Actor, body: Body) -> JSON:
    await me.fill(body.mapping("values"), message=_message(me, body), in_home=body.flag("in_home"))
    return {"view": me.view}


async def options(me: Actor, body: Body) -> JSON:
    typed = body.text("typed")
    return {"options": await me.options(body.text("action_id"), typed, message=_message(me, body))}


async def view(me: Actor, _: Body) -> JSON:
    return {"view": me.view, "views": me.views}


async def submit(me: Actor, _: Body) -> JSON:
    return reply_json(me, await me.submit())


async def close(me: Actor, _: Body) -> JSON:
    await me.close_view()
    return {"view": me.view}


async def open_home(me: Actor, _: Body) -> JSON:
    return {"home": await me.open_home()}


async def home(me: Actor, _: Body) -> JSON:
    return {"home": await me.home()}


async def messages(me: Actor, body: Body) -> JSON:
    seen = me.messages(body.text("channel", "") or None, system=body.flag("system"))
    return {"messages": [m.to_json(me.ws.team_id) for m in seen]}


async def channels(me: Actor, _: Body) -> JSON:
    return {"channels": [channel_json(c, me.ws) for c in me.channels()]}


async def say(me: Actor, body: Body) -> JSON:
    thread = body.text("thread_ts", "") or None
    said = await me.say(body.text("channel", "") or None, body.text("text"), thread)
    return {"message": said.to_json(me.ws.team_id)}


async def react(me: Actor, body: Body) -> JSON:
    message = _message(me, body)
    if message is None:
        raise ClientRefused("message is missing")
    await me.react(message, body.text("name"))
    return {}


async def invite(me: Actor, body: Body) -> JSON:
    await me.invite(body.text("channel"), *body.listed("people"))
    return {}


async def create_channel(me: Actor, body: Body) -> JSON:
    channel = await me.create_channel(body.text("name"), private=body.flag("private"))
    return {"channel": channel_json(channel, me.ws)}


async def rename(me: Actor, body: Body) -> JSON:
    await me.rename(body.text("channel"), body.text("name"))
    return {}


def _in_channel(verb: Callable[[Actor, str], Awaitable[None]]) -> Action:
    async def action(me: Actor, body: Body) -> JSON:
        await verb(me, body.text("channel"))
        return {}

    return action


def reply_json(me: Actor, reply: Reply) -> JSON:
    return {
        "reply": {
            "ok": reply.ok,
            "error": reply.error,
            "errors": reply.errors,
            "ephemeral": [m.to_json(me.ws.team_id) for m in reply.ephemeral],
        },
        "view": me.view,
    }


def _message(me: Actor, body: Body) -> Message | None:
    """`{"channel": …, "ts": …}`, if given."""
    named = Body(body.mapping("message"))
    if not named.raw:
        return None
    ts = named.text("ts")
    for message in me.messages(named.text("channel"), system=True):
        if message.ts == ts:
            return message
    raise ClientRefused(f"there is no message {ts}")


ACTIONS: dict[str, Action] = {
    "command": command,
    "shortcut": shortcut,
    "click": click,
    "fill": fill,
    "options": options,
    "view": view,
    "submit": submit,
    "close": close,
    "open_home": open_home,
    "home": home,
    "messages": messages,
    "channels": channels,
    "say": say,
    "react": react,
    "invite": invite,
    "create_channel": create_channel,
    "rename": rename,
    "join": _in_channel(Actor.join),
    "leave": _in_channel(Actor.leave),
    "archive": _in_channel(Actor.archive),
    "unarchive": _in_channel(Actor.unarchive),
    "delete_channel": _in_channel(Actor.delete_channel),
    "remove_app": _in_channel(Actor.remove_app),
}
