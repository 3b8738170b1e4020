"""Events on their way to the app, in Slack's own envelope, if it asked for them and may have them."""

from collections.abc import Callable

from sandbox.channels import Channel
from sandbox.jsontype import JSON
from sandbox.scopes import EVENTS, READ
from sandbox.state import State


class Events:
    def __init__(self, ws: State) -> None:
        self._ws = ws
        self.send: Callable[[JSON], None] | None = None  # set by the server, when it runs

    def emit(self, subscription: str, event: JSON, channel: Channel | None = None) -> None:
        """Send `event` if the app subscribes to it, has the scope, and is where it happens."""
        ws = self._ws
        if self.send is None or subscription not in ws.manifest.events or not ws.installed:
            return
        needed = self._needed(subscription, channel)
        if not set(needed) <= set(ws.scopes):
            return
        if channel is not None and not self._reaches(subscription, channel):
            return
        ws.record_scopes(needed)
        self.send(self.wrap(event, channel))

    def about(self, channel: Channel, verb: str, facts: JSON) -> None:
        """`channel_archive` or `group_archive`, by the kind of channel; DMs have neither."""
        prefix = {"public": "channel", "private": "group"}.get(channel.kind)
        if prefix:
            self.emit(f"{prefix}_{verb}", {"type": f"{prefix}_{verb}", **facts}, channel)

    def wrap(self, event: JSON, channel: Channel | None = None) -> JSON:
        ws = self._ws
        stamp = ws.next_ts()
        enterprise = ws.enterprise.id if ws.org_wide else None
        return {
            "token": ws.verification_token,
            "team_id": ws.team_id,
            "context_team_id": ws.team_id,
            "context_enterprise_id": enterprise,
            "api_app_id": ws.app_id,
            "event": {**event, "event_ts": event.get("event_ts", stamp)},
            "type": "event_callback",
            "event_id": ws.ids.make("Ev"),
            "event_time": int(float(stamp)),
            "authorizations": [
                {
                    "enterprise_id": enterprise,
                    "team_id": None if ws.org_wide else ws.team_id,
                    "user_id": ws.bot_user_id,
                    "is_bot": True,
                    "is_enterprise_install": ws.org_wide,
                }
            ],
            "is_ext_shared_channel": bool(channel and channel.shared_with),
            "event_context": f"4-{ws.ids.mixed('context', 24)}",
        }

    def _needed(self, subscription: str, channel: Channel | None) -> tuple[str, ...]:
        if subscription in ("member_joined_channel", "member_left_channel"):
            assert channel is not None
            return (READ[channel.kind],)
        return EVENTS.get(subscription, ())

    def _reaches(self, subscription: str, channel: Channel) -> bool:
        """Public channels tell every app of their life; all else is for members."""
        if self._ws.bot_user_id in channel.members or subscription in ("group_left", "channel_left"):
            return True
        return channel.kind == "public" and subscription.startswith("channel_")
