"""conversations.*, the half that changes something."""

from sandbox.api.call import Call, Method
from sandbox.api.conversations import shown
from sandbox.channels import Channel, Kind
from sandbox.errors import SlackError
from sandbox.jsontype import JSON
from sandbox.scopes import INVITES, TOPIC, WRITE

LONGEST = 250
INVITED_AT_ONCE = 100
OPENED_WITH = 8


def _changeable(call: Call) -> Channel:
    """A channel that the app is in, and that isn't archived or a DM."""
    channel = call.own_channel()
    if channel.kind in ("im", "mpim"):
        raise SlackError("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise SlackError("is_archived")
    return channel


def create(call: Call) -> JSON:
    call.need_team()
    private = call.flag("is_private")
    kind: Kind = "private" if private else "public"
    call.need(*WRITE[kind])
    channel = call.ws.rooms.create(call.text("name"), private=private, by=call.ws.bot_user_id)
    return {"channel": shown(call, channel)}


def invite(call: Call) -> JSON:
    """All or nobody: one who can't be invited keeps out the others, unless the app says `force`."""
    channel = _changeable(call)
    call.need(*INVITES[channel.kind])
    wanted = call.listed("users")
    if not wanted:
        raise SlackError("no_user")
    if len(wanted) > INVITED_AT_ONCE:
        raise SlackError("too_many_users")
    wrong = [(user, error) for user in wanted if (error := _uninvitable(call, channel, user))]
    errors = [{"user": user, "ok": False, "error": error} for user, error in wrong]
    if wrong and not (call.flag("force") and len(wrong) < len(wanted)):
        raise SlackError(wrong[0][1], errors=errors)
    refused = {user for user, _ in wrong}
    for user in wanted:
        if user not in refused:
            call.ws.rooms.add(channel, user, by=call.ws.bot_user_id)
    return {"channel": shown(call, channel)} | ({"errors": errors} if errors else {})


def _uninvitable(call: Call, channel: Channel, user: str) -> str | None:
    person = call.ws.people.get(user)
    if user == call.ws.bot_user_id:
        return "cant_invite_self"
    if person is None or person.deleted:
        return "user_not_found"
    if user in channel.members:
        return "already_in_channel"
    if person.teams and call.ws.team_id not in person.teams:
        return "org_user_not_in_team"
    if person.team is not None or person.workflow_bot:
        return "cant_invite"
    if person.single_channel and any(user in c.members for c in call.ws.channels.values() if c.name):
        return "ura_max_channels"
    return call.refused.get(user)


def kick(call: Call) -> JSON:
    channel = _changeable(call)
    call.need(*WRITE[channel.kind])
    person = call.person()
    if person.id == call.ws.bot_user_id:
        raise SlackError("cant_kick_self")
    if channel.is_general:
        raise SlackError("cant_kick_from_general")
    if person.id not in channel.members:
        raise SlackError("not_in_channel")
    call.ws.rooms.remove(channel, person.id, by=call.ws.bot_user_id)
    return {}


def leave(call: Call) -> JSON:
    channel = call.channel()
    if channel.kind in ("im", "mpim"):
        raise SlackError("method_not_supported_for_channel_type")
    call.need(*WRITE[channel.kind])
    if channel.is_archived:
        raise SlackError("is_archived")
    if channel.is_general:
        raise SlackError("cant_leave_general")
    if call.ws.bot_user_id not in channel.members:
        return {"not_in_channel": True}
    if channel.members == [call.ws.bot_user_id]:
        raise SlackError("last_member")
    call.ws.rooms.remove(channel, call.ws.bot_user_id)
    return {}


def join(call: Call) -> JSON:
    channel = call.channel()
    if channel.kind != "public":
        raise SlackError("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise SlackError("is_archived")
    if call.ws.bot_user_id in channel.members:
        warning = {"warning": "already_in_channel", "response_metadata": {"warnings": ["already_in_channel"]}}
        return {"channel": shown(call, channel), **warning}
    call.ws.rooms.add(channel, call.ws.bot_user_id)
    return {"channel": shown(call, channel)}


def open_direct(call: Call) -> JSON:
    """The DM of these people: there is only ever one."""
    ws = call.ws
    if call.args.get("channel"):
        channel = call.channel()
        call.need(*WRITE[channel.kind])
        return {"no_op": True, "already_open": True, "channel": {"id": channel.id}}
    users = list(dict.fromkeys(call.listed("users")))
    if not users:
        raise SlackError("users_list_not_supplied")
    if len(users) > OPENED_WITH:
        raise SlackError("too_many_users")
    call.need(*WRITE["im" if len(users) == 1 else "mpim"])
    for user in users:
        person = ws.people.get(user)
        if person is None:
            raise SlackError("user_not_found")
        if person.deleted:
            raise SlackError("user_disabled")
        if person.stranger:
            raise SlackError("user_not_visible")
        if person.is_bot or person.workflow_bot:
            raise SlackError("cannot_dm_bot")
    people = [ws.bot_user_id, *users]
    if call.flag("prevent_creation") and not ws.rooms.has_direct(people):
        raise SlackError("channel_not_found")
    channel, there = ws.rooms.direct(people)
    brief = shown(call, channel) if call.flag("return_im") else {"id": channel.id}
    return {"channel": brief, **({"no_op": True, "already_open": True} if there else {})}


def rename(call: Call) -> JSON:
    channel = _changeable(call)
    call.need(*WRITE[channel.kind])
    if channel.creator != call.ws.bot_user_id:
        raise SlackError("not_authorized")
    call.ws.rooms.rename(channel, call.text("name"), call.ws.bot_user_id)
    return {"channel": shown(call, channel)}


def set_topic(call: Call) -> JSON:
    return _describe(call, "topic")


def set_purpose(call: Call) -> JSON:
    return _describe(call, "purpose")


def _describe(call: Call, what: str) -> JSON:
    channel = call.own_channel()
    call.need(*TOPIC[channel.kind])
    if channel.is_archived:
        raise SlackError("is_archived")
    text = call.text(what)
    if len(text) > LONGEST:
        raise SlackError("too_long")
    change = call.ws.rooms.set_topic if what == "topic" else call.ws.rooms.set_purpose
    change(channel, text, call.ws.bot_user_id)
    return {"channel": shown(call, channel), what: text}


def archive(call: Call) -> JSON:
    channel = call.own_channel()
    if channel.kind in ("im", "mpim"):
        raise SlackError("method_not_supported_for_channel_type")
    call.need(*WRITE[channel.kind])
    if channel.is_general:
        raise SlackError("cant_archive_general")
    call.ws.rooms.archive(channel, call.ws.bot_user_id)
    return {}


def unarchive(call: Call) -> JSON:
    channel = call.own_channel()
    call.need(*WRITE[channel.kind])
    call.ws.rooms.unarchive(channel, call.ws.bot_user_id)
    return {}


CHANGING = ("channels:manage", "groups:write", "im:write", "mpim:write")
METHODS = {
    "conversations.create": Method(create, 2, CHANGING),
    "conversations.invite": Method(invite, 3, (*CHANGING, "channels:write.invites", "groups:write.invites")),
    "conversations.kick": Method(kick, 3, CHANGING),
    "conversations.leave": Method(leave, 3, CHANGING),
    "conversations.join": Method(join, 3, ("channels:join",)),
    "conversations.open": Method(open_direct, 3, CHANGING),
    "conversations.rename": Method(rename, 2, CHANGING),
    "conversations.setTopic": Method(set_topic, 2, (*CHANGING, "channels:write.topic", "groups:write.topic")),
    "conversations.setPurpose": Method(
        set_purpose, 2, (*CHANGING, "channels:write.topic", "groups:write.topic")
    ),
    "conversations.archive": Method(archive, 2, CHANGING),
    "conversations.unarchive": Method(unarchive, 2, CHANGING),
}
