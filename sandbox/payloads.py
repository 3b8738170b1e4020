"""The payloads of commands and interactions, field by field as Slack sends them."""

import copy

from sandbox.channels import Channel
from sandbox.elements import state_of
from sandbox.jsontype import JSON
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.views import View
from sandbox.workspace import Workspace


def command(ws: Workspace, person: Person, channel: Channel, name: str, text: str, url: str) -> JSON:
    org = ws.enterprise.to_slack("enterprise_") if ws.org_wide else {}
    return {
        "token": ws.verification_token,
        "team_id": ws.team_id,
        "team_domain": ws.domain,
        "channel_id": channel.id,
        "channel_name": channel.shown_name(),
        "user_id": person.id,
        "user_name": person.handle,
        "command": name,
        "text": text,
        "api_app_id": ws.app_id,
        "is_enterprise_install": str(ws.org_wide).lower(),
        **org,
        "response_url": url,
        "trigger_id": ws.screens.trigger(person.id),
    }


def interaction(ws: Workspace, person: Person, kind: str) -> JSON:
    """What every interaction has in common."""
    return {
        "type": kind,
        "user": {
            "id": person.id,
            "username": person.handle,
            "name": person.handle,
            "team_id": person.team_id(ws.team_id),
        },
        "api_app_id": ws.app_id,
        "token": ws.verification_token,
        "team": {"id": ws.team_id, "domain": ws.domain},
        "enterprise": ws.enterprise.to_slack() if ws.org_wide else None,
        "is_enterprise_install": ws.org_wide,
    }


def view_action(ws: Workspace, person: Person, view: View, action: JSON) -> JSON:
    return interaction(ws, person, "block_actions") | {
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": ws.screens.trigger(person.id, view.id),
        "view": ws.screens.to_slack(view),
        "actions": [action],
    }


def message_action(
    ws: Workspace, person: Person, message: Message, action: JSON, values: JSON, url: str
) -> JSON:
    channel = ws.channels[message.channel]
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.ephemeral is not None,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    body = interaction(ws, person, "block_actions") | {
        "container": container,
        "trigger_id": ws.screens.trigger(person.id),
        "channel": {"id": channel.id, "name": channel.shown_name()},
        "state": {"values": copy.deepcopy(values) or state_of(message.blocks)},
        "response_url": url,
        "actions": [action],
    }
    # Slack keeps no copy of an ephemeral message, and sends none
    return body if message.ephemeral else body | {"message": message.to_slack(ws.team_id)}


def submission(ws: Workspace, person: Person, view: View, response_urls: list[JSON]) -> JSON:
    return interaction(ws, person, "view_submission") | {
        "trigger_id": ws.screens.trigger(person.id, view.id),
        "view": ws.screens.to_slack(view),
        "response_urls": response_urls,
    }


def closed(ws: Workspace, person: Person, view: View, *, cleared: bool) -> JSON:
    return interaction(ws, person, "view_closed") | {
        "view": ws.screens.to_slack(view),
        "is_cleared": cleared,
    }


def suggestion(
    ws: Workspace, person: Person, block: JSON, element: JSON, typed: str, where: View | Message
) -> JSON:
    """block_suggestion: what to offer in an external select."""
    body = interaction(ws, person, "block_suggestion") | {
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "value": typed,
    }
    if isinstance(where, View):
        return body | {
            "container": {"type": "view", "view_id": where.id},
            "view": ws.screens.to_slack(where),
        }
    return body | {
        "container": {"type": "message", "message_ts": where.ts, "channel_id": where.channel},
        "message": where.to_slack(ws.team_id),
    }


def shortcut(ws: Workspace, person: Person, callback_id: str) -> JSON:
    return interaction(ws, person, "shortcut") | {
        "callback_id": callback_id,
        "trigger_id": ws.screens.trigger(person.id),
        "action_ts": ws.next_ts(),
    }


def message_shortcut(ws: Workspace, person: Person, callback_id: str, message: Message, url: str) -> JSON:
    channel = ws.channels[message.channel]
    return interaction(ws, person, "message_action") | {
        "callback_id": callback_id,
        "trigger_id": ws.screens.trigger(person.id),
        "action_ts": ws.next_ts(),
        "message_ts": message.ts,
        "channel": {"id": channel.id, "name": channel.shown_name()},
        "message": message.to_slack(ws.team_id),
        "response_url": url,
    }
