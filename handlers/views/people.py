"""People, as Slack describes them."""

from collections.abc import Mapping
from typing import Any

from handlers.views.kit import Call
from program.people import Profile


def lookup(person_id: str) -> Call:
    return Call("users.info", {"user": person_id})


def read_reply(reply: Mapping[str, Any]) -> Profile:
    """The person in the reply of users.info."""
    return read_user(reply["user"])


def read_user(user: Mapping[str, Any]) -> Profile:
    """The person in a Slack user object."""
    profile = user.get("profile") or {}
    return Profile(
        id=user["id"],
        name=profile.get("display_name")
        or profile.get("real_name")
        or user.get("real_name")
        or user.get("name", ""),
        email=profile.get("email") or "",
        time_zone=user.get("tz") or "UTC",
        admin=bool(user.get("is_admin") or user.get("is_owner")),
        guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        bot=bool(user.get("is_bot") or user["id"] == "USLACKBOT"),
        deactivated=bool(user.get("deleted")),
    )
