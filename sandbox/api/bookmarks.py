"""bookmarks.*"""

from sandbox.api.call import Call, Method
from sandbox.channels import Channel
from sandbox.errors import SlackError
from sandbox.jsontype import JSON

MOST = 100


def add(call: Call) -> JSON:
    channel = _channel(call)
    title, kind, link = call.required("title"), call.required("type"), call.text("link")
    if kind != "link":
        raise SlackError("invalid_bookmark_type")
    _check_link(link)
    if len(channel.bookmarks) >= MOST:
        raise SlackError("too_many_bookmarks")
    ws = call.ws
    bookmark: JSON = {
        "id": ws.ids.make("Bk"),
        "channel_id": channel.id,
        "title": title,
        "link": link,
        "emoji": call.text("emoji") or None,
        "icon_url": None,
        "type": kind,
        "entity_id": call.text("entity_id") or None,
        "date_created": ws.now(),
        "date_updated": 0,
        "rank": "i" * (len(channel.bookmarks) + 1),
        "last_updated_by_user_id": ws.bot_user_id,
        "last_updated_by_team_id": ws.team_id,
        "shortcut_id": None,
        "app_id": ws.app_id,
    }
    channel.bookmarks.append(bookmark)
    ws.watchers.tell("channel", channel=channel.id)
    return {"bookmark": dict(bookmark)}


def edit(call: Call) -> JSON:
    channel = _channel(call)
    wanted = call.required("bookmark_id")
    bookmark = next((b for b in channel.bookmarks if b["id"] == wanted), None)
    if bookmark is None:
        raise SlackError("not_found")
    if link := call.text("link"):
        _check_link(link)
    for name in ("title", "link", "emoji"):
        if call.text(name):
            bookmark[name] = call.text(name)
    bookmark["date_updated"] = call.ws.now()
    call.ws.watchers.tell("channel", channel=channel.id)
    return {"bookmark": dict(bookmark)}


def listing(call: Call) -> JSON:
    return {"bookmarks": [dict(b) for b in _channel(call).bookmarks]}


def _channel(call: Call) -> Channel:
    channel = call.own_channel("channel_id")
    if channel.is_archived:
        raise SlackError("is_archived")
    return channel


def _check_link(link: str) -> None:
    if not link.startswith(("https://", "http://", "mailto:", "slack://")):
        raise SlackError("invalid_link")


METHODS = {
    "bookmarks.add": Method(add, 2, ("bookmarks:write",)),
    "bookmarks.edit": Method(edit, 2, ("bookmarks:write",)),
    "bookmarks.list": Method(listing, 3, ("bookmarks:read",)),
}
