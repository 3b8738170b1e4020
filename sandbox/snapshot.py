"""The whole workspace as JSON, for a page or a program that looks in."""

from sandbox.channels import Channel
from sandbox.jsontype import JSON
from sandbox.people import Person
from sandbox.posts import Posts
from sandbox.screens import Screens
from sandbox.state import State


def snapshot(ws: State, screens: Screens, posts: Posts, latest: int | None = None) -> JSON:
    """All of it, or of each channel's messages only the latest ones."""
    return {
        "clock": {"now": ws.clock.now().isoformat(), "running": ws.clock.running},
        "team": {"id": ws.team_id, "name": ws.name, "domain": ws.domain},
        "app": {
            "id": ws.app_id,
            "name": ws.manifest.name,
            "bot_user_id": ws.bot_user_id,
            "bot_id": ws.bot_id,
            "installed": ws.installed,
            "org_wide": ws.org_wide,
            "scopes": list(ws.scopes),
            "commands": [
                {"command": c.name, "description": c.description, "usage_hint": c.usage_hint}
                for c in ws.manifest.commands.values()
            ],
            "shortcuts": [
                {"name": s.name, "callback_id": s.callback_id, "type": s.kind}
                for s in ws.manifest.shortcuts.values()
            ],
            "home_tab": ws.manifest.home_tab,
            "messages_tab": ws.manifest.messages_tab,
            "messages_tab_read_only": ws.manifest.messages_tab_read_only,
        },
        "people": [person_json(p, ws) for p in ws.people.values()],
        "usergroups": [g.to_slack(ws.team_id, users=True) for g in ws.usergroups.values()],
        "channels": [channel_json(c, ws, latest) for c in ws.channels.values()],
        "screens": {
            person_id: {
                "modals": [screens.to_slack(v) | {"errors": v.errors} for v in screen.modals],
                "home": screens.to_slack(screen.home) if screen.home else None,
            }
            for person_id, screen in screens.of.items()
        },
        "scheduled": [
            {"id": s.id, "channel": s.channel, "post_at": s.post_at, "text": s.content.get("text", "")}
            for s in posts.scheduled.values()
        ],
        "toasts": list(ws.toasts),
        "rate_limits": {
            "enabled": ws.limits.enabled,
            "used": ws.limits.usage(ws.clock.timestamp()),
            "per_minute": ws.limits.overrides,
        },
        "trouble": [vars(m) for m in ws.trouble.waiting],
        "in_flight": ws.in_flight,
        "calls": len(ws.calls),
        "envelopes": len(ws.envelopes),
    }


def person_json(person: Person, ws: State) -> JSON:
    user = person.to_slack(ws.team_id, ws.clock.now(), ws.enterprise, email=True)
    return user | {"profile_fields": person.profile_fields}


def channel_json(channel: Channel, ws: State, latest: int | None = None) -> JSON:
    messages = list(channel.messages.values())
    shown = messages if latest is None else messages[max(0, len(messages) - latest) :]
    return channel.to_slack(ws.team_id, ws.bot_user_id, count=True) | {
        "kind": channel.kind,
        "members": list(channel.members),
        "messages": [m.to_json(ws.team_id) for m in shown],
        "message_count": len(messages),
        "ephemerals": [m.to_json(ws.team_id) for m in channel.ephemerals],
        "pins": [{"ts": ts, "user": by, "created": at} for ts, by, at in channel.pins],
        "bookmarks": list(channel.bookmarks),
    }
