"""conversations.*, the half that reads."""

from sandbox.api.call import Call, Method
from sandbox.channels import TYPES, Channel
from sandbox.errors import SlackError
from sandbox.jsontype import JSON
from sandbox.messages import Message
from sandbox.scopes import HISTORY, READ


def info(call: Call) -> JSON:
    channel = call.channel()
    call.need(READ[channel.kind])
    return {"channel": shown(call, channel, count=call.flag("include_num_members"))}


def listing(call: Call) -> JSON:
    """Pages are cut before archived ones are left out, so a page may hold fewer than asked for."""
    call.need_team()
    names = call.listed("types") or ["public_channel"]
    if unknown := [name for name in names if name not in TYPES]:
        raise SlackError("invalid_types", detail=unknown[0])
    kinds = [TYPES[name] for name in names]
    for kind in kinds:
        call.need(READ[kind])
    ws = call.ws
    visible = [
        c
        for c in ws.channels.values()
        if c.kind in kinds and (not c.is_private or ws.bot_user_id in c.members)
    ]
    page, more = call.page(visible, 100)
    kept = [c for c in page if not (c.is_archived and call.flag("exclude_archived"))]
    return {"channels": [shown(call, c, count=c.kind in ("public", "private")) for c in kept], **more}


def members(call: Call) -> JSON:
    channel = call.channel()
    call.need(READ[channel.kind])
    page, more = call.page(channel.members, 100)
    return {"members": page, **more}


def history(call: Call) -> JSON:
    channel = call.own_channel()
    call.need(HISTORY[channel.kind])
    found = [m for m in channel.messages.values() if m.thread_ts in (None, m.ts) and _within(call, m)]
    newest_first = sorted(found, key=lambda m: m.ts, reverse=True)
    page, more = call.page(newest_first, 100, 999)
    has_more = bool(more["response_metadata"]["next_cursor"])
    paging = more if has_more else {}
    listed = [_listed(call, channel, m) for m in page]
    return {"messages": listed, "has_more": has_more, "pin_count": len(channel.pins), **paging}


def replies(call: Call) -> JSON:
    channel = call.own_channel()
    call.need(HISTORY[channel.kind])
    parent = channel.messages.get(call.required("ts"))
    if parent is None:
        raise SlackError("thread_not_found")
    root = parent.thread_ts or parent.ts
    thread = [m for m in channel.messages.values() if m.ts == root or m.thread_ts == root]
    page, more = call.page(sorted(thread, key=lambda m: m.ts), 1000)
    has_more = bool(more["response_metadata"]["next_cursor"])
    listed = [_listed(call, channel, m) for m in page]
    return {"messages": listed, "has_more": has_more, **(more if has_more else {})}


def shown(call: Call, channel: Channel, *, count: bool = False) -> JSON:
    return channel.to_slack(call.ws.team_id, call.ws.bot_user_id, count=count)


def _within(call: Call, message: Message) -> bool:
    oldest, latest = call.text("oldest", "0"), call.text("latest")
    at = float(message.ts)
    try:
        first, last = float(oldest or "0"), float(latest) if latest else float("inf")
    except ValueError:
        raise SlackError("invalid_ts_oldest") from None
    return first <= at <= last if call.flag("inclusive") else first < at < last


def _listed(call: Call, channel: Channel, message: Message) -> JSON:
    """A message with what is known of its thread; the payload of its metadata only on request."""
    body = message.to_slack(call.ws.team_id)
    if message.metadata and not call.flag("include_all_metadata"):
        body["metadata"] = {"event_type": message.metadata["event_type"]}
    answers = [m for m in channel.messages.values() if m.thread_ts == message.ts and m.ts != message.ts]
    if not answers:
        return body
    return body | {
        "thread_ts": message.ts,
        "reply_count": len(answers),
        "reply_users": list(dict.fromkeys(m.user for m in answers)),
        "latest_reply": max(m.ts for m in answers),
    }


READING, REMEMBERING = tuple(READ.values()), tuple(HISTORY.values())
METHODS = {
    "conversations.info": Method(info, 3, READING),
    "conversations.list": Method(listing, 2, READING),
    "conversations.members": Method(members, 4, READING),
    "conversations.history": Method(history, 3, REMEMBERING),
    "conversations.replies": Method(replies, 3, REMEMBERING),
}
