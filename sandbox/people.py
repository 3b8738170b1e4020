"""People and user groups, and how Slack writes them down."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from sandbox.jsontype import JSON


@dataclass
class Dnd:
    """Do-not-disturb: the next quiet stretch, as Unix seconds."""

    start: int = 1
    end: int = 1
    enabled: bool = False

    def to_slack(self) -> JSON:
        return {"dnd_enabled": self.enabled, "next_dnd_start_ts": self.start, "next_dnd_end_ts": self.end}


@dataclass(frozen=True)
class Enterprise:
    """The organization that the workspace belongs to, as far as anybody speaks of it."""

    id: str
    name: str

    def to_slack(self, prefix: str = "") -> JSON:
        return {f"{prefix}id": self.id, f"{prefix}name": self.name}


@dataclass
class Person:
    id: str
    name: str
    handle: str
    email: str | None = None
    tz: str = "UTC"
    title: str = ""
    admin: bool = False
    guest: bool = False
    is_bot: bool = False
    deleted: bool = False
    locale: str = "en-US"
    profile_fields: dict[str, str] = field(default_factory=dict)
    dnd: Dnd = field(default_factory=Dnd)
    updated: int = 0
    team: str | None = None  # their own workspace, if that is another one
    stranger: bool = False  # of another company, and in no channel that the app can see
    teams: tuple[str, ...] = ()  # the workspaces of our organization that they belong to, if it is one
    single_channel: bool = False  # a guest in one channel only
    invited: bool = False  # to the workspace: they haven't come yet
    workflow_bot: bool = False

    def team_id(self, here: str) -> str:
        """Where they are at home: here, in a sister workspace, or in another company."""
        if self.team is None and self.teams and here not in self.teams:
            return self.teams[0]
        return self.team or here

    def profile(self, team_id: str, *, email: bool) -> JSON:
        first, _, last = self.name.partition(" ")
        avatar = hashlib.sha256(self.id.encode()).hexdigest()[:12]
        profile: JSON = {
            "title": self.title,
            "phone": "",
            "skype": "",
            "real_name": self.name,
            "real_name_normalized": self.name,
            "display_name": "" if self.is_bot else self.handle,
            "display_name_normalized": "" if self.is_bot else self.handle,
            "fields": None,
            "status_text": "",
            "status_emoji": "",
            "status_expiration": 0,
            "avatar_hash": avatar,
            "first_name": first,
            "last_name": last,
            "team": self.team_id(team_id),
        }
        if email and self.email and not self.is_bot:
            profile["email"] = self.email
        return profile

    def to_slack(self, team_id: str, now: datetime, enterprise: Enterprise, *, email: bool = False) -> JSON:
        """The user object; of somebody who has left, Slack keeps less."""
        user: JSON = {
            "id": self.id,
            "team_id": self.team_id(team_id),
            "name": self.handle,
            "deleted": self.deleted,
            "profile": self.profile(team_id, email=email),
            "is_bot": self.is_bot or self.workflow_bot,
            "is_app_user": False,
            "updated": self.updated,
        } | self._not_like_everybody(enterprise)
        if self.deleted:
            return user
        zone = ZoneInfo(self.tz)
        offset = now.astimezone(zone).utcoffset()
        return user | {
            "color": hashlib.sha256(self.id.encode()).hexdigest()[:6],
            "real_name": self.name,
            "tz": self.tz,
            "tz_label": now.astimezone(zone).tzname(),
            "tz_offset": int(offset.total_seconds()) if offset else 0,
            "is_admin": self.admin,
            "is_owner": False,
            "is_primary_owner": False,
            "is_restricted": self.guest or self.single_channel,
            "is_ultra_restricted": self.single_channel,
            "is_email_confirmed": not (self.is_bot or self.workflow_bot or self.invited),
            "who_can_share_contact_card": "EVERYONE",
        }

    def _not_like_everybody(self, enterprise: Enterprise) -> JSON:
        """Fields that Slack sends only of those whom they concern."""
        more: JSON = {}
        if self.team is not None:
            more["is_stranger"] = self.stranger
        if self.invited:
            more["is_invited_user"] = True
        if self.workflow_bot:
            more["is_workflow_bot"] = True
        if self.teams:
            more["enterprise_user"] = {
                "id": self.id,
                **enterprise.to_slack("enterprise_"),
                "is_admin": False,
                "is_owner": False,
                "is_primary_owner": False,
                "teams": list(self.teams),
            }
        return more


@dataclass
class Usergroup:
    id: str
    handle: str
    name: str
    members: list[str]
    created: int
    disabled: bool = False

    def to_slack(self, team_id: str, *, users: bool = False) -> JSON:
        group: JSON = {
            "id": self.id,
            "team_id": team_id,
            "is_usergroup": True,
            "is_subteam": True,
            "is_external": False,
            "name": self.name,
            "description": "",
            "handle": self.handle,
            "date_create": self.created,
            "date_update": self.created,
            "date_delete": self.created if self.disabled else 0,
            "auto_type": None,
            "user_count": len(self.members),
            "prefs": {"channels": [], "groups": []},
        }
        return group | {"users": list(self.members)} if users else group
