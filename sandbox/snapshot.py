"""The whole workspace as JSON, for a page or a program that looks in."""

from typing import TYPE_CHECKING

from sandbox.channels import Channel
from sandbox.jsontype import JSON
from sandbox.messages import Message
from sandbox.people import Person

if TYPE_CHECKING:
    from sandbox.workspace import Workspace


def snapshot(ws: "Workspace") -> JSON:
    return {
        "clock": {"now": ws.clock.now().isoformat(), "running": ws.clock.running},
        "team": {"id": ws.team_id, "name": ws.name, "domain": ws.domain},
        "app": {
            "id": ws.app_id,
            "name": ws.manifest.name,
            "bot_user_id": ws.bot_user_id,
            "bot_id": ws.bot_id,
            "installed": ws.installed,
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
        "channels": [channel_json(c, ws) for c in ws.channels.values()],
        "screens": {
            person_id: {
                "modals": [ws.screens.to_slack(v) | {"errors": v.errors} for v in screen.modals],
                "home": ws.screens.to_slack(screen.home) if screen.home else None,
            }
            for person_id, screen in ws.screens.of.items()
        },
        "scheduled": [
            {"id": s.id, "channel": s.channel, "post_at": s.post_at, "text": s.content.get("text", "")}
            for s in ws.posts.scheduled.values()
        ],
        "toasts": list(ws.toasts),
        "rate_limits": {
            "enabled": ws.limits.enabled,
            "used": ws.limits.usage(ws.clock.timestamp()),
        },
        "trouble": [vars(m) for m in ws.trouble.waiting],
        "in_flight": ws.in_flight,
        "calls": len(ws.calls),
    }


def person_json(person: Person, ws: "Workspace") -> JSON:
    return person.to_slack(ws.team_id, ws.clock.now(), email=True) | {"profile_fields": person.profile_fields}


def channel_json(channel: Channel, ws: "Workspace") -> JSON:
    return channel.to_slack(ws.team_id, ws.bot_user_id, count=True) | {
        "kind": channel.kind,
        "members": list(channel.members),
        "messages": [message_json(m, ws) for m in channel.messages.values()],
        "ephemerals": [message_json(m, ws) for m in channel.ephemerals],
        "pins": [{"ts": ts, "user": by, "created": at} for ts, by, at in channel.pins],
        "bookmarks": list(channel.bookmarks),
    }


def message_json(message: Message, ws: "Workspace") -> JSON:
    return message.to_slack(ws.team_id) | {"channel": message.channel, "ephemeral": message.ephemeral}
